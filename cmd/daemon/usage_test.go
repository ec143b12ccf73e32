package daemon

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
)

// TestWrapped: lines that are too long go on below their last column, and words
// with hyphens stay whole.
func TestWrapped(t *testing.T) {
	text := "  -s, --server URL  the server, in place of the one that runs on --data\nshort  \n  a b"
	want := "  -s, --server URL  the server, in place of\n                    the one that runs on\n                    --data\nshort  \n  a b"
	if got := wrapped(text, 46); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if got := wrapped(text, 0); got != text {
		t.Errorf("off a terminal: %s", got)
	}
	prose := "Muster fetches feeds and cross-checks what they claim."
	if got := wrapped(prose, 30); got != "Muster fetches feeds and\ncross-checks what they claim." {
		t.Errorf("%s", got)
	}
}

// TestUsage: no line is wider than the terminal, and what reaches a server is
// told only of commands that reach one.
func TestUsage(t *testing.T) {
	var f Flags
	root := &cobra.Command{Use: "muster", Short: "All"}
	f.Bind(root)
	do := func(*cobra.Command, []string) {}
	near, far := Filter(&cobra.Command{Use: "near [FILE...]", Short: "Read files", Run: do}), &cobra.Command{Use: "far", Short: "Ask a server", Run: do, Example: "  muster far"}
	root.AddCommand(near, far)
	for _, c := range []*cobra.Command{root, near, far} {
		for line := range strings.SplitSeq(usage(c, 80), "\n") {
			if ansi.StringWidth(line) > 80 && !strings.Contains(line, f.Data) {
				t.Errorf("%s: %q", c.Name(), line)
			}
		}
	}
	if all := usage(near, 80); strings.Contains(all, "--server") {
		t.Errorf("%s", all)
	}
	if all := usage(far, 80); !strings.Contains(all, "Global Flags:\n") || !strings.Contains(all, "--server") || !strings.Contains(all, "Examples:\n  muster far\n") {
		t.Errorf("%s", all)
	}
}
