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
	live  bool
}

// link is another claim that may answer the same question: all from floor on
// are kept, since they do not keep two groups asunder.
type link struct {
	to      *Record
	verdict judge.Verdict
}

// relink is a link that was made or cut.
type relink struct {
	a, b     *Record
	disagree bool // the pair may have been told as a contradiction
}

// Group is claims that all answer one question, each with each.
type Group struct {
	Members []*Record
	// Findings are the IDs of the findings that were made of it.
	Findings []string
}

// Ledger holds all claims. It is not safe for concurrent use.
type Ledger struct {
	model    *judge.Model
	least    float64 // probability of one question from which claims are linked
	shown    float64 // probability of a contradiction from which one is told
	together bool    // all claims meet
	articles map[question.Word]*article
	buckets  map[bucketKey][]*Record
	touched  map[*Record]bool // whose links changed
	relinked []relink
	removed  []*Record
	stale    map[question.Word]bool // articles whose revisions changed
	claims   int
}

// article is an article with the revisions it had, newest last. The records of
// older ones are kept to tell a correction.
type article struct {
	revisions []revision
	live      map[question.Word]*Record
	// corrected are the IDs of the findings that its revisions made.
	corrected []string
}

type revision struct {
	number  int32
	hash    string
	records []*Record
}

// New is an empty ledger of a stream that judges by m.
func New(m *judge.Model) *Ledger { return newLedger(m, m.Question, m.Stream, false) }

// Together is an empty ledger for texts laid side by side: all their claims
// meet, and mostly speak of one matter.
func Together(m *judge.Model) *Ledger { return newLedger(m, m.Together, m.Beside, true) }

func newLedger(m *judge.Model, least, shown float64, together bool) *Ledger {
	return &Ledger{model: m, least: least, shown: shown, together: together, articles: map[question.Word]*article{}, buckets: map[bucketKey][]*Record{}, touched: map[*Record]bool{}, stale: map[question.Word]bool{}}
}

// Claims is how many claims stand.
func (l *Ledger) Claims() int { return l.claims }

// Put takes in a revision of an article. A revision that is there already is
// taken as it comes last: a new reading replaces the old one.
func (l *Ledger) Put(set news.ClaimSet) {
	id := question.WordOf(set.Article.ID)
	a := l.articles[id]
	if a == nil {
		a = &article{live: map[question.Word]*Record{}}
		l.articles[id] = a
	}
	number := int32(set.Article.Revision)
	r := revision{number: number, hash: set.Hash}
	for i := range set.Claims {
		c := &set.Claims[i]
		if takesPart(c) {
			r.records = append(r.records, &Record{Slots: question.SlotsOf(c)})
		}
	}
	at := sort.Search(len(a.revisions), func(i int) bool { return a.revisions[i].number >= number })
	if at < len(a.revisions) && a.revisions[at].number == number {
		if sameRecords(a.revisions[at].records, r.records) {
			return
		}
		a.revisions[at] = r
	} else {
		a.revisions = slices.Insert(a.revisions, at, r)
	}
	l.stale[id] = true
	if at == len(a.revisions)-1 {
		l.replace(a, r.records)
	}
}

// takesPart reports whether a claim can be held against others at all.
func takesPart(c *news.Claim) bool {
	return c.Figure != nil || c.Kind == news.DateClaim && c.When.Known()
}

func sameRecords(x, y []*Record) bool {
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if *x[i].Slots != *y[i].Slots {
			return false
		}
	}
	return true
}

// replace puts the records of an article's newest revision in the place of
// those that stood.
func (l *Ledger) replace(a *article, now []*Record) {
	standing := map[question.Word]*Record{}
	for _, r := range now {
		standing[r.ID] = r
	}
	for id, old := range a.live {
		if r := standing[id]; r != nil && *r.Slots == *old.Slots {
			standing[id] = old
			continue
		}
		l.remove(old)
	}
	for id, r := range standing {
		if a.live[id] != r {
			l.insert(r)
		}
	}
	a.live = standing
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
		return strings.Compare(a.ID.Value(), b.ID.Value())
	}
	return 0
}

