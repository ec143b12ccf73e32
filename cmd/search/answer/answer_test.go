package answer

import (
	"bytes"
	"strings"
	"testing"

	"muster/cmd/page"
	"muster/desk"
	"muster/index"
	"muster/news"
)

// TestNoArticleDrivesTheTerminal: control characters of articles never reach
// the page.
func TestNoArticleDrivesTheTerminal(t *testing.T) {
	evil := "\x1b[2Jboo\u202e\r\n\x07"
	c := news.Claim{ID: "0123456789abcdef", Sentence: news.Span{Text: evil}, Article: news.ArticleRef{Title: evil, URL: evil}}
	f := news.Finding{ID: "abc", Kind: news.Contradiction, Why: []string{evil}}
	var out bytes.Buffer
	p := page.Page{W: &out}
	for _, err := range []error{
		Article(p, desk.ArticleAnswer{Set: news.ClaimSet{Article: c.Article, Claims: []news.Claim{c}}, Findings: []news.Finding{f}}),
		Sources(p, desk.SourcesAnswer{Sources: []desk.Source{{Name: evil, By: []index.Count{{Value: evil, Count: 1}}}}}),
		Question(p, desk.QuestionAnswer{Others: []desk.Other{{Query: evil}}}),
		Facets(p, map[index.Facet][]index.Count{index.BySource: {{Value: evil, Count: 1}}}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if got := out.String(); strings.ContainsAny(got, "\x1b\x07\r\u202e") || !strings.Contains(got, "boo") {
		t.Errorf("%q", got)
	}
}
