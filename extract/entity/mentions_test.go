package entity

import (
	"os"
	"strings"
	"testing"

	"muster/news"
)

// TestExamples runs testdata/mentions.txt.
func TestExamples(t *testing.T) {
	for n, line := range exampleLines(t, "testdata/mentions.txt") {
		text, want, ok := strings.Cut(line, " -> ")
		if !ok {
			t.Fatalf("mentions.txt: no \"->\" in %q", line)
		}
		m := readText(text)
		for _, w := range strings.Split(want, ";") {
			if err := expect(m, strings.TrimSpace(w)); err != "" {
				t.Errorf("example %d: %q: %s; read %v", n+1, text, err, m.All)
			}
		}
	}
}

func exampleLines(t *testing.T, file string) []string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, l := range strings.Split(string(b), "\n") {
		if l = strings.TrimSpace(l); l != "" && l[0] != '#' {
			lines = append(lines, l)
		}
	}
	return lines
}

// expect returns what is wrong, empty where nothing is.
func expect(m *Mentions, want string) string {
	if rest, ok := strings.CutPrefix(want, "-"); ok {
		kind, words, _ := strings.Cut(rest, " ")
		for _, e := range m.All {
			if e.Span.Text == words && (kind == "" || string(e.Kind) == kind) {
				return words + " was read"
			}
		}
		return ""
	}
	words, desc, _ := strings.Cut(want, " = ")
	desc, role, hasRole := strings.Cut(strings.TrimSuffix(desc, "}"), " {")
	desc, gov := strings.CutSuffix(desc, " +G")
	last := words + " was not read"
	for _, e := range m.All {
		if e.Span.Text != words {
			continue
		}
		switch {
		case show(e) != desc:
			last = words + " is " + show(e)
		case e.Kind != news.Human && e.AsGovernment != gov:
			last = words + ": government or not"
		case hasRole && e.Role != role:
			last = words + " has role " + e.Role
		default:
			return ""
		}
	}
	return last
}
