package page

import (
	"bytes"
	"strings"
	"testing"

	"github.com/cli/go-gh/v2/pkg/text"
)

// TestTableFits: at no width does a line of a table grow past it while there is
// something to cut or to leave out; what is whole stays whole, and characters
// of two cells count as two.
func TestTableFits(t *testing.T) {
	columns := []Column{{Name: "NAME"}, {Name: "N", Whole: true}, {Name: "MORE", Spare: 2}, {Name: "KIND", Whole: true, Spare: 1}, {Name: "NEVER"}}
	rows := [][]string{{"the ministry of defence of a country", "1", "what it says of others at length", "ministry", ""}, {"防衛省の報道官が述べたところによると", "22", "x", "ministry", ""}}
	for width, headings := range map[int]string{120: "NAME N MORE KIND", 50: "NAME N MORE", 38: "NAME N", 10: "NAME N"} {
		var out bytes.Buffer
		if err := (Page{W: &out, Terminal: true, Width: width}).Table(columns, rows); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimRight(out.String(), "\n"), "\n")
		if got := strings.Join(strings.Fields(lines[0]), " "); got != headings {
			t.Errorf("%d: %s, want %s", width, got, headings)
		}
		for _, line := range lines {
			if text.DisplayWidth(line) > width {
				t.Errorf("%d: %q is %d wide", width, line, text.DisplayWidth(line))
			}
		}
		if !strings.Contains(lines[2], " 22") {
			t.Errorf("%d: %q", width, lines[2])
		}
	}
	var out bytes.Buffer
	if err := (Page{W: &out}).Table(columns, rows); err != nil || !strings.HasPrefix(out.String(), rows[0][0]+"\t1\t"+rows[0][2]+"\tministry\t\n") {
		t.Errorf("off a terminal nothing is cut: %q, %v", out.String(), err)
	}
}
