package page

import (
	"strconv"
	"strings"

	"muster/desk"
	"muster/index"
	"muster/news"

	"github.com/cli/go-gh/v2/pkg/tableprinter"
)

// column is one column of a list: what it is called on a terminal, and its
// look. Off a terminal a list is tab-separated, whole and without a heading.
type column struct {
	name, look string
}

// table writes rows, cut to the width of the terminal.
func (p Page) table(columns []column, rows [][]string) error {
	width := p.Width
	if width == 0 {
		width = 80
	}
	t := tableprinter.New(p.W, p.Terminal, width)
	if p.Terminal && len(rows) > 0 {
		for _, c := range columns {
			t.AddField(c.name, tableprinter.WithColor(p.ink(faint)))
		}
		t.EndRow()
	}
	for _, row := range rows {
		for i, cell := range row {
			look := tableprinter.WithColor(p.ink(columns[i].look))
			if columns[i].name == "ID" || columns[i].name == "#" {
				t.AddField(cell, look, tableprinter.WithTruncate(nil))
			} else {
				t.AddField(Clean(cell), look)
			}
		}
		t.EndRow()
	}
	return t.Render()
}

func (p Page) ink(look string) func(string) string {
	return func(s string) string {
		if look == "" {
			return s
		}
		return p.in(look, s)
	}
}

// numbered puts the number by which `show` finds a row before it, on a
// terminal only.
func (p Page) numbered(columns []column, rows [][]string) ([]column, [][]string) {
	if !p.Terminal {
		return columns, rows
	}
	for i, row := range rows {
		rows[i] = append([]string{"#" + strconv.Itoa(i+1)}, row...)
	}
	return append([]column{{"#", faint}}, columns...), rows
}

// total ends a list on a terminal.
func (p Page) total(n uint64, shown int, one, many, hint string) error {
	if !p.Terminal {
		return nil
	}
	return p.print(func(b *printer) {
		b.line("")
		text := plural(n, one, many)
		if uint64(shown) < n {
			text += ", " + plural(uint64(shown), "is", "are") + " shown (--limit, --skip)"
		}
		if shown > 0 {
			text += "; " + hint
		}
		b.line("%s", b.in(faint, text))
	})
}

// Claims writes a line a claim.
func (p Page) Claims(a desk.FindAnswer) error {
	columns := []column{{"DATE", ""}, {"FIGURE", yellow}, {"WHAT", ""}, {"SOURCE", ""}, {"ID", faint}}
	var rows [][]string
	for _, c := range a.Claims {
		figure := ""
		if c.Figure != nil {
			figure = c.Figure.Text
		}
		row := []string{day(c), figure, Told(c), Chain(c), p.id(c.ID)}
		if !p.Terminal {
			row = append(row, c.Article.Outlet, c.Article.URL, c.Sentence.Text)
		}
		rows = append(rows, row)
	}
	if !p.Terminal {
		columns = append(columns, column{"OUTLET", ""}, column{"URL", ""}, column{"SENTENCE", ""})
	}
	columns, rows = p.numbered(columns, rows)
	if err := p.table(columns, rows); err != nil {
		return err
	}
	if err := p.total(a.Total, len(a.Claims), "claim", "claims", "search show '#1' shows one whole"); err != nil {
		return err
	}
	return p.print(func(b *printer) { b.facets(a.Facets) })
}

// Findings writes a line a finding.
func (p Page) Findings(a desk.ConflictsAnswer) error {
	columns := []column{{"KIND", red}, {"WHAT", bold}, {"SIDES", yellow}, {"GAP", ""}, {"SOURCES", ""}, {"DATE", ""}, {"ID", faint}}
	var rows [][]string
	for _, f := range a.Findings {
		row := []string{kindOf(f), Asked(f.Question), sidesOf(f), percent(f.Gap), sourcesOf(f), lastDay(f), p.id(f.ID)}
		if !p.Terminal {
			row = append(row, strings.Join(urls(f), " "))
		}
		rows = append(rows, row)
	}
	if !p.Terminal {
		columns = append(columns, column{"URLS", ""})
	}
	columns, rows = p.numbered(columns, rows)
	if err := p.table(columns, rows); err != nil {
		return err
	}
	return p.total(a.Total, len(a.Findings), "finding", "findings", "search show '#1' shows one whole")
}

// id is the whole ID where a program reads, a short one where a person does.
func (p Page) id(id string) string {
	if p.Terminal {
		return ShortID(id)
	}
	return id
}

func percent(share float64) string {
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
	return interval(s.Low, s.High)
}

func sidesOf(f news.Finding) string {
	var all []string
	for _, s := range f.Sides {
		all = append(all, stated(s))
	}
	return strings.Join(all, " | ")
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
			last = max(last, day(c))
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

// Sources writes a line a source.
func (p Page) Sources(a desk.SourcesAnswer) error {
	columns := []column{{"CLAIMS", ""}, {"CONTRADICTED", red}, {"SHARE", ""}, {"SOURCE", bold}, {"BY", ""}}
	var rows [][]string
	for _, s := range a.Sources {
		rows = append(rows, []string{
			Number(float64(s.Claims)), Number(float64(s.Contradicted)), percent(share(s)), s.Name, against(s.By),
		})
	}
	return p.table(columns, rows)
}

// share is how many of a source's claims are contradicted, at most all.
func share(s desk.Source) float64 {
	if s.Claims == 0 {
		return 0
	}
	return min(1, float64(s.Contradicted)/float64(s.Claims))
}

func against(by []index.Count) string {
	var names []string
	for i, c := range by {
		if i == quoted {
			names = append(names, "...")
			break
		}
		names = append(names, Clean(c.Value)+" "+Number(float64(c.Count)))
	}
	return strings.Join(names, ", ")
}
