package gazetteer

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"muster/news"
)

func TestOf(t *testing.T) {
	for _, c := range []struct {
		country, name, found string
		kind                 news.WhereKind
		in                   string
	}{
		{"UA", "Bucha", "Bucha", news.Spot, "Kyiv region"},
		{"UA", "Bakhmut", "Bakhmut", news.Spot, "Donetsk region/Donbas"},
		{"UA", "Donetsk region", "Donetsk region", news.Area, "Donbas"},
		{"SY", "Jableh", "Jableh", news.Spot, "Latakia province"},
		{"SY", "Tel Abyad", "Tal Abyad", news.Spot, "Raqqa"},
		{"SY", "al-Bab", "al-Bab", news.Spot, "Aleppo province"},
		{"IQ", "Mosul Dam", "Mosul Dam", news.Spot, "Nineveh"},
		{"EG", "El Arish", "El Arish", news.Spot, "North Sinai/Sinai"},
		{"EG", "Al-Arish", "El Arish", news.Spot, "North Sinai/Sinai"},
		{"PS", "Zeitoun", "Zeitoun", news.Spot, "Gaza City/Gaza"},
		{"TR", "Bucha", "", "", ""},
	} {
		p, ok := Of(c.country, c.name)
		if ok != (c.found != "") || p.Name != c.found || p.Kind != c.kind || strings.Join(p.In, "/") != c.in {
			t.Errorf("%s in %s: %+v %v, want %s %s in %s", c.name, c.country, p, ok, c.kind, c.found, c.in)
		}
	}
}

func TestFind(t *testing.T) {
	var in []string
	for _, p := range Find("Tripoli") {
		in = append(in, p.Country)
	}
	if !slices.Contains(in, "LY") || !slices.Contains(in, "LB") {
		t.Errorf("Tripoli is found in %v", in)
	}
	if got := Find("Qwertivka"); len(got) > 0 {
		t.Errorf("Qwertivka is found: %v", got)
	}
}

func TestInside(t *testing.T) {
	spot := func(country, name string) news.Where {
		return news.Where{Name: name, Kind: news.Spot, Country: country}
	}
	area := func(country, name string) news.Where {
		return news.Where{Name: name, Kind: news.Area, Country: country}
	}
	for _, c := range []struct {
		a, b       news.Where
		yes, known bool
	}{
		{spot("UA", "Bucha"), area("UA", "Kyiv region"), true, true},
		{spot("UA", "Bucha"), news.Land("UA"), true, true},
		{spot("UA", "Bucha"), news.Land("RU"), false, true},
		{spot("UA", "Bucha"), spot("UA", "Irpin"), false, true},
		{area("UA", "Kyiv region"), spot("UA", "Bucha"), false, true},
		{news.Land("UA"), spot("UA", "Bucha"), false, true},
		{spot("UA", "Qwertivka"), spot("UA", "Bucha"), false, false},
		{spot("UA", "Qwertivka"), spot("SY", "Aleppo"), false, true},
		{spot("", "Qwertivka"), news.Land("UA"), false, false},
		{spot("UA", "Bucha"), spot("UA", "Bucha"), true, true},
		{area("SY", "northern Syria"), news.Land("SY"), true, true},
		{news.Where{Name: "Shopton", Country: "UA", In: []string{"Kyiv region"}}, area("UA", "Kyiv region"), true, true},
		{news.Where{}, news.Land("UA"), false, false},
	} {
		if yes, known := Inside(c.a, c.b); yes != c.yes || known != c.known {
			t.Errorf("%s in %s: %v %v, want %v %v", c.a.Name, c.b.Name, yes, known, c.yes, c.known)
		}
	}
}

func TestNeighbours(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{{"TR", "SY", true}, {"SY", "TR", true}, {"UA", "RU", true}, {"UA", "SY", false}, {"", "RU", false}} {
		if got := Neighbours(c.a, c.b); got != c.want {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
	for _, text := range []string{"TR SY\n", "TR: SYR\n", "TR: SY\nSY: TR\n"} {
		if _, err := readBorders(fstest.MapFS{"en/border.list": {Data: []byte(text)}}); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}

// TestNoPlaceLiesInItself follows every chain.
func TestNoPlaceLiesInItself(t *testing.T) {
	x := places()
	for _, n := range x.exact {
		in := x.chain(n)
		if slices.Contains(in, n.name) || len(in) == maxDepth {
			t.Errorf("%s lies in %v", n.name, in)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for _, text := range []string{"Kyiv: Bucha\n", "[UA]\nKyiv\n", "[UA]\nKyiv:\n"} {
		if _, err := read(fstest.MapFS{"en/place.list": {Data: []byte(text)}, "en/town.list": {}}); err == nil || !strings.Contains(err.Error(), "en/place.list:") {
			t.Errorf("%q was read: %v", text, err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := read(en); err != nil {
			b.Fatal(err)
		}
	}
}
