package crosscheck

import (
	"strings"

	"muster/lexicon"
	"muster/news"
)

// classify puts a measure's words into their classes. The gold's acts are free
// words: of a phrase that is not known, its first words decide.
func classify(m news.Measure) news.Measure {
	for act := m.Act; act != ""; {
		if a, ok := lexicon.ActOf(act); ok {
			m.ActClass = news.Class(a)
			break
		}
		at := strings.LastIndexByte(act, ' ')
		if at < 0 || strings.Contains(act, " or ") {
			break
		}
		act = act[:at]
	}
	for _, c := range lexicon.Noun(m.Of) {
		m.OfClass = append(m.OfClass, news.Class(c))
	}
	return m
}
