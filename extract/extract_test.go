package extract

import (
	"strings"
	"sync"
	"testing"
	"time"

	"muster/news"
)

// extractor is shared: reading the tables once is enough for all tests.
var extractor = sync.OnceValue(New)

func figureClaims(t *testing.T, text, published, outlet string) []news.Claim {
	t.Helper()
	day, err := time.Parse(time.DateOnly, published)
	if err != nil {
		t.Fatal(err)
	}
	var claims []news.Claim
	for _, c := range extractor().Extract(news.Article{ID: "a", Text: text, Published: day, Outlet: news.Source{Name: outlet}}).Claims {
		if c.Kind == news.FigureClaim {
			claims = append(claims, c)
		}
	}
	return claims
}

func TestPolarity(t *testing.T) {
	for text, want := range map[string]news.Polarity{
		"The army did not send 400 soldiers to the border.":                                                              news.Denied,
		"The minister said 400 soldiers were not sent to the border.":                                                    news.Denied,
		"It was 90,000, not 150,000 soldiers, the minister said.":                                                        news.Denied,
		"The army sent 400 soldiers to the border.":                                                                      news.Asserted,
		"Not only 400 soldiers were sent to the border.":                                                                 news.Asserted,
		"Shells killed 60 villagers, including 25 who were not taking part in the fighting, 11 of them children.":        news.Asserted,
		"The new plant would not make up for the 90 tanks that the army loses every month.":                              news.Asserted,
		"The 40,000 residents, most of whom cannot leave the town, have been without water since Monday, officials say.": news.Asserted,
	} {
		claims := figureClaims(t, text, "2024-03-01", "Ledger")
		if len(claims) == 0 {
			t.Errorf("no claim in %q", text)
			continue
		}
		if got := claims[len(claims)-1].Polarity; got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}

// TestOffsets: every span of every layer cuts its own text.
func TestOffsets(t *testing.T) {
	text := "KYIV — Russia’s army fired 120 missiles, “the air force” said on Sunday.\n\nAt least seven people died in Lviv, Reuters reported."
	x := extractor().Extract(news.Article{ID: "a", Text: text, Outlet: news.Source{Name: "Ledger"}})
	check := func(what string, s news.Span) {
		if !s.Empty() && text[s.Start:s.End] != s.Text {
			t.Errorf("%s: span %d..%d says %q, text has %q", what, s.Start, s.End, s.Text, text[s.Start:s.End])
		}
	}
	for _, f := range x.Figures {
		check("figure", f.Span)
	}
	for _, d := range x.Dates {
		check("date", d.Span)
	}
	for _, e := range x.Entities {
		check("entity", e.Span)
	}
	for _, c := range x.Claims {
		check("sentence", c.Sentence)
		for _, a := range c.Attribution {
			check("cue", a.Cue)
			check("mention", a.Mention)
		}
	}
	if len(x.Claims) < 2 {
		t.Errorf("only %d claims", len(x.Claims))
	}
}

func FuzzExtract(f *testing.F) {
	f.Add("Germany will send 4,000 soldiers to Lithuania, officials told Reuters.")
	f.Add("“No casualties”, he said.\n\n5 % \xff of GDP by 2030")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		x := extractor().Extract(news.Article{ID: "a", Text: text})
		for _, c := range x.Claims {
			if text[c.Sentence.Start:c.Sentence.End] != c.Sentence.Text {
				t.Fatalf("sentence span of %q", text)
			}
		}
	})
}

func BenchmarkExtract(b *testing.B) {
	text := strings.Repeat("The defence minister said on Thursday that Germany would send 4,000 soldiers to Lithuania. "+
		"The alliance has kept troops in the region since 2017. Nobody was hurt in the accident, according to the mayor. "+
		"Roads were closed for most of the day and trains ran late. Critics of the plan want more money for schools instead.\n\n", 8)
	x := extractor()
	a := news.Article{ID: "a", Text: text, Published: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)}
	b.ReportAllocs()
	words := float64(len(strings.Fields(text)))
	for b.Loop() {
		x.Extract(a)
	}
	b.ReportMetric(float64(b.N)*words/500/b.Elapsed().Seconds(), "articles/s")
}

// TestNoFigure reads sentences whose numbers count nothing.
func TestNoFigure(t *testing.T) {
	for _, text := range []string{
		"He is 100% sure that the deal will hold.",
		"One official spoke to reporters.",
		"The Gang of Eight was told.",
	} {
		if all := figureClaims(t, text, "2024-03-01", "Ledger"); len(all) > 0 {
			t.Errorf("%q gives %q", text, all[0].Figure.Text)
		}
	}
}
