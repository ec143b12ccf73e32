package page

import (
	"fmt"
	"strings"

	"muster/news"
)

// markdown makes text stand as it is in a Markdown file.
var markdown = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "#", `\#`, "|", `\|`,
)

func escaped(s string) string { return markdown.Replace(Clean(s)) }

// heading is what a finding is and is about; claims that only a query brought
// together are about nothing more.
func heading(f news.Finding) string {
	if f.ID == "" && len(f.Question.Measure.Words()) == 0 && f.Question.Unit == "" {
		return Kind(f)
	}
	return Kind(f) + ": " + Asked(f.Question)
}

// Markdown writes findings as a case file: a heading each, its sides with
// every quote, chain, date, link and ID, and why.
func (p Page) Markdown(findings []news.Finding) error {
	return p.Print(func(b *Printer) {
		for _, f := range findings {
			b.Line("## %s", escaped(heading(f)))
			b.Line("")
			for _, s := range f.Sides {
				b.Line("- **%s** (%s)", escaped(stated(s)), escaped(strings.Join(s.Sources, ", ")))
				for _, c := range s.Claims {
					b.Line("  - %s", reference(c))
				}
			}
			b.Line("")
			for _, why := range Reasons(f) {
				b.Line("%s", escaped(why))
			}
			b.Line("")
			if f.ID != "" {
				b.Line("Finding `%s`", Clean(f.ID))
				b.Line("")
			}
		}
	})
}

// reference quotes a claim with who said it, when, and where it can be read.
func reference(c news.Claim) string {
	where := escaped(c.Article.Outlet)
	if url := Clean(c.Article.URL); url != "" {
		where = fmt.Sprintf("[%s](<%s>)", where, strings.NewReplacer("<", "%3C", ">", "%3E").Replace(url))
	}
	return fmt.Sprintf("\"%s\" %s, %s, %s, claim `%s`", escaped(c.Sentence.Text), escaped(Chain(c)), where, Day(c), Clean(c.ID))
}
