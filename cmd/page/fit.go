package page

import (
	"slices"

	"github.com/cli/go-gh/v2/pkg/text"
)

const (
	// between is the space between two columns, in cells, as tableprinter has it.
	between = 2
	// least is how much of a longer text is worth showing, in cells.
	least = 20
)

// fitted leaves columns out and cuts cells until a table fits the width, in
// cells; 0 leaves it as it is.
func fitted(columns []Column, rows [][]string, width int) ([]Column, [][]string) {
	columns, rows = without(columns, rows, func(i int) bool { return saysNothing(rows, i) })
	if width <= 0 || len(columns) == 0 {
		return columns, rows
	}
	for needed(columns, naturals(columns, rows)) > width {
		spare := 0
		for _, c := range columns {
			if c.Spare > 0 && (spare == 0 || c.Spare < spare) {
				spare = c.Spare
			}
		}
		if spare == 0 {
			break
		}
		columns, rows = without(columns, rows, func(i int) bool { return columns[i].Spare == spare })
	}
	widths := shares(columns, naturals(columns, rows), width)
	for _, row := range rows {
		for i := range row {
			if !columns[i].Whole {
				row[i] = text.Truncate(widths[i], row[i])
			}
		}
	}
	return columns, rows
}

func saysNothing(rows [][]string, column int) bool {
	return len(rows) > 0 && !slices.ContainsFunc(rows, func(row []string) bool { return row[column] != "" })
}

// without leaves out the columns that are gone.
func without(columns []Column, rows [][]string, gone func(int) bool) (kept []Column, cells [][]string) {
	cells = make([][]string, len(rows))
	for i, c := range columns {
		if gone(i) {
			continue
		}
		kept = append(kept, c)
		for r, row := range rows {
			cells[r] = append(cells[r], row[i])
		}
	}
	return kept, cells
}

// naturals are the widths of the columns where nothing is cut, in cells.
func naturals(columns []Column, rows [][]string) []int {
	widths := make([]int, len(columns))
	for i, c := range columns {
		widths[i] = text.DisplayWidth(c.Name)
		for _, row := range rows {
			widths[i] = max(widths[i], text.DisplayWidth(row[i]))
		}
	}
	return widths
}

// needed is the width below which a table is not worth reading.
func needed(columns []Column, natural []int) int {
	sum := between * (len(columns) - 1)
	for i, c := range columns {
		if c.Whole {
			sum += natural[i]
		} else {
			sum += min(natural[i], least)
		}
	}
	return sum
}

// shares divides the width: columns that are whole have theirs, and the others
// share the rest evenly, what one does not need going to those that are longer.
func shares(columns []Column, natural []int, width int) []int {
	widths := slices.Clone(natural)
	rest := width - between*(len(columns)-1)
	var open []int
	for i, c := range columns {
		if c.Whole {
			rest -= natural[i]
		} else {
			open = append(open, i)
		}
	}
	slices.SortStableFunc(open, func(a, b int) int { return natural[a] - natural[b] })
	for n, i := range open {
		widths[i] = max(min(natural[i], rest/(len(open)-n)), 1)
		rest -= widths[i]
	}
	return widths
}
