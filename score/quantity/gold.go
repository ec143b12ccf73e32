package quantity

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// row is a sentence with its gold figures, one line of gold/quantity.
type row struct {
	ID       string   `json:"id"`
	Text     string   `json:"text"`
	Kind     string   `json:"kind"`
	Complete bool     `json:"complete"`
	Expect   []expect `json:"expect"`
}

// expect is one gold figure. Offsets are code points; a nil end is open.
type expect struct {
	Start    *int     `json:"start"`
	End      *int     `json:"end"`
	Text     string   `json:"text"`
	Lo       *float64 `json:"lo"`
	Hi       *float64 `json:"hi"`
	Bound    string   `json:"bound"`
	Trend    string   `json:"trend"`
	Unit     string   `json:"unit"`
	UnitNorm string   `json:"unit_norm"`
	Tag      string   `json:"tag"` // of sets with spans only
}

// set is one file of gold/quantity.
type set struct {
	name string
	rows []row
}

// trended reports whether the set says which figures are changes.
func (s set) trended() bool {
	for _, r := range s.rows {
		for _, e := range r.Expect {
			if e.Trend != "" {
				return true
			}
		}
	}
	return false
}

// readSets reads every set of the folder, in the order of their names.
func readSets(dir string) ([]set, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	if err != nil {
		return nil, fmt.Errorf("quantity: %w", err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("quantity: no sets in %q: %w", dir, os.ErrNotExist)
	}
	sort.Strings(files)
	var sets []set
	for _, f := range files {
		s := set{name: strings.TrimSuffix(filepath.Base(f), ".jsonl")}
		if err := lines(f, func(b []byte) error {
			var r row
			if err := json.Unmarshal(b, &r); err != nil {
				return err
			}
			s.rows = append(s.rows, r)
			return nil
		}); err != nil {
			return nil, err
		}
		sets = append(sets, s)
	}
	return sets, nil
}

// lines calls visit with every line of a JSON Lines file.
func lines(file string, visit func([]byte) error) error {
	f, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("quantity: %w", err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for n := 1; sc.Scan(); n++ {
		if len(sc.Bytes()) == 0 {
			continue
		}
		if err := visit(sc.Bytes()); err != nil {
			return fmt.Errorf("quantity: %s:%d: %w", file, n, err)
		}
	}
	if err := sc.Err(); err != nil {
		return fmt.Errorf("quantity: %s: %w", file, err)
	}
	return nil
}
