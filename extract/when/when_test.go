package when

import (
	"strings"
	"testing"
	"time"

	"muster/extract/rule"
	"muster/extract/token"
)

// day0 is the publication day of the examples that name none: a Wednesday.
const day0 = "2023-05-17"

// reading of a text as the examples write it: "2022-01-01..2022-06-30 ; ..".
func reading(ms []mention) string {
	var out []string
	for _, m := range ms {
		w := m.Meant()
		s := string(w.From) + ".." + string(w.To)
		if w.From == w.To {
			s = string(w.From)
		}
		out = append(out, s)
	}
	return strings.Join(out, " ; ")
}

func exampleReference(t *testing.T, at string) Reference {
	t.Helper()
	f := strings.Fields(at)
	if len(f) == 0 {
		f = []string{day0}
	}
	d, err := time.Parse("2006-01-02", f[0])
	if err != nil {
		t.Fatalf("@%s: %v", at, err)
	}
	ref := Reference{Published: d}
	if len(f) > 1 {
		ref.Country = f[1]
	}
	return ref
}

// uses reports whether the rule took part in the reading.
func (n *node) uses(name string) bool {
	return n != nil && n.pattern != nil && (n.rule == name || n.a.uses(name) || n.b.uses(name))
}

func TestExamples(t *testing.T) {
	r := New()
	for _, rl := range r.rules.all {
		for _, e := range rl.Yes {
			checkExample(t, r, rl, e, true)
		}
		for _, e := range rl.No {
			checkExample(t, r, rl, e, false)
		}
	}
}

func checkExample(t *testing.T, r *Reader, rl rule.Rule, e rule.Example, yes bool) {
	t.Helper()
	want, at, _ := strings.Cut(e.Want, "@")
	ms := r.mentions(token.Read(e.Text), exampleReference(t, at))
	if got := reading(ms); got != strings.TrimSpace(want) {
		t.Errorf("%s:%d: rule %s: %q\n got %s\nwant %s", rl.File, e.Line, rl.Name, e.Text, got, want)
	}
	if rl.Gives["is"] == "nothing" {
		return
	}
	used := false
	for _, m := range ms {
		used = used || m.node.uses(rl.Name)
	}
	if used != yes {
		t.Errorf("%s:%d: rule %s: took part: %v, want %v in %q", rl.File, e.Line, rl.Name, used, yes, e.Text)
	}
}
