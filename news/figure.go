package news

import (
	"encoding/json"
	"fmt"
	"math"
)

// Hedge says how the text softens or bounds a number.
type Hedge string

// The hedges.
const (
	Exact   Hedge = "exact"
	About   Hedge = "about"
	Almost  Hedge = "almost"
	Over    Hedge = "over"
	Under   Hedge = "under"
	AtLeast Hedge = "at-least"
	AtMost  Hedge = "at-most"
	Between Hedge = "between"
	Vague   Hedge = "vague"
)

// Scope says what part of the whole a number speaks of.
type Scope string

// The scopes.
const (
	Total      Scope = "total"
	Each       Scope = "each"
	Additional Scope = "additional"
	Share      Scope = "share"
	ChangeOf   Scope = "change"
	Rank       Scope = "rank"
)

// Unit is the normalised unit of a figure: "person", an ISO 4217 code
// ("USD"), "percent", "percent-of-gdp", "percentage-point", an SI unit ("m",
// "kg", "km/h"), "factor", a countable kind of kit ("tank", "drone", ...) or
// any other counted noun in the singular. Empty: a bare number.
type Unit string

// Units that code asks for by name. The full table of kit is data of
// extract/figure.
const (
	Persons         Unit = "person"
	Percent         Unit = "percent"
	PercentOfGDP    Unit = "percent-of-gdp"
	PercentagePoint Unit = "percentage-point"
	Factor          Unit = "factor"
)

// ChangeKind says how a change is measured.
type ChangeKind string

// The kinds of change.
const (
	// ByFactor: "quadruple", "three times as many"; the figure is the factor.
	ByFactor ChangeKind = "factor"
	// ByDelta: "another 4,000", "fell by 10 %"; the figure is the difference.
	ByDelta ChangeKind = "delta"
	// ToLevel: "rose to 40,000"; the figure is the level reached.
	ToLevel ChangeKind = "to-level"
	// FromLevel: "rose from 10,000"; the figure is the level left.
	FromLevel ChangeKind = "from-level"
)

// Direction of a change.
type Direction string

// The directions.
const (
	Up   Direction = "up"
	Down Direction = "down"
)

// Change says that a figure speaks of a change and how.
type Change struct {
	Kind      ChangeKind `json:"kind"`
	Direction Direction  `json:"direction,omitempty"`
}

// Figure is a number as the news gives it. Low and High are in Unit; an open
// end is -Inf or +Inf in Go and null in JSON. Bounds are as stated: softness
// stays in Hedge, never in the numbers.
//
//	text                             Low    High   Unit    Hedge
//	"about 30 tanks"                  30      30   tank    about
//	"almost 40 thousand people"    40000   40000   person  almost
//	"more than 10,000 troops"      10000    +Inf   person  over
//	"at least seven people"            7    +Inf   person  at-least
//	"up to 1,200 drones"            -Inf    1200   drone   at-most
//	"between 5 and 7 km"            5000    7000   m       between
//	"dozens of drones"                24      99   drone   vague
//	"several years"                    3    +Inf   year    vague
type Figure struct {
	Span   Span
	Low    float64
	High   float64
	Hedge  Hedge
	Unit   Unit
	Scope  Scope
	Per    string  // of what each: "country", "day", "side"; empty otherwise
	Change *Change // nil where the figure is a plain level
	// Text is the figure as written: number, hedge, unit and head noun.
	Text string
	// Number is the span of the bare number words inside Span.
	Number Span
	// Noun is the counted noun phrase as written ("military personnel").
	Noun string
	// Rules names the rules that fired, in order.
	Rules []string
	// Stated is the interval and unit before conversion ("900 miles" is in m
	// above and 900 mile here); nil where nothing was converted.
	Stated *Stated
	// Aside is set where the text has a quantity that no other source could
	// confirm or contradict; no claim is made of it.
	Aside Aside
}

// Stated is a figure's interval in the unit the text uses.
type Stated struct {
	Low, High float64
	Unit      Unit
}

