package status

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"muster/news"
)

//go:embed en/sentence.list
var ownSentences string

// Sentence is a sentence of our own with what is right of one of its figures.
type Sentence struct {
	Text string
	// Start, End are the bytes of the figure, end exclusive.
	Start, End int
	Modality   news.Modality
	Line       int
}

// Sentences reads our own sentences: "modality | text with its [figure]"
// a line. It panics where the list is broken: it is part of the program and
// tested with it.
func Sentences() []Sentence {
	var all []Sentence
	for n, line := range strings.Split(ownSentences, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		s, err := sentence(line)
		if err != nil {
			panic(fmt.Errorf("status: en/sentence.list:%d: %w", n+1, err))
		}
		s.Line = n + 1
		all = append(all, s)
	}
	return all
}

func sentence(line string) (Sentence, error) {
	mood, text, _ := strings.Cut(line, " | ")
	s := Sentence{Modality: news.Modality(mood)}
	if !slices.Contains(Moods[:], s.Modality) {
		return s, fmt.Errorf("%q is no modality", mood)
	}
	s.Start, s.End = strings.Index(text, "["), strings.Index(text, "]")-1
	if s.Start < 0 || s.End < s.Start {
		return s, fmt.Errorf("no figure in brackets in %q", text)
	}
	s.Text = strings.NewReplacer("[", "", "]", "").Replace(text)
	return s, nil
}
