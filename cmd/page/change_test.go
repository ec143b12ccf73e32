package page

import (
	"strings"
	"testing"

	"muster/news"
)

func TestChanges(t *testing.T) {
	one, two := claim("They sent 3 tanks.", 0, 10, 17), claim("They sent 4 tanks.", 0, 10, 17)
	two.ID = "fedcba9876543210"
	finding := func(change func(*news.Finding)) news.Finding {
		f := news.Finding{ID: "f", Kind: news.Contradiction, Severity: .3, Sides: []news.Side{{Stated: "3 tanks", Claims: []news.Claim{one}}}}
		change(&f)
		return f
	}
	before := finding(func(*news.Finding) {})
	for _, c := range []struct {
		change func(*news.Finding)
		want   string
	}{
		{func(*news.Finding) {}, ""},
		{func(f *news.Finding) { f.Severity = .34 }, ""},
		{func(f *news.Finding) { f.Severity = .4 }, "Severity is 0.4; it was 0.3."},
		{func(f *news.Finding) { f.Kind = news.HedgeDrift }, "It was a case of contradiction and is one of hedge drift."},
		{func(f *news.Finding) { f.Withdrawn, f.Why = true, []string{"A revision took it back."} }, "It no longer holds. A revision took it back."},
		{func(f *news.Finding) { f.Sides[0].Stated = "4 tanks" }, "The sides are 4 tanks; they were 3 tanks."},
		{func(f *news.Finding) { f.Sides[0].Claims = []news.Claim{one, two} }, "five diplomats → Reuters now says 3 tanks ()."},
		{func(f *news.Finding) { f.Sides[0].Claims = nil }, "1 claim is no longer in it."},
	} {
		if got := strings.Join(Changes(before, finding(c.change)), " "); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	gone := finding(func(f *news.Finding) { f.Withdrawn = true })
	if got := Changes(gone, before); len(got) != 1 || got[0] != "It holds again." {
		t.Error(got)
	}
}
