package web

import (
	"context"
	"strings"
	"unicode/utf8"

	"muster/news"
)

// around is the sentence before another and the one after it, "" for none.
type around struct{ Before, After string }

const (
	// manyAround is of how many claims the neighbours are read: each costs the
	// text of an article.
	manyAround = 8
	// longestAround is how much of a neighbour is shown, in bytes.
	longestAround = 240
)

// around gives the neighbours of the first sentence that each side of a finding
// quotes, where the texts are kept.
func (s *site) around(ctx context.Context, f news.Finding) (map[string]around, error) {
	all := map[string]around{}
	if s.Newsroom == nil {
		return all, nil
	}
	for _, side := range f.Sides[:min(manyAround, len(f.Sides))] {
		if len(side.Claims) == 0 {
			continue
		}
		c := side.Claims[0]
		story, err := s.Newsroom.Story(ctx, c.Article.ID)
		if err != nil {
			return nil, err
		}
		if a := neighbours(story.Article.Text, c.Sentence); a != (around{}) {
			all[c.ID] = a
		}
	}
	return all, nil
}

// neighbours are the sentences about a piece of a text; none where the text is
// another than the one that the piece was read in.
func neighbours(text string, piece news.Span) (a around) {
	if piece.Start < 0 || piece.End < piece.Start || piece.End > len(text) || text[piece.Start:piece.End] != piece.Text {
		return a
	}
	before := strings.TrimSpace(text[:piece.Start])
	before = before[lastStart(before):]
	if len(before) > longestAround {
		before = "…" + before[runeFrom(before, len(before)-longestAround):]
	}
	after := strings.TrimSpace(text[piece.End:])
	return around{clean(before), cut(clean(after[:firstEnd(after)]), longestAround)}
}

// lastStart is where the last sentence of a text begins, firstEnd where the
// first ends, near enough for a reader: at a mark with a space behind it, or at
// the end of a paragraph.
func lastStart(text string) int {
	for i := len(text) - 2; i > 0; i-- {
		if text[i] == '\n' || text[i] == ' ' && strings.IndexByte(".!?", text[i-1]) >= 0 {
			return i + 1
		}
	}
	return 0
}

func firstEnd(text string) int {
	for i := 1; i < len(text); i++ {
		if text[i] == '\n' || text[i] == ' ' && strings.IndexByte(".!?", text[i-1]) >= 0 {
			return i
		}
	}
	return len(text)
}

// runeFrom is the first place from i on where a character begins.
func runeFrom(s string, i int) int {
	for i < len(s) && !utf8.RuneStart(s[i]) {
		i++
	}
	return i
}
