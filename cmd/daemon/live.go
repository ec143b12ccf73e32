package daemon

import (
	"io"
	"os"
	"strings"
	"sync"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"
)

// Live is a line at the foot of a terminal that is written anew as things go,
// while the lines of the log scroll above it.
type Live struct {
	out   io.Writer
	width func() int
	mu    sync.Mutex // guards out and line
	line  string
}

// liveOn is the live line of a terminal, nil where there is none, or one that
// cannot write a line anew.
func liveOn(out io.Writer) *Live {
	f, isFile := out.(*os.File)
	if !isFile || !term.IsTerminal(int(f.Fd())) || os.Getenv("TERM") == "dumb" {
		return nil
	}
	return &Live{out: f, width: func() int {
		width, _, err := term.GetSize(int(f.Fd()))
		if err != nil || width <= 0 {
			return 80
		}
		return width
	}}
}

// anew goes to the beginning of the line and empties it.
const anew = "\r\x1b[K"

// Write writes whole lines above the live one.
func (l *Live) Write(lines []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.line == "" {
		return l.out.Write(lines)
	}
	if _, err := io.WriteString(l.out, anew+string(lines)+l.line); err != nil {
		return 0, err
	}
	return len(lines), nil
}

// Show writes the line anew, cut to the width of the terminal.
func (l *Live) Show(line string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	line = ansi.Truncate(strings.ReplaceAll(line, "\n", " "), l.width()-1, "…")
	if line == l.line {
		return nil
	}
	l.line = line
	_, err := io.WriteString(l.out, anew+line)
	return err
}

// End leaves the line as it is; what is written next stands below it.
func (l *Live) End() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.line != "" {
		// A terminal that is gone has nobody to tell.
		_, _ = io.WriteString(l.out, "\n")
		l.line = ""
	}
}
