package main

import (
	"fmt"
	"strconv"
	"strings"
)

// net is what is needed of WordNet's nouns.
type net struct {
	// senses are the synsets of a lemma, by offset, most frequent first.
	senses map[string][]string
	// tagged are the lemmas that WordNet's own corpus has.
	tagged map[string]bool
	// above are the hypernyms of a synset.
	above map[string][]string
	// instance marks synsets of single things: rivers, kings.
	instance map[string]bool
}

// parse reads index.noun and data.noun; see wndb(5WN) for the formats.
func parse(index, data string) (*net, error) {
	n := &net{map[string][]string{}, map[string]bool{}, map[string][]string{}, map[string]bool{}}
	for line := range strings.Lines(index) {
		if err := n.indexed(line); err != nil {
			return nil, err
		}
	}
	for line := range strings.Lines(data) {
		if err := n.synset(line); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// indexed reads: lemma pos senses pointers {pointer} senses tagged {offset}.
func (n *net) indexed(line string) error {
	f := strings.Fields(line)
	if strings.HasPrefix(line, " ") || len(f) < 4 {
		return nil // the licence
	}
	pointers, err := strconv.Atoi(f[3])
	if err != nil || len(f) < pointers+7 {
		return fmt.Errorf("index.noun: %q", line)
	}
	n.senses[f[0]] = f[pointers+6:]
	n.tagged[f[0]] = f[pointers+5] != "0"
	return nil
}

// synset reads: offset file type words {word id} pointers {symbol offset pos ends}.
func (n *net) synset(line string) error {
	f := strings.Fields(line)
	if strings.HasPrefix(line, " ") || len(f) < 4 {
		return nil
	}
	words, err := strconv.ParseInt(f[3], 16, 0)
	if err != nil || len(f) < 5+2*int(words) {
		return fmt.Errorf("data.noun: %q", line)
	}
	pointers := f[5+2*int(words):]
	for len(pointers) >= 4 && pointers[0] != "|" {
		switch pointers[0] {
		case "@i":
			n.instance[f[0]] = true
		case "@":
			n.above[f[0]] = append(n.above[f[0]], pointers[1])
		}
		pointers = pointers[4:]
	}
	return nil
}
