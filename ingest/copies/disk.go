package copies

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// The file holds, in buckets:
//
//	docs      place -> doc       a place is a number, given in order of arrival
//	ids       article ID -> place
//	segments  first place -> the runs of the texts from there on, sorted, with
//	          the place of each text in the segment
//	stir      article ID -> when its family was last stirred
//	meta      upto: what the stream stored until then is in the file
//
// A text that comes asks every segment for its runs. Eight young segments
// become one, so that there are few; the oldest goes as a whole.
var (
	docsBucket, idsBucket, segmentsBucket = []byte("docs"), []byte("ids"), []byte("segments")
	stirBucket, metaBucket                = []byte("stir"), []byte("meta")
	uptoKey                               = []byte("upto")
)

const (
	// headTexts is how many texts are in memory before they go into the file.
	headTexts = 8192
	// segmentTexts is the most texts of a segment: their places fit 16 bits.
	segmentTexts = 1 << 16
	// mergedAt is how many young segments become one.
	mergedAt = 8
	// maxOnDisk is how many texts are in the file at most, about 1.6 KB each;
	// keptFor is for how long after they arrived: an article is taken over
	// within the window, and read a day late at most.
	maxOnDisk = 1_500_000
	keptFor   = window + 24*time.Hour
	// pageSize holds some twenty texts, so that little is left empty.
	pageSize = 16 << 10
	// maxAlike is how many texts of the file are compared with one that comes,
	// those first that have most of its runs in common. Beyond a few there are
	// only those that share a phrase which a paper puts under every article.
	maxAlike = 64
)

// ErrInUse means that another process has the file.
var ErrInUse = errors.New("copies: the file is in use by another process")

// fileName is the file in its folder.
const fileName = "copies.db"

// disk is the file, behind the lock of its Memory.
type disk struct {
	db       *bbolt.DB
	next     uint64    // the first place that is free
	segments []segment // the oldest first
	gone     []uint64  // places whose text has a revision; they are freed at the next flush
	upto     time.Time
	most     int // texts kept
}

// Open returns a memory whose older texts are in a file of the folder, with
// what it knew when it was closed. A file that cannot be read is made anew: what
// was in it is learnt again from the stream.
func Open(folder string) (*Memory, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("copies: %w", err)
	}
	f, err := openDisk(filepath.Join(folder, fileName))
	if err != nil {
		return nil, err
	}
	m := New()
	m.disk, m.head, m.full = f, headTexts, headTexts
	m.onDisk(func(f *disk) error { return f.readStir(m.stir) })
	return m, nil
}

func openDisk(file string) (*disk, error) {
	f, err := readDisk(file)
	if err != nil && !errors.Is(err, ErrInUse) && !errors.Is(err, os.ErrPermission) {
		if err := os.Remove(file); err != nil {
			return nil, fmt.Errorf("copies: %w", err)
		}
		f, err = readDisk(file)
	}
	return f, err
}

func readDisk(file string) (f *disk, err error) {
	var db *bbolt.DB
	err = guarded(func() (err error) {
		db, err = bbolt.Open(file, 0o600, &bbolt.Options{Timeout: time.Second, FreelistType: bbolt.FreelistMapType, PageSize: pageSize})
		return err
	})
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, ErrInUse
	}
	if err != nil {
		return nil, fmt.Errorf("copies: %s: %w", file, err)
	}
	f = &disk{db: db, next: 1, most: maxOnDisk}
	if err := guarded(func() error { return db.Update(f.begin) }); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("copies: %s: %w", file, err)
	}
	return f, nil
}

// errDamaged means that the file says what it cannot say.
var errDamaged = errors.New("the file is damaged")

// guarded turns the panics with which bbolt meets a damaged page into errors,
// and the faults of a file that ends too early.
func guarded(do func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", errDamaged, r)
		}
	}()
	return do()
}

// begin makes the buckets and reads what is kept in memory of the file.
func (f *disk) begin(tx *bbolt.Tx) error {
	for _, name := range [][]byte{docsBucket, idsBucket, segmentsBucket, stirBucket, metaBucket} {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	if raw := tx.Bucket(metaBucket).Get(uptoKey); raw != nil {
		if err := f.upto.UnmarshalText(raw); err != nil {
			return err
		}
	}
	return f.readSegments(tx)
}

// onDisk does something with the file. A damaged file is given up: the memory
// goes on without, with what comes from now on, and the next start learns the
// rest from the stream.
func (m *Memory) onDisk(do func(*disk) error) {
	f := m.disk
	err := guarded(func() error { return do(f) })
	if errors.Is(err, errDamaged) {
		m.disk = nil
		err = errors.Join(err, guarded(f.db.Close), os.Remove(f.db.Path()))
	}
	if err != nil && m.Trouble != nil {
		m.Trouble(fmt.Errorf("copies: %w", err))
	}
}

// Reached notes that all that the stream stored until then was learnt.
func (m *Memory) Reached(at time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.disk != nil && at.After(m.disk.upto) {
		m.disk.upto = at
	}
}

// Since is until when the stream need not be read to know what the memory
// knew; the zero time where it knows nothing.
func (m *Memory) Since() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.disk == nil {
		return time.Time{}
	}
	return m.disk.upto
}

