package copies

import (
	"strings"
	"testing"

	"muster/news"
)

func TestCreditsOfTheList(t *testing.T) {
	row := ""
	for line := range strings.SplitSeq(agencyRows, "\n") {
		if yes, ok := strings.CutPrefix(line, " yes: "); ok {
			name, _, _ := strings.Cut(row, "|")
			if got := Credit(news.Article{Text: yes}); got != name {
				t.Errorf("%q credits %q, want %q", yes, got, name)
			}
		} else {
			row = line
		}
	}
}

// TestEachAgencyCounts takes each row out in turn: its credit must be lost.
func TestEachAgencyCounts(t *testing.T) {
	old := agencies
	defer func() { agencies = old }()
	row := ""
	for line := range strings.SplitSeq(agencyRows, "\n") {
		if yes, ok := strings.CutPrefix(line, " yes: "); ok {
			agencies = readAgencies(strings.Replace(agencyRows, row+"\n", "", 1))
			if got := Credit(news.Article{Text: yes}); got != "" {
				t.Errorf("%q may go: %q still credits %q", row, yes, got)
			}
		} else {
			row = line
		}
	}
}

func TestCredit(t *testing.T) {
	for _, c := range []struct {
		a    news.Article
		want string
	}{
		{news.Article{Authors: []string{"Ann Writer", "AP"}}, "Associated Press"},
		{news.Article{Outlet: news.Source{Name: "Courier (AP)"}}, "Associated Press"},
		{news.Article{Text: "The minister told Reuters that the depot burnt. He spoke in Kyiv."}, ""},
		{news.Article{Text: "The council (EU) met. A source said so."}, ""},
		{news.Article{Text: strings.Repeat("The depot burnt. ", 30) + "(AFP) was told so. " + strings.Repeat("It burnt. ", 60)}, ""},
	} {
		if got := Credit(c.a); got != c.want {
			t.Errorf("%+v: %q, want %q", c.a, got, c.want)
		}
	}
}
