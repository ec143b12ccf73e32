package entity

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"muster/extract/syntax"
	"muster/extract/token"
	"muster/news"
)

func readText(text string) *Mentions {
	t := token.Read(text)
	return New().Read(t, syntax.NewForest(t), Context{})
}

// show writes a mention as the examples do: "Georgia place US".
func show(e news.Entity) string {
	return strings.TrimSpace(fmt.Sprintf("%s %s %s", e.Name, e.Kind, e.Country))
}

func TestSenseRules(t *testing.T) {
	for _, s := range english().senses {
		word := s.rule.Gives["word"]
		for _, ex := range s.rule.Yes {
			if got := meaning(ex.Text, word); got != ex.Want {
				t.Errorf("%s:%d: %q: %s means %q, want %q", s.rule.File, ex.Line, ex.Text, word, got, ex.Want)
			}
		}
		for _, ex := range s.rule.No {
			if got := meaning(ex.Text, word); got == show(news.Entity{Name: s.e.name, Kind: s.e.kind, Country: s.e.country}) || got == "-" {
				t.Errorf("%s:%d: %q: the rule fired: %q", s.rule.File, ex.Line, ex.Text, got)
			}
		}
	}
}

// meaning is what the word names in the text, "-" for nothing.
func meaning(text, word string) string {
	for _, e := range readText(text).All {
		if e.Span.Text == word {
			return show(e)
		}
	}
	return "-"
}

func TestMembers(t *testing.T) {
	day := func(s string) time.Time { return news.Day(s).Time() }
	for _, c := range []struct {
		alliance, on string
		n            int
	}{
		{"NATO", "2022-06-01", 30}, {"NATO", "2023-04-03", 30}, {"NATO", "2023-04-04", 31},
		{"NATO", "2024-03-07", 32}, {"North Atlantic Alliance", "", 32}, {"NATO", "1990-01-01", 16}, {"NATO", "1949-08-24", 12},
		{"EU", "2020-01-31", 28}, {"EU", "2020-02-01", 27}, {"G7", "", 7}, {"G20", "", 19}, {"CSTO", "", 6},
		{"JEF", "", 10}, {"B9", "", 9}, {"AUKUS", "", 3}, {"ECOWAS", "", 12}, {"Five Eyes", "", 5}, {"Nobody", "", 0},
	} {
		if got := len(Members(c.alliance, day(c.on))); got != c.n {
			t.Errorf("%s on %q has %d members, want %d", c.alliance, c.on, got, c.n)
		}
	}
}

func TestOutlets(t *testing.T) {
	if s, ok := OutletByName("the new york times"); !ok || s.Name != "The New York Times" || s.Kind != news.Newspaper {
		t.Errorf("got %+v", s)
	}
	if s, ok := OutletByDomain("https://feeds.reuters.com/world"); !ok || s.Name != "Reuters" {
		t.Errorf("got %+v", s)
	}
	if _, ok := OutletByDomain("example.org"); ok {
		t.Error("example.org is an outlet")
	}
	if n := len(Outlets()); n < 300 {
		t.Errorf("only %d outlets", n)
	}
	if CountryName("UA") != "Ukraine" || CountryName("SU") != "Soviet Union" || CountryName("ZZ") != "" {
		t.Error("country names")
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Gen. Mark Milley said in Georgia, the U.S.-led NATO's 47th Mechanized Brigade of Ukraine left.")
	f.Add("“He told Reuters,” al-Assad – Kim Jong-un, 44, the president’s")
	f.Fuzz(func(t *testing.T, s string) {
		m := readText(s)
		at := 0
		for _, e := range m.All {
			if e.Span.Start < at || e.Span.End <= e.Span.Start || e.Span.End > len(s) || s[e.Span.Start:e.Span.End] != e.Span.Text {
				t.Fatalf("span %+v of %q", e.Span, s)
			}
			if e.Name == "" || e.Kind == "" {
				t.Fatalf("mention %+v of %q", e, s)
			}
			at = e.Span.Start
		}
		for _, x := range token.Read(s).Sentences {
			m.Refer(news.Cut(s, x.Start, x.End))
			for _, tok := range x.Tokens {
				m.Refer(news.Cut(s, tok.Start, tok.End))
			}
		}
		m.Within(0, len(s))
		m.Outermost(0, len(s))
	})
}

func TestNamed(t *testing.T) {
	for name, want := range map[string]news.Entity{
		"uk": {Name: "United Kingdom", Kind: news.CountryName, Country: "GB"}, "Kiev": {Name: "Kyiv", Kind: news.Capital, Country: "UA"},
		"ISIS": {Name: "Islamic State", Kind: news.ArmedForce}, "zelensky": {Name: "Volodymyr Zelenskyy", Kind: news.Human, Country: "UA"},
		"Ukrainian": {Name: "Ukraine", Kind: news.Demonym, Country: "UA"}, "EU": {Name: "European Union", Kind: news.Alliance},
		"nyt": {Name: "The New York Times", Kind: news.Outlet, Country: "US"},
	} {
		if got, ok := Named(name); !ok || got.Name != want.Name || got.Kind != want.Kind || got.Country != want.Country {
			t.Errorf("%q: %+v, %v", name, got, ok)
		}
	}
	if got, ok := Named("Nobody Listed"); ok {
		t.Errorf("%+v", got)
	}
}
