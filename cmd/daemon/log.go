package daemon

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"sync"
	"time"

	"muster/cmd/plain"

	"golang.org/x/term"
)

// newLogger writes lines of text or JSON; "auto" is for people where out is a
// terminal, else JSON.
func newLogger(out io.Writer, format string, level slog.Leveler) (*slog.Logger, error) {
	opts := &slog.HandlerOptions{Level: level, ReplaceAttr: readable}
	f, isFile := out.(*os.File)
	_, terminal := out.(*Live)
	terminal = terminal || isFile && term.IsTerminal(int(f.Fd()))
	switch {
	case format == "text":
		return slog.New(slog.NewTextHandler(out, opts)), nil
	case format == "json", format == "auto" && !terminal:
		return slog.New(slog.NewJSONHandler(out, opts)), nil
	case format == "auto":
		color := os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		return slog.New(&people{out: out, level: level, color: color, mu: &sync.Mutex{}}), nil
	}
	return nil, fmt.Errorf("--log-format %q: want auto, text or json", format)
}

// readable writes durations as people read them, and texts and errors so that
// no title or address of a feed drives the terminal they are read on.
func readable(_ []string, a slog.Attr) slog.Attr {
	err, failed := a.Value.Any().(error)
	switch {
	case a.Value.Kind() == slog.KindDuration:
		a.Value = slog.StringValue(brief(a.Value.Duration()))
	case a.Value.Kind() == slog.KindString:
		a.Value = slog.StringValue(plain.Text(a.Value.String()))
	case failed && err != nil:
		a.Value = slog.StringValue(plain.Text(err.Error()))
	}
	return a
}

// brief is a duration with as many digits as say something.
func brief(d time.Duration) string {
	switch {
	case d > time.Minute:
		return d.Round(time.Second).String()
	case d > time.Second:
		return d.Round(10 * time.Millisecond).String()
	}
	return d.Round(10 * time.Microsecond).String()
}

// people is a handler for a terminal: the time, what happened, and about what.
type people struct {
	out   io.Writer
	level slog.Leveler
	color bool
	attrs []slog.Attr
	mu    *sync.Mutex // guards out
}

// Enabled implements slog.Handler.
func (p *people) Enabled(_ context.Context, l slog.Level) bool { return l >= p.level.Level() }

// WithAttrs implements slog.Handler.
func (p *people) WithAttrs(attrs []slog.Attr) slog.Handler {
	q := *p
	q.attrs = append(append([]slog.Attr(nil), p.attrs...), attrs...)
	return &q
}

// WithGroup implements slog.Handler; nobody here groups.
func (p *people) WithGroup(string) slog.Handler { return p }

// looks are the colours of levels, as ANSI codes.
var looks = map[slog.Level]string{slog.LevelDebug: "2", slog.LevelWarn: "33", slog.LevelError: "1;31"}

// Handle implements slog.Handler.
func (p *people) Handle(_ context.Context, r slog.Record) error {
	var sb strings.Builder
	sb.WriteString(p.in("2", r.Time.Format("15:04:05")) + " ")
	what := r.Message
	if r.Level >= slog.LevelWarn {
		what = strings.ToLower(r.Level.String()) + ": " + what
	}
	sb.WriteString(p.in(looks[r.Level], what))
	write := func(a slog.Attr) bool {
		a = readable(nil, a)
		sb.WriteString("  " + p.in("2", a.Key+" ") + plain.Text(a.Value.String()))
		return true
	}
	for _, a := range p.attrs {
		write(a)
	}
	r.Attrs(write)
	p.mu.Lock()
	defer p.mu.Unlock()
	_, err := io.WriteString(p.out, sb.String()+"\n")
	return err
}

func (p *people) in(look, s string) string {
	if !p.color || look == "" || s == "" {
		return s
	}
	return "\x1b[" + look + "m" + s + "\x1b[0m"
}
