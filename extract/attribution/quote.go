package attribution

import "muster/extract/token"

// quotation is a stretch in quotation marks: tokens from..to of sentences
// fromSent..toSent, the marks themselves included. Open: the paragraph ended
// before the mark that closes it, and the next one goes on.
type quotation struct {
	start, end int // bytes, marks included
	open       bool
}

// quotations finds the text in double quotation marks, paragraph by
// paragraph. Straight marks open and close in turn, with the blank beside
// them deciding where it can.
func quotations(t *token.Text) []quotation {
	var qs []quotation
	opened := -1
	paragraph, depth := -1, 0
	closeAt := func(end int, open bool) {
		if opened >= 0 && end > opened {
			qs = append(qs, quotation{opened, end, open})
		}
		opened = -1
	}
	last := 0
	for i := range t.Sentences {
		s := &t.Sentences[i]
		if s.Paragraph != paragraph {
			closeAt(last, true)
			paragraph = s.Paragraph
		}
		for j := 0; j < len(s.Tokens); j++ {
			tok := s.Tokens[j]
			last = tok.End
			if tok.Kind == token.Word || tok.Kind == token.Number {
				continue
			}
			start, end, mark := tok.Start, tok.End, t.Of(tok)
			if j+1 < len(s.Tokens) && s.Tokens[j+1].Start == tok.End && doubled(mark, t.Of(s.Tokens[j+1])) {
				j++
				end, mark = s.Tokens[j].End, "\""
				last = end
			}
			switch mark {
			case "“", "«", "„":
				closeAt(start, false)
				opened, depth = start, 1
			case "”", "»":
				closeAt(end, false)
			case "\"", "″", "''", "``":
				switch {
				case opened < 0:
					opened, depth = start, 1
				case opens(t.Source, start, end):
					depth++ // a quotation in a quotation
				case depth > 1:
					depth--
				default:
					closeAt(end, false)
				}
			}
		}
	}
	closeAt(last, true)
	return qs
}

// opens reports that a straight mark has a blank before it and none behind.
func opens(text string, start, end int) bool {
	return start > 0 && text[start-1] == ' ' && end < len(text) && text[end] != ' ' && text[end] != '\n' && text[end] != ',' && text[end] != '.'
}

// doubled reports two single marks written for a double one: ”so”.
func doubled(a, b string) bool {
	return a == b && (a == "'" || a == "`" || a == "’" || a == "‘")
}

// quoted reports whether byte at lies inside one of the quotations, which are
// sorted.
func quoted(qs []quotation, at int) bool {
	for _, q := range qs {
		if q.start > at {
			return false
		}
		if at < q.end {
			return true
		}
	}
	return false
}
