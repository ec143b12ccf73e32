// Package listtest runs the examples of word lists: with its row in the lists an
// example gives what it says, and with the row deleted it does not.
//
// An example is a text, "->" and what it gives, in the words of the room that
// reads it: "They have 12 {}. -> 12 {name}". In it {} stands for each form of the
// row, {^} for the form with a capital, {name} for the row's name and {key} for
// its attribute key. Behind "->" the parts of a reading stand between ";", and a
// part names some of the words it must hold, or "!word" for one it must not; "-"
// is a text that gives nothing.
package listtest

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"muster/lexicon"
)

// Lists are the entries of list files by path.
type Lists map[string][]lexicon.Entry

// Read reads the named list files.
func Read(t testing.TB, fsys fs.FS, names ...string) Lists {
	t.Helper()
	lists := Lists{}
	for _, name := range names {
		entries, err := lexicon.ReadList(fsys, name)
		if err != nil {
			t.Fatal(err)
		}
		lists[name] = entries
	}
	return lists
}

// Reader says what a text gives: parts between ";", each of words.
type Reader func(text string) string

// Rows runs the examples of each row of the lists, with the row and without it.
// build makes a reader that knows no other rows than those of the lists; it is
// asked once for many rows, deleted together where no example of one has a word
// that begins like a word of another.
func Rows(t testing.TB, lists Lists, build func(Lists) Reader) {
	t.Helper()
	full := build(lists)
	for name, entries := range lists {
		var rows []row
		for _, e := range entries {
			r, err := newRow(e)
			if err != nil {
				t.Errorf("%v", err)
				continue
			}
			for _, x := range r.examples {
				if got := full(x.text); !x.holds(got) {
					t.Errorf("%s:%d: %q gives [%s], want [%s]", e.File, e.Line, x.text, got, x.want)
				}
			}
			rows = append(rows, r)
		}
		for _, batch := range apart(rows) {
			deleted(t, lists, name, batch, build)
		}
	}
}

// deleted asks that no example of the rows holds without them.
func deleted(t testing.TB, lists Lists, name string, rows []row, build func(Lists) Reader) {
	t.Helper()
	rest := maps.Clone(lists)
	rest[name] = slices.DeleteFunc(slices.Clone(lists[name]), func(e lexicon.Entry) bool {
		return slices.ContainsFunc(rows, func(r row) bool { return r.entry.Line == e.Line })
	})
	without := build(rest)
	for _, r := range rows {
		for _, x := range r.examples {
			if got := without(x.text); x.holds(got) {
				t.Errorf("%s:%d: %q gives [%s] without the row too", r.entry.File, r.entry.Line, x.text, got)
			}
		}
	}
}

// row is a row with its examples, one a form where the example has a place for
// the form.
type row struct {
	entry    lexicon.Entry
	examples []example
	begins   map[string]bool // how the words of its forms begin
	has      map[string]bool // how the words of its examples begin
}

type example struct{ text, want string }

func newRow(e lexicon.Entry) (row, error) {
	r := row{entry: e, begins: map[string]bool{}, has: map[string]bool{}}
	text, want, ok := strings.Cut(e.Attrs["example"], " -> ")
	if !ok {
		return r, fmt.Errorf("%s:%d: %q has no example", e.File, e.Line, e.Name)
	}
	for i, form := range e.Forms() {
		beginnings(form, r.begins)
		if x := fill(text, e, form, " "); i == 0 || x != r.examples[0].text {
			r.examples = append(r.examples, example{x, strings.TrimSpace(fill(want, e, form, "-"))})
			beginnings(x, r.has)
		}
	}
	return r, nil
}

// fill puts the form and the attributes into their places, blanks in them written
// as blank.
func fill(s string, e lexicon.Entry, form, blank string) string {
	put := func(s, key, value string) string {
		return strings.ReplaceAll(s, "{"+key+"}", strings.ReplaceAll(value, " ", blank))
	}
	first, size := utf8.DecodeRuneInString(form)
	s = put(put(put(s, "", form), "^", string(unicode.ToUpper(first))+form[size:]), "name", e.Name)
	for key, value := range e.Attrs {
		if key != "example" {
			s = put(s, key, value)
		}
	}
	return s
}

// holds reports whether a reading is what the example says.
func (x example) holds(got string) bool {
	if x.want == "-" {
		return got == ""
	}
	parts := strings.Split(got, ";")
	for i, want := range strings.Split(x.want, ";") {
		if i >= len(parts) {
			return false
		}
		words := strings.Fields(parts[i])
		for _, w := range strings.Fields(want) {
			if no, negated := strings.CutPrefix(w, "!"); slices.Contains(words, no) == negated {
				return false
			}
		}
	}
	return true
}

// beginnings puts the first two letters of each word of s, or the mark, into the
// set.
func beginnings(s string, set map[string]bool) {
	for _, word := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		runes := []rune(word)
		set[string(runes[:min(2, len(runes))])] = true
	}
	for _, r := range s {
		if !unicode.IsLetter(r) && r != ' ' && r != '.' {
			set[string(r)] = true
		}
	}
}

// apart puts the rows into batches within which no row has a word of another's
// example.
func apart(rows []row) [][]row {
	var batches [][]row
next:
	for _, r := range rows {
		for i, batch := range batches {
			if !slices.ContainsFunc(batch, func(o row) bool { return meet(o.begins, r.has) || meet(r.begins, o.has) }) {
				batches[i] = append(batch, r)
				continue next
			}
		}
		batches = append(batches, []row{r})
	}
	return batches
}

func meet(a, b map[string]bool) bool {
	for s := range a {
		if b[s] {
			return true
		}
	}
	return false
}
