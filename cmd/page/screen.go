package page

import (
	"io"
	"os"
	"strconv"

	"golang.org/x/term"
)

// Screen is the terminal behind an output, nil where there is none.
func Screen(w io.Writer) *os.File {
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return f
	}
	return nil
}

// On is a page on an output: columns only where a person looks, colours only
// where NO_COLOR and TERM allow them too. COLUMNS stands for the width.
func On(w io.Writer) Page {
	f := Screen(w)
	if f == nil {
		return Page{W: w}
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if n, e := strconv.Atoi(os.Getenv("COLUMNS")); e == nil && n > 0 {
		width, err = n, nil
	}
	if err != nil || width <= 0 {
		width = 80
	}
	color := os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return Page{W: w, Color: color, Terminal: true, Width: width}
}
