package page

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"muster/cmd/plain"
	"muster/news"
)

// hostile are texts as feeds of strangers may bring them.
var hostile = []string{
	"\x1b[2J\x1b]0;owned\x07", "\u009b31m", "safe\u202etxt.exe", "=HYPERLINK(\"http://x\")", "+1+cmd|' /C calc'!A0", " \t=1+1", "＝1+1", "\x00", "\xff\xfe",
	"a\nb\rc\u2028d", "](http://x) ![", "`**_<script>", "\u200b\u2066\U000e0041", strings.Repeat("w", 1<<16), "3 tanks",
}

// FuzzHostileText: whatever a feed says, no form of an answer drives a
// terminal, breaks a line or begins a formula.
func FuzzHostileText(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := claim(s, 0, 0, min(len(s), 7))
		c.Subject, c.Place, c.Counted, c.Rules = []news.Party{{Name: s}}, []news.Where{{Name: s}}, s, []string{s}
		c.Article.Title, c.Article.URL, c.Article.Outlet, c.Figure.Text, c.Measure.Of = s, s, s, s, s
		c.Attribution[0].Source.Name = s
		finding := news.Finding{ID: s, Kind: news.Contradiction, Question: news.Question{Measure: c.Measure}, Why: []string{s},
			Sides: []news.Side{{Claims: []news.Claim{c}, Sources: []string{s}}, {}}}
		var out, cells bytes.Buffer
		p := Page{W: &out, Width: 80}
		for _, err := range []error{
			p.Claims(1, []news.Claim{c}), p.LongClaims(1, []news.Claim{c}), p.Claim(c, s),
			p.Findings(1, []news.Finding{finding}), p.LongFindings(1, []news.Finding{finding}), p.Markdown([]news.Finding{finding}),
			ClaimsCSV(&cells, []news.Claim{c}), FindingsCSV(&cells, []news.Finding{finding}),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		for name, text := range map[string]string{"text": out.String(), "CSV": cells.String()} {
			if bad := strings.IndexFunc(text, func(r rune) bool { return r != '\n' && r != '\t' && plain.Hidden(r) }); bad >= 0 {
				t.Errorf("%s: %q", name, text[max(0, bad-20):min(len(text), bad+20)])
			}
		}
		formulas(t, cells.Bytes())
		sameJSON(t, s)
	})
}

// formulas fails for each cell that a spreadsheet would run.
func formulas(t *testing.T, raw []byte) {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(raw))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 5 {
		t.Errorf("%d rows", len(rows))
	}
	for _, row := range rows {
		for _, cell := range row {
			first, _ := utf8.DecodeRuneInString(strings.TrimSpace(cell))
			if _, err := strconv.ParseFloat(cell, 64); err != nil && strings.ContainsRune(formula, first) {
				t.Errorf("a formula: %q", cell)
			}
		}
	}
}

// sameJSON: escaped, a text shows nothing hidden and says the same.
func sameJSON(t *testing.T, s string) {
	t.Helper()
	raw, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	shown := EscapeJSON(raw)
	var before, after string
	if err := json.Unmarshal(raw, &before); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(shown, &after); err != nil || after != before || bytes.ContainsFunc(shown, plain.Hidden) {
		t.Errorf("%q became %q, %v", before, after, err)
	}
}
