package copies

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"sort"
	"time"

	"go.etcd.io/bbolt"
)

// segment is what is known of a segment without reading it.
type segment struct {
	first   uint64
	texts   int
	arrived time.Time // the last of its texts
}

// readSegments reads which segments there are.
func (f *disk) readSegments(tx *bbolt.Tx) error {
	f.segments, f.next = nil, 1
	return tx.Bucket(segmentsBucket).ForEach(func(key, raw []byte) error {
		if len(key) != 8 || len(raw) < segmentHead {
			return fmt.Errorf("%w: a segment is cut off", errDamaged)
		}
		s := segment{place(key), int(binary.LittleEndian.Uint32(raw)), time.Unix(int64(binary.LittleEndian.Uint64(raw[8:])), 0).UTC()}
		f.segments, f.next = append(f.segments, s), s.first+uint64(s.texts)
		return nil
	})
}

// writeSegment writes new texts.
func (f *disk) writeSegment(tx *bbolt.Tx, s segment, texts []*doc) error {
	docs, ids := tx.Bucket(docsBucket), tx.Bucket(idsBucket)
	docs.FillPercent = 0.95 // places only grow
	var runs []uint64
	for i, d := range texts {
		at := key(s.first + uint64(i))
		if err := errors.Join(docs.Put(at, d.bytes()), ids.Put([]byte(d.ID), at)); err != nil {
			return err
		}
		if len(d.sketch) < minRuns {
			continue
		}
		for _, run := range d.sketch[:min(indexed, len(d.sketch))] {
			runs = append(runs, uint64(run)<<16|uint64(i))
		}
	}
	slices.Sort(runs)
	return tx.Bucket(segmentsBucket).Put(key(s.first), s.bytes(runs))
}

// merge makes one segment of the young ones, where there are many.
func merge(tx *bbolt.Tx, segments []segment) ([]segment, error) {
	young, texts := len(segments), 0
	for young > 0 && texts+segments[young-1].texts <= segmentTexts {
		young--
		texts += segments[young].texts
	}
	if len(segments)-young < mergedAt {
		return segments, nil
	}
	bucket, whole := tx.Bucket(segmentsBucket), segments[young]
	var runs []uint64
	for _, s := range segments[young:] {
		raw, shift := bucket.Get(key(s.first))[segmentHead:], s.first-whole.first
		for ; len(raw) >= 8; raw = raw[8:] {
			runs = append(runs, binary.LittleEndian.Uint64(raw)+shift)
		}
		whole.arrived = s.arrived
	}
	for _, s := range segments[young+1:] {
		if err := bucket.Delete(key(s.first)); err != nil {
			return nil, err
		}
	}
	slices.Sort(runs)
	whole.texts = texts
	return append(segments[:young:young], whole), bucket.Put(key(whole.first), whole.bytes(runs))
}

// expire takes out the oldest segments, while there are too many texts or
// theirs are of no use any more.
func (f *disk) expire(tx *bbolt.Tx, segments []segment, now time.Time) error {
	texts := 0
	for _, s := range segments {
		texts += s.texts
	}
	for len(segments) > 0 && (texts > f.most || now.Sub(segments[0].arrived) > keptFor) {
		if err := drop(tx, segments[0]); err != nil {
			return err
		}
		texts, segments = texts-segments[0].texts, segments[1:]
	}
	return nil
}

// drop takes a segment out with its texts.
func drop(tx *bbolt.Tx, s segment) error {
	docs, ids := tx.Bucket(docsBucket), tx.Bucket(idsBucket)
	for at := s.first; at < s.first+uint64(s.texts); at++ {
		raw := docs.Get(key(at))
		if raw == nil {
			continue // a revision took its place
		}
		d, err := readDoc(at, raw)
		if err == nil {
			err = errors.Join(ids.Delete([]byte(d.ID)), docs.Delete(key(at)))
		}
		if err != nil {
			return err
		}
	}
	return tx.Bucket(segmentsBucket).Delete(key(s.first))
}

// count adds to each text how many runs of the sketch it has. Both are sorted.
func (s segment) count(runs []byte, sketch []uint32, common map[uint64]int) {
	at := func(i int) uint64 { return binary.LittleEndian.Uint64(runs[8*i:]) }
	n, from := len(runs)/8, 0
	for _, run := range sketch {
		from += sort.Search(n-from, func(i int) bool { return at(from+i) >= uint64(run)<<16 })
		for ; from < n && at(from)>>16 == uint64(run); from++ {
			common[s.first+at(from)&(segmentTexts-1)]++
		}
	}
}

// segmentHead is how long the head of a segment is: how many texts it has, and
// when the last arrived.
const segmentHead = 16

func (s segment) bytes(runs []uint64) []byte {
	raw := make([]byte, segmentHead, segmentHead+8*len(runs))
	binary.LittleEndian.PutUint32(raw, uint32(s.texts))
	binary.LittleEndian.PutUint64(raw[8:], uint64(s.arrived.Unix()))
	for _, run := range runs {
		raw = binary.LittleEndian.AppendUint64(raw, run)
	}
	return raw
}
