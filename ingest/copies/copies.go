// Package copies finds articles that republish one text: wire copy in fifty
// outlets is one source, not fifty.
//
// In go articles in any order, out comes for each what it is a copy of: of all
// texts it is linked with the agency's own, where the others credit it, else
// the earliest published; which does not depend on the order of arrival. Two
// texts are linked where the shorter is mostly contained in the longer, by the
// runs of five words they share, and so are its numbers: the daily bulletins
// of one staff differ in nothing else.
//
// What changes for articles published before is told once, when nothing has
// come to their family for a while.
package copies

import (
	"hash/fnv"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"muster/news"
)

// The judgement of what is a copy.
const (
	// runLength: five words in a row are seldom the same by chance, and
	// survive an editor who changes one word in ten.
	runLength = 5
	// sketchSize is how many runs of a text are kept, those with the lowest
	// hashes: 128 estimate a share to within 0.09.
	sketchSize = 128
	// indexed is how many of them lead to other texts. The lowest of a short
	// text are among the kept ones of a text up to 4 times as long.
	indexed = 32
	// copyShare is the share of the shorter text's runs that the longer must
	// have. Rewrites of one press release share up to 0.3, wire copy cut by
	// an editor 0.7 and more.
	copyShare = 0.6
	// minRuns: shorter texts, about 45 words, are too alike by chance.
	minRuns = 40
	// window is how far apart in time copies are published.
	window = 30 * 24 * time.Hour
	// numberShare is the share of the shorter text's numbers that the longer
	// must have, and enoughNumbers how many tell: an editor brings one figure
	// up to date, the next day's bulletin nearly all.
	numberShare   = 0.6
	enoughNumbers = 3
)

// Change says that an article already known is now a copy of another (or, where
// CopyOf is empty, no longer of any).
type Change struct{ ID, CopyOf string }

// Memory knows the texts of the last days. Its methods may be called from many
// goroutines.
type Memory struct {
	// Quiet is how long nothing must have come to a family before Settle tells
	// what changes in it; 0 tells at once.
	Quiet time.Duration

	mu    sync.Mutex
	docs  map[string]*doc
	runs  map[uint32][]*doc
	queue []*doc             // in order of arrival
	stir  map[*doc]time.Time // whose family may have changed, and when
}

// doc is what is kept of one article.
type doc struct {
	id     string
	when   time.Time
	hash   string
	copyOf string // as it was last published
	// agency is the canonical name of the agency that published it, credit of
	// the one it names as its source.
	agency, credit string
	sketch         []uint32
	whole          bool     // the sketch holds all runs
	numbers        []uint32 // hashes of its numbers, sorted
	linked         map[string]*doc
}

// New returns an empty memory.
func New() *Memory {
	return &Memory{docs: map[string]*doc{}, runs: map[uint32][]*doc{}, stir: map[*doc]time.Time{}}
}

// Learn takes in an article as it was published, with its CopyOf.
func (m *Memory) Learn(a news.Article, now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d := m.take(a, now)
	d.copyOf = a.CopyOf
	if len(d.linked) > 0 || d.copyOf != "" {
		m.stir[d] = now
	}
}

// Place takes in an article that is about to be published and returns what it
// is a copy of as far as is known, empty for none.
func (m *Memory) Place(a news.Article, now time.Time) (copyOf string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d := m.take(a, now)
	if origin := origin(d.family()); origin != d {
		d.copyOf = origin.id
	} else {
		d.copyOf = ""
	}
	return d.copyOf
}

// Settle returns what changes for articles that were published before, of all
// families that have been quiet. The changes count as published.
func (m *Memory) Settle(now time.Time) (changes []Change) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for d := range m.stir {
		family := d.family()
		if m.docs[d.id] != d {
			delete(m.stir, d)
			continue
		}
		if now.Sub(m.stirred(family)) < m.Quiet {
			continue
		}
		for _, member := range family {
			delete(m.stir, member)
		}
		changes = append(changes, settle(family)...)
	}
	slices.SortFunc(changes, func(a, b Change) int { return strings.Compare(a.ID, b.ID) })
	return changes
}

// stirred is when something last came to the family.
func (m *Memory) stirred(family []*doc) (last time.Time) {
	for _, d := range family {
		if at, ok := m.stir[d]; ok && at.After(last) {
			last = at
		}
	}
	return last
}

