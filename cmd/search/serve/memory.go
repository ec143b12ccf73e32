package serve

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"muster/crosscheck"
	"muster/crosscheck/frame"
)

// memory is the file in which a daemon leaves what its cross-check knows, so
// that the next one need not hold all claims against each other again. It lies
// in the index folder and is trusted where it is whole, where this very program
// wrote it for this very index, and where the index has the change it was
// written after. What came after that change the index tells.
type memory struct {
	folder   string
	instance string // of the index
	at       uint64 // the change the file was written after
	claims   int    // taken since then
	kept     time.Time
	took     time.Duration // to write it the last time
}

const memoryFile = "ledger"

// Judgement: the file is written again after so many claims, which take some
// seconds to be taken in again after a crash, and so seldom that writing takes
// no more than a twentieth of the time.
const (
	keepAfter = 20_000
	keepShare = 20
)

// due reports whether the file should be written again.
func (m *memory) due(now time.Time) bool {
	return m.claims >= keepAfter && now.Sub(m.kept) >= keepShare*m.took
}

// write writes what the checker knows as of a change. A process that dies
// meanwhile leaves the file before.
func (m *memory) write(at uint64, c *crosscheck.Checker) error {
	start := time.Now()
	path := filepath.Join(m.folder, memoryFile)
	f, err := os.OpenFile(path+".new", os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	w := frame.NewWriter(f)
	w.String(m.about())
	w.Uint(at)
	err = errors.Join(c.Write(w), w.Close(), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	m.at, m.claims, m.kept, m.took = at, 0, time.Now(), time.Since(start)
	return nil
}

// errOther: the file is whole and not for us.
var errOther = errors.New("written by another version, for another index or after changes that the index has lost")

// read returns the checker of the file, where the index is at the given change.
// fs.ErrNotExist where there is none; after any other error the file is gone.
func (m *memory) read(store crosscheck.Store, newest uint64) (c *crosscheck.Checker, err error) {
	path := filepath.Join(m.folder, memoryFile)
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() {
		_ = f.Close()
		if err != nil {
			err = errors.Join(err, os.Remove(path))
		}
	}()
	r := frame.NewReader(f)
	about, at := r.String(), r.Uint()
	if r.Err() == nil && (about != m.about() || at > newest) {
		return nil, errOther
	}
	c = crosscheck.Read(crosscheck.Config{Store: store}, r)
	if err := r.Close(); err != nil {
		return nil, err
	}
	m.at, m.kept = at, time.Now()
	return c, nil
}

// about names the program and the index that the file is for.
func (m *memory) about() string { return "muster ledger " + program() + " " + m.instance }

// program is a hash of the program that runs: another one may judge otherwise.
// Where it cannot be read no file is ever taken for its own.
var program = sync.OnceValue(func() string {
	path, err := os.Executable()
	if err != nil {
		return fmt.Sprint("unknown at ", time.Now().UnixNano())
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Sprint("unknown at ", time.Now().UnixNano())
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return fmt.Sprint("unknown at ", time.Now().UnixNano())
	}
	return hex.EncodeToString(h.Sum(nil))
})
