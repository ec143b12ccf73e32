// Package table holds what a scorer counts and how it is shown: hits, misses
// and inventions become precision, recall and F1 in percent.
package table

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Count is what one layer did on one set.
type Count struct {
	TP int `json:"tp"` // found and right
	FP int `json:"fp"` // given, but not in the gold
	FN int `json:"fn"` // in the gold, but not given
}

// Add sums two counts.
func (c Count) Add(d Count) Count { return Count{c.TP + d.TP, c.FP + d.FP, c.FN + d.FN} }

// Wrong counts an answer that stands where another is right: an invention and a
// miss at once.
func (c *Count) Wrong() {
	c.FP++
	c.FN++
}

// Precision in percent; 0 where nothing was given.
func (c Count) Precision() float64 { return percent(c.TP, c.TP+c.FP) }

// Recall in percent; 0 where the gold is empty.
func (c Count) Recall() float64 { return percent(c.TP, c.TP+c.FN) }

// F1 is the harmonic mean of precision and recall, in percent.
func (c Count) F1() float64 { return percent(2*c.TP, 2*c.TP+c.FP+c.FN) }

func percent(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return 100 * float64(a) / float64(b)
}

// Row is one line of a table: a layer or a set.
type Row struct {
	Name string `json:"name"`
	Count
}

// MarshalJSON writes the counts and, in percent, what they come to.
func (r Row) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Name      string  `json:"name"`
		Precision float64 `json:"precision"`
		Recall    float64 `json:"recall"`
		F1        float64 `json:"f1"`
		Count
	}{r.Name, r.Precision(), r.Recall(), r.F1(), r.Count})
}

// Table is the scores of one kind of gold.
type Table struct {
	Title string   `json:"title"`
	Rows  []Row    `json:"rows"`
	Notes []string `json:"notes,omitempty"` // what the numbers mean or leave out
}

// Write prints the table for a terminal.
func (t Table) Write(w io.Writer) {
	width := 24
	for _, r := range t.Rows {
		width = max(width, len(r.Name))
	}
	fmt.Fprintf(w, "%-*s %7s %7s %7s %6s %6s %6s\n", width, t.Title, "P", "R", "F1", "tp", "fp", "fn")
	fmt.Fprintln(w, strings.Repeat("-", width+45))
	for _, r := range t.Rows {
		fmt.Fprintf(w, "%-*s %7.1f %7.1f %7.1f %6d %6d %6d\n", width, r.Name,
			r.Precision(), r.Recall(), r.F1(), r.TP, r.FP, r.FN)
	}
	for _, n := range t.Notes {
		fmt.Fprintln(w, n)
	}
	fmt.Fprintln(w)
}
