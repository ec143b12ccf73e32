package entity

import (
	"muster/extract/rule"
	"slices"
	"strings"
	"testing"

	"muster/extract/syntax"
	"muster/extract/token"
)

func candidatesOf(x *lexicon, text string) []Candidate {
	t := token.Read(text)
	return (&Reader{lex: x}).Read(t, syntax.NewForest(t), Context{}).Candidates()
}

// candidateNames are all names that a text offers as side or place.
func candidateNames(x *lexicon, text string) []string {
	var names []string
	for _, c := range candidatesOf(x, text) {
		names = append(names, c.Party.Name, c.Where.Name)
	}
	return names
}

// terms are the rows of area.list and fighter.list.
func terms(x *lexicon) []*term {
	var all []*term
	for _, fs := range x.terms {
		for _, f := range fs {
			if !slices.Contains(all, f.t) {
				all = append(all, f.t)
			}
		}
	}
	slices.SortFunc(all, func(a, b *term) int {
		return strings.Compare(string(a.section)+a.name, string(b.section)+b.name)
	})
	return all
}

// given reports whether a term's example gives what it must.
func given(x *lexicon, t *term) bool {
	text, want, _ := strings.Cut(t.example, " -> ")
	return slices.Contains(candidateNames(x, text), want)
}

func TestTermExamples(t *testing.T) {
	x := english()
	for _, row := range terms(x) {
		if !given(x, row) {
			text, _, _ := strings.Cut(row.example, " -> ")
			t.Errorf("%s: %s: offered %q", row.section, row.example, candidateNames(x, text))
		}
	}
}

// TestEveryTermIsNeeded takes each row away and wants its example to fail.
func TestEveryTermIsNeeded(t *testing.T) {
	x := english()
	for _, row := range terms(x) {
		without := *x
		without.terms = map[uint64][]termForm{}
		for h, fs := range x.terms {
			without.terms[h] = slices.DeleteFunc(slices.Clone(fs), func(f termForm) bool { return f.t == row })
		}
		if given(&without, row) {
			t.Errorf("%s: %q is read without its row: %s", row.section, row.name, row.example)
		}
	}
}

// TestCandidates runs testdata/candidates.txt.
func TestCandidates(t *testing.T) {
	x := english()
	for _, line := range exampleLines(t, "testdata/candidates.txt") {
		text, want, _ := strings.Cut(line, " -> ")
		for _, w := range strings.Split(want, ";") {
			w = strings.TrimSpace(w)
			name, not := strings.CutPrefix(w, "-")
			if got := offered(candidatesOf(x, text)); slices.Contains(got, name) == not {
				t.Errorf("%q: %s: offered %q", text, w, got)
			}
		}
	}
}

func TestSpelt(t *testing.T) {
	for text, want := range map[string]string{
		"Two died in Odessa. Odessa burned.":             "Odesa = Odessa",
		"KIEV, May 4 - Kiev was shelled.":                "Kyiv = Kiev",
		"Fires burned near Irbil and in Irbil province.": "Erbil province = Irbil province",
		"Two died in Syria.":                             "SY = SY",
	} {
		var got []string
		for _, c := range candidatesOf(english(), text) {
			got = append(got, c.Where.Name+" = "+c.Spelt)
		}
		if !slices.Contains(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// FuzzCandidates wants spans that are the text's own, in order.
func FuzzCandidates(f *testing.F) {
	f.Add("Pro-Russian separatists shelled rebel-held areas of Aleppo, the T4 air base and the border with Brovka.")
	f.Add("the border the capital 's north of -held areas in")
	f.Add("Camp al- El- of Gulf of the town of")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, c := range candidatesOf(english(), text) {
			if c.Span.Start < last || c.Span.End > len(text) || text[c.Span.Start:c.Span.End] != c.Span.Text {
				t.Fatalf("%q: span %v behind %d", text, c.Span, last)
			}
			if c.Party.Name == "" && c.Where.Name == "" {
				t.Fatalf("%q: %v offers nothing", text, c.Span)
			}
			last = c.Span.Start
		}
	})
}

// offered writes candidates as the examples do: "words = group Hamas", "words =
// area northern Syria".
func offered(cs []Candidate) []string {
	var all []string
	for _, c := range cs {
		if c.Party.Name != "" {
			all = append(all, c.Span.Text+" = "+string(c.Party.Kind)+" "+c.Party.Name)
		}
		if c.Where.Name != "" {
			all = append(all, c.Span.Text+" = "+string(c.Where.Kind)+" "+c.Where.Name)
		}
	}
	return all
}

// TestListsRefuse reads lists with a mistake in one row.
func TestListsRefuse(t *testing.T) {
	for file, row := range map[string]rule.Entry{
		"area":    {Section: "area", Name: "moor", Attrs: map[string]string{"keep": "yes"}},
		"fighter": {Section: "nobody", Name: "crowds", Attrs: map[string]string{"yes": "Crowds came. -> crowds"}},
	} {
		_, err := read(func(name string) ([]rule.Entry, error) {
			entries, err := embedded(name)
			if name == file {
				entries = append(entries, row)
			}
			return entries, err
		})
		if err == nil {
			t.Errorf("%s: %q was taken", file, row.Name)
		}
	}
}