// settle makes the whole family copies of its origin.
func settle(family []*doc) (changes []Change) {
	first := origin(family)
	for _, member := range family {
		of := first.id
		if member == first {
			of = ""
		}
		if member.copyOf != of {
			changes = append(changes, Change{member.id, of})
		}
		member.copyOf = of
	}
	return changes
}

// origin is the one of a family, given the earliest first, that the others
// have their text from: the agency's that one of them credits, else the
// earliest.
func origin(family []*doc) *doc {
	credited := map[string]bool{}
	for _, d := range family {
		credited[d.credit] = d.credit != ""
	}
	for _, d := range family {
		if d.agency != "" && credited[d.agency] {
			return d
		}
	}
	return family[0]
}

// CopyOf is what the article is a copy of, as far as is known now.
func (m *Memory) CopyOf(id string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	if d := m.docs[id]; d != nil {
		return d.copyOf
	}
	return ""
}

// take finds or makes the record of the article and links it with its copies.
func (m *Memory) take(a news.Article, now time.Time) *doc {
	d := m.docs[a.ID]
	if d != nil && d.hash == a.Hash {
		return d
	}
	copyOf := ""
	if d != nil { // a revision: its text is new
		copyOf = d.copyOf
		m.forget(d)
	}
	d = &doc{id: a.ID, when: moment(a), hash: a.Hash, copyOf: copyOf, agency: agencyNamed(a.Outlet.Name), credit: Credit(a)}
	d.sketch, d.whole = sketch(a.Text)
	d.numbers = numbers(a.Text)
	m.docs[d.id] = d
	if len(d.sketch) >= minRuns {
		m.link(d)
	}
	if len(d.linked) > 0 {
		m.stir[d] = now
	}
	m.queue = append(m.queue, d)
	m.expire()
	return d
}

// moment is when the article was published, as far as is known.
func moment(a news.Article) time.Time {
	if !a.Published.IsZero() {
		return a.Published
	}
	return a.Fetched
}

func (m *Memory) link(d *doc) {
	seen := map[*doc]bool{}
	for _, run := range d.sketch {
		for _, other := range m.runs[run] {
			if !seen[other] && d.when.Sub(other.when).Abs() <= window && share(d, other) >= copyShare && sameNumbers(d, other) {
				d.join(other)
				other.join(d)
			}
			seen[other] = true
		}
	}
	for _, run := range d.sketch[:min(indexed, len(d.sketch))] {
		m.runs[run] = append(m.runs[run], d)
	}
}

// join links the text with a copy of it. Most texts have none.
func (d *doc) join(other *doc) {
	if d.linked == nil {
		d.linked = map[string]*doc{}
	}
	d.linked[other.id] = other
}

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

func (m *Memory) forget(d *doc) {
	delete(m.stir, d)
	for _, run := range d.sketch[:min(indexed, len(d.sketch))] {
		rest := slices.DeleteFunc(m.runs[run], func(o *doc) bool { return o == d })
		if m.runs[run] = rest; len(rest) == 0 {
			delete(m.runs, run)
		}
	}
	for _, other := range d.linked {
		delete(other.linked, d.id)
	}
	delete(m.docs, d.id)
}

// maxTexts is how many texts are remembered, about 1.5 KB each: a month of ten
// thousand articles a day.
const maxTexts = 300_000

// expire forgets what arrived first. Not what was published first: an old
// article that comes late must not change what is known of others.
func (m *Memory) expire() {
	for len(m.queue) > maxTexts {
		if d := m.queue[0]; m.docs[d.id] == d {
			m.forget(d)
		}
		m.queue = m.queue[1:]
	}
}

// family is the article with all it is linked to, directly or not, the
// earliest first; of two of one moment the one with the lower ID.
func (d *doc) family() []*doc {
	seen := map[string]bool{d.id: true}
	all := []*doc{d}
	for i := 0; i < len(all); i++ {
		for id, other := range all[i].linked {
			if !seen[id] {
				seen[id] = true
				all = append(all, other)
			}
		}
	}
	slices.SortFunc(all, func(a, b *doc) int {
		if c := a.when.Compare(b.when); c != 0 {
			return c
		}
		return strings.Compare(a.id, b.id)
	})
	return all
}

// share estimates how much of the shorter text is in the other. Beyond the
// highest run of a sketch that is not whole nothing is known of its text.
func share(a, b *doc) float64 {
	limit := ^uint32(0)
	for _, d := range []*doc{a, b} {
		if !d.whole {
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
