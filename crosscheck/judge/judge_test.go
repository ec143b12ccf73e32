package judge

import (
	"math"
	"strings"
	"testing"
	"time"

	"muster/crosscheck/question"
	"muster/news"
)

// toll is a number of soldiers killed, told by a source in an article of its
// own.
func toll(article, source string, value float64, change ...func(*news.Claim)) *question.Slots {
	c := news.Claim{
		ID: article + source, Kind: news.FigureClaim, Modality: news.Actual, Polarity: news.Asserted,
		Article:     news.ArticleRef{ID: article, Outlet: "Outlet of " + article, Published: time.Date(2024, 5, 2, 12, 0, 0, 0, time.UTC), Revision: 1},
		Figure:      &news.Figure{Low: value, High: value, Hedge: news.Exact, Unit: news.Persons, Scope: news.Total},
		Measure:     news.Measure{Act: "kill", ActClass: "kill", Role: news.DoneTo, Of: "soldier", OfClass: []news.Class{"soldier", "person"}},
		Of:          []news.Party{news.Nation("UA")},
		Place:       []news.Where{{Name: "Dnipro", Kind: news.Spot, Country: "UA"}},
		When:        news.On("2024-05-01"),
		Attribution: []news.Attribution{{Source: news.Source{Name: source, Kind: news.Person}}},
	}
	c.Subject = c.Of
	for _, f := range change {
		f(&c)
	}
	return question.SlotsOf(&c)
}

func TestWeightsReadBack(t *testing.T) {
	m := Learned()
	again, err := Parse(m.Text())
	if err != nil {
		t.Fatal(err)
	}
	if again.Text() != weights {
		t.Error("weights.txt is not what Text writes")
	}
}

func TestWeightsKeepTheirSigns(t *testing.T) {
	m := Learned()
	check := func(row question.Row, w float64) {
		if float64(row.Sign)*w < 0 {
			t.Errorf("%s: weight %.3f against sign %d", row.Name, w, row.Sign)
		}
	}
	for i, row := range question.Table {
		check(row, m.Same[i])
	}
	for i, row := range TimeTable {
		check(row, m.Time[i])
	}
	for i, row := range RivalTable {
		check(row, m.Rival[i])
	}
}

func TestParseRefuses(t *testing.T) {
	text := Learned().Text()
	for name, bad := range map[string]string{
		"a name nobody knows":  text + "same\tno such\t1\twhy\n",
		"a number left out":    strings.Replace(text, "same\tbias", "# same\tbias", 1),
		"a word for a number":  strings.Replace(text, "same\tact same\t", "same\tact same\tx", 1),
		"a line without parts": text + "same\n",
		"a number given twice": text + "same\tbias\t1\twhy\n",
	} {
		if _, err := Parse(bad); err == nil {
			t.Errorf("%s was read", name)
		}
	}
}

func TestStreamWantsWhatAgrees(t *testing.T) {
	m := Learned()
	a := toll("a", "governor", 12)
	for name, c := range map[string]struct {
		b     *question.Slots
		loose bool
	}{
		"another source":        {toll("b", "ministry", 40), false},
		"another act":           {toll("b", "ministry", 40, func(c *news.Claim) { c.Measure.Act, c.Measure.ActClass = "wound", "wound" }), true},
		"another thing counted": {toll("b", "ministry", 40, func(c *news.Claim) { c.Measure.Of, c.Measure.OfClass = "tank", []news.Class{"tank", "vehicle"} }), true},
		"another place": {toll("b", "ministry", 40, func(c *news.Claim) {
			c.Place = []news.Where{{Name: "Lviv", Kind: news.Spot, Country: "UA"}}
		}), true},
		"another week":                  {toll("b", "ministry", 40, func(c *news.Claim) { c.When = news.On("2024-04-12") }), true},
		"a year against a night":        {toll("b", "ministry", 40, func(c *news.Claim) { c.When = news.When{From: "2023-05-01", To: "2024-05-01"} }), true},
		"two seasons":                   {toll("b", "ministry", 40, func(c *news.Claim) { c.When = news.When{From: "2023-05-01", To: "2023-05-09"} }), true},
		"one voice of one article":      {toll("a", "governor", 40, func(c *news.Claim) { c.ID = "other" }), true},
		"the place is a candidate only": {toll("b", "ministry", 40, unplace("Dnipro")), false},
		"the place is another perhaps":  {toll("b", "ministry", 40, unplace("Lviv")), true},
	} {
		if got := m.Judge(a, c.b).Loose; got != c.loose {
			t.Errorf("%s: loose %v, want %v", name, got, c.loose)
		}
	}
}

