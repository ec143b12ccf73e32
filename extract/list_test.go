package extract

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"muster/extract/measure"
	"muster/extract/modality"
	"muster/extract/rule"
	"muster/lexicon/listtest"
	"muster/news"
)

// TestRows runs the example of each row of the lists of modality and of
// measures, with the row and without it.
func TestRows(t *testing.T) {
	read := map[string]*reading{}
	for _, room := range rooms {
		lists := listtest.Read(t, os.DirFS(room.dir), room.lists...)
		listtest.Rows(t, lists, func(lists listtest.Lists) listtest.Reader {
			x := *extractor()
			if err := room.load(&x, func(name string) ([]rule.Entry, error) { return lists["en/"+name+".list"], nil }); err != nil {
				t.Fatal(err)
			}
			return func(text string) string { return told(layersOf(read, text), &x) }
		})
	}
}

// rooms are where the lists lie, and how an extractor takes in other ones.
var rooms = []struct {
	dir   string
	lists []string
	load  func(*Extractor, rule.Lists) error
}{
	{"modality", []string{"en/modality.list", "en/class.list"}, func(x *Extractor, list rule.Lists) (err error) {
		x.modality, err = modality.Read(list)
		return err
	}},
	{"measure", []string{"en/word.list", "en/noun.list"}, func(x *Extractor, list rule.Lists) (err error) {
		x.measures, err = measure.Read(func(name string) ([]rule.Entry, error) {
			if name == "measure" {
				return rule.ReadList(os.DirFS("measure"), "en/measure.list")
			}
			return list(name)
		})
		return err
	}},
}

// layersOf is a text with what all layers below the claims found in it, which the
// lists do not change.
func layersOf(read map[string]*reading, text string) *reading {
	if read[text] == nil {
		published := time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)
		read[text] = extractor().read(news.Article{ID: "a", Text: text, Published: published, Outlet: news.Source{Name: "Ledger"}})
	}
	return read[text]
}

// told is what an extractor makes of a text, as the examples of lists write it:
// each claim with its slots, and behind "by-rule:" what the rules alone said.
func told(layers *reading, x *Extractor) string {
	r := *layers
	r.Extractor, r.signed = x, []Signed{}
	var all []string
	say := func(key string, values ...string) {
		if v := strings.Join(values, ","); v != "" {
			all = append(all, strings.ReplaceAll(key+":"+v, " ", "-"))
		}
	}
	for _, c := range r.claims() {
		say("kind", string(c.Kind))
		say("mood", string(c.Modality))
		say("polarity", string(c.Polarity))
		say("measure", string(c.MeasureID))
		say("counted", c.Counted)
		say("subject", names(c.Subject)...)
		say("by", names(c.By)...)
		say("of", names(c.Of)...)
		say("to", names(c.To)...)
		for _, w := range c.Place {
			say("place", w.Name)
		}
		say("when", string(c.When.From)+".."+string(c.When.To))
		say("standing", string(c.Standing))
		if c.PartOf != "" {
			say("part", "yes")
		}
		if c.Figure != nil {
			say("scope", string(c.Figure.Scope))
		}
		for _, rule := range c.Rules {
			say("rule", rule)
		}
	}
	for i, b := range r.past {
		say("by-rule", string(b.ruled.Modality))
		say("by-rule", string(b.ruled.Scope))
		say("by-rule-subject", b.claim.Subject...)
		say("by-rule-place", b.claim.Place...)
		say("by-rule-when", string(b.claim.ruled.From)+".."+string(b.claim.ruled.To))
		if i < len(r.signed) {
			for _, sign := range r.signed[i].Signs {
				if strings.Contains(sign, "class=") {
					say("sign", sign)
				}
			}
		}
	}
	return fmt.Sprintf("claims:%d %s", len(r.past), strings.Join(all, " "))
}

func names(parties []news.Party) []string {
	var all []string
	for _, p := range parties {
		all = append(all, p.Name)
	}
	return all
}