// Aside says why a quantity is no matter for a claim.
type Aside string

// The reasons to leave a quantity aside.
const (
	// AnAge: "Ivanov, 48", "a 3-year-old agreement".
	AnAge Aside = "age"
	// ASourceCount: "five diplomats told Reuters".
	ASourceCount Aside = "source-count"
	// ABackReference: "the two countries", "those three months".
	ABackReference Aside = "back-reference"
	// AnArticle: "in one hospital", where "one" is little more than "a".
	AnArticle Aside = "article"
	// AnAttribute: "a five-story building", "155 mm shells".
	AnAttribute Aside = "attribute"
	// ADuration: days and years that pass by the way ("after two long days").
	ADuration Aside = "duration"
	// ALooseCount: "several districts", "a couple of things".
	ALooseCount Aside = "loose-count"
	// AScore: "outnumbered ten to one".
	AScore Aside = "score"
	// AConversion: "(1,400 km)" behind "900 miles", the same once more.
	AConversion Aside = "conversion"
)

// figureWire is the JSON form of Figure.
type figureWire struct {
	Span   Span     `json:"span"`
	Low    *float64 `json:"low"`
	High   *float64 `json:"high"`
	Hedge  Hedge    `json:"hedge"`
	Unit   Unit     `json:"unit"`
	Scope  Scope    `json:"scope"`
	Per    string   `json:"per,omitempty"`
	Change *Change  `json:"change,omitempty"`
	Text   string   `json:"text"`
	Number Span     `json:"number"`
	Noun   string   `json:"noun,omitempty"`
	Rules  []string `json:"rules,omitempty"`
	Stated *stated  `json:"stated,omitempty"`
	Aside  Aside    `json:"aside,omitempty"`
}

// stated is the JSON form of Stated.
type stated struct {
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
	Unit Unit     `json:"unit"`
}

// MarshalJSON writes open ends as null. A NaN bound is an error.
func (f Figure) MarshalJSON() ([]byte, error) {
	if math.IsNaN(f.Low) || math.IsNaN(f.High) {
		return nil, fmt.Errorf("news: figure %q has a bound that is no number", f.Text)
	}
	var st *stated
	if f.Stated != nil {
		st = &stated{closedEnd(f.Stated.Low), closedEnd(f.Stated.High), f.Stated.Unit}
	}
	return json.Marshal(figureWire{
		Span: f.Span, Low: closedEnd(f.Low), High: closedEnd(f.High), Hedge: f.Hedge,
		Unit: f.Unit, Scope: f.Scope, Per: f.Per, Change: f.Change, Text: f.Text,
		Number: f.Number, Noun: f.Noun, Rules: f.Rules, Stated: st, Aside: f.Aside,
	})
}

// UnmarshalJSON reads null or absent bounds as open ends.
func (f *Figure) UnmarshalJSON(b []byte) error {
	var w figureWire
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	*f = Figure{
		Span: w.Span, Low: math.Inf(-1), High: math.Inf(1), Hedge: w.Hedge,
		Unit: w.Unit, Scope: w.Scope, Per: w.Per, Change: w.Change, Text: w.Text,
		Number: w.Number, Noun: w.Noun, Rules: w.Rules, Aside: w.Aside,
	}
	openEnds(&f.Low, &f.High, w.Low, w.High)
	if w.Stated != nil {
		f.Stated = &Stated{Low: math.Inf(-1), High: math.Inf(1), Unit: w.Stated.Unit}
		openEnds(&f.Stated.Low, &f.Stated.High, w.Stated.Low, w.Stated.High)
	}
	return nil
}

// openEnds sets the ends that JSON knows.
func openEnds(low, high, knownLow, knownHigh *float64) {
	if knownLow != nil {
		*low = *knownLow
	}
	if knownHigh != nil {
		*high = *knownHigh
	}
}

func closedEnd(v float64) *float64 {
	if math.IsInf(v, 0) {
		return nil
	}
	return &v
}
