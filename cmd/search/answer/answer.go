// Package answer writes the answers of a desk for people, as cmd/page writes
// claims and findings: to one question, of an article, of sources.
package answer

import (
	"io"
	"strconv"
	"strings"
	"time"

	"muster/cmd/page"
	"muster/crosscheck/why"
	"muster/desk"
	"muster/index"
	"muster/ingest"
	"muster/news"
)

// Facets writes how many of what is found have each value.
func Facets(p page.Page, all map[index.Facet][]index.Count) error {
	return p.Print(func(b *page.Printer) { facets(b, all) })
}

func facets(b *page.Printer, all map[index.Facet][]index.Count) {
	for _, name := range []index.Facet{index.BySource, index.ByOutlet, index.ByMeasure, index.ByKind} {
		if len(all[name]) == 0 {
			continue
		}
		b.Line("")
		b.Line("by %s:", name)
		for _, c := range all[name] {
			b.Line("  %7s  %s", why.Number(float64(c.Count)), page.Clean(c.Value))
		}
	}
}

// Question writes the answers to a question.
func Question(p page.Page, a desk.QuestionAnswer) error {
	return p.Print(func(b *page.Printer) {
		b.Line("%s", b.In(page.Bold, page.Asked(a.Question)))
		b.Line("%s", page.Clean(a.Summary))
		for _, pos := range a.Positions {
			b.Line("")
			b.Line("  %s  %s  %s", b.In(page.Yellow, page.Interval(pos.Low, pos.High)), page.Plural(uint64(len(pos.Sources)), "source", "sources"),
				b.In(page.Faint, period(pos.First.Format("2006-01-02"), pos.Last.Format("2006-01-02"))))
			b.Line("    %s", page.Clean(strings.Join(pos.Sources, ", ")))
			for _, c := range pos.Claims[:min(page.Quoted, len(pos.Claims))] {
				b.Line("    %s  %s  %s", page.Day(c), page.Chain(c), b.In(page.Faint, page.ShortID(c.ID)))
				b.Line("      %s", b.Sentence(c))
				b.Whole("      " + c.Article.URL)
			}
		}
		timeline(b, a)
		others(b, a.Others)
	})
}

func period(first, last string) string {
	if first == last {
		return first
	}
	return first + " to " + last
}

func timeline(b *page.Printer, a desk.QuestionAnswer) {
	if len(a.Timeline) == 0 {
		return
	}
	b.Line("")
	for _, p := range a.Timeline {
		b.Line("  %s  %-24s %s  %s", p.Time.Format("2006-01-02"), page.Interval(p.Low, p.High), page.Clean(p.Source), b.In(page.Faint, page.ShortID(p.Claim)))
	}
	if a.Left > 0 {
		b.Line("  %s", b.In(page.Faint, page.Plural(uint64(a.Left), "older claim is", "older claims are")+" left out"))
	}
}

func others(b *page.Printer, others []desk.Other) {
	if len(others) == 0 {
		return
	}
	b.Line("")
	b.Line("Other questions these words may mean:")
	for _, o := range others {
		b.Line("  %s  %s", b.In(page.Faint, page.Plural(uint64(o.Claims), "claim", "claims")), page.Asked(o.Question))
		b.Line("    %s", b.In(page.Faint, "search question '"+page.Clean(o.Query)+"'"))
	}
}

// Article writes an article's claims and the findings they stand in.
func Article(p page.Page, a desk.ArticleAnswer) error {
	return p.Print(func(b *page.Printer) {
		head(b, a)
		b.Told(a.Set.Claims)
		for _, f := range a.Findings {
			b.Line("")
			b.Finding(f)
		}
	})
}

// Standing writes the findings that a claim stands in, a line each.
func Standing(p page.Page, findings []news.Finding) error {
	return p.Print(func(b *page.Printer) {
		for _, f := range findings {
			b.Line("  stands in %s  %s  %s  %s", b.In(page.Red, page.Kind(f)), page.Asked(f.Question), page.Sides(f), b.In(page.Faint, page.ShortID(f.ID)))
		}
	})
}

// head names an article.
func head(b *page.Printer, a desk.ArticleAnswer) {
	ref := a.Set.Article
	b.Line("%s", b.In(page.Bold, page.Clean(ref.Title)))
	b.Line("%s", page.Join(ref.Outlet, string(news.DayOf(ref.Published))))
	b.Whole(ref.URL)
	copied := ""
	if ref.CopyOf != "" {
		copied = "copy of " + ref.CopyOf
	}
	b.Line("%s", b.In(page.Faint, page.Join(ref.ID, page.Plural(uint64(a.Revisions), "revision", "revisions"), copied)))
}

