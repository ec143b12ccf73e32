package web

import (
	"slices"
	"strings"

	"muster/ingest/edit"
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

// sentence is claims that stand in one sentence: the sentence with all their
// figures marked.
type sentence struct {
	Claims []news.Claim
	Told   []paragraph
}

// First is the first of the claims.
func (s sentence) First() news.Claim { return s.Claims[0] }

// sentences puts claims together that follow each other and stand in one
// sentence.
func sentences(claims []news.Claim) (all []sentence) {
	for _, c := range claims {
		if n := len(all) - 1; n >= 0 && all[n].First().Article.ID == c.Article.ID && all[n].First().Sentence == c.Sentence {
			all[n].Claims = append(all[n].Claims, c)
			continue
		}
		all = append(all, sentence{Claims: []news.Claim{c}})
	}
	for i := range all {
		all[i].Told = within(all[i].Claims)
	}
	return all
}

// within marks the figures of claims in the sentence they share.
func within(claims []news.Claim) []paragraph {
	text := claims[0].Sentence.Text
	moved := make([]news.Claim, 0, len(claims))
	for _, c := range claims {
		if c.Figure != nil {
			f := *c.Figure
			f.Span.Start -= c.Sentence.Start
			f.Span.End -= c.Sentence.Start
			c.Figure = &f
		}
		moved = append(moved, c)
	}
	told, _ := tell(cut(text, longest), moved)
	return told
}

// voices is claims that say the same sentence, each where it stands.
type voices struct {
	First news.Claim
	All   []news.Claim
}

// quotes puts claims together that say the same sentence: copies of a wire say
// it again and again. Of claims beyond the first n nothing is quoted.
func quotes(n int, claims []news.Claim) (all []voices) {
	at := map[string]int{}
	for _, c := range claims[:min(n, len(claims))] {
		i, said := at[c.Sentence.Text]
		if !said {
			i = len(all)
			at[c.Sentence.Text] = i
			all = append(all, voices{First: c})
		}
		all[i].All = append(all[i].All, c)
	}
	return all
}

// between cuts two wordings at words, each part harmless.
func between(was, is string) edit.Wording {
	w := edit.Change{Was: was, Is: is}.Wording()
	return edit.Wording{Before: clean(w.Before), Was: clean(w.Was), Is: clean(w.Is), After: clean(w.After)}
}
