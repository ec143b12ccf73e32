// Package edit tells what changed between two revisions of an article.
//
// In go two texts with their paragraphs parted by empty lines, out come the
// paragraphs that were changed, dropped or added, in their order.
package edit

import (
	"slices"
	"strings"
)

// Change is a paragraph that was and what is in its place; Was is empty where
// one was added, Is where one was dropped.
type Change struct {
	Was string `json:"was,omitempty"`
	Is  string `json:"is,omitempty"`
}

// Wording is a changed paragraph cut at words: what both have before and after
// what was changed, and that in each.
type Wording struct{ Before, Was, Is, After string }

// Wording cuts the two wordings of a change.
func (c Change) Wording() Wording {
	a, b := strings.Fields(c.Was), strings.Fields(c.Is)
	head := 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	join := func(words []string) string { return strings.Join(words, " ") }
	return Wording{join(a[:head]), join(a[head : len(a)-tail]), join(b[head : len(b)-tail]), join(a[len(a)-tail:])}
}

// maxParagraphs bounds what is compared paragraph by paragraph; the rest of
// longer texts counts as one.
const maxParagraphs = 600

// Between are the changes from one text to the other.
func Between(before, after string) []Change {
	a, b := paragraphs(before), paragraphs(after)
	var changes []Change
	i, j := 0, 0
	for _, m := range append(common(a, b), [2]int{len(a), len(b)}) {
		changes = append(changes, paired(a[i:m[0]], b[j:m[1]])...)
		i, j = min(m[0]+1, len(a)), min(m[1]+1, len(b))
	}
	return changes
}

func paragraphs(text string) (all []string) {
	for p := range strings.SplitSeq(text, "\n") {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			all = append(all, p)
		}
	}
	if len(all) > maxParagraphs {
		all = append(all[:maxParagraphs:maxParagraphs], strings.Join(all[maxParagraphs:], " "))
	}
	return all
}

// common are the places of the longest run of paragraphs that both have in one
// order.
func common(a, b []string) (places [][2]int) {
	length := make([][]int, len(a)+1)
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if length[i][j] = max(length[i+1][j], length[i][j+1]); a[i] == b[j] {
				length[i][j] = length[i+1][j+1] + 1
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			places = append(places, [2]int{i, j})
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	return places
}

// paired joins each paragraph that went with the one most like it that came.
func paired(went, came []string) (changes []Change) {
	came = slices.Clone(came)
	for _, was := range went {
		best, most := -1, 0.4 // less than two words in five in common is another paragraph
		for i, is := range came {
			if s := likeness(was, is); s > most {
				best, most = i, s
			}
		}
		if best < 0 {
			changes = append(changes, Change{Was: was})
			continue
		}
		changes = append(changes, Change{was, came[best]})
		came = slices.Delete(came, best, best+1)
	}
	for _, is := range came {
		changes = append(changes, Change{Is: is})
	}
	return changes
}

// likeness is the share of their words that two paragraphs have in common.
func likeness(a, b string) float64 {
	count := map[string]int{}
	wordsA, wordsB := strings.Fields(a), strings.Fields(b)
	for _, w := range wordsA {
		count[w]++
	}
	both := 0
	for _, w := range wordsB {
		if count[w] > 0 {
			count[w]--
			both++
		}
	}
	return 2 * float64(both) / float64(max(len(wordsA)+len(wordsB), 1))
}
