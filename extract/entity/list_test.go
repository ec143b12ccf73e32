package entity

import (
	"fmt"
	"strings"
	"testing"

	"muster/extract/rule"
	"muster/extract/syntax"
	"muster/extract/token"
	"muster/lexicon/listtest"
	"muster/news"
)

// TestRows runs the example of each row of the lists of words, with the row and
// without it.
func TestRows(t *testing.T) {
	lists := listtest.Read(t, en, "en/word.list", "en/head.list", "en/branch.list", "en/title.list", "en/description.list", "en/state.list")
	listtest.Rows(t, lists, listsReader(t))
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

// listsReader reads what a text names; of a text with square brackets, what the words
// in them mean.
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
			start, end := strings.Index(text, "["), strings.Index(text, "]")-1
			text = strings.NewReplacer("[", "", "]", "").Replace(text)
			words := token.Read(text)
			m := r.Read(words, syntax.NewForest(words), Context{})
			if start < 0 {
				return mentioned(m)
			}
			e, _ := m.Refer(news.Cut(text, start, end))
			return "means:" + strings.ReplaceAll(e.Name, " ", "-")
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
		add("role:" + e.Role)
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

// contexts are the sentences in which a name of each list is tried: {} is a form of
// the row, {name} its name, {country} a country it belongs to.
var contexts = map[string][]string{
	"alliance":     {"They told {} so.", "The {} met."},
	"country":      {"They told {} so.", "The {} are old."},
	"event":        {"The exercise {} was long."},
	"force":        {"They told {} so.", "Men of the {} left."},
	"given":        {"{} Kask left."},
	"group":        {"They told {} so.", "Men of the {} left.", "Men of the {} rebels left."},
	"metonym":      {"The {} said so."},
	"organisation": {"They told {} so.", "The {} said so."},
	"outlet":       {"They told {} so.", "The newspaper {} said so.", "{} reported so.", "They told {name} of it. {} reported so."},
	"person":       {"{name} spoke. {} left.", "They told {} so."},
	"place":        {"Men met in {}.", "Men of {country} met in {} in May.", "Men of {country} met in {}, {country}."},
	"region":       {"They told {} so.", "Men in the {} left.", "Men of {country} met in the {}."},
}

// TestNames reads each form of each name in one of the sentences of its list. Some
// form of each name must be read as another or none where the list is empty; an
// outlet may be needed for its domain alone.
func TestNames(t *testing.T) {
	for list, sentences := range contexts {
		entries, err := embedded(list)
		if err != nil {
			t.Fatal(err)
		}
		full, without := english(), without(t, list)
		for _, e := range entries {
			needed := list == "outlet"
			for _, form := range e.Forms() {
				read := false
				for _, sentence := range sentences {
					text := inContext(sentence, e, form)
					id := namedAs(full, text, wanted(list, e, form))
					read = read || id != ""
					needed = needed || id != "" && id != namedAs(without, text, wanted(list, e, form))
				}
				if !read {
					t.Errorf("%s:%d: %q is not read", e.File, e.Line, form)
				}
			}
			if !needed {
				t.Errorf("%s:%d: %q is read without its row too", e.File, e.Line, e.Name)
			}
		}
	}
}

// without is the lexicon without one list.
func without(t *testing.T, list string) *lexicon {
	t.Helper()
	x, err := read(func(name string) ([]rule.Entry, error) {
		if name == list || list == "alliance" && name == "member" {
			return nil, nil
		}
		return embedded(name)
	})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func inContext(sentence string, e rule.Entry, form string) string {
	country := english().countries[e.Section]
	if country == "" {
		country = "Ukraine"
	}
	return strings.NewReplacer("{}", form, "{name}", e.Name, "{country}", country).Replace(sentence)
}

// wanted is the name that a form must give.
func wanted(list string, e rule.Entry, form string) string {
	if list == "given" {
		return form + " Kask"
	}
	return e.Name
}

// namedAs is the kind, country, role and side of what a text names so; empty where
// it does not.
func namedAs(x *lexicon, text, name string) string {
	words := token.Read(text)
	m := (&Reader{lex: x}).Read(words, syntax.NewForest(words), Context{})
	for _, e := range m.All {
		if e.Name != name {
			continue
		}
		id := fmt.Sprintf("%s %s %s %t", e.Kind, e.Country, e.Role, e.Group)
		for _, c := range m.Candidates() {
			if c.Span == e.Span {
				id += " " + c.Party.Name
			}
		}
		return id
	}
	return ""
}
