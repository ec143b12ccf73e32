// Package index remembers claims and findings and finds them again: a bleve
// (scorch) index in one folder, the only package that knows bleve.
//
// In go the claim sets of article revisions and the findings made from them;
// out come the claims, findings and articles that a query.Tree asks for. One
// process writes the folder, through one Index; others may read it while no
// writer has it open. Apply is durable when it returns, and what it wrote is
// searchable from then on.
//
// What a folder holds, by document ID:
//
//	a<article ID>   one article's claim sets whole, as the only stored bytes
//	c<claim ID>     the terms to find a claim by, and its article's ID
//	o<claim ID>     of a claim that a later revision dropped: its article's ID
//	f<finding ID>   the terms to find a finding by, and its JSON
//
// A claim's own document stores nothing but where its set is: an article's
// claims share most of their bytes, so together they take less room, and
// replacing or replaying an article is one look-up. Numbers, days and times
// are sortable terms (see ladder.go), which cost a fifth of bleve's own.
package index

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"muster/news"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
)

// The errors a caller decides by.
var (
	// ErrAbsent: there is no index in the folder.
	ErrAbsent = errors.New("index: no index in this folder")
	// ErrInUse: another process has the folder open for writing, or has it
	// open for reading while this one wants to write.
	ErrInUse = errors.New("index: folder is in use by another process")
	// ErrDamaged: the folder's files cannot be read, or are of another
	// layout. Remove the folder and replay the claims into a new one.
	ErrDamaged = errors.New("index: folder is damaged")
	// ErrNotFound: no record has this ID.
	ErrNotFound = errors.New("index: no such record")
)

// layout is the version of what documents hold; it changes when a folder
// written before could not answer as one written now.
const layout = "6"

// Keys of what the folder knows of itself.
var (
	layoutKey   = []byte("layout")
	instanceKey = []byte("instance")
	outboxKey   = []byte("outbox")
)

// Config says which folder to open and how.
type Config struct {
	// Path is the index folder; its parents are made when writing.
	Path string
	// ReadOnly opens an existing folder beside other readers.
	ReadOnly bool
	// Patience is how long to wait for a folder in use; 0 is half a second.
	Patience time.Duration
	// CountryName gives the English name of an ISO 3166 alpha-2 code, so that
	// claims about LT are found by "Lithuania"; nil leaves the codes alone.
	CountryName func(code string) string
	// Measured tells people what figures of a unit measure, "soldiers killed":
	// so the facet of measures calls it, and so it is found. nil leaves the
	// measure's own words.
	Measured func(news.Measure, news.Unit) string
	// Fatal is called, from another goroutine, when the index can no longer
	// write what it was given. The process should end: what Apply has
	// returned for is safe, and a new process starts from there.
	Fatal func(error)
}

// Index is an open index folder. Readers may be many; Apply is for one
// goroutine at a time.
type Index struct {
	bleve    bleve.Index
	config   Config
	instance string
	closed   func()
	once     sync.Once
	// generation numbers the last change; beside is the file that says so.
	generation uint64
	beside     *os.File
	manyHits   uint64 // see newest.go
}

// Open opens the folder, or makes it when writing and it is absent.
func Open(c Config) (*Index, error) {
	if c.Patience == 0 {
		c.Patience = 500 * time.Millisecond
	}
	x := &Index{config: c, manyHits: manyHits, closed: watch(c.Path, c.Fatal)}
	err := x.open()
	if err != nil {
		x.closed()
		return nil, err
	}
	return x, nil
}

func (x *Index) open() (err error) {
	defer damaged(x.config.Path, &err)
	settings := map[string]any{
		"read_only":              x.config.ReadOnly,
		"bolt_timeout":           x.config.Patience.String(),
		"asyncErrorCallbackName": callbackName,
	}
	if !exists(x.config.Path) {
		if x.config.ReadOnly {
			return fmt.Errorf("%w: %s", ErrAbsent, x.config.Path)
		}
		return x.create(settings)
	}
	x.bleve, err = bleve.OpenUsing(x.config.Path, settings)
	if err != nil {
		return x.openError(err)
	}
	if err = x.recognise(); err == nil {
		err = x.openGeneration()
	}
	if err != nil {
		_ = x.bleve.Close()
	}
	return err
}

// exists reports whether the folder holds an index: an interrupted creation
// leaves one without its last file, which is made anew.
func exists(path string) bool {
	_, err := os.Stat(filepath.Join(path, "index_meta.json"))
	return err == nil
}

