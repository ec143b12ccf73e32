// Package ledger keeps the claims of a stream of articles and which of them
// answer one question: what arrives is held against what it may concern, and
// against nothing else.
//
// In go article revisions with their claims; out come groups of claims that
// all answer one question, each with the pairs that differ. The state depends
// on what was put in and never on the order: the newest revision of an article
// stands, and every choice is made by publication and ID.
package ledger

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"math"
	"slices"
	"sort"
	"strings"

	"muster/crosscheck/judge"
	"muster/crosscheck/question"
	"muster/news"
)

// reach is how many claims before and after it, by publication, a claim is
// held against under one key. Claims further away under every key they share
// with it are no longer rivals of it: a question with a hundred thousand
// answers costs no more than one with thirty.
const reach = 24

// Record is a claim of the ledger.
type Record struct {
	*question.Slots
	links []link
	group *Group
	// said is a hash of the whole claim: findings quote more of it than its
	// slots.
	said   uint64
	met    uint32 // the last insert that came upon it
	number uint32 // its place among all that stand, while they are written
	live   bool
}

// relink is a link that was made or cut.
type relink struct {
	a, b     *Record
	disagree bool // the pair may have been told as a contradiction
}

// Group is claims that all answer one question, each with each.
type Group struct {
	Members []*Record
	// Within are the findings that were made of its claims, Against those that
	// were made of them and those of later groups.
	Within, Against []Told
}

// Told is a finding that was made, and a hash of all that it says.
type Told struct {
	ID   string
	Says uint64
}

// Ledger holds all claims. It is not safe for concurrent use.
type Ledger struct {
	model    *judge.Model
	least    float64 // probability of one question from which claims are linked
	shown    float64 // probability of a contradiction from which one is told
	together bool    // all claims meet
	articles map[question.Word]*article
	buckets  buckets
	touched  map[*Record]bool // whose links changed
	relinked []relink
	removed  []*Record
	stale    map[question.Word]bool // articles whose revisions changed
	claims   int
	inserts  uint32
}

// article is an article with the revisions it had, newest last: its records
// stand. Those of older ones are kept to tell a correction.
type article struct {
	revisions []revision
	forgotten bool
	// corrected are the findings that its revisions made.
	corrected []Told
}

type revision struct {
	number  int32
	copyOf  question.Word
	records []*Record // in the order of the text
}

// New is an empty ledger of a stream that judges by m.
func New(m *judge.Model) *Ledger { return newLedger(m, m.Question, m.Stream, false) }

// Together is an empty ledger for texts laid side by side: all their claims
// meet, and mostly speak of one matter.
func Together(m *judge.Model) *Ledger { return newLedger(m, m.Together, m.Beside, true) }

func newLedger(m *judge.Model, least, shown float64, together bool) *Ledger {
	return &Ledger{
		model: m, least: least, shown: shown, together: together, articles: map[question.Word]*article{}, buckets: newBuckets(),
		touched: map[*Record]bool{}, stale: map[question.Word]bool{},
	}
}

// Claims is how many claims stand.
func (l *Ledger) Claims() int { return l.claims }

// Put takes in a revision of an article. Of two sets of one revision the one
// that news.ClaimSet.Replaces prefers is kept, of an article that is forgotten
// nothing.
func (l *Ledger) Put(set news.ClaimSet) {
	id := question.WordOf(set.Article.ID)
	a := l.articles[id]
	if a == nil {
		a = &article{}
		l.articles[id] = a
	}
	switch {
	case a.forgotten:
	case set.Forgotten:
		for _, r := range a.standing() {
			l.remove(r)
		}
		a.revisions, a.forgotten = nil, true
		l.stale[id] = true
	case a.put(set, l):
		l.stale[id] = true
	}
}

// Forgotten reports whether an article was taken out for good.
func (l *Ledger) Forgotten(id string) bool {
	a := l.articles[question.WordOf(id)]
	return a != nil && a.forgotten
}

// put reports whether the set changed anything.
func (a *article) put(set news.ClaimSet, l *Ledger) bool {
	r := revision{number: int32(set.Article.Revision), copyOf: question.WordOf(set.Article.CopyOf), records: recordsOf(set)}
	at := sort.Search(len(a.revisions), func(i int) bool { return a.revisions[i].number >= r.number })
	was := a.standing()
	if at < len(a.revisions) && a.revisions[at].number == r.number {
		old := a.revisions[at]
		if !set.Replaces(news.ArticleRef{Revision: int(old.number), CopyOf: old.copyOf.Value()}) {
			return false
		}
		if slices.EqualFunc(old.records, r.records, (*Record).same) {
			a.revisions[at].copyOf = r.copyOf
			return false
		}
		a.revisions[at] = r
	} else {
		a.revisions = slices.Insert(a.revisions, at, r)
	}
	if at == len(a.revisions)-1 {
		l.replace(was, r.records)
	}
	return true
}

// recordsOf are the records of a set in the order of the text. Of claims of
// one ID the last stands.
func recordsOf(set news.ClaimSet) []*Record {
	records := make([]*Record, 0, len(set.Claims))
	at := map[string]int{}
	for i := range set.Claims {
		c := &set.Claims[i]
		if !takesPart(c) {
			continue
		}
		r := &Record{Slots: question.SlotsOf(c), said: saidBy(c)}
		if n, twice := at[c.ID]; twice {
			records[n] = r
			continue
		}
		at[c.ID] = len(records)
		records = append(records, r)
	}
	slices.SortFunc(records, inText)
	return records
}