// Edits writes what was changed in an article.
func Edits(p page.Page, a desk.ArticleAnswer, edits []ingest.Edit) error {
	return p.Print(func(b *page.Printer) {
		head(b, a)
		b.Line("")
		for _, one := range edits {
			b.Edited(page.Edited(one))
		}
	})
}

// Text writes an article's text with the figures of its claims marked.
func Text(p page.Page, a desk.ArticleAnswer, whole news.Article) error {
	return p.Print(func(b *page.Printer) {
		head(b, a)
		b.Text(whole.Text, a.Set.Claims)
	})
}

// Marks are marks as a page shows them.
func Marks(all map[string]desk.Mark) map[string]page.Mark {
	out := map[string]page.Mark{}
	for id, m := range all {
		out[id] = page.Mark{Word: string(m.Verdict), Line: Marked(m)}
	}
	return out
}

// Marked tells a mark: "marked wrong by Ann on 2026-11-28: two exercises".
func Marked(m desk.Mark) string {
	if m.Verdict == desk.Unmarked {
		return "no longer marked"
	}
	text := "marked " + string(m.Verdict)
	if m.By != "" {
		text += " by " + m.By
	}
	text += " on " + m.At.UTC().Format(time.DateOnly)
	if len(m.Right) > 0 {
		text += ", " + strings.Join(m.Right, ", ") + " right"
	}
	if m.Note != "" {
		text += ": " + m.Note
	}
	return page.Clean(text)
}

// Sources writes a line a source.
func Sources(p page.Page, a desk.SourcesAnswer) error {
	columns := []page.Column{{Name: "SOURCE", Look: page.Bold}, {Name: "KIND", Whole: true, Spare: 2}, {Name: "COUNTRY", Whole: true, Spare: 3}, {Name: "CLAIMS", Whole: true},
		{Name: "COPIED", Whole: true, Spare: 1}, {Name: "CONTRA", Look: page.Red, Whole: true}, {Name: "SHARE", Whole: true}, {Name: "BY"}, {Name: "RIGHT", Look: page.Green, Whole: true}}
	rows := make([][]string, len(a.Sources))
	for i, s := range a.Sources {
		rows[i] = []string{s.Name, string(s.Kind), s.Country, why.Number(float64(s.Claims)), why.Number(float64(s.Copied)),
			why.Number(float64(s.Contradicted)), page.Percent(s.Share()), against(s.By), turnedOut(s)}
	}
	if err := p.Table(columns, rows); err != nil {
		return err
	}
	return p.Total(max(a.Total, uint64(len(a.Sources))), len(a.Sources), "source", "sources", "search who NAME shows what one says")
}

// turnedOut tells in how many of the findings that people resolved a source was
// right, "" where in none of them anybody was.
func turnedOut(s desk.Source) string {
	if s.Right+s.Mistaken == 0 {
		return ""
	}
	return strconv.Itoa(s.Right) + " of " + strconv.Itoa(s.Right+s.Mistaken)
}

func against(by []index.Count) string {
	var names []string
	for i, c := range by {
		if i == page.Quoted {
			names = append(names, "...")
			break
		}
		names = append(names, page.Clean(c.Value)+" "+why.Number(float64(c.Count)))
	}
	return strings.Join(names, ", ")
}

// QuestionCSV writes a row a claim of the timeline.
func QuestionCSV(w io.Writer, a desk.QuestionAnswer) error {
	from := map[string]news.ArticleRef{}
	for _, pos := range a.Positions {
		for _, c := range pos.Claims {
			from[c.ID] = c.Article
		}
	}
	var rows [][]string
	for _, p := range a.Timeline {
		ref := from[p.Claim]
		rows = append(rows, []string{page.Instant(p.Time), page.Optional(p.Low), page.Optional(p.High), p.Source, p.Outlet, p.Claim, ref.ID, ref.URL})
	}
	return page.CSV(w, []string{"published", "low", "high", "source", "outlet", "claim", "article", "url"}, rows)
}

// SourcesCSV writes a row a source.
func SourcesCSV(w io.Writer, a desk.SourcesAnswer) error {
	var rows [][]string
	for _, s := range a.Sources {
		by := make([]string, len(s.By))
		for i, c := range s.By {
			by[i] = c.Value
		}
		rows = append(rows, []string{s.Name, string(s.Kind), s.Country, strconv.Itoa(s.Claims), strconv.Itoa(s.Copied), strconv.Itoa(s.Contradicted), strings.Join(by, "; "), strconv.Itoa(s.Right), strconv.Itoa(s.Mistaken)})
	}
	return page.CSV(w, []string{"source", "kind", "country", "claims", "copied", "contradicted", "by", "right", "mistaken"}, rows)
}
