package crosscheck

import (
	"math"

	"muster/news"
)

// Verdict is what two claims are to each other.
type Verdict struct {
	// Kind is contradiction, update, agreement, dispute, transcription,
	// correction or hedge-drift; empty where the claims answer different
	// questions or nothing can be said.
	Kind news.FindingKind
	// Comparable: the questions unify, in full or as part and whole.
	Comparable bool
	// Confidence 0..1 that both answer one question.
	Confidence float64
	// Slots holds every slot compared, with its reason.
	Slots []SlotVerdict
	// A and B are what the figures' words allow.
	A, B Interval
	// Gap is the distance over the larger value; 0 where they overlap.
	Gap float64
	// Severity is 0..1.
	Severity float64
	// Why are plain sentences for a reader.
	Why []string
}

// SlotVerdict is one slot compared.
type SlotVerdict struct {
	Slot     Axis
	Relation Relation
	A, B     string // as stated; empty: left out
	Reason   string
}

// Compare holds two figure claims against each other. Claims without a figure
// are not comparable.
func Compare(a, b news.Claim) Verdict { return story{}.compare(a, b) }

// story is what two texts that somebody lays side by side have in common; they
// speak of one matter more likely than two of a stream.
type story struct {
	patience int32           // days back that an undated report may speak of
	shared   map[string]bool // names both texts mention
	event    bool            // both name one event
	strange  bool            // each names names, but none in common
}

func (st story) compare(a, b news.Claim) Verdict {
	x, okA := recordOf(&a)
	y, okB := recordOf(&b)
	if !okA || !okB {
		return Verdict{Why: []string{"One of the claims has no figure."}}
	}
	x.patience, y.patience = st.patience, st.patience
	x.strange, y.strange = st.strange, st.strange
	if st.event {
		x.q.held, y.q.held = true, true
	}
	o := decideIn(&x, &y, st.shared)
	v := Verdict{
		Kind:       kindOf(o, &x, &y),
		Comparable: !o.rel.different && o.timing != otherTime,
		Confidence: o.rel.confidence,
		Slots:      slotVerdicts(o, &x, &y),
		A:          x.quantity.interval(&a), B: y.quantity.interval(&b),
		Gap: o.gap,
	}
	v.Severity = severity(v.Kind, o, 1, 1)
	v.Why = explainPair(o, v, &a, &b, &x, &y)
	return v
}

// kindOf refines a difference by who says it.
func kindOf(o outcome, a, b *record) news.FindingKind {
	switch o.kind {
	case news.Contradiction:
		return disagreement(a, b)
	case news.Agreement:
		if drifted(a, b) {
			return news.HedgeDrift
		}
	case news.Update:
		if a.outlet == b.outlet && a.outlet != "" && !a.named && !b.named && a.article == b.article {
			return news.Correction
		}
	}
	return o.kind
}

// disagreement names a contradiction by its sources: one origin told twice is
// a slip of transcription or a correction, opposed parties dispute.
func disagreement(a, b *record) news.FindingKind {
	switch {
	case opposed(a, b):
		return news.Dispute
	case a.origin != b.origin && !a.copies(b):
		return news.Contradiction
	case a.outlet == b.outlet:
		return news.Correction
	case a.named && b.named || a.copies(b):
		return news.Transcription
	}
	return news.Contradiction
}

// drifted: the number stayed, its hedge did not, and both have it of one
// source.
func drifted(a, b *record) bool {
	x, y := a.quantity, b.quantity
	return x.same(y) && hedgeClass(x.hedge) != hedgeClass(y.hedge) && a.named && b.named && a.origin == b.origin
}

func hedgeClass(h news.Hedge) news.Hedge {
	switch h {
	case "":
		return news.Exact
	case news.AtLeast:
		return news.Over
	case news.AtMost:
		return news.Under
	}
	return h
}

// Severity weights by kind: what an analyst should look at first.
var kindWeight = map[news.FindingKind]float64{
	news.Contradiction: 1, news.Transcription: 0.7, news.Correction: 0.7, news.Dispute: 0.6,
	news.Update: 0.2, news.HedgeDrift: 0.1, news.Agreement: 0, news.Arithmetic: 0,
}

// severity grows with the gap, the independent sources on the weaker side and
// the certainty that both answer one question. A tenth apart is already half
// of the gap's part: news figures differ by tenths when they differ.
func severity(k news.FindingKind, o outcome, sourcesA, sourcesB int) float64 {
	gap := o.gap / (o.gap + 0.1)
	support := 1 - 0.4/float64(min(sourcesA, sourcesB, 8))
	s := kindWeight[k] * o.rel.confidence * (0.4 + 0.6*gap) * support
	if o.weak {
		s /= 2
	}
	return math.Round(s*1000) / 1000
}

func (q quantity) interval(c *news.Claim) Interval {
	return Interval{Low: q.low, High: q.high, Words: q.words(c.Figure.Text, string(c.Figure.Unit))}
}
