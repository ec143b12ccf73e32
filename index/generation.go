package index

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
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

// applied notes beside the index that the change of this number is in it.
func (x *Index) applied(generation uint64) error {
	x.generation = generation
	if _, err := x.beside.WriteAt(fmt.Appendf(nil, "%020d\n", generation), 0); err != nil {
		return fmt.Errorf("index: %w", err)
	}
	return nil
}
