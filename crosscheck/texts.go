package crosscheck

import (
	"sort"
	"strconv"
	"strings"

	"muster/news"
)

// Unrelated is the outcome of CompareTexts where two texts answer no common
// question, or another part of it.
const Unrelated = "unrelated"

// CompareTexts decides what two short texts are to each other: contradiction,
// update, agreement or unrelated, with the findings between their claims, the
// deciding one first. Texts that answer different questions, or different
// parts of one, are unrelated; the nearest pair's reasons then stand in a
// finding of empty kind.
func CompareTexts(a, b news.Extraction) (string, []news.Finding) {
	st := story{storyDays, sharedNames(a, b), oneEvent(a, b), strangers(a, b)}
	pairs := st.matches(a.Claims, b.Claims)
	if len(pairs) == 0 {
		return Unrelated, nil
	}
	if m, ok := st.rival(a.Claims, b.Claims, pairs[0]); ok {
		pairs = append([]match{m}, pairs...)
	}
	pairs = outweighed(pairs)
	out := make([]news.Finding, 0, len(pairs))
	for i, m := range pairs {
		if i == 0 || m.v.Kind != "" {
			out = append(out, m.finding())
		}
	}
	if k := word(pairs[0].v.Kind); k != string(news.Agreement) {
		if f, ok := crossSum(a.Claims, b.Claims, pairs[0]); ok {
			return sumWord(f), append([]news.Finding{f}, out...)
		}
	}
	return word(pairs[0].v.Kind), out
}

// rival looks for another voice in one of the texts: where the deciding pair
// agrees, but a text also gives a second source's figure for the same question
// that contradicts the other text.
func (st story) rival(as, bs []news.Claim, top match) (match, bool) {
	if word(top.v.Kind) != string(news.Agreement) {
		return match{}, false
	}
	for _, a := range as {
		if m, ok := st.against(a, top.b, top.a, top); ok {
			return m, true
		}
	}
	for _, b := range bs {
		if m, ok := st.against(top.a, b, top.b, top); ok {
			return m, true
		}
	}
	return match{}, false
}

// outweighed puts a contradiction first where the deciding pair agrees: two
// texts that agree on Germany's share and contradict each other on America's
// contradict each other. Both claims must name their subject or their place.
func outweighed(pairs []match) []match {
	if word(pairs[0].v.Kind) != string(news.Agreement) {
		return pairs
	}
	for i, m := range pairs {
		if word(m.v.Kind) == string(news.Contradiction) && m.named() {
			pairs[0], pairs[i] = pairs[i], pairs[0]
			break
		}
	}
	return pairs
}

// named reports whether both claims name the same subject or place.
func (m match) named() bool {
	for _, s := range m.v.Slots {
		if (s.Slot == BySubject || s.Slot == ByPlace) && s.Relation == Same && s.A != "" {
			return true
		}
	}
	return false
}

// against compares a claim with the deciding one of the other text, where it is
// told by another source than its own text's deciding claim.
func (st story) against(a, b, own news.Claim, top match) (match, bool) {
	other := a
	if a.ID == top.a.ID && a.Article.ID == top.a.Article.ID {
		other = b
	}
	x, ok := recordOf(&other)
	y, okOwn := recordOf(&own)
	if !ok || !okOwn || !x.named || x.origin == y.origin {
		return match{}, false
	}
	v := st.compare(a, b)
	return match{a, b, v, 0}, word(v.Kind) == string(news.Contradiction)
}

// crossSum looks for figures of one text that add up to a figure of the other,
// where the deciding pair is among them: 2,000 and 1,000 are no contradiction
// to 3,000.
func crossSum(as, bs []news.Claim, m match) (news.Finding, bool) {
	whole := map[string]news.Claim{}
	x, y := sideRecords(as, "a", whole), sideRecords(bs, "b", whole)
	for _, s := range append(additions(x, y), additions(y, x)...) {
		claims := []news.Claim{}
		decides := false
		for _, p := range append(append([]*record{}, s.parts...), s.target) {
			cl := whole[p.id]
			claims = append(claims, cl)
			decides = decides || cl.ID == m.a.ID || cl.ID == m.b.ID
		}
		if decides {
			return s.finding(claims), true
		}
	}
	return news.Finding{}, false
}

// sideRecords reads the claims of one text under an article of its own.
func sideRecords(claims []news.Claim, article string, whole map[string]news.Claim) []*record {
	var out []*record
	for i, cl := range claims {
		r, ok := recordOf(&cl)
		if !ok {
			continue
		}
		r.article, r.id = article, article+strconv.Itoa(i)
		whole[r.id] = cl
		out = append(out, &r)
	}
	return inOrder(out)
}

func sumWord(f news.Finding) string {
	if *f.Holds {
		return string(news.Agreement)
	}
	return string(news.Contradiction)
}

// sharedNames are the countries and other names that both texts mention, folded
// as slots are.
func sharedNames(a, b news.Extraction) map[string]bool {
	in := map[string]bool{}
	for _, n := range mentioned(a) {
		in[n] = true
	}
	out := map[string]bool{}
	for _, n := range mentioned(b) {
		out[n] = in[n]
	}
	return out
}

