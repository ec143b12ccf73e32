package index

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"muster/news"

	index "github.com/blevesearch/bleve_index_api"
)

// bleve keeps some older snapshots, and opens the newest it can read: after
// harm to a file it may come up without changes that Apply has returned for.
// So each change is numbered, in the index and, right after, in a file beside
// it. An index that opens with a lower number than the file's has lost
// something. The file needs no sync: it may lag, it must only not lead.

// generationFile is in the index folder.
const generationFile = "generation"

var generationKey = []byte("generation")

// openGeneration reads both numbers, and keeps the file open for writing.
func (x *Index) openGeneration() error {
	raw, err := x.bleve.GetInternal(generationKey)
	if err != nil {
		return fmt.Errorf("%w: %s: %w", ErrDamaged, x.config.Path, err)
	}
	x.generation = number(raw)
	path := filepath.Join(x.config.Path, generationFile)
	beside, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		return fmt.Errorf("index: %w", err)
	}
	if promised := number(beside); x.generation < promised {
		return fmt.Errorf("%w: %s opens as of change %d, but %d were made", ErrDamaged, x.config.Path, x.generation, promised)
	}
	if x.config.ReadOnly {
		return nil
	}
	if x.beside, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600); err != nil {
		return fmt.Errorf("index: %w", err)
	}
	return nil
}

// number reads digits; anything else is 0, as no file is.
func number(raw []byte) uint64 {
	n, err := strconv.ParseUint(strings.TrimSpace(string(raw)), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// Generation is the number of the last change.
func (x *Index) Generation() uint64 { return x.generation }

// changeTerm is what an article is found by as one that a change wrote: numbers
// sort as terms do. Articles written before there were such terms have none.
func changeTerm(generation uint64) string { return fmt.Sprintf("%016x", generation) }

// EachSetSince hands over every claim set of the articles that changes after the
// numbered one wrote, in the order of their last change, as they were when it
// began; an error of use ends it.
func (x *Index) EachSetSince(generation uint64, use func(news.ClaimSet) error) (err error) {
	defer damaged(x.config.Path, &err)
	return x.reading(func(r index.IndexReader) error {
		dict, err := r.FieldDictRange(changeField, []byte(changeTerm(generation+1)), []byte(changeTerm(math.MaxUint64)))
		if err != nil {
			return fmt.Errorf("index: %w", err)
		}
		defer dict.Close()
		for {
			e, err := dict.Next()
			if e == nil || err != nil {
				return err
			}
			if err := eachOfChange(r, e.Term, use); err != nil {
				return err
			}
		}
	})
}

// eachOfChange hands over the sets of the articles that a change wrote last.
func eachOfChange(r index.IndexReader, term string, use func(news.ClaimSet) error) error {
	docs, err := r.TermFieldReader(context.Background(), []byte(term), changeField, false, false, false)
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	defer docs.Close()
	for {
		at, err := docs.Next(nil)
		if at == nil || err != nil {
			return err
		}
		id, err := r.ExternalID(at.ID)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		doc, err := r.Document(id)
		if err != nil || doc == nil {
			return fmt.Errorf("%w: %s: %w", ErrDamaged, id, err)
		}
		if err := eachSetOf([]byte(storedField(doc, blobField)), use); err != nil {
			return err
		}
	}
}

// applied notes beside the index that the change of this number is in it.
func (x *Index) applied(generation uint64) error {
	x.generation = generation
	if _, err := x.beside.WriteAt(fmt.Appendf(nil, "%020d\n", generation), 0); err != nil {
		return fmt.Errorf("index: %w", err)
	}
	return nil
}
