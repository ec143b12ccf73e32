package news

import "time"

// Question is what a claim answers, as far as the claims of a finding agree on
// it. A slot that they leave open or that differs between them is empty.
type Question struct {
	Measure Measure `json:"measure,omitzero"`
	Unit    Unit    `json:"unit,omitempty"`
	// By, Of, To and Subject are codes and names, as in a claim.
	By       []string `json:"by,omitempty"`
	Of       []string `json:"of,omitempty"`
	To       []string `json:"to,omitempty"`
	Subject  []string `json:"subject,omitempty"`
	Place    []string `json:"place,omitempty"`
	Event    string   `json:"event,omitempty"`
	Scope    Scope    `json:"scope,omitempty"`
	Modality Modality `json:"modality,omitempty"`
	Window   When     `json:"window,omitzero"`
}

// FindingKind is the outcome of holding claims against each other.
type FindingKind string

// The kinds of finding.
const (
	Contradiction FindingKind = "contradiction"
	Update        FindingKind = "update"
	Correction    FindingKind = "correction"
	Agreement     FindingKind = "agreement"
	Arithmetic    FindingKind = "arithmetic"
	// Transcription: one origin, two values across outlets.
	Transcription FindingKind = "transcription"
	// Dispute: opposed war parties, of whom nothing else is expected.
	Dispute FindingKind = "dispute"
	// HedgeDrift: the number stayed, its hedge changed.
	HedgeDrift FindingKind = "hedge-drift"
	// Unsure: a contradiction, were it surer that both answer one question. It
	// is shown to those who ask for it.
	Unsure FindingKind = "unsure"
	// Outcome: what was planned against what came of it.
	Outcome FindingKind = "outcome"
)

// Side is one position in a finding.
type Side struct {
	// Low and High bound what the side's figures say, as stated and never what
	// a hedge or rounding allows; nil is open.
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
	Unit Unit     `json:"unit,omitempty"`
	// Stated is the figure as the side's newest claim writes it.
	Stated string `json:"stated,omitempty"`
	// Claims are the side's claims, whole, so that a finding reads alone.
	Claims []Claim `json:"claims"`
	// More is how many claims of the side are left out where a finding is told
	// in brief.
	More int `json:"more,omitempty"`
	// Sources names the independent origins; copies count once.
	Sources []string `json:"sources"`
}

// Finding is what came of holding claims against each other.
type Finding struct {
	ID       string      `json:"id"`
	Question Question    `json:"question"`
	Kind     FindingKind `json:"kind"`
	Sides    []Side      `json:"sides"`
	// Probability that the finding is what Kind says, 0..1.
	Probability float64 `json:"probability"`
	// Gap is distance over the larger value; 0 where the sides overlap.
	Gap float64 `json:"gap"`
	// Severity is 0..1: probability, independent support and how fresh the
	// sides are to each other.
	Severity float64 `json:"severity"`
	// Why holds sentences a reader understands.
	Why []string `json:"why"`
	// Holds is nil for findings between claims; for arithmetic it says
	// whether the sum comes out.
	Holds *bool `json:"holds,omitempty"`
	// Withdrawn findings no longer hold; Why says what changed.
	Withdrawn bool      `json:"withdrawn,omitempty"`
	FirstSeen time.Time `json:"first_seen,omitzero"`
}