// takesPart reports whether a claim can be held against others at all.
func takesPart(c *news.Claim) bool {
	return c.Figure != nil || c.Kind == news.DateClaim && c.When.Known()
}

// saidBy is a hash of all that a claim says.
func saidBy(c *news.Claim) uint64 {
	raw, err := json.Marshal(c)
	if err != nil {
		return 0
	}
	sum := sha256.Sum256(raw)
	return binary.LittleEndian.Uint64(sum[:])
}

// same reports whether two records are of one claim that says the same.
func (a *Record) same(b *Record) bool { return a.said == b.said && *a.Slots == *b.Slots }

// replace puts the records of an article's newest revision in the place of
// those that stood. The record of a claim that did not change stays.
func (l *Ledger) replace(was, now []*Record) {
	for _, old := range was {
		if i, found := slices.BinarySearchFunc(now, old, inText); found && now[i].same(old) {
			now[i] = old
			continue
		}
		l.remove(old)
	}
	for _, r := range now {
		if !r.live {
			l.insert(r)
		}
	}
}

// before orders records by publication and ID.
func before(a, b *Record) int {
	switch {
	case a.Published != b.Published:
		if a.Published < b.Published {
			return -1
		}
		return 1
	case a.ID != b.ID:
		return strings.Compare(a.ID, b.ID)
	}
	return 0
}

func (l *Ledger) insert(r *Record) {
	l.claims++
	r.live = true
	l.touched[r] = true
	l.inserts++
	r.met = l.inserts
	reach := l.reach()
	for _, k := range l.keys(r) {
		b, at := l.buckets.insert(k, r)
		for i := max(0, at-reach); i <= min(at+reach, len(b)-1); i++ {
			if b[i].met != l.inserts {
				b[i].met = l.inserts
				l.meet(r, b[i])
			}
		}
		// Those that were just within reach of each other around r are so no
		// longer.
		for i := max(0, at-reach); i < at; i++ {
			if j := i + reach + 1; j < len(b) && j > at {
				l.part(b[i], b[j])
			}
		}
	}
}

func (l *Ledger) remove(r *Record) {
	l.claims--
	r.live = false
	for _, k := range r.links {
		k.to.unlink(r)
		l.relink(r, k.to, k.disagree())
	}
	r.links = nil
	l.removed = append(l.removed, r)
	reach := l.reach()
	for _, k := range l.keys(r) {
		b, at := l.buckets.remove(k, r)
		// Those that r stood between come within reach.
		for i := max(0, at-reach); i < at; i++ {
			if j := i + reach; j < len(b) && j >= at {
				l.meet(b[i], b[j])
			}
		}
	}
}

// keys are the keys under which a record is found.
func (l *Ledger) keys(r *Record) []bucketKey {
	if l.together {
		return []bucketKey{0}
	}
	return keysOf(r.Slots)
}

// reach is how far from each other under one key records still meet.
func (l *Ledger) reach() int {
	if l.together {
		return math.MaxInt / 2
	}
	return reach
}

// meet links two records where they probably answer one question.
func (l *Ledger) meet(a, b *Record) {
	if !a.Amount.Comparable(b.Amount) || a.linked(b) {
		return
	}
	v := l.model.JudgeFrom(floor, a.Slots, b.Slots)
	if v.Same < floor {
		return
	}
	v.Loose = v.Loose && !l.together
	k := linkTo(b, v)
	a.link(k)
	b.link(k.back(a))
	l.relink(a, b, k.disagree())
}

// relink notes that a link was made or cut. All that the claims of changed
// articles are linked to is looked at anyway.
func (l *Ledger) relink(a, b *Record, disagree bool) {
	l.touched[a], l.touched[b] = true, true
	if !l.stale[a.Article] || !l.stale[b.Article] {
		l.relinked = append(l.relinked, relink{a, b, disagree})
	}
}

// part unlinks two records that are within reach under no key any more.
func (l *Ledger) part(a, b *Record) {
	i, linked := a.at(b)
	if !linked || l.inReach(a, b) {
		return
	}
	apart := a.links[i].disagree()
	a.unlink(b)
	b.unlink(a)
	l.relink(a, b, apart)
}

func (l *Ledger) inReach(a, b *Record) bool {
	other := l.keys(b)
	for _, k := range l.keys(a) {
		if _, shared := slices.BinarySearch(other, k); !shared {
			continue
		}
		bucket := l.buckets.of(k)
		i, _ := slices.BinarySearchFunc(bucket, a, before)
		j, _ := slices.BinarySearchFunc(bucket, b, before)
		if max(i-j, j-i) <= l.reach() {
			return true
		}
	}
	return false
}

// Siblings are the other claims of a record's article that stand, in the order
// of the text.
func (l *Ledger) Siblings(r *Record) []*Record {
	a := l.articles[r.Article]
	if a == nil {
		return nil
	}
	return a.standing()
}

// standing are the records of the newest revision in the order of the text.
func (a *article) standing() []*Record {
	if len(a.revisions) == 0 {
		return nil
	}
	return a.revisions[len(a.revisions)-1].records
}

// inText orders records of one article by where they stand in it.
func inText(x, y *Record) int {
	return cmp.Or(cmp.Compare(x.At, y.At), strings.Compare(x.ID, y.ID))
}

// Records are all claims that stand, by publication and ID.
func (l *Ledger) Records() []*Record {
	out := make([]*Record, 0, l.claims)
	for _, a := range l.articles {
		out = append(out, a.standing()...)
	}
	slices.SortFunc(out, before)
	return out
}

// Alone reports whether a record stands in no group.
func (a *Record) Alone() bool {
	return a.group == nil
}
