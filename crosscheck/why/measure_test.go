package why

import (
	"testing"

	"muster/news"
)

func TestMeasure(t *testing.T) {
	for _, c := range []struct {
		of, act string
		role    news.Role
		unit    news.Unit
		want    string
	}{
		{"soldier", "kill", news.DoneTo, news.Persons, "soldiers killed"},
		{"missile", "hit", news.Doer, "missile", "missiles that hit"},
		{"battery", "be", "", "battery", "batteries"},
		{"defence", "spend", news.DoneTo, news.PercentOfGDP, "spending on defence"},
		{"defence spending", "spend", news.DoneTo, news.PercentOfGDP, "defence spending"},
		{"ally", "spend", news.Doer, news.PercentOfGDP, "spending"},
		{"cybersecurity", "invest", news.DoneTo, "EUR", "investment in cybersecurity"},
		{"military aid", "pledge", news.DoneTo, "USD", "military aid pledged"},
		{"distance", "travel", news.Doer, "m", "distance travelled"},
		{"casualty", "kill", news.DoneTo, news.Percent, "casualties killed"},
	} {
		m := news.Measure{Of: c.of, Act: c.act, Role: c.role}
		if got := Measure(m, c.unit); got != c.want {
			t.Errorf("%s %s in %s: %q, want %q", c.of, c.act, c.unit, got, c.want)
		}
	}
}
