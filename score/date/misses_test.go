package date

import (
	"flag"
	"fmt"
	"path/filepath"
	"testing"

	"muster/extract/token"
	"muster/extract/when"
	"muster/news"
)

var misses = flag.String("misses", "", "list what is missed or read wrong in a set: tbaq, rt_date, duckling_time, claims")

var whole = flag.Bool("documents", false, "with -misses: read whole documents, not sentences")

// TestMisses lists the gold and the readings that do not meet, by the fields
// From and To alone.
func TestMisses(t *testing.T) {
	file, read := *misses+".jsonl", readSet
	switch *misses {
	case "":
		t.Skip("no set named by -misses")
	case "tbaq":
		file += ".gz"
	}
	path := filepath.Join("../../../shared/gold/date", file)
	if *misses == "claims" {
		path, read = "../../../shared/gold/claims", readClaims
	}
	samples, err := read(path)
	if err != nil {
		t.Fatal(err)
	}
	if docs := documents(samples); docs != nil && *whole {
		samples = docs
	}
	r := when.New()
	for _, s := range samples {
		s.list(t, r.Read(token.Read(s.text), s.ref))
	}
}

// list logs the gold without a reading and the readings without a gold, each
// with the words around it.
func (s sample) list(t *testing.T, dates []news.Date) {
	around := func(start, end int) string {
		return fmt.Sprintf("%q", s.text[max(0, start-70):start]+"["+s.text[start:end]+"]"+s.text[end:min(len(s.text), end+50)])
	}
	for _, g := range s.gold {
		met := g.answers == nil
		for _, d := range dates {
			met = met || d.Span.Start < g.end && g.start < d.Span.End
		}
		if !met {
			t.Logf("%s %s none for %v: %s", s.id, s.ref.Published.Format("Mon 2006-01-02"), g.answers, around(g.start, g.end))
		}
	}
	for _, d := range dates {
		met, near := false, []gold(nil)
		for _, g := range s.gold {
			if d.Span.Start < g.end && g.start < d.Span.End {
				met = met || g.answers == nil || g.fits(d, rule{bare: true})
				near = append(near, g)
			}
		}
		if met || s.once && s.repeats(d, rule{bare: true}) {
			continue
		}
		want := "nothing"
		for _, g := range near {
			want = fmt.Sprint(g.answers)
		}
		t.Logf("%s %s read %s..%s for %s: %s", s.id, s.ref.Published.Format("Mon 2006-01-02"), d.From, d.To, want, around(d.Span.Start, d.Span.End))
	}
}
