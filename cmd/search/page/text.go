package page

import (
	"strings"

	"muster/desk"
	"muster/index"
	"muster/news"
)

func (b *printer) claim(c news.Claim) {
	copied := ""
	if c.Article.CopyOf != "" {
		copied = "copy of " + ShortID(c.Article.CopyOf)
	}
	b.line("%s  %s  %s", b.in(bold, day(c)), Chain(c), b.in(faint, join(copied, ShortID(c.ID))))
	b.line("  %s", b.sentence(c))
	if s := Told(c); s != "" {
		b.line("  %s", b.in(faint, s))
	}
}

func (b *printer) facets(all map[index.Facet][]index.Count) {
	for _, name := range []index.Facet{index.BySource, index.ByOutlet, index.ByMeasure, index.ByKind} {
		if len(all[name]) == 0 {
			continue
		}
		b.line("")
		b.line("by %s:", name)
		for _, c := range all[name] {
			b.line("  %7s  %s", Number(float64(c.Count)), Clean(c.Value))
		}
	}
}

// LongClaims writes the claims whole.
func (p Page) LongClaims(a desk.FindAnswer) error {
	err := p.print(func(b *printer) {
		for _, c := range a.Claims {
			b.claim(c)
			if c.Article.URL != "" {
				b.line("  %s", b.in(faint, Clean(c.Article.URL)))
			}
			b.line("")
		}
		b.line("%s", b.in(faint, plural(a.Total, "claim", "claims")))
		b.facets(a.Facets)
	})
	return err
}

// LongFindings writes findings, each with its sides, their sentences and why.
func (p Page) LongFindings(a desk.ConflictsAnswer) error {
	return p.print(func(b *printer) {
		for _, f := range a.Findings {
			b.finding(f)
			b.line("")
		}
		b.line("%s", b.in(faint, plural(a.Total, "finding", "findings")))
	})
}

// Finding writes one finding.
func (p Page) Finding(f news.Finding) error {
	return p.print(func(b *printer) { b.finding(f) })
}

// quoted is how many claims of a side are shown.
const quoted = 3

func (b *printer) finding(f news.Finding) {
	b.line("%s  %s  %s", b.in(look(f), strings.ToUpper(kindOf(f))), b.in(bold, Asked(f.Question)), b.in(faint, facts(f)))
	said := map[string]bool{}
	for _, s := range f.Sides {
		b.line("  %s  %s", b.in(yellow, stated(s)), Clean(strings.Join(s.Sources, ", ")))
		b.voices(s, said)
	}
	for _, why := range f.Why {
		b.line("  %s %s", b.in(faint, "-"), Clean(why))
	}
}

// voices are the claims of a side, each with its source, outlet, date, link
// and ID. A sentence that was quoted already is not quoted again.
func (b *printer) voices(s news.Side, said map[string]bool) {
	for i, c := range s.Claims {
		if i == quoted {
			b.line("    %s", b.in(faint, "and "+plural(uint64(len(s.Claims)-quoted), "more claim", "more claims")))
			return
		}
		b.line("    %s  %s  %s", day(c), Chain(c), b.in(faint, ShortID(c.ID)))
		if !said[c.Sentence.Text] {
			said[c.Sentence.Text] = true
			b.line("      %s", b.sentence(c))
		}
		if c.Article.URL != "" {
			b.line("      %s", b.in(faint, Clean(c.Article.URL)))
		}
	}
}

func kindOf(f news.Finding) string {
	kind := strings.ReplaceAll(string(f.Kind), "-", " ")
	switch {
	case f.Withdrawn:
		return kind + " (withdrawn)"
	case f.Holds != nil && *f.Holds:
		return kind + " (the sum comes out)"
	case f.Holds != nil:
		return kind + " (the sum does not come out)"
	}
	return kind
}

