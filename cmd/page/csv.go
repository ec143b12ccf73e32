package page

import (
	"encoding/csv"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"muster/crosscheck/why"
	"muster/news"
)

// CSV writes a heading and rows, each on a line. A cell that a spreadsheet would
// run as a formula is given as text; what a terminal would act on is left out.
func CSV(w io.Writer, heading []string, rows [][]string) error {
	c := csv.NewWriter(w)
	if err := c.Write(heading); err != nil {
		return err
	}
	for _, row := range rows {
		for i, cell := range row {
			row[i] = harmless(Clean(cell))
		}
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// formula are the characters with which a spreadsheet lets a formula begin, the
// wide ones of East Asian keyboards among them.
const formula = "=+-@＝＋－＠"

// harmless puts an apostrophe before what a spreadsheet takes for a formula,
// after spaces too; numbers may keep their sign.
func harmless(cell string) string {
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(cell))
	if !strings.ContainsRune(formula, first) {
		return cell
	}
	if _, err := strconv.ParseFloat(cell, 64); err == nil {
		return cell
	}
	return "'" + cell
}

var claimHeading = []string{
	"id", "published", "outlet", "chain", "kind", "measure", "low", "high", "hedge", "unit", "scope",
	"subject", "place", "from", "to", "modality", "polarity", "figure", "sentence", "article", "url",
}

// ClaimsCSV writes a row a claim; an open bound is empty.
func ClaimsCSV(w io.Writer, claims []news.Claim) error {
	rows := make([][]string, len(claims))
	for i, c := range claims {
		rows[i] = claimRow(c)
	}
	return CSV(w, claimHeading, rows)
}

func claimRow(c news.Claim) []string {
	f := news.Figure{}
	low, high := "", ""
	if c.Figure != nil {
		f = *c.Figure
		low, high = bound(f.Low), bound(f.High)
	}
	return []string{
		c.ID, Instant(c.Article.Published), c.Article.Outlet, Chain(c), string(c.Kind), why.Measure(c.Measure, unitOf(c)), low, high,
		string(f.Hedge), string(f.Unit), string(f.Scope), strings.Join(news.Names(c.Subject), "; "), strings.Join(news.PlaceNames(c.Place), "; "),
		string(c.When.From), string(c.When.To), string(c.Modality), string(c.Polarity), f.Text, c.Sentence.Text, c.Article.ID, c.Article.URL,
	}
}

func bound(v float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if strings.HasSuffix(s, "Inf") {
		return ""
	}
	return s
}

// rounded is a share or degree with the two digits that mean something.
func rounded(v float64) string { return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64) }

func Optional(v *float64) string {
	if v == nil {
		return ""
	}
	return bound(*v)
}

func Instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// FindingsCSV writes a row for each side of each finding.
func FindingsCSV(w io.Writer, findings []news.Finding) error {
	var rows [][]string
	for _, f := range findings {
		for i, s := range f.Sides {
			c := news.Claim{}
			if len(s.Claims) > 0 {
				c = s.Claims[0]
			}
			rows = append(rows, []string{
				f.ID, string(f.Kind), Asked(f.Question), rounded(f.Severity), rounded(f.Gap), strconv.Itoa(i + 1),
				Optional(s.Low), Optional(s.High), strings.Join(s.Sources, "; "), strconv.Itoa(len(s.Claims)), c.Sentence.Text, strings.Join(Reasons(f), " "),
				c.ID, Instant(c.Article.Published), c.Article.Outlet, c.Article.ID, c.Article.URL,
			})
		}
	}
	return CSV(w, []string{"id", "kind", "question", "severity", "gap", "side", "low", "high", "sources", "claims", "sentence", "why",
		"claim", "published", "outlet", "article", "url"}, rows)
}