func (l *Ledger) insert(r *Record) {
	l.claims++
	r.live = true
	l.touched[r] = true
	met := map[*Record]bool{}
	reach := l.reach()
	for _, k := range l.keys(r) {
		b := l.buckets[k]
		at, _ := slices.BinarySearchFunc(b, r, before)
		b = slices.Insert(b, at, r)
		l.buckets[k] = b
		for i := max(0, at-reach); i <= min(at+reach, len(b)-1); i++ {
			met[b[i]] = true
		}
		// Those that were just within reach of each other around r are so no
		// longer.
		for i := max(0, at-reach); i < at; i++ {
			if j := i + reach + 1; j < len(b) && j > at {
				l.part(b[i], b[j])
			}
		}
	}
	delete(met, r)
	for o := range met {
		l.meet(r, o)
	}
}

func (l *Ledger) remove(r *Record) {
	l.claims--
	r.live = false
	for _, k := range r.links {
		k.to.unlink(r)
		l.relink(r, k.to, k.verdict)
	}
	r.links = nil
	l.removed = append(l.removed, r)
	reach := l.reach()
	for _, k := range l.keys(r) {
		b := l.buckets[k]
		at, found := slices.BinarySearchFunc(b, r, before)
		if !found {
			continue
		}
		b = slices.Delete(b, at, at+1)
		if len(b) == 0 {
			delete(l.buckets, k)
			continue
		}
		l.buckets[k] = b
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
	if a.linked(b) || !a.Amount.Comparable(b.Amount) {
		return
	}
	v := l.model.Judge(a.Slots, b.Slots)
	v.Loose = v.Loose && !l.together
	if v.Same < floor {
		return
	}
	a.link(b, v)
	b.link(a, v)
	l.relink(a, b, v)
}

// relink notes that a link was made or cut. All that the claims of changed
// articles are linked to is looked at anyway.
func (l *Ledger) relink(a, b *Record, v judge.Verdict) {
	l.touched[a], l.touched[b] = true, true
	if !l.stale[a.Article] || !l.stale[b.Article] {
		l.relinked = append(l.relinked, relink{a, b, disagree(v)})
	}
}

// part unlinks two records that are within reach under no key any more.
func (l *Ledger) part(a, b *Record) {
	v, linked := a.verdict(b)
	if !linked || l.inReach(a, b) {
		return
	}
	a.unlink(b)
	b.unlink(a)
	l.relink(a, b, v)
}

func (l *Ledger) inReach(a, b *Record) bool {
	other := l.keys(b)
	for _, k := range l.keys(a) {
		if _, shared := slices.BinarySearch(other, k); !shared {
			continue
		}
		bucket := l.buckets[k]
		i, _ := slices.BinarySearchFunc(bucket, a, before)
		j, _ := slices.BinarySearchFunc(bucket, b, before)
		if max(i-j, j-i) <= l.reach() {
			return true
		}
	}
	return false
}

// at is where in a's links b stands or would stand: they are in order.
func (a *Record) at(b *Record) (int, bool) {
	return slices.BinarySearchFunc(a.links, b, func(k link, r *Record) int { return before(k.to, r) })
}

func (a *Record) linked(b *Record) bool {
	_, found := a.at(b)
	return found
}

// verdict is what two linked records are to each other.
func (a *Record) verdict(b *Record) (judge.Verdict, bool) {
	i, found := a.at(b)
	if !found {
		return judge.Verdict{}, false
	}
	return a.links[i].verdict, true
}

func (a *Record) link(b *Record, v judge.Verdict) {
	i, _ := a.at(b)
	a.links = slices.Insert(a.links, i, link{b, v})
}

func (a *Record) unlink(b *Record) {
	if i, found := a.at(b); found {
		a.links = slices.Delete(a.links, i, i+1)
	}
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
	out := make([]*Record, 0, len(a.live))
	for _, r := range a.live {
		out = append(out, r)
	}
	slices.SortFunc(out, func(x, y *Record) int {
		if x.At != y.At {
			return int(x.At - y.At)
		}
		return strings.Compare(x.ID.Value(), y.ID.Value())
	})
	return out
}

// Records are all claims that stand, by publication and ID.
func (l *Ledger) Records() []*Record {
	out := make([]*Record, 0, l.claims)
	for _, a := range l.articles {
		for _, r := range a.live {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, before)
	return out
}

// Alone reports whether a record stands in no group.
func (a *Record) Alone() bool {
	return a.group == nil
}
