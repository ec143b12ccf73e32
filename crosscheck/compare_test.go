package crosscheck

import (
	"testing"

	"muster/news"
)

func TestCompare(t *testing.T) {
	strike := killed(0, "", "")
	troops := told{low: 4000, measure: "troops", unit: "person", subject: "DE", place: "LT", pub: "2024-03-01"}
	drones := told{low: 138, measure: "drone-launched", unit: "drone", nature: news.OfEvent, subject: "RU", place: "UA", pub: "2024-01-26", when: "2024-01-26"}
	for _, c := range []struct {
		name string
		a, b func(told, told, told) told
		want news.FindingKind
	}{
		{"disjoint tolls of one old strike", k(12), k(40), news.Contradiction},
		{"the same toll", k(12), k(12), news.Agreement},
		{"a floor below", k(40), with(k(30), func(c *told) { c.hedge, c.high = news.AtLeast, inf }), news.Agreement},
		{"a toll rising in the first days", day(k(12), "2024-03-01"), day(k(15), "2024-03-02"), news.Update},
		{"a toll falling", day(k(40), "2024-03-01"), day(k(12), "2024-03-03"), news.Contradiction},
		{"wounded are not killed", k(12), with(k(40), func(c *told) { c.measure = "wounded" }), ""},
		{"more killed than casualties", k(60), with(k(40), func(c *told) { c.measure = "casualties" }), news.Contradiction},
		{"fewer killed than casualties", k(12), with(k(40), func(c *told) { c.measure = "casualties" }), ""},
		{"one number, two measures", k(315), with(k(315), func(c *told) { c.measure = "casualties" }), news.Contradiction},
		{"children are a part of the dead", k(23), with(k(3), func(c *told) { c.people = "children" }), ""},
		{"two nights", func(_, _, d told) told { return d }, with(func(_, _, d told) told { return d }, func(c *told) {
			c.low, c.when, c.pub = 183, "2024-02-05", "2024-02-05"
		}), ""},
		{"launched is not intercepted", func(_, _, d told) told { return d }, with(func(_, _, d told) told { return d }, func(c *told) {
			c.low, c.measure = 100, "drone-intercepted"
		}), ""},
		{"more intercepted than launched", func(_, _, d told) told { return d }, with(func(_, _, d told) told { return d }, func(c *told) {
			c.low, c.measure = 160, "drone-intercepted"
		}), news.Contradiction},
		{"a level half a year on", f, with(f, func(c *told) { c.low, c.pub = 4800, "2024-09-01" }), news.Update},
		{"a level the same week", f, with(f, func(c *told) { c.low, c.pub = 4800, "2024-03-04" }), news.Contradiction},
		{"additional is not the total", f, with(f, func(c *told) { c.scope = news.Additional }), ""},
		{"planned is not actual", f, with(f, func(c *told) { c.low, c.class = 9000, news.Planned }), ""},
		{"another country", f, with(f, func(c *told) { c.low, c.subject = 9000, "CA" }), ""},
		{"the place left out", f, with(f, func(c *told) { c.low, c.place = 9000, "" }), news.Contradiction},
		{"people for a share of people", f, with(f, func(c *told) { c.unit = "percent" }), ""},
		{"up to 30 and 12", with(k(30), func(c *told) { c.hedge, c.low, c.high = news.AtMost, 0, 30 }), k(12), ""},
		{"opposed parties", with(k(12), func(c *told) { c.source = "Russian defence ministry/ministry/RU" }),
			with(k(40), func(c *told) { c.source = "Ukrainian general staff/ministry/UA" }), news.Dispute},
		{"one origin, two outlets", with(k(250), func(c *told) { c.source = "Defence ministry of Norland/ministry/NL" }),
			with(k(280), func(c *told) { c.source, c.outlet = "Defence ministry of Norland/ministry/NL", "The Herald" }), news.Transcription},
		{"one origin, another hedge", with(k(400), func(c *told) { c.source, c.hedge = "Ann Lee/person/GB", news.About }),
			with(k(400), func(c *told) { c.source, c.outlet = "Ann Lee/person/GB", "The Herald" }), news.HedgeDrift},
		{"a count twice the floor", with(drn, func(c *told) { c.low, c.hedge, c.high = 60, news.Over, inf }), drn, news.Contradiction},
		{"at least promises no nearness", with(drn, func(c *told) { c.low, c.hedge, c.high = 60, news.AtLeast, inf }), drn, news.Agreement},
		{"a condition asserts nothing", f, with(f, func(c *told) { c.low, c.class = 9000, news.Hypothetical }), ""},
		{"two conditions", with(f, func(c *told) { c.class = news.Hypothetical }), with(f, func(c *told) { c.low, c.class = 9000, news.Hypothetical }), ""},
		{"two denials", with(k(12), func(c *told) { c.denied = true }), with(k(40), func(c *told) { c.denied = true }), ""},
		{"numbers of nothing", with(f, func(c *told) { c.unit = "" }), with(f, func(c *told) { c.low, c.unit = 9000, "" }), ""},
		{"nothing shared but the measure", with(f, func(c *told) { c.subject, c.place = "", "" }), with(f, func(c *told) { c.low, c.subject, c.place = 9000, "", "" }), ""},
		{"two words for many", with(k(100), func(c *told) { c.hedge, c.high = news.Vague, 199 }), with(k(1000), func(c *told) { c.hedge, c.high = news.Vague, 9999 }), ""},
		{"one of them", with(k(1), func(c *told) { c.figure = "a girl" }), k(40), ""},
		{"later, of nobody knows what", with(f, func(c *told) { c.measure, c.unit = "noun:country", "country" }), with(f, func(c *told) { c.low, c.measure, c.unit, c.pub = 6, "noun:country", "country", "2024-09-01" }), ""},
		{"a denial", k(40), with(k(40), func(c *told) { c.denied = true }), news.Contradiction},
	} {
		a, b := c.a(strike, troops, drones).claim(t), c.b(strike, troops, drones)
		if b.outlet == "" {
			b.outlet = "The Gazette"
		}
		v := Compare(a, b.claim(t))
		if v.Kind != c.want {
			t.Errorf("%s: %q, want %q\n%v\n%v", c.name, v.Kind, c.want, v.Why, v.Slots)
		}
		if w := Compare(b.claim(t), a); w.Kind != v.Kind {
			t.Errorf("%s: %q one way, %q the other", c.name, v.Kind, w.Kind)
		}
	}
}

func k(n float64) func(told, told, told) told {
	return func(s, _, _ told) told { s.low = n; return s }
}

func drn(_, _, drones told) told { return drones }

func f(_, troops, _ told) told { return troops }

func day(of func(told, told, told) told, pub string) func(told, told, told) told {
	return with(of, func(c *told) { c.pub = pub })
}

func with(of func(told, told, told) told, change func(*told)) func(told, told, told) told {
	return func(a, b, c told) told {
		v := of(a, b, c)
		change(&v)
		return v
	}
}
