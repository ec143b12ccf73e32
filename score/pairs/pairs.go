// Package pairs scores the cross-check on pairs of real sentences that people
// judged: contradiction, update, agreement, or another question or scope.
//
// In: crosscheck/pairs.jsonl and crosscheck/article_pairs.jsonl of a gold
// folder. Out: one table for claims built from the gold's own slots (slots.go),
// so without any error of extraction, and one from the sentences (text.go), as
// `search compare` reads them. An answer that is not the gold's counts
// against both kinds.
package pairs

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"muster/crosscheck"
	"muster/news"
	"muster/score/table"
)

// Row is one judged pair and what we say of it.
type Row struct {
	Set, ID string
	Gold    string // contradiction, update, agreement, unrelated
	Got     string
	Note    string // the annotator's
	A, B    string // the sentences
	Why     []string
	Claims  [2][]news.Claim // read from the sentences; empty for gold slots
}

// labels in the order of the tables; the gold's "different-scope" is unrelated.
var labels = []string{"contradiction", "update", "agreement", crosscheck.Unrelated}

// Score judges every pair of the gold folder.
func Score(goldDir string) ([]table.Table, error) {
	rows, err := Slots(goldDir)
	if err != nil {
		return nil, err
	}
	read, err := Text(goldDir)
	if err != nil {
		return nil, err
	}
	return []table.Table{count("Pairs, from gold slots", rows), count("Pairs, from text", read)}, nil
}

func count(title string, rows []Row) table.Table {
	counts := map[string]table.Count{}
	confusion := map[[2]string]int{}
	var all table.Count
	for _, r := range rows {
		confusion[[2]string{r.Gold, r.Got}]++
		if r.Gold == r.Got {
			c := counts[r.Gold]
			c.TP++
			counts[r.Gold] = c
			all.TP++
			continue
		}
		all.Wrong()
		g, w := counts[r.Gold], counts[r.Got]
		g.FN++
		w.FP++
		counts[r.Gold], counts[r.Got] = g, w
	}
	t := table.Table{Title: title}
	for _, l := range labels {
		t.Rows = append(t.Rows, table.Row{Name: l, Count: counts[l]})
	}
	t.Rows = append(t.Rows, table.Row{Name: "all four (accuracy)", Count: all})
	t.Notes = append(t.Notes, confused(confusion)...)
	return t
}

// confused writes the confusion matrix: gold down, ours across.
func confused(m map[[2]string]int) []string {
	lines := []string{fmt.Sprintf("%-16s%14s%14s%14s%14s", "gold \\ ours", labels[0], labels[1], labels[2], labels[3])}
	for _, g := range labels {
		l := fmt.Sprintf("%-16s", g)
		for _, o := range labels {
			l += fmt.Sprintf("%14d", m[[2]string{g, o}])
		}
		lines = append(lines, l)
	}
	return lines
}

func label(gold string) string {
	if gold == "different-scope" {
		return crosscheck.Unrelated
	}
	return gold
}

// answer is the four-way word for two single claims.
func answer(a, b news.Claim) (string, []string) {
	kind, fs := crosscheck.CompareTexts(news.Extraction{Claims: []news.Claim{a}}, news.Extraction{Claims: []news.Claim{b}})
	if len(fs) == 0 {
		return kind, nil
	}
	return kind, fs[0].Why
}

// readLines decodes a file of JSON lines.
func readLines[T any](path string) ([]T, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("pairs: %w", err)
	}
	var out []T
	sc := bufio.NewScanner(bytes.NewReader(b))
	sc.Buffer(nil, 1<<24)
	for n := 1; sc.Scan(); n++ {
		if strings.TrimSpace(sc.Text()) == "" {
			continue
		}
		var v T
		if err := json.Unmarshal(sc.Bytes(), &v); err != nil {
			return nil, fmt.Errorf("pairs: %s:%d: %w", filepath.Base(path), n, err)
		}
		out = append(out, v)
	}
	return out, sc.Err()
}
