package copies

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
)

// A text is known by its sketch, the lowest hashes of its runs of words, and by
// its numbers.

// sameNumbers reports whether the numbers of the text that has fewer are
// mostly those of the other; where few numbers tell nothing they are.
func sameNumbers(a, b *doc) bool {
	fewer, more := a.numbers, b.numbers
	if len(fewer) > len(more) {
		fewer, more = more, fewer
	}
	if len(fewer) < enoughNumbers {
		return true
	}
	both := 0
	for _, n := range fewer {
		if _, ok := slices.BinarySearch(more, n); ok {
			both++
		}
	}
	return float64(both) >= numberShare*float64(len(fewer))
}

// share estimates how much of the shorter text is in the other. Beyond the
// highest run of a sketch that is not whole nothing is known of its text.
func share(a, b *doc) float64 {
	limit := ^uint32(0)
	for _, d := range []*doc{a, b} {
		if !d.Whole {
			limit = min(limit, d.sketch[len(d.sketch)-1])
		}
	}
	inA, inB, both := 0, 0, 0
	for i, j := 0, 0; i < len(a.sketch) || j < len(b.sketch); {
		switch {
		case j == len(b.sketch) || i < len(a.sketch) && a.sketch[i] < b.sketch[j]:
			if a.sketch[i] <= limit {
				inA++
			}
			i++
		case i == len(a.sketch) || b.sketch[j] < a.sketch[i]:
			if b.sketch[j] <= limit {
				inB++
			}
			j++
		default:
			if a.sketch[i] <= limit {
				inA, inB, both = inA+1, inB+1, both+1
			}
			i, j = i+1, j+1
		}
	}
	if shorter := min(inA, inB); shorter > 0 {
		return float64(both) / float64(shorter)
	}
	return 0
}

// sketch hashes the runs of words of a text and keeps the lowest, sorted.
func sketch(text string) (runs []uint32, whole bool) {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i := 0; i+runLength <= len(words); i++ {
		h := fnv.New64a()
		for _, w := range words[i : i+runLength] {
			_, _ = h.Write([]byte(w))
			_, _ = h.Write([]byte{0})
		}
		runs = append(runs, mix(h.Sum64()))
	}
	slices.Sort(runs)
	runs = slices.Compact(runs)
	if len(runs) <= sketchSize {
		return slices.Clip(slices.Clone(runs)), true
	}
	return slices.Clip(slices.Clone(runs[:sketchSize])), false
}

// maxNumbers is how many numbers of a text are kept.
const maxNumbers = 200

// numbers hashes the numbers of two digits and more of a text, each once. The
// smaller ones are in every text.
func numbers(text string) (all []uint32) {
	run := make([]byte, 0, 16)
	end := func() {
		if len(run) >= 2 && len(all) < maxNumbers {
			h := fnv.New64a()
			_, _ = h.Write(run)
			all = append(all, mix(h.Sum64()))
		}
		run = run[:0]
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			run = append(run, c)
		case (c == ',' || c == '.') && len(run) > 0 && i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9':
			// inside "1,200" and "4.6"
		default:
			end()
		}
	}
	end()
	slices.Sort(all)
	return slices.Clip(slices.Compact(all))
}

// mix spreads a hash over all values: FNV of short texts leans low.
func mix(h uint64) uint32 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return uint32(h>>32) ^ uint32(h)
}
