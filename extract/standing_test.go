package extract

import (
	"testing"

	"muster/extract/rule"
	"muster/news"
)

// superseded are the numbers of the figures of a text that another replaced.
func superseded(x *Extractor, text string) (out []string) {
	for _, c := range x.Extract(news.Article{ID: "t", Text: text}).Claims {
		if c.Standing == news.Superseded {
			out = append(out, c.Figure.Number.Text)
		}
	}
	return out
}

func TestStanding(t *testing.T) {
	rules, err := rule.Read(data, "en/standing.rule")
	if err != nil {
		t.Fatal(err)
	}
	x := New()
	for _, r := range rules {
		needed := false
		without := *x
		without.standings = map[uint64][]*rule.Pattern{}
		for h, all := range x.standings {
			for _, p := range all {
				if !contains(r.Match, p.String()) {
					without.standings[h] = append(without.standings[h], p)
				}
			}
		}
		for _, ex := range r.Yes {
			if got := superseded(x, ex.Text); len(got) != 1 || got[0] != ex.Want {
				t.Errorf("%s:%d: %q gives %q, want %q", r.File, ex.Line, ex.Text, got, ex.Want)
			}
			needed = needed || len(superseded(&without, ex.Text)) == 0
		}
		for _, ex := range r.No {
			if got := superseded(x, ex.Text); len(got) != 0 {
				t.Errorf("%s:%d: %q gives %q", r.File, ex.Line, ex.Text, got)
			}
		}
		if !needed {
			t.Errorf("%s: no example needs the rule", r.Name)
		}
	}
}
