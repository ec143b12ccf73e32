package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"sort"
	"strconv"
	"strings"

	"muster/lexicon"
)

// matters are the classes of which, and of those below, single words are kept
// also where WordNet's own corpus, texts of 1961, lacks them.
var matters = []lexicon.Class{"combatant", "official", "worker", "weapon", "vehicle", "refugee", "attack", "military-unit", "base", "fortification"}

// compile gives each noun the class of its most frequent sense.
func compile(n *net, lists fs.FS) ([]byte, error) {
	entries, err := lexicon.ReadList(lists, "en/class.list")
	if err != nil {
		return nil, err
	}
	anchors, kept := map[string]lexicon.Class{}, map[lexicon.Class]bool{}
	for _, m := range matters {
		kept[m] = true
	}
	for _, e := range entries {
		if kept[lexicon.Class(e.Attrs["in"])] {
			kept[lexicon.Class(e.Name)] = true
		}
		for _, from := range strings.Fields(e.Attrs["from"]) {
			synset, err := n.sense(from)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", e.File, e.Line, err)
			}
			if other := anchors[synset]; other != "" && other != lexicon.Class(e.Name) {
				return nil, fmt.Errorf("%s:%d: %s is in %s already", e.File, e.Line, from, other)
			}
			anchors[synset] = lexicon.Class(e.Name)
		}
	}
	return n.table(anchors, kept), nil
}

// sense is the synset named "lemma#sense".
func (n *net) sense(name string) (string, error) {
	lemma, number, _ := strings.Cut(name, "#")
	k, err := strconv.Atoi(number)
	if err != nil || k < 1 || k > len(n.senses[lemma]) {
		return "", fmt.Errorf("no sense %q", name)
	}
	return n.senses[lemma][k-1], nil
}

func (n *net) table(anchors map[string]lexicon.Class, kept map[lexicon.Class]bool) []byte {
	lemmas := make([]string, 0, len(n.senses))
	for l := range n.senses {
		lemmas = append(lemmas, l)
	}
	sort.Strings(lemmas)
	var out bytes.Buffer
	for _, l := range lemmas {
		synset := n.senses[l][0]
		c := n.classOf(synset, anchors)
		if c == "" || n.instance[synset] || !plain(l) || !n.tagged[l] && (!kept[c] || strings.Contains(l, "_")) {
			continue
		}
		fmt.Fprintf(&out, "%s\t%s\n", strings.ReplaceAll(l, "_", " "), c)
	}
	return out.Bytes()
}

// classOf is the class of the nearest anchor above a synset, itself first.
// Among equally near ones WordNet's own order decides.
func (n *net) classOf(synset string, anchors map[string]lexicon.Class) lexicon.Class {
	seen := map[string]bool{}
	for level := []string{synset}; len(level) > 0; {
		var next []string
		for _, s := range level {
			if c := anchors[s]; c != "" {
				return c
			}
			for _, up := range n.above[s] {
				if !seen[up] {
					seen[up] = true
					next = append(next, up)
				}
			}
		}
		level = next
	}
	return ""
}

// plain reports whether a lemma is a word or two without digits or signs.
func plain(lemma string) bool {
	if len(lemma) < 2 || strings.Count(lemma, "_") > 1 {
		return false
	}
	return !strings.ContainsAny(lemma, "0123456789./'")
}
