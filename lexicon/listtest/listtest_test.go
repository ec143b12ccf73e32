package listtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// reader says which colours of the lists stand in a text, in their order there.
func reader(lists Lists) Reader {
	known := map[string]bool{}
	for _, e := range lists["colour.list"] {
		for _, f := range e.Forms() {
			known[strings.ToLower(f)] = true
		}
	}
	return func(text string) string {
		var found []string
		for _, w := range strings.Fields(strings.ToLower(text)) {
			if known[strings.TrimSuffix(w, "s")] {
				found = append(found, "colour "+w)
			}
		}
		return strings.Join(found, " ; ")
	}
}

// complaints are what a test would be failed for.
type complaints struct {
	testing.TB
	all []string
}

func (c *complaints) Helper() {}

func (c *complaints) Errorf(format string, args ...any) {
	c.all = append(c.all, fmt.Sprintf(format, args...))
}

func TestRows(t *testing.T) {
	for _, c := range []struct {
		list string
		want []string
	}{
		{"[a]\nexample: A {} door -> colour {}\nred | crimson\nblue ; example={^} or green -> colour blue !green ; colour\ngreen", nil},
		{"red", []string{`colour.list:1: "red" has no example`}},
		{"example: A {} door -> smell\nred", []string{`colour.list:2: "A red door" gives [colour red], want [smell]`}},
		{"example: A {} door -> colour\nred\nreds", []string{`colour.list:3: "A reds door" gives [colour reds] without the row too`}},
		{"example: A {} -> -\nred", []string{`colour.list:2: "A red" gives [colour red], want [-]`, `colour.list:2: "A red" gives [] without the row too`}},
		{"example: One {kind} -> colour {name}\nred ; kind=red", nil},
	} {
		var got complaints
		Rows(&got, Read(t, fstest.MapFS{"colour.list": {Data: []byte(c.list)}}, "colour.list"), reader)
		if !slices.Equal(got.all, c.want) {
			t.Errorf("%q: %q, want %q", c.list, got.all, c.want)
		}
	}
}

// TestApart: rows whose examples hold each other's words are deleted one by one.
func TestApart(t *testing.T) {
	lists := Read(t, fstest.MapFS{"colour.list": {Data: []byte("example: A {} door -> colour\nred\nreds\nblue\ndoor")}}, "colour.list")
	var rows []row
	for _, e := range lists["colour.list"] {
		r, err := newRow(e)
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, r)
	}
	var got []string
	for _, batch := range apart(rows) {
		var names []string
		for _, r := range batch {
			names = append(names, r.entry.Name)
		}
		got = append(got, strings.Join(names, "+"))
	}
	if want := []string{"red+blue", "reds", "door"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
