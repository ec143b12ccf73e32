package news

// ClaimKind says what a claim asserts.
type ClaimKind string

// The kinds of claim.
const (
	// FigureClaim: a figure that can be held against another source.
	FigureClaim ClaimKind = "figure"
	// DateClaim: an event and its date.
	DateClaim ClaimKind = "date"
	// StatementClaim: an attributed sentence without a figure.
	StatementClaim ClaimKind = "statement"
)

// Modality is the status of the event, not of the source.
type Modality string

// The modalities.
const (
	// Actual also for plainly attributed figures.
	Actual Modality = "actual"
	// Planned is decided or expected.
	Planned Modality = "planned"
	// Proposed is asked for.
	Proposed Modality = "proposed"
	// Alleged only where the text marks doubt.
	Alleged Modality = "alleged"
	// Hypothetical holds only under a condition.
	Hypothetical Modality = "hypothetical"
)

// Polarity says whether the source asserts or denies.
type Polarity string

// The polarities.
const (
	Asserted Polarity = "asserted"
	Denied   Polarity = "denied"
)

// Nature says how a measure behaves over time.
type Nature string

// The natures of a measure.
const (
	// Stock is a level at a time: troops deployed.
	Stock Nature = "stock"
	// Flow is an amount per period: spending a year.
	Flow Nature = "flow"
	// Cumulative only grows: killed since the invasion.
	Cumulative Nature = "cumulative"
	// OfEvent is tied to one event: launched that night.
	OfEvent Nature = "event"
	// OfDate is a date itself: when the summit is.
	OfDate Nature = "date"
)

// MeasureID is what is measured in the closed vocabulary of
// extract/measure/en/measure.list ("troops", "killed", "defence-spending"), or
// "noun:" and the counted noun in the singular where the table has none.
type MeasureID string

// Slot names one thing that a claim says beside its figure.
type Slot string

// The slots that may be stated or unsure.
const (
	SlotBy       Slot = "by"
	SlotOf       Slot = "of"
	SlotTo       Slot = "to"
	SlotSubject  Slot = "subject"
	SlotPlace    Slot = "place"
	SlotWhen     Slot = "when"
	SlotAct      Slot = "act"
	SlotCounted  Slot = "counted"
	SlotScope    Slot = "scope"
	SlotModality Slot = "modality"
)

// Standing says how a figure stands to what is: a level that is reached is no
// goal, and what was said first no longer holds.
type Standing string

// The standings.
const (
	// Current: the figure is what the text holds for true.
	Current Standing = ""
	// Superseded: "initially put at 12", "down from 400".
	Superseded Standing = "superseded"
	// Threshold: "the 2 % goal", "over the limit of 300".
	Threshold Standing = "threshold"
)

// Event is which event or state of its article a claim belongs to.
type Event struct {
	// ID is the same for all claims of one article that tell of one event.
	ID string `json:"id"`
	// Name is the event's own name where it has one ("Zapad-2017").
	Name string `json:"name,omitempty"`
}

// Claim is one assertion that can be checked.
type Claim struct {
	ID      string     `json:"id"`
	Article ArticleRef `json:"article"`
	Kind    ClaimKind  `json:"kind"`
	// Sentence is the exact sentence the claim stands in.
	Sentence Span `json:"sentence"`
	// Figure is nil for claims of kind date and statement.
	Figure *Figure `json:"figure,omitempty"`
	// Measure is what the figure measures.
	Measure   Measure   `json:"measure,omitzero"`
	MeasureID MeasureID `json:"measure_id,omitempty"`
	Nature    Nature    `json:"nature,omitempty"`
	// Counted is the counted noun phrase, or for a date claim the event, or
	// for a statement its content.
	Counted string `json:"counted,omitempty"`
	// By is who does what is told: launches, sends, spends, kills.
	By []Party `json:"-"`
	// Of is whose people, things, money or land the counted are.
	Of []Party `json:"-"`
	// To is who receives them or at whom they are aimed.
	To []Party `json:"-"`
	// Subject is the side that the question is about: Of for what is suffered
	// or lost, By for what is done, sent, spent or held.
	Subject []Party `json:"-"`
	// Place is where it is or happens; not where it was said.
	Place []Where `json:"-"`
	// When is the time the figure holds for.
	When     When     `json:"when,omitzero"`
	Modality Modality `json:"modality,omitempty"`
	Polarity Polarity `json:"polarity,omitempty"`
	// Event is the event of the article that the figure belongs to.
	Event Event `json:"event,omitzero"`
	// Restrict holds the lemmas that narrow what is counted: "verified",
	// "in the first wave".
	Restrict []string `json:"restrict,omitempty"`
	// PartOf is the ID of the claim of the same article of whose figure this
	// one is a part; empty where there is none.
	PartOf   string   `json:"part_of,omitempty"`
	Standing Standing `json:"standing,omitempty"`
	// Sure is how probable each stated slot is, 0..1; a slot that no learned
	// part decided is missing.
	Sure map[Slot]float64 `json:"sure,omitempty"`
	// Unsure holds the candidates of each slot that is not stated, likeliest
	// first. They are shown as such and never count as different.
	Unsure map[Slot][]string `json:"unsure,omitempty"`
	// Attribution is the chain, nearest to the fact first, outlet last.
	Attribution []Attribution `json:"attribution"`
	// Rules names the rules that made the claim.
	Rules []string `json:"rules,omitempty"`
	// Confidence is 0..1.
	Confidence float64 `json:"confidence"`
}

// Origin returns the source nearest to the fact; the zero Source where the
// chain is empty.
func (c Claim) Origin() Source {
	if len(c.Attribution) == 0 {
		return Source{}
	}
	return c.Attribution[0].Source
}

// CueKind says how a source is brought in.
type CueKind string

// The kinds of cue.
const (
	Says        CueKind = "says"
	Reports     CueKind = "reports"
	AccordingTo CueKind = "according-to"
	Told        CueKind = "told"
	Quoted      CueKind = "quoted"
	Estimates   CueKind = "estimates"
	Confirms    CueKind = "confirms"
	AlsoClaims  CueKind = "claims"
	Denies      CueKind = "denies"
	Expects     CueKind = "expects"
	Refuses     CueKind = "refuses"
	// Asks is for what should be: demands, calls for, urges.
	Asks CueKind = "asks"
	// Holds is a stance (wants, supports, criticises): it vouches for no fact
	// and stands in Extraction.Attributions only.
	Holds CueKind = "holds"
	// Publishes is the outlet's own link at the end of every chain.
	Publishes CueKind = "publishes"
)

// Attribution is one link of the chain of who says it. As an element of
// Extraction.Attributions it also says which text it covers.
type Attribution struct {
	Source Source `json:"source"`
	// Mention is where the source stands in the text; empty for the outlet.
	Mention Span `json:"mention,omitzero"`
	// Cue is the word or phrase that brings the source in; empty for the
	// outlet.
	Cue     Span    `json:"cue,omitzero"`
	CueKind CueKind `json:"cue_kind,omitempty"`
	// Wire is the agency whose text the outlet carries, by canonical name; set
	// in the outlet's link only.
	Wire string `json:"wire,omitempty"`
	// Content is what is attributed; set in Extraction.Attributions only.
	Content Span `json:"content,omitzero"`
	// Certainty that this source says it, 0..1; inherited ones are lower.
	Certainty float64 `json:"certainty,omitempty"`
}
