// Package goldfile reads what the gold folders of all layers share: JSON files and
// offsets in Unicode code points, which become bytes.
package goldfile

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// Offsets are the byte offsets of the text's code points, its end included.
func Offsets(text string) []int {
	at := make([]int, 0, len(text)+1)
	for i := range text {
		at = append(at, i)
	}
	return append(at, len(text))
}

// Articles is the folder with the texts of dir/claims: articles in dir, or else
// beside it.
func Articles(dir string) string {
	inside := filepath.Join(dir, "articles")
	if _, err := os.Stat(inside); err == nil {
		return inside
	}
	return filepath.Join(filepath.Dir(filepath.Clean(dir)), "articles")
}

// ReadJSON reads one JSON file; an error names the file and wraps
// fs.ErrNotExist where it is absent.
func ReadJSON(file string, into any) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("score: %w", err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		return fmt.Errorf("score: %s: %w", file, err)
	}
	return nil
}

// NotFor reports whether the gold in a file says that a part of the program, "when"
// or "site", is not to learn from it: where the days of a story are known to its
// writer and not told, or where its claims teach sides and places alone.
func NotFor(file, part string) (bool, error) {
	var gold struct {
		NotFor []string `json:"not_for"`
	}
	if err := ReadJSON(file, &gold); err != nil {
		return false, err
	}
	return slices.Contains(gold.NotFor, part), nil
}
