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
	"slices"
	"strings"
	"sync"
	"time"

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

// Memory knows the texts of the last month: those that came last in memory,
// the others in a file, where it has one. Its methods may be called from many
// goroutines.
type Memory struct {
	// Quiet is how long nothing must have come to a family before Settle tells
	// what changes in it; 0 tells at once.
	Quiet time.Duration
	// Trouble hears what goes wrong with the file; nil is nobody.
	Trouble func(error)

	mu sync.Mutex
	// docs are the texts that are not in the file yet, and those read from it
	// that may have changed since.
	docs  map[string]*doc
	runs  map[uint32][]*doc    // of those not in the file
	queue []*doc               // likewise, in order of arrival
	stir  map[string]time.Time // whose family may have changed, and when
	disk  *disk                // nil: all is in memory
	full  int                  // how long the queue is when it goes into the file
	head  int                  // how long it is as a rule
}

// doc is what is kept of one article.
type doc struct {
	seq    uint64    // its place in the file; 0 where it is not there yet
	stale  bool      // the file has it otherwise
	ID     string    `json:"id"`
	When   time.Time `json:"when"`
	Hash   string    `json:"hash"`
	CopyOf string    `json:"copy_of,omitempty"` // as it was last published
	// Agency is the canonical name of the agency that published it, Credit of
	// the one it names as its source.
	Agency  string   `json:"agency,omitempty"`
	Credit  string   `json:"credit,omitempty"`
	Whole   bool     `json:"whole,omitempty"` // the sketch holds all runs
	Linked  []string `json:"linked,omitempty"`
	sketch  []uint32
	numbers []uint32 // hashes of its numbers, sorted
}

// published notes what the article was published as a copy of.
func (d *doc) published(copyOf string) {
	d.stale = d.stale || d.CopyOf != copyOf
	d.CopyOf = copyOf
}

// join links the text with a copy of it. Most texts have none.
func (d *doc) join(id string) {
	if !slices.Contains(d.Linked, id) {
		d.Linked, d.stale = append(d.Linked, id), true
	}
}

func (d *doc) part(id string) {
	d.Linked = slices.DeleteFunc(d.Linked, func(other string) bool { return other == id })
	d.stale = true
}

// New returns an empty memory without a file.
func New() *Memory {
	return &Memory{docs: map[string]*doc{}, runs: map[uint32][]*doc{}, stir: map[string]time.Time{}}
}

// Learn takes in an article as it was published, with its CopyOf.
func (m *Memory) Learn(a news.Article, now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d := m.take(a, now)
	d.published(a.CopyOf)
	if len(d.Linked) > 0 || d.CopyOf != "" {
		m.stir[d.ID] = now
	}
}

// Place takes in an article that is about to be published and returns what it
// is a copy of as far as is known, empty for none.
func (m *Memory) Place(a news.Article, now time.Time) (copyOf string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d := m.take(a, now)
	if origin := origin(m.family(d)); origin != d {
		d.published(origin.ID)
	} else {
		d.published("")
	}
	return d.CopyOf
}

// Settle returns what changes for articles that were published before, of all
// families that have been quiet. The changes count as published.
func (m *Memory) Settle(now time.Time) (changes []Change) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for id := range m.stir {
		d := m.get(id)
		if d == nil {
			delete(m.stir, id)
			continue
		}
		family := m.family(d)
		if now.Sub(m.stirred(family)) < m.Quiet {
			continue
		}
		for _, member := range family {
			delete(m.stir, member.ID)
		}
		changes = append(changes, settle(family)...)
	}
	slices.SortFunc(changes, func(a, b Change) int { return strings.Compare(a.ID, b.ID) })
	return changes
}

// stirred is when something last came to the family.
func (m *Memory) stirred(family []*doc) (last time.Time) {
	for _, d := range family {
		if at, ok := m.stir[d.ID]; ok && at.After(last) {
			last = at
		}
	}
	return last
}

// settle makes the whole family copies of its origin.
func settle(family []*doc) (changes []Change) {
	first := origin(family)
	for _, member := range family {
		of := first.ID
		if member == first {
			of = ""
		}
		if member.CopyOf != of {
			changes = append(changes, Change{member.ID, of})
		}
		member.published(of)
	}
	return changes
}

// origin is the one of a family, given the earliest first, that the others
// have their text from: the agency's that one of them credits, else the
// earliest.
func origin(family []*doc) *doc {
	credited := map[string]bool{}
	for _, d := range family {
		credited[d.Credit] = d.Credit != ""
	}
	for _, d := range family {
		if d.Agency != "" && credited[d.Agency] {
			return d
		}
	}
	return family[0]
}