// TestDenial: who denies a figure contradicts those who tell it, not those who
// tell another, and two who deny do not contradict each other.
func TestDenial(t *testing.T) {
	m := Learned()
	denied := func(c *news.Claim) { c.Polarity = news.Denied }
	a := toll("a", "governor", 12, denied)
	for name, c := range map[string]struct {
		b    *question.Slots
		kind news.FindingKind
	}{
		"the figure that is denied": {toll("b", "ministry", 12), news.Contradiction},
		"another figure":            {toll("b", "ministry", 40), news.Agreement},
		"another figure, later": {toll("b", "ministry", 40, func(c *news.Claim) {
			c.Article.Published, c.When = c.Article.Published.AddDate(0, 0, 2), news.On("2024-05-03")
		}), news.Agreement},
		"another denial": {toll("b", "ministry", 40, denied), news.Agreement},
	} {
		v := m.Judge(a, c.b)
		if v.Kind != c.kind || v.Contradiction() > 0 != (c.kind == news.Contradiction) {
			t.Errorf("%s: %s at %.2f, want %s", name, v.Kind, v.Contradiction(), c.kind)
		}
	}
}

// TestOutcome: what came of a plan is no contradiction of it and no update.
func TestOutcome(t *testing.T) {
	m := Learned()
	plan := toll("a", "ministry", 40, func(c *news.Claim) { c.Modality = news.Planned })
	later := func(c *news.Claim) {
		c.Article.Published, c.When = c.Article.Published.AddDate(0, 1, 0), news.On("2024-06-01")
	}
	if v := m.Relate(plan, toll("b", "auditor", 12, later)); v.Kind != news.Outcome {
		t.Errorf("a plan that fell short: %s", v.Kind)
	}
	if v := m.Relate(plan, toll("b", "auditor", 12)); v.Kind != news.Agreement {
		t.Errorf("what there is beside a plan: %s", v.Kind)
	}
}

// TestOnePeriod: what two sources give for one year is no update, what one
// source gives again may be.
func TestOnePeriod(t *testing.T) {
	m := Learned()
	year := func(c *news.Claim) { c.When = news.When{From: "2024-01-01", To: "2024-12-31"} }
	later := func(c *news.Claim) { c.Article.Published = c.Article.Published.AddDate(0, 0, 3) }
	a := toll("a", "alliance", 412, year)
	if v := m.Relate(a, toll("b", "official", 470, year, later)); v.Kind != news.Contradiction || v.Time != 0 {
		t.Errorf("two sources: %s, time %.2f", v.Kind, v.Time)
	}
	if v := m.Relate(a, toll("b", "alliance", 470, year, later)); v.Time == 0 {
		t.Error("one source cannot count again")
	}
}

// TestHints: a word for a number contradicts only one that is several times away.
func TestHints(t *testing.T) {
	dozens := toll("a", "governor", 36, func(c *news.Claim) { c.Figure.High, c.Figure.Hedge = 99, news.Vague })
	for value, contradicts := range map[float64]bool{0: true, 9: true, 30: false, 145: false, 300: false, 900: true} {
		if v := Learned().Relate(dozens, toll("b", "ministry", value)); v.Clash >= .5 != contradicts {
			t.Errorf("dozens against %v: clash %.2f", value, v.Clash)
		}
	}
}

// TestOneOfThem: an article that tells of one of those it counts does not contradict
// itself, two articles may.
func TestOneOfThem(t *testing.T) {
	m := Learned()
	two := toll("a", "governor", 2)
	if v := m.Judge(two, toll("a", "witness", 1)); v.Part < .8 {
		t.Errorf("in one article: part %.2f", v.Part)
	}
	if v := m.Judge(two, toll("b", "witness", 1)); v.Part > 0 {
		t.Errorf("in another: part %.2f", v.Part)
	}
}

