package main

import (
	"slices"
	"sort"
	"strings"

	"muster/extract/slot"
)

// item is one site and slot with its candidates' features and the right ones.
type item struct {
	doc, site int
	in        *doc
	fold      int
	weight    float64 // how much it counts in learning
	rows      [][]slot.Feature
	right     []int // candidates that are right; none where no candidate is
	empty     bool  // the gold names nobody
	names     [][]string
	want      []string
}

// set is all articles with the words behind the features' hashes.
type set struct {
	docs  []doc
	names map[uint64]string
}

func newSet(docs []doc) *set {
	for i := range docs {
		docs[i].scene.Prepare()
	}
	return &set{docs: docs, names: map[uint64]string{}}
}

// items are those of one slot; with grids given, with the features of the second
// pass.
func (s *set) items(k int, grids []*slot.Grid) []item {
	var items []item
	for d := range s.docs {
		doc := &s.docs[d]
		names := doc.scene.Candidates(k)
		for i, row := range doc.rows {
			if row == nil {
				continue
			}
			want, scored := row.wanted(slot.Slots[k])
			if !scored {
				continue
			}
			var before *slot.Grid
			if grids != nil {
				before = grids[d]
			}
			weight := 1.0
			if doc.own {
				weight = ownWeight[slot.Slots[k]]
			}
			items = append(items, item{
				weight: weight,
				doc:    d, in: doc, site: i, fold: doc.fold, names: names, want: want, empty: len(want) == 0,
				rows: doc.scene.Features(i, k, before, s.names), right: rightOnes(names, want),
			})
		}
	}
	return items
}

// rightOnes are the candidates that name just what the gold names.
func rightOnes(names [][]string, want []string) []int {
	var right []int
	for c, n := range names {
		if sameNames(n, want) {
			right = append(right, c)
		}
	}
	return right
}

func sameNames(a, b []string) bool { return slices.Equal(folded(a), folded(b)) }

// folded are the names as the measurement compares them: small letters and
// digits only, without "the", sorted and each once.
func folded(names []string) []string {
	var out []string
	for _, n := range names {
		f := strings.Join(strings.FieldsFunc(strings.ToLower(n), func(r rune) bool {
			return r < '0' || r > '9' && r < 'a' || r > 'z' && r < 0x80
		}), " ")
		out = append(out, strings.TrimPrefix(f, "the "))
	}
	sort.Strings(out)
	return slices.Compact(out)
}
