package extract

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"muster/news"
)

// joins are sentences of ours, each for one rule of the join. An empty slot is
// not asked; "none" asks that the slot be empty.
var joins = []struct {
	text, figure                          string // figure: in the figure's text
	measure, subject, place, scope, modal string
	unit                                  string
	from, to                              news.Day
}{
	{text: "Some 48 people are believed to have been killed in Odesa.", figure: "48", measure: "killed", place: "Odesa", subject: "UA"},
	{text: "NATO had estimated Russia has 40,000 troops along the border.", figure: "40,000", measure: "troops"},
	{text: "U.S. troops are to be cut to 8,600.", figure: "8,600", subject: "US", modal: "planned"},
	{text: "The army carried out a strike on two depots near Kharkiv.", figure: "two", measure: "depot-hit"},
	{text: "Kyiv said five missiles fired from Russian ships hit the port.", figure: "five"},
	{text: "The defence ministry said 300 people were hiding in a cellar in Kherson, including 40 nurses.", figure: "40", place: "Kherson", scope: "share"},
	{text: "The governor of the Donetsk region said two civilians had been killed.", figure: "two", place: "Donetsk", measure: "killed"},
	{text: "A blast in Kharkiv killed three men.\n\nA hotel in Qwertivka was hit later, killing six people.", figure: "six", place: "Qwertivka"},
	{text: "About 12,000 Ukrainian soldiers have been killed since Russia’s invasion in February 2022.", figure: "12,000", from: "2022-02-24", to: "2024-03-01"},
	{text: "Finland, which has a 1,340 km border with Russia, joined in April 2023.", figure: "1,340", from: "2024-03-01"},
	{text: "The raid was the worst since a battle near Ghazni in August 2018, with officials reporting at the time 150 soldiers, 95 civilians and 30 rebels killed.", figure: "95", measure: "killed", from: "2018-08-01", to: "2018-08-31"},
	{text: "The attack in Lviv killed nine people, and 42 others were wounded.", figure: "42", measure: "wounded", scope: "additional"},
	{text: "Germany will send an additional 4,000 soldiers to Lithuania, and Canada 1,200 to Latvia.", figure: "1,200", subject: "CA", scope: "additional"},
	{text: "The military destroyed 31 out of 40 missiles fired and 12 out of 19 drones launched by Russia, Ukraine said.", figure: "12", measure: "drone-intercepted"},
	{text: "The minister spoke to one hundred men.", figure: "one hundred men"},
	{text: "It has three tanks. It has a force of 5,000.", figure: "5,000", unit: "person"},
	{text: "NATO met. The 100-member Senate voted.", figure: "100-member", unit: "member"},
	{text: "NATO met. The 32-member alliance agreed.", figure: "32-member", unit: "country"},
	{text: "It lost three tanks. It runs a fleet of 300.", figure: "300", unit: "none"},
	{text: "Ukraine said 5 million people have fled to the EU.", figure: "5 million", place: "EU"},
	{text: "The Norwegian government announced 90 million dollars in aid for Moldova, as 300,000 refugees face the cold.", figure: "300,000", modal: "actual"},
}

func TestJoin(t *testing.T) {
	for _, j := range joins {
		c, ok := claimOf(figureClaims(t, j.text, "2024-03-01", "Ledger"), j.figure)
		if !ok {
			t.Errorf("no claim of %q in %q", j.figure, j.text)
			continue
		}
		for slot, v := range map[string][2]string{
			"measure": {j.measure, string(c.MeasureID)}, "unit": {j.unit, cmp.Or(string(c.Figure.Unit), "none")}, "scope": {j.scope, string(c.Figure.Scope)}, "modality": {j.modal, string(c.Modality)},
			"from": {string(j.from), string(c.When.From)}, "to": {string(j.to), string(c.When.To)},
		} {
			if v[0] != "" && v[0] != v[1] {
				t.Errorf("%s of %q is %q, want %q: %q", slot, j.figure, v[1], v[0], j.text)
			}
		}
		checkNames(t, "subject", j.subject, likeliest(news.Names(c.Subject), c.Unsure[news.SlotSubject]), j.text)
		checkNames(t, "place", j.place, likeliest(news.PlaceNames(c.Place), c.Unsure[news.SlotPlace]), j.text)
	}
}

// likeliest is what is stated, or else the first of the candidates: one sentence
// alone often leaves the ranker unsure.
func likeliest(stated, unsure []string) []string {
	if len(stated) == 0 && len(unsure) > 0 {
		return unsure[:1]
	}
	return stated
}

func checkNames(t *testing.T, slot, want string, got []string, text string) {
	t.Helper()
	if want == "none" && len(got) > 0 || want != "" && want != "none" && !slices.Equal(got, []string{want}) {
		t.Errorf("%s is %v, want %s: %q", slot, got, want, text)
	}
}

func claimOf(claims []news.Claim, figure string) (news.Claim, bool) {
	for _, c := range claims {
		if strings.Contains(c.Figure.Text, figure) {
			return c, true
		}
	}
	return news.Claim{}, false
}
