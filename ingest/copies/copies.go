// Package copies finds articles that republish one text: wire copy in fifty
// outlets is one source, not fifty.
//
// In go articles in any order, out comes for each what it is a copy of: the
// earliest published of all texts it is linked with, which does not depend on
// the order of arrival. Two texts are linked where the shorter is mostly
// contained in the longer, by the runs of five words they share.
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
	window = 10 * 24 * time.Hour
)

// Change says that an article already known is now a copy of another (or, where
// CopyOf is empty, no longer of any).
type Change struct{ ID, CopyOf string }

// Memory knows the texts of the last days. Its methods may be called from many
// goroutines.
type Memory struct {
	mu    sync.Mutex
	docs  map[string]*doc
	runs  map[uint64][]*doc
	queue []*doc // in order of arrival
}

// doc is what is kept of one article.
type doc struct {
	id     string
	when   time.Time
	hash   string
	copyOf string // as it was last published
	sketch []uint64
	whole  bool // the sketch holds all runs
	linked map[string]*doc
}

// New returns an empty memory.
func New() *Memory { return &Memory{docs: map[string]*doc{}, runs: map[uint64][]*doc{}} }

// Learn takes in an article as it was published, with its CopyOf.
func (m *Memory) Learn(a news.Article) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.take(a).copyOf = a.CopyOf
}

// Place takes in an article that is about to be published and returns what it
// is a copy of, empty for none, and what it changes for those published
// before. The changes count as published.
func (m *Memory) Place(a news.Article) (copyOf string, changes []Change) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d := m.take(a)
	for _, c := range d.settle() {
		if c.ID != d.id {
			changes = append(changes, c)
		}
	}
	return d.copyOf, changes
}

// Review returns what changes for the article and all it is linked with, after
// others published some of them. The changes count as published.
func (m *Memory) Review(id string) []Change {
	m.mu.Lock()
	defer m.mu.Unlock()
	if d := m.docs[id]; d != nil {
		return d.settle()
	}
	return nil
}

// settle makes the whole family copies of its earliest member.
func (d *doc) settle() (changes []Change) {
	family := d.family()
	for _, member := range family {
		origin := family[0].id
		if member == family[0] {
			origin = ""
		}
		if member.copyOf != origin {
			changes = append(changes, Change{member.id, origin})
		}
		member.copyOf = origin
	}
	return changes
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
func (m *Memory) take(a news.Article) *doc {
	d := m.docs[a.ID]
	if d != nil && d.hash == a.Hash {
		return d
	}
	copyOf := ""
	if d != nil { // a revision: its text is new
		copyOf = d.copyOf
		m.forget(d)
	}
	d = &doc{id: a.ID, when: moment(a), hash: a.Hash, copyOf: copyOf, linked: map[string]*doc{}}
	d.sketch, d.whole = sketch(a.Text)
	m.docs[d.id] = d
	if len(d.sketch) >= minRuns {
		m.link(d)
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
			if !seen[other] && d.when.Sub(other.when).Abs() <= window && share(d, other) >= copyShare {
				d.linked[other.id], other.linked[d.id] = other, d
			}
			seen[other] = true
		}
	}
	for _, run := range d.sketch[:min(indexed, len(d.sketch))] {
		m.runs[run] = append(m.runs[run], d)
	}
}

func (m *Memory) forget(d *doc) {
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

// maxTexts is how many texts are remembered, about 2 KB each: a month of all
// the feeds of the built-in list.
const maxTexts = 50_000

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
	limit := ^uint64(0)
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
func sketch(text string) (runs []uint64, whole bool) {
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
		return runs, true
	}
	return slices.Clip(slices.Clone(runs[:sketchSize])), false
}

// mix spreads a hash over all values: FNV of short texts leans low.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