// TestLengths: how far one thing flew can contradict, how far something lies from
// something else cannot among the claims of any articles.
func TestLengths(t *testing.T) {
	m := Learned()
	length := func(act string) func(*news.Claim) {
		return func(c *news.Claim) {
			c.Figure.Unit, c.Measure = news.Unit("m"), news.Measure{Act: act, ActClass: news.Class(act), Of: "distance", OfClass: []news.Class{"distance", "measure"}}
		}
	}
	for act, loose := range map[string]bool{"fly": false, "be": true} {
		if v := m.Judge(toll("a", "governor", 1000, length(act)), toll("b", "ministry", 1500, length(act))); v.Loose != loose {
			t.Errorf("%s: loose %v", act, v.Loose)
		}
	}
}

func unplace(candidate string) func(*news.Claim) {
	return func(c *news.Claim) { c.Place, c.Unsure = nil, map[news.Slot][]string{news.SlotPlace: {candidate}} }
}

func TestTimeOf(t *testing.T) {
	later := func(c *news.Claim) { c.Article.Published = c.Article.Published.AddDate(0, 0, 3) }
	for name, c := range map[string]struct {
		a, b *question.Slots
		want TimeFeature
	}{
		"a toll rises":    {toll("a", "governor", 12), toll("b", "governor", 19, later), Rises},
		"a toll falls":    {toll("a", "governor", 19), toll("b", "governor", 12, later), Falls},
		"one origin":      {toll("a", "governor", 12), toll("b", "governor", 19), OneOrigin},
		"two origins":     {toll("a", "governor", 12), toll("b", "ministry", 19), Rivals},
		"one article":     {toll("a", "governor", 12), toll("a", "ministry", 19), OneArticle},
		"a small step":    {toll("a", "governor", 100), toll("b", "ministry", 110), SmallStep},
		"a big step":      {toll("a", "governor", 10), toll("b", "ministry", 40), BigStep},
		"the first days":  {toll("a", "governor", 10), toll("b", "ministry", 40), Fresh},
		"a plan for more": {toll("a", "governor", 10, func(c *news.Claim) { c.Modality = news.Planned }), toll("b", "ministry", 40), PlanNature},
	} {
		if v := TimeOf(c.a, c.b); v[c.want] != 1 || v != TimeOf(c.b, c.a) {
			t.Errorf("%s: %v", name, v)
		}
	}
}

func TestRivals(t *testing.T) {
	a, b, beside := toll("a", "governor", 12), toll("b", "ministry", 40), toll("a", "ministry", 40)
	if v := RivalsOf(1, a, b, nil, nil); v[BestBoth] != 1 || v[RivalsAbove] != 0 || v[InArticle] != 0 {
		t.Errorf("without rivals: %v", v)
	}
	if v := RivalsOf(1, a, b, []Rival{{Asked: 2}}, nil); v[BestBoth] != 0 || v[RivalsAbove] == 0 {
		t.Errorf("with a better rival: %v", v)
	}
	if v := RivalsOf(1, a, b, []Rival{{Asked: 1, Agrees: true}}, nil); math.Abs(v[Answered]-.5) > 1e-9 {
		t.Errorf("answered elsewhere: %v", v)
	}
	if v := RivalsOf(1, a, beside, nil, nil); v[InArticle] != 1 || v[InVoices] != 1 || v[InNamed] != 1 || v[InWhat] != 1 || v[InBeside] != 1 {
		t.Errorf("two voices of an article: %v", v)
	}
	m := Learned()
	free, taken := RivalsOf(1, a, b, nil, nil), RivalsOf(1, a, b, []Rival{{Asked: 3, Agrees: true}}, nil)
	if m.Among(Verdict{}, &taken).Same >= m.Among(Verdict{}, &free).Same {
		t.Error("an article that answers elsewhere is as likely to answer here")
	}
}
