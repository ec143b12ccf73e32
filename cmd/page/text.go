package page

import (
	"strings"

	"muster/crosscheck/why"
	"muster/news"
)

func (b *Printer) Claim(c news.Claim) {
	copied := ""
	if c.Article.CopyOf != "" {
		copied = "copy of " + ShortID(c.Article.CopyOf)
	}
	b.Line("%s  %s  %s", b.In(Bold, Day(c)), Chain(c), b.In(Faint, Join(copied, ShortID(c.ID))))
	b.Line("  %s", b.Sentence(c))
	if s := Told(c); s != "" {
		b.Line("  %s", b.In(Faint, s))
	}
}

// LongClaims writes the claims whole.
func (p Page) LongClaims(total uint64, claims []news.Claim) error {
	return p.Print(func(b *Printer) {
		for _, c := range claims {
			b.Claim(c)
			if c.Article.URL != "" {
				b.Line("  %s", b.In(Faint, Clean(c.Article.URL)))
			}
			b.Line("")
		}
		b.Line("%s", b.In(Faint, Plural(total, "claim", "claims")))
	})
}

// LongFindings writes findings, each with its sides, their sentences and why.
func (p Page) LongFindings(total uint64, findings []news.Finding) error {
	return p.Print(func(b *Printer) {
		for _, f := range findings {
			b.Finding(f)
			b.Line("")
		}
		b.Line("%s", b.In(Faint, Plural(total, "finding", "findings")))
	})
}

// Finding writes one finding.
func (p Page) Finding(f news.Finding) error {
	return p.Print(func(b *Printer) { b.Finding(f) })
}

// Seen writes a finding with whether it is new, and what changed.
func (p Page) Seen(state string, changes []string, f news.Finding) error {
	return p.Print(func(b *Printer) {
		b.Line("%s %s", b.In(Bold, strings.ToUpper(state)), strings.Join(changes, " "))
		b.Finding(f)
		b.Line("")
	})
}

// Quoted is how many claims of a side are shown.
const Quoted = 3

func (b *Printer) Finding(f news.Finding) {
	b.Line("%s  %s  %s", b.In(look(f), strings.ToUpper(Kind(f))), b.In(Bold, Asked(f.Question)), b.In(Faint, facts(f)))
	said := map[string]bool{}
	for _, s := range f.Sides {
		b.Line("  %s  %s", b.In(Yellow, stated(s)), Clean(strings.Join(s.Sources, ", ")))
		b.voices(s, said)
	}
	for _, why := range f.Why {
		b.Line("  %s %s", b.In(Faint, "-"), Clean(why))
	}
	if m, marked := b.Marks[f.ID]; marked {
		b.Line("  %s", b.In(Bold, Clean(m.Line)))
	}
}

// voices are the claims of a side, each with its source, outlet, date, link
// and ID. A sentence that was Quoted already is not Quoted again.
func (b *Printer) voices(s news.Side, said map[string]bool) {
	for i, c := range s.Claims {
		if i == Quoted {
			break
		}
		b.Line("    %s  %s  %s", Day(c), Chain(c), b.In(Faint, ShortID(c.ID)))
		if !said[c.Sentence.Text] {
			said[c.Sentence.Text] = true
			b.Line("      %s", b.Sentence(c))
		}
		if c.Article.URL != "" {
			b.Line("      %s", b.In(Faint, Clean(c.Article.URL)))
		}
	}
	if more := len(s.Claims) + s.More - Quoted; more > 0 {
		b.Line("    %s", b.In(Faint, "and "+Plural(uint64(more), "more claim", "more claims")))
	}
}

// Kind is the kind of a finding in words, and how it stands.
func Kind(f news.Finding) string {
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
		return Faint
	case f.Kind == news.Contradiction, f.Holds != nil && !*f.Holds:
		return Red
	case f.Kind == news.Agreement, f.Holds != nil:
		return Green
	}
	return Yellow
}

func facts(f news.Finding) string {
	severity, gap := "", ""
	if f.Severity > 0 {
		severity = "severity " + why.Number(float64(int(f.Severity*100+.5))/100)
	}
	if f.Gap > 0 {
		gap = "gap " + why.Number(float64(int(f.Gap*100+.5))) + " %"
	}
	return Join(severity, gap, ShortID(f.ID))
}

// Claim writes one claim with all that is known of it, and which version of
// the extractor read it; that may be unknown.
func (p Page) Claim(c news.Claim, extractor string) error {
	return p.Print(func(b *Printer) {
		b.Claim(c)
		b.Line("  %s", Join(c.Article.Title, c.Article.URL))
		b.Line("  %s", b.In(Faint, Join("article "+c.Article.ID, "claim "+c.ID)))
		if extractor != "" {
			extractor = "extractor " + Clean(extractor)
		}
		b.Line("  %s", b.In(Faint, Join(extractor, "read by "+strings.Join(c.Rules, ", "), "confidence "+why.Number(float64(int(c.Confidence*100+.5))/100))))
	})
}
