package ledger

import (
	"errors"
	"slices"
	"strings"
	"sync"

	"muster/crosscheck/frame"
	"muster/crosscheck/question"
)

// Write writes the ledger for Read. It must have settled.
//
// The records that stand are written in the order of publication, so that each
// link is written once, with the later of its two, and all lists are in order
// when they are read.
func (l *Ledger) Write(to *frame.Writer) error {
	if l.together || len(l.touched)+len(l.removed)+len(l.stale) > 0 {
		return errors.New("ledger: not settled")
	}
	w := question.NewWriter(to)
	standing := l.Records()
	groups := map[*Group]uint64{}
	w.Uint(uint64(len(standing)))
	for i, r := range standing {
		r.number = uint32(i)
		writeRecord(w, r)
		writeGroup(w, r.group, groups)
		writeLinks(w, r)
		w.Break()
	}
	articles := l.byID()
	w.Uint(uint64(len(articles)))
	for _, id := range articles {
		l.articles[id].write(w, id)
		w.Break()
	}
	return nil
}

func (l *Ledger) byID() []question.Word {
	ids := make([]question.Word, 0, len(l.articles))
	for id := range l.articles {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b question.Word) int { return strings.Compare(a.Value(), b.Value()) })
	return ids
}

func writeRecord(w *question.Writer, r *Record) {
	w.Slots(r.Slots)
	w.Fixed(r.said)
}

// writeGroup writes the number of a record's group, 0 for none, and of a new one
// its findings.
func writeGroup(w *question.Writer, g *Group, groups map[*Group]uint64) {
	switch n, known := groups[g]; {
	case g == nil:
		w.Uint(0)
	case known:
		w.Uint(n)
	default:
		groups[g] = uint64(len(groups) + 1)
		w.Uint(groups[g])
		writeTold(w, g.Within)
		writeTold(w, g.Against)
	}
}

func writeTold(w *question.Writer, findings []Told) {
	w.Uint(uint64(len(findings)))
	for _, f := range findings {
		w.String(f.ID)
		w.Fixed(f.Says)
	}
}

// writeLinks writes how many links a record has, and those to earlier ones.
func writeLinks(w *question.Writer, r *Record) {
	earlier, _ := r.at(r)
	w.Uint(uint64(len(r.links)))
	w.Uint(uint64(earlier))
	for _, k := range r.links[:earlier] {
		w.Uint(uint64(r.number - k.to.number))
		w.Small(k.same)
		w.Small(k.asked)
		w.Small(k.apart)
		w.Bytes(k.kind)
		w.Bool(k.loose)
		w.Bool(k.lacks)
	}
}

func (a *article) write(w *question.Writer, id question.Word) {
	w.Word(id)
	w.Bool(a.forgotten)
	writeTold(w, a.corrected)
	w.Uint(uint64(len(a.revisions)))
	for i, v := range a.revisions {
		w.Int(int64(v.number))
		w.Word(v.copyOf)
		w.Uint(uint64(len(v.records)))
		for _, r := range v.records {
			if i == len(a.revisions)-1 {
				w.Uint(uint64(r.number))
			} else {
				writeRecord(w, r)
			}
		}
	}
}

// Read fills an empty ledger with what Write wrote. What is read of a broken
// stream is of no use; the reader's error tells.
func (l *Ledger) Read(from *frame.Reader) {
	r := &reader{Reader: question.NewReader(from)}
	r.standing(l)
	for i := r.Count(mostRecords); i > 0 && r.Err() == nil; i-- {
		r.article(l)
	}
	l.claims = len(r.records)
}

// The most records, and things of a record, that a ledger can have: more is no
// ledger.
const (
	mostRecords = 1 << 30
	mostOfOne   = 1 << 20
)

// usualLinks is more links than most records have: no more room is made for
// those of one before they are read.
const usualLinks = 1 << 12

// reader is one Read under way.
type reader struct {
	*question.Reader
	records []*Record
	groups  []*Group
	room    []Record // allocated together
	slots   []question.Slots
}

// together is how many records are allocated at once. Those of one piece go
// together, so it must not be large.
const together = 64

