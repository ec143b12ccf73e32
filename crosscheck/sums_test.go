package crosscheck

import (
	"strings"
	"testing"

	"muster/news"
)

// in gives claims one article, each figure further down the text.
func in(t testing.TB, article string, cs ...told) []news.Claim {
	t.Helper()
	var out []news.Claim
	for i, c := range cs {
		c.article, c.at = article, 60*(i+1)
		if c.pub == "" {
			c.pub = "2024-03-01"
		}
		out = append(out, c.claim(t))
	}
	return out
}

func TestSums(t *testing.T) {
	flank := told{unit: "person", measure: "troops", subject: "NATO", class: news.Planned}
	troops := func(low, high float64, h news.Hedge) told {
		c := flank
		c.low, c.high, c.hedge = low, high, h
		return c
	}
	each := troops(4000, 5000, news.Between)
	each.scope, each.per = news.Each, "country"
	now := troops(10000, inf, news.Over)
	now.class, now.figure = news.Actual, "just over 10 thousand military personnel"
	factor := told{low: 4, unit: news.Factor, measure: "noun:presence", scope: news.ChangeOf, class: news.Planned,
		change: &news.Change{Kind: news.ByFactor, Direction: news.Up}}
	count := func(n float64, u news.Unit, m news.MeasureID) told {
		return told{low: n, unit: u, measure: m, nature: news.OfEvent, text: "One long sentence holds all of the figures of this barrage."}
	}
	side := count(157, "person", "exchanged")
	side.scope, side.per = news.Each, "side"
	more := count(4, "tank", "tank-pledged")
	more.scope = news.Additional
	eur := func(n float64, u news.Unit) told {
		return told{low: n, unit: u, measure: "aid", text: "The package is worth this much."}
	}
	for _, c := range []struct {
		name   string
		claims []told
		want   []string // worked sums; "!" in front: does not come out
	}{
		{"so many in each", []told{count(8, "country", "noun:country"), each, troops(32000, 40000, news.Between)},
			[]string{"8 × (4,000 to 5,000) = 32,000 to 40,000"}},
		{"a multiple", []told{factor, troops(40000, 40000, news.Almost), now},
			[]string{"4 × over 10,000 = a little over 40,000"}},
		{"kinds together", []told{count(122, "missile", "missile-launched"), count(36, "drone", "drone-launched"), count(158, "munition", "munition-launched")},
			[]string{"122 + 36 = 158"}},
		{"kinds that do not come out", []told{count(122, "missile", "missile-launched"), count(36, "drone", "drone-launched"), count(190, "munition", "munition-launched")},
			[]string{"!122 + 36 = 158"}},
		{"places together", []told{count(1700, "person", "troops"), count(300, "person", "troops"), count(2000, "person", "troops")},
			[]string{"1,700 + 300 = 2,000"}},
		{"both sides", []told{side, count(314, "person", "exchanged")}, []string{"2 × 157 = 314"}},
		{"both sides that do not come out", []told{side, count(340, "person", "exchanged")}, []string{"!2 × 157 = 314"}},
		{"more than before", []told{count(14, "tank", "tank-pledged"), more, count(18, "tank", "tank-pledged")}, []string{"14 + 4 = 18"}},
		{"a share", []told{count(45, "drone", "drone-intercepted"), count(90, "drone", "drone-launched"), {low: 50, unit: news.Percent, measure: "noun:drone", scope: news.Share, text: "One long sentence holds all of the figures of this barrage."}},
			[]string{"45 of 90 = 50 %"}},
		{"two rates", []told{eur(100e6, "EUR"), eur(110e6, "USD"), eur(200e6, "EUR"), eur(300e6, "USD")}, []string{"!200 million at the rate of 110 million for 100 million = 220 million"}},
		{"chance", []told{count(2, "tank", "tank-lost"), count(3, "tank", "tank-lost"), count(5, "ship", "ship-lost")}, nil},
	} {
		claims := in(t, "a1", c.claims...)
		var got []string
		for _, s := range sumsOf(recordsOf(claims)) {
			w := s.worked()
			if !s.holds {
				w = "!" + w
			}
			got = append(got, w)
		}
		if strings.Join(got, "; ") != strings.Join(c.want, "; ") {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		for _, f := range Check(claims) {
			if f.Kind == news.Contradiction {
				t.Errorf("%s: a contradiction within one reckoning: %v", c.name, f.Why)
			}
		}
	}
}
