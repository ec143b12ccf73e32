package page

import (
	"slices"
	"strconv"
	"strings"

	"muster/news"

	"github.com/cli/go-gh/v2/pkg/tableprinter"
)

// Column is one column of a list: what it is called on a terminal, and its
// look. Off a terminal a list is tab-separated, whole and without a heading.
type Column struct {
	Name, Look string
	// Whole: the column says nothing when it is cut.
	Whole bool
	// Spare columns are left out where the terminal is too narrow for all, those
	// of the lowest number first; 0 stays.
	Spare int
}

// Columns are plain columns of these names.
func Columns(names ...string) []Column {
	out := make([]Column, len(names))
	for i, name := range names {
		out[i].Name = name
	}
	return out
}

// Table writes rows. On a terminal they fit its width: columns that say nothing
// are left out, then spare ones, and what is longer than its share is cut.
func (p Page) Table(columns []Column, rows [][]string) error {
	rows = cleaned(rows)
	if p.Terminal {
		columns, rows = fitted(columns, rows, p.Width)
	}
	t := tableprinter.New(p.W, p.Terminal, max(p.Width, 1))
	if p.Terminal && len(rows) > 0 {
		for _, c := range columns {
			t.AddField(c.Name, tableprinter.WithColor(p.ink(Faint)), tableprinter.WithTruncate(nil))
		}
		t.EndRow()
	}
	for _, row := range rows {
		for i, cell := range row {
			t.AddField(cell, tableprinter.WithColor(p.ink(columns[i].Look)), tableprinter.WithTruncate(nil))
		}
		t.EndRow()
	}
	return t.Render()
}

func cleaned(rows [][]string) [][]string {
	out := make([][]string, len(rows))
	for i, row := range rows {
		out[i] = make([]string, len(row))
		for j, cell := range row {
			out[i][j] = Clean(cell)
		}
	}
	return out
}

func (p Page) ink(look string) func(string) string {
	return func(s string) string {
		if look == "" {
			return s
		}
		return p.In(look, s)
	}
}

// Numbered puts the number by which `show` finds a row before it, on a
// terminal only.
func (p Page) Numbered(columns []Column, rows [][]string) ([]Column, [][]string) {
	if !p.Terminal {
		return columns, rows
	}
	for i, row := range rows {
		rows[i] = append([]string{"#" + strconv.Itoa(i+1)}, row...)
	}
	return append([]Column{{Name: "#", Look: Faint, Whole: true}}, columns...), rows
}

// Total ends a list on a terminal.
func (p Page) Total(n uint64, shown int, one, many, hint string) error {
	if !p.Terminal {
		return nil
	}
	return p.Print(func(b *Printer) {
		b.Line("")
		text := Plural(n, one, many)
		if uint64(shown) < n {
			text += ", " + Plural(uint64(shown), "is", "are") + " shown (--limit, --skip)"
		}
		if shown > 0 {
			text += "; " + hint
		}
		b.Line("%s", b.In(Faint, text))
	})
}

// Claims writes a line a claim.
func (p Page) Claims(total uint64, claims []news.Claim) error {
	columns := []Column{{Name: "DATE", Whole: true}, {Name: "FIGURE", Look: Yellow}, {Name: "WHAT"}, {Name: "SOURCE"}, {Name: "ID", Look: Faint, Whole: true, Spare: 1}}
	var rows [][]string
	for _, c := range claims {
		row := []string{Day(c), given(c), Told(c), Chain(c), p.ID(c.ID)}
		if !p.Terminal {
			row = append(row, c.Article.Outlet, c.Article.URL, c.Sentence.Text)
		}
		rows = append(rows, row)
	}
	if !p.Terminal {
		columns = append(columns, Columns("OUTLET", "URL", "SENTENCE")...)
	}
	columns, rows = p.Numbered(columns, rows)
	if err := p.Table(columns, rows); err != nil {
		return err
	}
	return p.Total(total, len(claims), "claim", "claims", "search show '#1' shows one whole")
}