// create makes an empty index. The mapping is static and empty: documents
// come with their fields made (see document.go).
func (x *Index) create(settings map[string]any) error {
	for _, half := range []string{"store", generationFile} {
		if err := os.RemoveAll(filepath.Join(x.config.Path, half)); err != nil {
			return fmt.Errorf("index: %w", err)
		}
	}
	if err := os.MkdirAll(filepath.Dir(x.config.Path), 0o700); err != nil {
		return fmt.Errorf("index: %w", err)
	}
	var err error
	x.bleve, err = bleve.NewUsing(x.config.Path, emptyMapping(), scorch.Name, scorch.Name, settings)
	if err != nil {
		return fmt.Errorf("index: create %s: %w", x.config.Path, err)
	}
	x.instance = newInstance()
	b := x.bleve.NewBatch()
	b.SetInternal(layoutKey, []byte(layout))
	b.SetInternal(instanceKey, []byte(x.instance))
	if err := x.bleve.Batch(b); err != nil {
		_ = x.bleve.Close()
		return fmt.Errorf("index: create %s: %w", x.config.Path, err)
	}
	return x.openGeneration()
}

func emptyMapping() *mapping.IndexMappingImpl {
	m := mapping.NewIndexMapping()
	m.DefaultMapping = mapping.NewDocumentStaticMapping()
	m.DefaultMapping.Enabled = false
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	return m
}

func newInstance() string {
	b := make([]byte, 8)
	if _, err := rand.Read(b); err != nil {
		panic(err) // crypto/rand never fails on the systems Go supports
	}
	return hex.EncodeToString(b)
}

// recognise reads what the folder knows of itself.
func (x *Index) recognise() error {
	got, err := x.bleve.GetInternal(layoutKey)
	if err != nil {
		return fmt.Errorf("%w: %s: %w", ErrDamaged, x.config.Path, err)
	}
	if string(got) != layout {
		return fmt.Errorf("%w: %s has layout %q, this version of muster writes %q", ErrDamaged, x.config.Path, got, layout)
	}
	instance, err := x.bleve.GetInternal(instanceKey)
	if err != nil || len(instance) == 0 {
		return fmt.Errorf("%w: %s does not know its own name", ErrDamaged, x.config.Path)
	}
	x.instance = string(instance)
	return nil
}

func (x *Index) openError(err error) error {
	switch {
	case isTimeout(err):
		return fmt.Errorf("%w: %s", ErrInUse, x.config.Path)
	case errors.Is(err, os.ErrPermission):
		return fmt.Errorf("index: %s: %w", x.config.Path, err)
	}
	return fmt.Errorf("%w: %s: %w", ErrDamaged, x.config.Path, err)
}

// Instance names this index: a folder made anew has a new name, so that a
// durable reader of that name begins at the beginning.
func (x *Index) Instance() string { return x.instance }

// Close lets go of the folder; a second call does nothing.
func (x *Index) Close() (err error) {
	x.once.Do(func() {
		defer x.closed()
		if e := x.bleve.Close(); e != nil {
			err = fmt.Errorf("index: close: %w", e)
		}
		if x.beside != nil {
			_ = x.beside.Close()
		}
	})
	return err
}

// damaged turns a panic over broken files into ErrDamaged.
func damaged(path string, err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%w: %s: %v", ErrDamaged, path, r)
	}
}

// Stats is the size of an index.
type Stats struct {
	Articles uint64 `json:"articles"`
	Claims   uint64 `json:"claims"`
	Findings uint64 `json:"findings"`
	// Bytes on the disk.
	Bytes int64 `json:"bytes"`
	// Segments are the files of claims on the disk, Merges how many were made
	// of others since it was opened.
	Segments uint64 `json:"segments"`
	Merges   uint64 `json:"merges"`
}

// Stats counts what the index holds.
func (x *Index) Stats(ctx context.Context) (s Stats, err error) {
	defer damaged(x.config.Path, &err)
	for of, n := range map[Of]*uint64{articles: &s.Articles, Claims: &s.Claims, Findings: &s.Findings} {
		r, err := x.run(ctx, &bleve.SearchRequest{Query: ofKind(of), Score: bleve.ScoreNone})
		if err != nil {
			return s, err
		}
		*n = r.Total
	}
	s.Bytes = folderSize(x.config.Path)
	inner, _ := x.bleve.StatsMap()["index"].(map[string]any)
	s.Segments, _ = inner["CurOnDiskFiles"].(uint64)
	s.Merges, _ = inner["TotFileMergePlanTasksDone"].(uint64)
	return s, nil
}

func folderSize(path string) (sum int64) {
	_ = filepath.WalkDir(path, func(_ string, d os.DirEntry, err error) error {
		if err != nil {
			return nil // a segment merged away meanwhile
		}
		if info, err := d.Info(); err == nil && !d.IsDir() {
			sum += info.Size()
		}
		return nil
	})
	return sum
}