func (r *reader) newRecord() *Record {
	if len(r.room) == 0 {
		r.room, r.slots = make([]Record, together), make([]question.Slots, together)
	}
	rec := &r.room[0]
	rec.Slots = &r.slots[0]
	r.room, r.slots = r.room[1:], r.slots[1:]
	r.Slots(rec.Slots)
	rec.said = r.Fixed()
	return rec
}

// atOnce is how many records are read before they are put under their keys.
const atOnce = 1 << 12

// standing reads the records that stand. Another goroutine puts them under their
// keys meanwhile, which is half of the work.
func (r *reader) standing(l *Ledger) {
	read := make(chan []*Record, 4)
	var putting sync.WaitGroup
	putting.Go(func() {
		for records := range read {
			for _, rec := range records {
				for _, k := range l.keys(rec) {
					l.buckets.append(k, rec)
				}
			}
		}
	})
	defer putting.Wait()
	defer close(read)
	for n := r.Count(mostRecords); n > 0 && r.Err() == nil; {
		from := len(r.records)
		for range min(n, atOnce) {
			r.record()
		}
		n -= atOnce
		read <- r.records[from:]
	}
}

// record reads a record that stands.
func (r *reader) record() {
	rec := r.newRecord()
	rec.live = true
	if r.Err() != nil {
		return
	}
	if n := len(r.records); n > 0 && before(r.records[n-1], rec) >= 0 {
		r.Fail("record %d is out of order", n)
		return
	}
	r.group(rec)
	r.links(rec)
	if r.Err() != nil {
		return
	}
	rec.number = uint32(len(r.records))
	r.records = append(r.records, rec)
}

func (r *reader) group(rec *Record) {
	n := r.Count(len(r.groups) + 1)
	if n == 0 {
		return
	}
	if n > len(r.groups) {
		r.groups = append(r.groups, &Group{Within: r.told(), Against: r.told()})
	}
	rec.group = r.groups[n-1]
	rec.group.Members = append(rec.group.Members, rec)
}

func (r *reader) told() (findings []Told) {
	for n := r.Count(mostOfOne); n > 0 && r.Err() == nil; n-- {
		findings = append(findings, Told{r.String(), r.Fixed()})
	}
	return findings
}

func (r *reader) links(rec *Record) {
	all := r.Count(mostOfOne)
	earlier := r.Count(all)
	if all == 0 || r.Err() != nil {
		return
	}
	rec.links = make([]link, 0, min(all, usualLinks))
	for range earlier {
		back := r.Count(len(r.records))
		if back == 0 || r.Err() != nil {
			r.Fail("record %d is linked to itself", len(r.records))
			return
		}
		k := link{to: r.records[len(r.records)-back], same: r.Small(), asked: r.Small(), apart: r.Small()}
		var kind [1]byte
		r.Bytes(kind[:])
		k.kind, k.loose, k.lacks = min(kind[0], uint8(len(kinds)-1)), r.Bool(), r.Bool()
		rec.links = append(rec.links, k)
		k.to.links = append(k.to.links, k.back(rec))
	}
}

func (r *reader) article(l *Ledger) {
	id := r.Word()
	a := &article{forgotten: r.Bool(), corrected: r.told()}
	for n := r.Count(mostOfOne); n > 0 && r.Err() == nil; n-- {
		v := revision{number: int32(r.Int()), copyOf: r.Word()}
		for m := r.Count(mostOfOne); m > 0 && r.Err() == nil; m-- {
			v.records = append(v.records, r.ofRevision(n == 1))
		}
		a.revisions = append(a.revisions, v)
	}
	if r.Err() == nil {
		l.articles[id] = a
	}
}

// ofRevision reads a record of a revision: the number of one that stands, or
// one that does not.
func (r *reader) ofRevision(standing bool) *Record {
	if !standing {
		return r.newRecord()
	}
	n := r.Count(len(r.records))
	if r.Err() != nil || n == len(r.records) {
		r.Fail("no record has the number %d", n)
		return nil
	}
	return r.records[n]
}
