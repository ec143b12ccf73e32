package index

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"muster/bench/made"
	"muster/index/query"
)

// bombs are queries made to cost much, as large as a query may be.
func bombs() map[string]string {
	of := func(n int, term func(int) string) string {
		var all []string
		for i := range n {
			all = append(all, term(i))
		}
		return strings.Join(all, " ")
	}
	same := func(s string) func(int) string { return func(int) string { return s } }
	deep := query.MaxDepth - 1
	return map[string]string{
		"terms":       of(query.MaxTerms/2, func(i int) string { return made.Word(i) + " OR x" }),
		"stars":       of(query.MaxTerms/2, func(i int) string { return string(rune('a'+i%26)) + "* OR x" }),
		"ranges":      of(120, func(i int) string { return fmt.Sprintf("figure:%d..9bn OR x", i) }),
		"days":        of(query.MaxTerms, same("date:2023")),
		"fields":      of(query.MaxTerms, same("place:a*")),
		"nots":        of(query.MaxTerms, func(i int) string { return "-" + made.Word(i) }),
		"phrase":      `"` + of(query.MaxLength/6, func(i int) string { return made.Word(i % 50)[:1] + "w" }) + `"`,
		"brackets":    strings.Repeat("(", deep) + "a" + strings.Repeat(")", deep),
		"deep nots":   strings.Repeat("NOT ", deep) + "a",
		"all figures": "figure:-9999bn..9999bn",
		"everything":  "",
	}
}

// TestQueryBombs: whatever is asked, the answer takes bounded time and memory,
// and what nobody waits for any more ends.
func TestQueryBombs(t *testing.T) {
	x := open(t, filepath.Join(t.TempDir(), "index"))
	fill(t, x, 500)
	for name, text := range bombs() {
		tree, err := query.Parse(text)
		if err != nil {
			t.Errorf("%s: %.200s", name, err)
			continue
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		_, err = x.FindClaims(t.Context(), Request{Query: tree, Limit: 100})
		runtime.ReadMemStats(&after)
		t.Logf("%-12s %8v, %4d MB, %v", name, time.Since(start).Round(time.Millisecond), (after.TotalAlloc-before.TotalAlloc)>>20, err)
		if after.TotalAlloc-before.TotalAlloc > bombMemory {
			t.Errorf("%s takes %d MB", name, (after.TotalAlloc-before.TotalAlloc)>>20)
		}
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := x.FindClaims(gone, Request{Query: tree, Limit: 100}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s goes on when nobody waits: %v", name, err)
		}
	}
}

// bombMemory is what one query may allocate in all on an index this small, in bytes.
const bombMemory = 256 << 20
