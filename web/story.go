package web

import (
	"slices"
	"strings"

	"muster/news"
)

// longestStory is how many bytes of an article's text a page shows, and
// manyNotes how many of its claims are told in the margin: a page under 60 kB.
const (
	longestStory = 24 << 10
	manyNotes    = 30
)

// paragraph is a piece of a text in which claims are marked.
type paragraph []piece

// piece is text, or the figure of a claim; Note says whether the claim is
// told beside it.
type piece struct {
	Text  string
	Claim *news.Claim
	Note  bool
}

// tell cuts a text into paragraphs with its claims marked. Claims whose figure
// does not stand where they say are of another revision, and left out. beyond
// reports that the text goes on.
func tell(text string, claims []news.Claim) (all []paragraph, beyond bool) {
	if beyond = len(text) > longestStory; beyond {
		text = cut(text, longestStory)
		if end := strings.LastIndexByte(text, '\n'); end > 0 {
			text = text[:end]
		}
	}
	at, notes := 0, 0
	spots := spotsOf(text, claims)
	for line := range strings.SplitAfterSeq(text, "\n") {
		end := at + len(line)
		var p paragraph
		for len(spots) > 0 && spots[0].Figure.Span.End <= end {
			c := spots[0]
			span := c.Figure.Span
			spots = spots[1:]
			if span.Start < at {
				continue // within the one before, or across two paragraphs
			}
			p = p.add(text[at:span.Start])
			p = append(p, piece{harmless(text[span.Start:span.End]), &c, notes < manyNotes})
			notes++
			at = span.End
		}
		if p = p.add(text[at:end]); len(p) > 0 {
			all = append(all, p)
		}
		at = end
	}
	return all, beyond
}

// add appends plain text, of which white space alone is none.
func (p paragraph) add(text string) paragraph {
	if len(p) == 0 {
		text = strings.TrimLeft(text, " \t\r\n")
	}
	if text = harmless(text); text == "" || len(p) == 0 && strings.TrimSpace(text) == "" {
		return p
	}
	return append(p, piece{Text: text})
}

// spotsOf are the claims whose figures stand in the text, in its order.
func spotsOf(text string, claims []news.Claim) (spots []news.Claim) {
	for _, c := range claims {
		if c.Figure == nil {
			continue
		}
		span := c.Figure.Span
		if span.Start >= 0 && span.Start < span.End && span.End <= len(text) && text[span.Start:span.End] == span.Text {
			spots = append(spots, c)
		}
	}
	slices.SortStableFunc(spots, func(a, b news.Claim) int { return a.Figure.Span.Start - b.Figure.Span.Start })
	return spots
}

// changed is what two wordings have in common at both ends, and what differs
// between.
type changed struct{ Before, Was, Is, After string }

// between cuts two wordings at words.
func between(was, is string) changed {
	a, b := strings.Fields(was), strings.Fields(is)
	head := 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	join := func(words []string) string { return clean(strings.Join(words, " ")) }
	return changed{join(a[:head]), join(a[head : len(a)-tail]), join(b[head : len(b)-tail]), join(a[len(a)-tail:])}
}