// CopyOf is what the article is a copy of, as far as is known now.
func (m *Memory) CopyOf(id string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	if d := m.get(id); d != nil {
		return d.CopyOf
	}
	return ""
}

// get is what is kept of an article, nil where it is not known.
func (m *Memory) get(id string) *doc {
	if d := m.docs[id]; d != nil || m.disk == nil {
		return d
	}
	var d *doc
	m.onDisk(func(f *disk) (err error) { d, err = f.find(id); return err })
	if d != nil {
		m.docs[id] = d
	}
	return d
}

// take finds or makes the record of the article and links it with its copies.
func (m *Memory) take(a news.Article, now time.Time) *doc {
	m.makeRoom(now)
	d := m.get(a.ID)
	if d != nil && d.Hash == a.Hash {
		return d
	}
	copyOf := ""
	if d != nil { // a revision: its text is new
		copyOf = d.CopyOf
		m.forget(d)
	}
	d = &doc{ID: a.ID, When: moment(a), Hash: a.Hash, CopyOf: copyOf, Agency: agencyNamed(a.Outlet.Name), Credit: Credit(a)}
	d.sketch, d.Whole = sketch(a.Text)
	d.numbers = numbers(a.Text)
	m.docs[d.ID] = d
	if len(d.sketch) >= minRuns {
		m.link(d)
	}
	if len(d.Linked) > 0 {
		m.stir[d.ID] = now
	}
	m.queue = append(m.queue, d)
	return d
}

// moment is when the article was published, as far as is known.
func moment(a news.Article) time.Time {
	if !a.Published.IsZero() {
		return a.Published
	}
	return a.Fetched
}

// link finds the copies of a text that is new.
func (m *Memory) link(d *doc) {
	seen := map[*doc]bool{}
	for _, run := range d.sketch {
		for _, other := range m.runs[run] {
			if !seen[other] {
				m.compare(d, other)
			}
			seen[other] = true
		}
	}
	if m.disk != nil {
		m.onDisk(func(f *disk) error {
			return f.alike(d.sketch, func(other *doc) {
				if known := m.docs[other.ID]; known == nil {
					m.compare(d, other)
				} else if known.seq == other.seq { // else a revision took its place
					m.compare(d, known)
				}
			})
		})
	}
	for _, run := range d.sketch[:min(indexed, len(d.sketch))] {
		m.runs[run] = append(m.runs[run], d)
	}
}

// compare links two texts where one is a copy of the other.
func (m *Memory) compare(d, other *doc) {
	if d.When.Sub(other.When).Abs() > window || share(d, other) < copyShare || !sameNumbers(d, other) {
		return
	}
	d.join(other.ID)
	other.join(d.ID)
	m.docs[other.ID] = other
}

// forget takes a text out for which another comes.
func (m *Memory) forget(d *doc) {
	delete(m.stir, d.ID)
	if d.seq == 0 {
		m.forgetRuns(d)
	} else if m.disk != nil {
		m.disk.gone = append(m.disk.gone, d.seq)
	}
	for _, id := range d.Linked {
		if other := m.get(id); other != nil {
			other.part(d.ID)
		}
	}
	delete(m.docs, d.ID)
}

func (m *Memory) forgetRuns(d *doc) {
	for _, run := range d.sketch[:min(indexed, len(d.sketch))] {
		rest := slices.DeleteFunc(m.runs[run], func(o *doc) bool { return o == d })
		if m.runs[run] = rest; len(rest) == 0 {
			delete(m.runs, run)
		}
	}
}

// maxTexts is how many texts are remembered without a file, about 2 KB each.
const maxTexts = 100_000

// makeRoom writes what is in memory into the file when that is full, or
// forgets what arrived first. Not what was published first: an old article
// that comes late must not change what is known of others.
func (m *Memory) makeRoom(now time.Time) {
	if m.disk != nil {
		if len(m.queue) >= m.full || len(m.docs) >= 2*m.full {
			m.flush(now)
		}
		return
	}
	for len(m.queue) > maxTexts {
		if d := m.queue[0]; m.docs[d.ID] == d {
			m.forget(d)
		}
		m.queue = m.queue[1:]
	}
}

// family is the article with all it is linked to, directly or not, the
// earliest first; of two of one moment the one with the lower ID.
func (m *Memory) family(d *doc) []*doc {
	seen := map[string]bool{d.ID: true}
	all := []*doc{d}
	for i := 0; i < len(all); i++ {
		for _, id := range all[i].Linked {
			if other := m.get(id); other != nil && !seen[id] {
				seen[id] = true
				all = append(all, other)
			}
		}
	}
	slices.SortFunc(all, func(a, b *doc) int {
		if c := a.When.Compare(b.When); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return all
}