// Keep writes all into the file, until ctx ends, and again and again before.
func (m *Memory) Keep(ctx context.Context, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			m.Close(time.Now())
			return
		case <-tick.C:
			m.mu.Lock()
			if m.disk != nil {
				m.flush(time.Now())
			}
			m.mu.Unlock()
		}
	}
}

// Close writes all into the file and lets go of it.
func (m *Memory) Close(now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.disk == nil {
		return
	}
	m.flush(now)
	m.onDisk(func(f *disk) error { return f.db.Close() })
	m.disk = nil
}

// flush moves what is in memory into the file. Where that fails, for a full
// disk say, it stays in memory, and is tried again when as much has come.
func (m *Memory) flush(now time.Time) {
	err := errors.New("not written")
	m.onDisk(func(f *disk) error {
		err = f.db.Update(func(tx *bbolt.Tx) error { return f.write(tx, m, now) })
		return errors.Join(err, f.db.View(f.readSegments))
	})
	if err != nil {
		m.full = len(m.queue) + m.head
		return
	}
	m.full, m.disk.gone = m.head, nil
	m.docs, m.runs, m.queue = map[string]*doc{}, map[uint32][]*doc{}, nil
}

// write puts the texts of the memory into the file, and takes out what is old.
func (f *disk) write(tx *bbolt.Tx, m *Memory, now time.Time) error {
	docs := tx.Bucket(docsBucket)
	for _, at := range f.gone {
		if err := docs.Delete(key(at)); err != nil {
			return err
		}
	}
	for _, d := range m.docs {
		if d.seq != 0 && d.stale {
			if err := docs.Put(key(d.seq), d.bytes()); err != nil {
				return err
			}
		}
	}
	segments := f.segments
	head := slices.DeleteFunc(slices.Clone(m.queue), func(d *doc) bool { return m.docs[d.ID] != d })
	for len(head) > 0 {
		n := min(len(head), segmentTexts)
		s := segment{f.next, n, now}
		if err := f.writeSegment(tx, s, head[:n]); err != nil {
			return err
		}
		f.next += uint64(n)
		segments, head = append(segments, s), head[n:]
	}
	segments, err := merge(tx, segments)
	if err == nil {
		err = f.expire(tx, segments, now)
	}
	return errors.Join(err, f.writeStir(tx, m.stir))
}

// writeStir keeps whose families are not settled, and how far the stream is.
func (f *disk) writeStir(tx *bbolt.Tx, stir map[string]time.Time) error {
	if err := tx.DeleteBucket(stirBucket); err != nil {
		return err
	}
	bucket, err := tx.CreateBucket(stirBucket)
	if err != nil {
		return err
	}
	put := func(b *bbolt.Bucket, key []byte, at time.Time) {
		raw, textErr := at.UTC().MarshalText()
		err = errors.Join(err, textErr, b.Put(key, raw))
	}
	for id, at := range stir {
		put(bucket, []byte(id), at)
	}
	put(tx.Bucket(metaBucket), uptoKey, f.upto)
	return err
}

func (f *disk) readStir(stir map[string]time.Time) error {
	return f.db.View(func(tx *bbolt.Tx) error {
		return tx.Bucket(stirBucket).ForEach(func(id, raw []byte) error {
			var at time.Time
			err := at.UnmarshalText(raw)
			stir[string(id)] = at
			return err
		})
	})
}

// find reads the text of an article, nil where the file has none.
func (f *disk) find(id string) (d *doc, err error) {
	err = f.db.View(func(tx *bbolt.Tx) (err error) {
		at := tx.Bucket(idsBucket).Get([]byte(id))
		if at == nil || slices.Contains(f.gone, place(at)) {
			return nil
		}
		raw := tx.Bucket(docsBucket).Get(at)
		if raw != nil {
			d, err = readDoc(place(at), raw)
		}
		return err
	})
	return d, err
}

// alike hands over the texts that have runs of the sketch, those with most of
// them first.
func (f *disk) alike(sketch []uint32, use func(*doc)) error {
	return f.db.View(func(tx *bbolt.Tx) error {
		common := map[uint64]int{}
		for _, s := range f.segments {
			raw := tx.Bucket(segmentsBucket).Get(key(s.first))
			if len(raw) < segmentHead {
				return fmt.Errorf("%w: a segment is missing", errDamaged)
			}
			s.count(raw[segmentHead:], sketch, common)
		}
		for _, at := range most(common) {
			raw := tx.Bucket(docsBucket).Get(key(at))
			if raw == nil {
				continue // a revision took its place
			}
			d, err := readDoc(at, raw)
			if err != nil {
				return err
			}
			use(d)
		}
		return nil
	})
}

// most are the places that have most in common, at most maxAlike.
func most(common map[uint64]int) []uint64 {
	places := make([]uint64, 0, len(common))
	for at := range common {
		places = append(places, at)
	}
	slices.SortFunc(places, func(a, b uint64) int {
		return cmp.Or(cmp.Compare(common[b], common[a]), cmp.Compare(a, b))
	})
	return places[:min(len(places), maxAlike)]
}
