package web

import (
	"slices"
	"strings"
	"testing"

	"muster/desk"
	"muster/index/query"
)

// TestHelp: each field of the query language has an example that can be read,
// and each kind of the board is explained.
func TestHelp(t *testing.T) {
	var written []string
	for _, w := range ways {
		for _, q := range w.Write {
			if _, err := desk.Parse(q); err != nil {
				t.Errorf("%s: %v", q, err)
			}
			written = append(written, q)
		}
	}
	for _, f := range query.Fields() {
		if !slices.ContainsFunc(written, func(q string) bool { return strings.Contains(q, string(f)+":") }) {
			t.Errorf("the help page has no example of %s:", f)
		}
	}
	for i, k := range kinds {
		if meanings[i].Kind != k {
			t.Errorf("%s is explained where the board has %s", meanings[i].Kind, k)
		}
	}
}
