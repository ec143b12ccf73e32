// Package gazetteer knows which place lies in which: town, province, country.
//
// In goes a name, with the ISO 3166 alpha-2 code of its country where that is
// known; out come what sort of place it is and what it lies in, narrowest
// first. Spellings are forgiving: case, apostrophes, the Arabic article and the
// usual ways to write one sound make no difference ("Tal Abyad", "Tel Abyad").
//
// The knowledge lies in en/: town.list are facts of GeoNames
// (https://www.geonames.org, CC BY 4.0), place.list is by hand.
package gazetteer

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"muster/extract/token"
	"muster/news"
)

//go:embed en
var en embed.FS

// Place is a place of the table.
type Place struct {
	Name string
	// Country is the ISO 3166 alpha-2 code of the country it lies in.
	Country string
	Kind    news.WhereKind
	// In names what it lies in below the country, narrowest first.
	In []string
}

// node is a place with its whole; "" for the country itself.
type node struct {
	name, country, in string
	kind              news.WhereKind
	weight            int // rank in its province's line, the first is the largest
}

type table struct {
	exact map[string]*node   // country and folded name
	loose map[string][]*node // loose key of the name, larger places first
}

// places reads the lists once. They are embedded, so a mistake in them is a
// mistake of the program.
var places = sync.OnceValue(func() *table {
	t, err := read(en)
	if err != nil {
		panic(err)
	}
	return t
})

// Find returns the places of a name in any country, the better known first.
func Find(name string) []Place {
	t := places()
	var found []Place
	for _, n := range t.loose[loose(name)] {
		found = append(found, t.place(n))
	}
	return found
}

// Of returns the place of a name in a country.
func Of(country, name string) (Place, bool) {
	t := places()
	if n := t.exact[country+"/"+token.Fold(name)]; n != nil {
		return t.place(n), true
	}
	for _, n := range t.loose[loose(name)] {
		if n.country == country {
			return t.place(n), true
		}
	}
	return Place{}, false
}

func (t *table) place(n *node) Place {
	return Place{Name: n.name, Country: n.country, Kind: n.kind, In: t.chain(n)}
}

// maxDepth bounds a chain: quarter, town, province, part of a country.
const maxDepth = 5

func (t *table) chain(n *node) []string {
	var in []string
	for len(in) < maxDepth && n != nil && n.in != "" {
		in = append(in, n.in)
		n = t.exact[n.country+"/"+token.Fold(n.in)]
	}
	return in
}

// Inside reports whether a lies in b or is b. Not known where the table does
// not reach: a place without a country, or two of one country of which one is
// in no list.
func Inside(a, b news.Where) (yes, known bool) {
	switch {
	case a.Name == "" || b.Name == "":
		return false, false
	case a.Name == b.Name:
		return true, true
	case b.Kind == news.WholeCountry:
		return a.Country == b.Name, a.Country != ""
	case a.Kind == news.WholeCountry:
		return false, b.Country != ""
	case a.Country != "" && b.Country != "" && a.Country != b.Country:
		return false, true
	case slices.Contains(a.In, b.Name):
		return true, true
	}
	x, ok := Of(a.Country, a.Name)
	y, also := Of(b.Country, b.Name)
	if !ok || !also {
		return false, false
	}
	return slices.Contains(x.In, y.Name) || x.Name == y.Name, true
}

func read(lists fs.FS) (*table, error) {
	t := &table{exact: map[string]*node{}, loose: map[string][]*node{}}
	for _, file := range []string{"en/place.list", "en/town.list"} {
		b, err := fs.ReadFile(lists, file)
		if err != nil {
			return nil, fmt.Errorf("gazetteer: %w", err)
		}
		if err := t.readList(file, string(b)); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *table) readList(file, text string) error {
	country, n := "", 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
			continue
		case len(line) == 4 && line[0] == '[' && line[3] == ']':
			country = line[1:3]
			continue
		}
		whole, parts, ok := strings.Cut(line, ":")
		if !ok || country == "" || strings.TrimSpace(parts) == "" {
			return fmt.Errorf("gazetteer: %s:%d: want \"whole: part, part\" below a country, have %q", file, n, line)
		}
		t.addLine(country, strings.TrimSpace(whole), strings.Split(parts, ","))
	}
	return nil
}

func (t *table) addLine(country, whole string, parts []string) {
	if whole == "-" {
		whole = ""
	} else {
		t.add(&node{name: whole, country: country, kind: news.Area})
	}
	for i, p := range parts {
		name, area := strings.CutPrefix(strings.TrimSpace(p), "~")
		n := &node{name: name, country: country, in: whole, kind: news.Spot, weight: i}
		if area {
			n.kind = news.Area
		}
		t.add(n)
	}
}

// add enters a place, or tells a known one what it lies in. A town keeps its
// kind when it is a whole for its quarters.
func (t *table) add(n *node) {
	key := n.country + "/" + token.Fold(n.name)
	if old := t.exact[key]; old != nil {
		if old.in == "" && n.in != n.name {
			old.in = n.in
		}
		if n.kind == news.Spot {
			old.kind = n.kind
		}
		return
	}
	t.exact[key] = n
	k := loose(n.name)
	at := len(t.loose[k])
	for at > 0 && t.loose[k][at-1].weight > n.weight {
		at--
	}
	t.loose[k] = slices.Insert(t.loose[k], at, n)
}