// strangers reports whether each text names names, but they share none: they
// tell of different matters, whatever they count.
func strangers(a, b news.Extraction) bool {
	if len(scene(a)) == 0 || len(scene(b)) == 0 {
		return false
	}
	for _, x := range scene(a) {
		for _, y := range scene(b) {
			if strings.Contains(x, y) || strings.Contains(y, x) {
				return false
			}
		}
	}
	return true
}

// scene are the countries, places and events of a text: where it plays. Who is
// asked about a matter says little about where it is.
func scene(x news.Extraction) []string {
	var names []string
	for _, e := range x.Entities {
		switch e.Kind {
		case news.Outlet:
			continue
		case news.Place, news.Region, news.NamedEvent:
			names = append(names, eventName(e.Name))
		}
		if e.Country != "" {
			names = append(names, "country "+e.Country)
		}
	}
	return folded(names)
}

// oneEvent reports whether both texts name one event: "Zapad", "Zapad-2017".
func oneEvent(a, b news.Extraction) bool {
	for _, x := range a.Entities {
		for _, y := range b.Entities {
			if x.Kind == news.NamedEvent && y.Kind == news.NamedEvent {
				n, m := eventName(x.Name), eventName(y.Name)
				if strings.HasPrefix(n, m) || strings.HasPrefix(m, n) {
					return true
				}
			}
		}
	}
	return false
}

func mentioned(x news.Extraction) []string {
	var names []string
	for _, e := range x.Entities {
		names = append(names, e.Name, e.Country)
	}
	return folded(names)
}

// word is a kind of finding as the four-way answer.
func word(k news.FindingKind) string {
	switch k {
	case news.Contradiction, news.Dispute, news.Transcription:
		return string(news.Contradiction)
	case news.Update, news.Correction:
		return string(news.Update)
	case news.Agreement, news.HedgeDrift:
		return string(news.Agreement)
	}
	return Unrelated
}

// match is a claim of either text that speak of nearly the same.
type match struct {
	a, b news.Claim
	v    Verdict
	rank float64
}

// matches pairs each claim of a with the claim of b that answers its question
// best, and orders the pairs by how surely they do, and by how early the
// figures stand: news says first what it is about.
func (st story) matches(as, bs []news.Claim) []match {
	var all []match
	for i, a := range as {
		for j, b := range bs {
			v := st.compare(a, b)
			if len(v.Slots) == 0 {
				continue
			}
			all = append(all, match{a, b, v, rank(v, i, j)})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].rank > all[j].rank })
	usedA, usedB := map[string]bool{}, map[string]bool{}
	var out []match
	for _, m := range all {
		if usedA[m.a.ID] || usedB[m.b.ID] {
			continue
		}
		usedA[m.a.ID], usedB[m.b.ID] = true, true
		out = append(out, m)
	}
	return out
}

// storyDays is how long after an event a text that gives no day may still speak
// of it.
const storyDays = 120

// axisWeight is what an axis adds to the rank of a match: what is counted, and
// whose, before how it is told.
var axisWeight = map[Axis]float64{
	ByMeasure: 3, ByUnit: 3, BySubject: 2, ByPlace: 1, ByScope: 1, ByModality: 0.5, ByPeople: 1.5, ByPart: 0.5, ByEvent: 0.5, ByTime: 1,
}

var relationWeight = map[Relation]float64{Same: 1, Unstated: 0.6, PartOfB: 0.3, WholeOfB: 0.3, Loose: 0.5, Apart: -0.5}

// Judgement: a figure further on in its text weighs less, and of equal matches
// the one whose figures fit is the one that was meant.
const (
	laterFigure = 0.25
	fitting     = 0.4
)

// rank is how well two claims, the i-th and the j-th of their texts, answer one
// question.
func rank(v Verdict, i, j int) float64 {
	r := 0.0
	for _, s := range v.Slots {
		r += axisWeight[s.Slot] * relationWeight[s.Relation]
	}
	if v.Kind == news.Agreement || v.Kind == news.HedgeDrift {
		r += fitting
	}
	return r - laterFigure*float64(i+j)
}

func (m match) finding() news.Finding {
	x, _ := recordOf(&m.a)
	y, _ := recordOf(&m.b)
	q := (&cell{q: y.q}).question()
	f := news.Finding{
		ID: news.FindingID(q, m.v.Kind, []string{m.a.ID, m.b.ID}), Question: q, Kind: m.v.Kind,
		Gap: m.v.Gap, Severity: m.v.Severity, Why: m.v.Why,
	}
	for i, r := range []record{x, y} {
		cl := []news.Claim{m.a, m.b}[i]
		f.Sides = append(f.Sides, news.Side{
			Low: closed(r.quantity.low), High: closed(r.quantity.high), Claims: []news.Claim{cl}, Sources: []string{originWord(&cl)},
		})
	}
	return f
}
