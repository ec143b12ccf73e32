// Package country scores the countries and people that extract/entity reads
// against gold/claims and gold/claims2: per article, the set of country words (surface form and
// ISO code) and the set of people.
//
// The gold lists every form once however often and in whatever case it stands,
// so both sides are sets of folded forms. A country word is a mention of kind country, demonym, capital or
// metonym, also inside a longer name ("US Central Command").
package country

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"muster/extract/entity"
	"muster/extract/syntax"
	"muster/extract/token"
	"muster/news"
	"muster/score/goldfile"
	"muster/score/table"
)

type gold struct {
	ID        string `json:"id"`
	Outlet    string `json:"outlet"`
	Published string `json:"published"`
	Countries []struct {
		Text string `json:"text"`
		ISO2 string `json:"iso2"`
		Kind string `json:"kind"`
	} `json:"countries"`
	People []person `json:"people"`
}

// person is a full name: claims holds the name alone, claims2 the words beside
// it.
type person string

func (p *person) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, (*string)(p))
	}
	var of struct{ Name string }
	err := json.Unmarshal(b, &of)
	*p = person(of.Name)
	return err
}

type article struct {
	Text string `json:"text"`
	URL  string `json:"url"`
}

// Miss is one difference from the gold, for the error list.
type Miss struct {
	Article string
	What    string // "country" or "person"
	Wrong   string // given, but not in the gold
	Lost    string // in the gold, but not given
}

// Score reads goldDir/claims with the articles in goldDir or beside it, and
// goldDir/claims2 with goldDir/articles2. The error wraps fs.ErrNotExist where
// both are absent.
func Score(goldDir string) ([]table.Table, error) {
	tables, _, err := Compare(goldDir)
	return tables, err
}

// folders are where claims and their texts lie.
var folders = []struct {
	name, claims string
	texts        func(goldDir string) string
}{
	{"", "claims", goldfile.Articles},
	{", claims2", "claims2", func(goldDir string) string { return filepath.Join(goldDir, "articles2") }},
}

// Compare is Score with the list of differences.
func Compare(goldDir string) ([]table.Table, []Miss, error) {
	var misses []Miss
	t := table.Table{Title: "countries and people", Notes: []string{"per article: the set of country words with their code, the set of people"}}
	r := entity.New()
	for _, f := range folders {
		files, err := filepath.Glob(filepath.Join(goldDir, f.claims, "*.json"))
		if err != nil {
			return nil, nil, fmt.Errorf("country: %w", err)
		}
		if len(files) == 0 {
			continue
		}
		sort.Strings(files)
		rows, ms, err := compareAll(r, files, f.texts(goldDir))
		if err != nil {
			return nil, nil, err
		}
		for i := range rows {
			rows[i].Name += f.name
		}
		t.Rows, misses = append(t.Rows, rows...), append(misses, ms...)
	}
	if len(t.Rows) == 0 {
		return nil, nil, fmt.Errorf("country: %s/claims: %w", goldDir, fs.ErrNotExist)
	}
	return []table.Table{t}, misses, nil
}

// compareAll compares files of gold whose articles lie in a folder.
func compareAll(r *entity.Reader, files []string, texts string) ([]table.Row, []Miss, error) {
	var misses []Miss
	countries, people := table.Row{Name: "countries"}, table.Row{Name: "people"}
	for _, f := range files {
		var g gold
		var a article
		if err := load(f, &g); err != nil {
			return nil, nil, err
		}
		if err := load(filepath.Join(texts, g.ID+".json"), &a); err != nil {
			return nil, nil, err
		}
		m := read(r, g, a)
		c, ms := compare(g.ID, "country", countryForms(m), goldForms(g))
		countries.Count = countries.Add(c)
		misses = append(misses, ms...)
		c, ms = compare(g.ID, "person", personNames(m), goldPeople(g))
		people.Count = people.Add(c)
		misses = append(misses, ms...)
	}
	return []table.Row{countries, people}, misses, nil
}

func load(path string, v any) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("country: %w", err)
	}
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("country: %s: %w", path, err)
	}
	return nil
}

func read(r *entity.Reader, g gold, a article) *entity.Mentions {
	t := token.Read(a.Text)
	ctx := entity.Context{URL: a.URL}
	ctx.Published, _ = time.Parse("2006-01-02", g.Published)
	if o, ok := entity.OutletByName(g.Outlet); ok {
		ctx.Outlet = o
	}
	return r.Read(t, syntax.NewForest(t), ctx)
}

func countryForms(m *entity.Mentions) map[string]bool {
	set := map[string]bool{}
	for _, e := range m.All {
		switch e.Kind {
		case news.CountryName, news.Demonym, news.Capital, news.Metonym:
			set[token.Fold(e.Span.Text)+" "+e.Country] = true
		}
	}
	return set
}

func goldForms(g gold) map[string]bool {
	set := map[string]bool{}
	for _, c := range g.Countries {
		if c.Kind != "force" {
			set[token.Fold(c.Text)+" "+c.ISO2] = true
		}
	}
	return set
}

func personNames(m *entity.Mentions) map[string]bool {
	set := map[string]bool{}
	for _, e := range m.All {
		if e.Kind == news.Human {
			set[token.Fold(e.Name)] = true
		}
	}
	return set
}

// goldPeople spells well-known people as the reader's table does: the gold
// keeps each article's own spelling.
func goldPeople(g gold) map[string]bool {
	set := map[string]bool{}
	for _, n := range g.People {
		set[token.Fold(entity.PersonName(string(n)))] = true
	}
	return set
}

func compare(id, what string, got, want map[string]bool) (table.Count, []Miss) {
	var c table.Count
	var misses []Miss
	for x := range got {
		if want[x] {
			c.TP++
			continue
		}
		c.FP++
		misses = append(misses, Miss{Article: id, What: what, Wrong: x})
	}
	for x := range want {
		if !got[x] {
			c.FN++
			misses = append(misses, Miss{Article: id, What: what, Lost: x})
		}
	}
	sort.Slice(misses, func(i, j int) bool {
		return strings.Compare(misses[i].Wrong+misses[i].Lost, misses[j].Wrong+misses[j].Lost) < 0
	})
	return c, misses
}
