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
	// A claim without a figure is often told by its very sentence.
	if s := Told(c); s != "" && (c.Figure != nil || !strings.Contains(Clean(c.Sentence.Text), s)) {
		b.Line("  %s", b.In(Faint, s))
	}
}

// Told writes claims whole, those of one sentence together, so that no sentence
// is quoted twice.
func (b *Printer) Told(claims []news.Claim) {
	for i := 0; i < len(claims); {
		end := i + 1
		for end < len(claims) && claims[end].Article.ID == claims[i].Article.ID && claims[end].Sentence == claims[i].Sentence {
			end++
		}
		b.Line("")
		b.sentence(claims[i:end])
		i = end
	}
}

// sentence writes the claims of one sentence: it, and a line a claim.
func (b *Printer) sentence(claims []news.Claim) {
	if len(claims) == 1 {
		b.Claim(claims[0])
		return
	}
	b.Line("%s  %s", b.In(Bold, Day(claims[0])), b.Marked(claims[0].Sentence, claims))
	for _, c := range claims {
		figure := c.Counted
		if c.Figure != nil {
			figure = c.Figure.Text
		}
		b.Line("  %s  %s  %s", b.In(Yellow, Clean(figure)), Chain(c), b.In(Faint, ShortID(c.ID)))
		if s := Told(c); s != "" {
			b.Line("    %s", b.In(Faint, s))
		}
	}
}

// Text writes a text, paragraph by paragraph, the figures of the claims marked.
func (b *Printer) Text(text string, claims []news.Claim) {
	at := 0
	for line := range strings.SplitAfterSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			b.Line("")
			b.Line("%s", strings.TrimRight(b.Marked(news.Span{Start: at, End: at + len(line), Text: line}, claims), " "))
		}
		at += len(line)
	}
}

// LongClaims writes the claims whole.
func (p Page) LongClaims(total uint64, claims []news.Claim) error {
	return p.Print(func(b *Printer) {
		for _, c := range claims {
			b.Claim(c)
			b.Whole("  " + c.Article.URL)
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
		b.Line("%s", strings.TrimSpace(b.In(Bold, strings.ToUpper(state))+" "+strings.Join(changes, " ")))
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
	for _, why := range Reasons(f) {
		b.Line("  %s %s", b.In(Faint, "-"), why)
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
		b.Whole("      " + c.Article.URL)
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

// briefly is Kind for a list, where each word costs room.
func briefly(f news.Finding) string {
	switch {
	case f.Withdrawn:
		return "withdrawn " + strings.ReplaceAll(string(f.Kind), "-", " ")
	case f.Holds != nil && *f.Holds:
		return "sum comes out"
	case f.Holds != nil:
		return "sum is off"
	}
	return Kind(f)
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
		b.Line("  %s", Clean(c.Article.Title))
		b.Whole("  " + c.Article.URL)
		b.Line("  %s", b.In(Faint, Join("article "+c.Article.ID, "claim "+c.ID)))
		if extractor != "" {
			extractor = "extractor " + Clean(extractor)
		}
		b.Line("  %s", b.In(Faint, Join(extractor, "read by "+strings.Join(c.Rules, ", "), "confidence "+why.Number(float64(int(c.Confidence*100+.5))/100))))
	})
}
