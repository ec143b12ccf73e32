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
	m := marker{source: t.Source, opened: -1}
	paragraph := -1
	for i := range t.Sentences {
		s := &t.Sentences[i]
		if s.Paragraph != paragraph {
			m.close(m.last, true)
			paragraph = s.Paragraph
		}
		for j := 0; j < len(s.Tokens); j++ {
			tok := s.Tokens[j]
			m.last = tok.End
			if tok.Kind == token.Word || tok.Kind == token.Number {
				continue
			}
			mark := t.Of(tok)
			if j+1 < len(s.Tokens) && s.Tokens[j+1].Start == tok.End && doubled(mark, t.Of(s.Tokens[j+1])) {
				j++
				m.last, mark = s.Tokens[j].End, "\""
			}
			m.mark(mark, tok.Start, m.last)
		}
	}
	m.close(m.last, true)
	return merged(m.found, singleQuotations(t, m.found))
}

// marker gathers quotations.
type marker struct {
	source string
	found  []quotation
	opened int // where the open quotation starts, -1 for none
	depth  int // quotations in quotations
	last   int // end of the token before
}

func (m *marker) close(end int, open bool) {
	if m.opened >= 0 && end > m.opened {
		m.found = append(m.found, quotation{m.opened, end, open})
	}
	m.opened = -1
}

// mark takes in the mark at bytes start to end.
func (m *marker) mark(mark string, start, end int) {
	switch mark {
	case "“", "«", "„":
		m.close(start, false)
		m.opened, m.depth = start, 1
	case "”", "»":
		m.close(end, false)
	case "\"", "″", "''", "``":
		switch {
		case m.opened < 0:
			m.opened, m.depth = start, 1
		case opens(m.source, start, end):
			m.depth++
		case m.depth > 1:
			m.depth--
		default:
			m.close(end, false)
		}
	}
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