// given is what a claim gives: its figure, or its time where it claims only that.
func given(c news.Claim) string {
	switch {
	case c.Figure != nil:
		return c.Figure.Text
	case c.Kind == news.DateClaim:
		return Period(c.When)
	}
	return ""
}

// Findings writes a line a finding.
func (p Page) Findings(total uint64, findings []news.Finding) error {
	columns := []Column{{Name: "KIND", Look: Red, Whole: true}, {Name: "WHAT", Look: Bold}, {Name: "SIDES", Look: Yellow}, {Name: "GAP", Whole: true, Spare: 3}, {Name: "SOURCES", Spare: 2},
		{Name: "DATE", Whole: true}, {Name: "ID", Look: Faint, Whole: true, Spare: 1}}
	var rows [][]string
	for _, f := range findings {
		kind := briefly(f)
		if m, marked := p.Marks[f.ID]; marked {
			kind += ", " + Clean(m.Word)
		}
		row := []string{kind, Asked(f.Question), p.sides(f), Percent(f.Gap), sourcesOf(f), lastDay(f), p.ID(f.ID)}
		if !p.Terminal {
			row = append(row, strings.Join(urls(f), " "))
		}
		rows = append(rows, row)
	}
	if !p.Terminal {
		columns = append(columns, Column{Name: "URLS"})
	}
	columns, rows = p.Numbered(columns, rows)
	if err := p.Table(columns, rows); err != nil {
		return err
	}
	return p.Total(total, len(findings), "finding", "findings", "search show '#1' shows one whole")
}

// ID is the whole ID where a program reads, a short one where a person does.
func (p Page) ID(id string) string {
	if p.Terminal {
		return ShortID(id)
	}
	return id
}

func Percent(share float64) string {
	if share <= 0 {
		return ""
	}
	return strconv.Itoa(int(share*100+.5)) + " %"
}

// stated is a side's value as its newest claim writes it, else its bounds.
func stated(s news.Side) string {
	if s.Stated != "" {
		return Clean(s.Stated)
	}
	return Interval(s.Low, s.High)
}

// Sides are the values that stand against each other, in one line.
func Sides(f news.Finding) string {
	var all []string
	for _, s := range f.Sides {
		all = append(all, stated(s))
	}
	return strings.Join(all, " | ")
}

// sides are Sides; for a person what all of them end with is written once, behind
// the last: "3.9% | 3.26% of GDP".
func (p Page) sides(f news.Finding) string {
	all := make([][]string, len(f.Sides))
	for i, s := range f.Sides {
		all[i] = strings.Fields(stated(s))
	}
	if !p.Terminal || len(all) < 2 {
		return Sides(f)
	}
	shared := sharedEnd(all)
	words := make([]string, len(all))
	for i, side := range all {
		if i < len(all)-1 {
			side = side[:len(side)-shared]
		}
		words[i] = strings.Join(side, " ")
	}
	return strings.Join(words, " | ")
}

// sharedEnd is how many words all sides end with. Each keeps one of its own, and
// numbers stay.
func sharedEnd(all [][]string) (n int) {
	for last := all[len(all)-1]; n < len(last)-1; n++ {
		word := last[len(last)-1-n]
		same := func(side []string) bool { return n < len(side)-1 && side[len(side)-1-n] == word }
		if strings.ContainsAny(word, "0123456789") || !every(all, same) {
			break
		}
	}
	return n
}

func every(all [][]string, is func([]string) bool) bool {
	return !slices.ContainsFunc(all, func(side []string) bool { return !is(side) })
}

func sourcesOf(f news.Finding) string {
	var all []string
	for _, s := range f.Sides {
		all = append(all, Clean(strings.Join(s.Sources, ", ")))
	}
	return strings.Join(all, " | ")
}

func lastDay(f news.Finding) string {
	last := ""
	for _, s := range f.Sides {
		for _, c := range s.Claims {
			last = max(last, Day(c))
		}
	}
	return last
}

// urls are those of the sides' claims, each once, in order.
func urls(f news.Finding) []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, s := range f.Sides {
		for _, c := range s.Claims {
			if url := Clean(c.Article.URL); !seen[url] {
				seen[url] = true
				out = append(out, url)
			}
		}
	}
	return out
}
