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

// TestRows runs the example of each row of the lists that claims are joined by, of
// modality and of measures, with the row and without it.
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
	{".", []string{"en/slot.list", "en/onset.list"}, func(x *Extractor, list rule.Lists) error {
		slots, _ := list("slot")
		onsets, _ := list("onset")
		x.slots, x.onsets = newSlotWords(slots), newOnsets(onsets)
		return nil
	}},
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

// told is what an extractor makes of a text by its rules, as the examples of lists
// write it: what is learned changes with the weights, and no row may hang on it.
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
		say("polarity", string(c.Polarity))
		say("measure", string(c.MeasureID))
		say("counted", c.Counted)
		for _, rule := range c.Rules {
			say("rule", rule)
		}
	}
	for _, q := range r.asked {
		for _, fact := range q.Claim.Facts {
			say("fact", fact)
		}
		for _, w := range q.Claim.Wars {
			say("war", string(w.From))
		}
	}
	for i, b := range r.past {
		say("mood", string(b.ruled.Modality))
		say("scope", string(b.claim.Figure.Scope))
		say("subject", b.claim.Subject...)
		say("place", b.claim.Place...)
		say("when", string(b.claim.ruled.From)+".."+string(b.claim.ruled.To))
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
