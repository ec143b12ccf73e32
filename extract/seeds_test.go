package extract

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"muster/news"
)

// seed reads one of the two real articles of ../shared/seeds.
func seed(t *testing.T, prefix string) string {
	t.Helper()
	files, err := filepath.Glob("../../shared/seeds/" + prefix + "*.txt")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("no ../shared/seeds beside the project: the two real articles are not there to read")
	}
	b, err := os.ReadFile(files[0])
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("no ../shared/seeds beside the project")
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// wanted is what a seed must give of one figure.
type wanted struct {
	has           string // in the figure's text
	low, high     float64
	hedge         news.Hedge
	unit          news.Unit
	scope         news.Scope
	modality      news.Modality
	measure       news.MeasureID
	subject, from string // first of each; empty: not asked
}

func TestFirstSeed(t *testing.T) {
	claims := figureClaims(t, seed(t, "000"), "2023-07-10", "Outlet")
	inf := 1e308
	for _, w := range []wanted{
		{"almost 40 thousand", 40000, 40000, news.Almost, "person", news.Total, news.Planned, "troops", "NATO", "The New York Times"},
		{"8 countries", 8, 8, news.Exact, "country", news.Total, news.Actual, "", "NATO", "The New York Times"},
		{"quadruple", 4, 4, news.Exact, "factor", news.ChangeOf, news.Planned, "troops", "NATO", "The New York Times"},
		{"just over 10 thousand", 10000, inf, news.Over, "person", news.Total, news.Actual, "troops", "NATO", "Outlet"},
		{"4-5 thousand", 4000, 5000, news.Between, "person", news.Each, news.Planned, "troops", "NATO", "Outlet"},
		{"32-40 thousand", 32000, 40000, news.Between, "person", news.Total, news.Planned, "troops", "NATO", "Outlet"},
		{"4,000 Bundeswehr", 4000, 4000, news.Exact, "person", news.Additional, news.Planned, "troops", "DE", "Outlet"},
		{"1.2 thousand", 1200, 1200, news.Exact, "person", news.Additional, news.Planned, "troops", "CA", "Outlet"},
	} {
		checkSeed(t, claims, w)
	}
}

func checkSeed(t *testing.T, claims []news.Claim, w wanted) {
	t.Helper()
	for _, c := range claims {
		f := c.Figure
		if !strings.Contains(f.Text, w.has) {
			continue
		}
		if f.Low != w.low || min(f.High, 1e308) != w.high || f.Hedge != w.hedge || f.Unit != w.unit || f.Scope != w.scope {
			t.Errorf("%q is %v..%v %s %s %s", w.has, f.Low, f.High, f.Hedge, f.Unit, f.Scope)
		}
		if c.Modality != w.modality || w.measure != "" && c.MeasureID != w.measure {
			t.Errorf("%q is %s, %s", w.has, c.Modality, c.MeasureID)
		}
		if len(c.Subject) == 0 || c.Subject[0].Name != w.subject || c.Origin().Name != w.from {
			t.Errorf("%q is of %v, said by %s", w.has, c.Subject, c.Origin().Name)
		}
		return
	}
	t.Errorf("no claim of %q", w.has)
}

func TestSeedStatements(t *testing.T) {
	text := seed(t, "000")
	found := map[string][]string{}
	for _, c := range extractor().Extract(news.Article{ID: "a", Text: text, Outlet: news.Source{Name: "Outlet"}}).Claims {
		if c.Kind != news.StatementClaim {
			continue
		}
		var chain []string
		for _, a := range c.Attribution {
			chain = append(chain, a.Source.Name)
		}
		found[c.Counted] = chain
	}
	for part, want := range map[string]string{
		"has agreed on a defense plan": "diplomats, Reuters, Outlet",
		"had to compromise":            "source, Reuters, Outlet",
		"Allies will know exactly":     "Jens Stoltenberg, Outlet",
	} {
		got := "nothing"
		for counted, chain := range found {
			if strings.Contains(counted, part) {
				got = strings.Join(chain, ", ")
			}
		}
		if got != want {
			t.Errorf("%q is said by %s, want %s", part, got, want)
		}
	}
}

func TestSecondSeed(t *testing.T) {
	claims := figureClaims(t, seed(t, "001"), "2023-04-28", "BNN")
	if len(claims) != 1 {
		t.Errorf("%d figures, want 1", len(claims))
	}
	checkSeed(t, claims, wanted{"2%", 2, 2, news.Exact, "percent-of-gdp", news.Share, news.Planned, "defence-spending", "NATO", "Jens Stoltenberg"})
}