func look(f news.Finding) string {
	switch {
	case f.Withdrawn:
		return faint
	case f.Kind == news.Contradiction, f.Holds != nil && !*f.Holds:
		return red
	case f.Kind == news.Agreement, f.Holds != nil:
		return green
	}
	return yellow
}

func facts(f news.Finding) string {
	severity, gap := "", ""
	if f.Severity > 0 {
		severity = "severity " + Number(float64(int(f.Severity*100+.5))/100)
	}
	if f.Gap > 0 {
		gap = "gap " + Number(float64(int(f.Gap*100+.5))) + " %"
	}
	return join(severity, gap, ShortID(f.ID))
}

// Answer writes the answers to a question.
func (p Page) Answer(a desk.QuestionAnswer) error {
	return p.print(func(b *printer) {
		b.line("%s", b.in(bold, Asked(a.Question)))
		b.line("%s", Clean(a.Summary))
		for _, pos := range a.Positions {
			b.line("")
			b.line("  %s  %s  %s", b.in(yellow, interval(pos.Low, pos.High)), plural(uint64(len(pos.Sources)), "source", "sources"),
				b.in(faint, period(pos.First.Format("2006-01-02"), pos.Last.Format("2006-01-02"))))
			b.line("    %s", Clean(strings.Join(pos.Sources, ", ")))
			for _, c := range pos.Claims[:min(quoted, len(pos.Claims))] {
				b.line("    %s  %s  %s", day(c), b.sentence(c), b.in(faint, ShortID(c.ID)))
				if c.Article.URL != "" {
					b.line("      %s", b.in(faint, Clean(c.Article.URL)))
				}
			}
		}
		b.timeline(a)
		b.others(a.Others)
	})
}

func period(first, last string) string {
	if first == last {
		return first
	}
	return first + " to " + last
}

func (b *printer) timeline(a desk.QuestionAnswer) {
	if len(a.Timeline) == 0 {
		return
	}
	b.line("")
	for _, p := range a.Timeline {
		b.line("  %s  %-24s %s  %s", p.Time.Format("2006-01-02"), interval(p.Low, p.High), Clean(p.Source), b.in(faint, ShortID(p.Claim)))
	}
	if a.Left > 0 {
		b.line("  %s", b.in(faint, plural(uint64(a.Left), "older claim is", "older claims are")+" left out"))
	}
}

func (b *printer) others(others []desk.Other) {
	if len(others) == 0 {
		return
	}
	b.line("")
	b.line("Other questions these words may mean:")
	for _, o := range others {
		b.line("  %s  %s", b.in(faint, plural(uint64(o.Claims), "claim", "claims")), Clean(o.Query))
	}
}

// Article writes an article's claims and the findings they stand in.
func (p Page) Article(a desk.ArticleAnswer) error {
	return p.print(func(b *printer) {
		ref := a.Set.Article
		b.line("%s", b.in(bold, Clean(ref.Title)))
		b.line("%s", join(ref.Outlet, string(news.DayOf(ref.Published)), ref.URL))
		copied := ""
		if ref.CopyOf != "" {
			copied = "copy of " + ref.CopyOf
		}
		b.line("%s", b.in(faint, join(ref.ID, plural(uint64(a.Revisions), "revision", "revisions"), copied)))
		for _, c := range a.Set.Claims {
			b.line("")
			b.claim(c)
		}
		for _, f := range a.Findings {
			b.line("")
			b.finding(f)
		}
	})
}

// Claim writes one claim with all that is known of it.
func (p Page) Claim(c news.Claim) error {
	return p.print(func(b *printer) {
		b.claim(c)
		b.line("  %s", join(c.Article.Title, c.Article.URL))
		b.line("  %s", b.in(faint, join("article "+c.Article.ID, "claim "+c.ID)))
		b.line("  %s", b.in(faint, join("read by "+strings.Join(c.Rules, ", "), "confidence "+Number(float64(int(c.Confidence*100+.5))/100))))
	})
}
