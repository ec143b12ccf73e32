package extract

import (
	"strings"
	"testing"
	"time"

	"muster/news"
)

// pieces are sentences of the kinds that news has: quotations, asides, bylines,
// lists, headlines and broken-off ends.
var pieces = []string{
	`KYIV, Nov 17 (Reuters) - Two ships left port on Friday, officials said.`,
	`– warning that 40 tanks were lost`,
	`"We sent 300 men," Anna Kask, who heads the committee, told Reuters.`,
	`“The bridge stands. It carries 20 trucks an hour,” the mayor said.`,
	`According to the defence ministry's spokesman, 12 of 29 drones were shot down.`,
	`Asked whether 5,000 soldiers would come, he said no, adding that none had been asked.`,
	`Germany's army (Bundeswehr) plans to spend €3bn - up from 2 percent of GDP - by 2030.`,
	`Kask: “Nobody was hurt.”`,
	`EXCLUSIVE: Six Brigades Leave Base, Sources Say`,
	`between 5 and 7 km north of Izmail, where at least three people died;`,
	`'s ministry, citing the U.N. and two diplomats, denied it`,
	`In July 2023 the brigade, the 47th, lost half its tanks -- some 30 -- and 150 men.`,
	`He said. She said. They did not say.`,
	`(AP) — Photo by J. Sulg / AP`,
	"Losses\n\n* 3 tanks\n* 12 trucks\n\nTotal: 15",
	`‘’ '' "" “ ” , ; : . - – — ( ) ...`,
}

// FuzzJoined cuts and joins sentences at random and reads what comes out.
// Every span must be of the text and no name of a source empty.
func FuzzJoined(f *testing.F) {
	for i, p := range pieces {
		f.Add(p, uint64(i)*0x9e3779b97f4a7c15)
		f.Add("", uint64(i)*0xbf58476d1ce4e5b9+1)
	}
	x := extractor()
	f.Fuzz(func(t *testing.T, s string, seed uint64) {
		readWhole(t, x, s)
		readWhole(t, x, joinedPieces(s, seed))
	})
}

// joinedPieces cuts pieces where the seed says and joins what is left of them
// to s.
func joinedPieces(s string, seed uint64) string {
	joints := []string{" ", "\n", "\n\n", "", " – ", ", ", " \"", "” "}
	var b strings.Builder
	b.WriteString(s)
	for range 6 {
		seed = seed*6364136223846793005 + 1442695040888963407
		p := pieces[seed>>33%uint64(len(pieces))]
		words := strings.SplitAfter(p, " ")
		from := int(seed >> 17 % uint64(len(words)))
		to := from + 1 + int(seed>>25%uint64(len(words)-from))
		b.WriteString(joints[seed>>45%uint64(len(joints))])
		b.WriteString(strings.Join(words[from:to], ""))
	}
	return b.String()
}

func readWhole(t *testing.T, x *Extractor, text string) {
	t.Helper()
	got := x.Extract(news.Article{
		ID: "fuzz", Text: text, Outlet: news.Source{Name: "Daily Planet (AP)"},
		Published: time.Date(2023, 7, 10, 0, 0, 0, 0, time.UTC),
	})
	for _, c := range got.Claims {
		spans := []news.Span{c.Sentence}
		if c.Figure != nil {
			spans = append(spans, c.Figure.Span)
		}
		for _, sp := range spans {
			if sp.Start < 0 || sp.End > len(text) || sp.Start > sp.End || text[sp.Start:sp.End] != sp.Text {
				t.Fatalf("span %+v is not of %q", sp, text)
			}
		}
		for _, a := range c.Attribution {
			if strings.TrimSpace(a.Source.Name) == "" {
				t.Fatalf("a link without a name in the claim %q of %q", c.Sentence.Text, text)
			}
		}
	}
}
