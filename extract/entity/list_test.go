package entity

import (
	"strings"
	"testing"

	"muster/extract/rule"
	"muster/extract/syntax"
	"muster/extract/token"
	"muster/lexicon/listtest"
)

// TestRows runs the example of each row of word.list, with the row and without it.
func TestRows(t *testing.T) {
	listtest.Rows(t, listtest.Read(t, en, "en/word.list"), listsReader(t))
}

// beside are the lists that words are tried with. The long lists of names are left
// out, since reading them takes longer than all the rest; of the given names there
// is one.
func beside(t *testing.T) listtest.Lists {
	t.Helper()
	var names []string
	for _, l := range []string{"alliance", "country", "outlet", "metonym", "title", "branch", "head", "description", "area", "fighter", "firm"} {
		names = append(names, "en/"+l+".list")
	}
	lists := listtest.Read(t, en, names...)
	lists["en/given.list"] = []rule.Entry{{Section: "m", Name: "Igor"}}
	return lists
}

// listsReader reads what a text names.
func listsReader(t *testing.T) func(listtest.Lists) listtest.Reader {
	others := beside(t)
	return func(lists listtest.Lists) listtest.Reader {
		x, err := read(func(name string) ([]rule.Entry, error) {
			file := "en/" + name + ".list"
			if entries, ok := lists[file]; ok {
				return entries, nil
			}
			return others[file], nil
		})
		if err != nil {
			t.Fatal(err)
		}
		r := &Reader{lex: x}
		return func(text string) string {
			words := token.Read(text)
			return mentioned(r.Read(words, syntax.NewForest(words), Context{}))
		}
	}
}

// mentioned is what a text names, as the examples of lists write it: "Kharkiv" of kind
// place is "Kharkiv place:Kharkiv", a government that acts "acts:UA".
func mentioned(m *Mentions) string {
	var all []string
	add := func(s string) { all = append(all, strings.ReplaceAll(s, " ", "-")) }
	for _, e := range m.All {
		add(e.Name)
		add(string(e.Kind) + ":" + e.Name)
		add("as:" + e.Span.Text)
		if e.AsGovernment {
			add("acts:" + e.Country)
		}
	}
	for _, c := range m.Candidates() {
		if c.Party.Name != "" {
			add("side:" + c.Party.Name)
		}
		if c.Where.Name != "" {
			add("where:" + c.Where.Name)
		}
	}
	return strings.Join(all, " ")
}
