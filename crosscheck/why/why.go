// Package why says in plain sentences what decided a finding.
//
// In go two claims with their slots and the verdict on them; out come
// sentences for a reader. Each figure is quoted once.
package why

import (
	"fmt"
	"strings"

	"muster/crosscheck/amount"
	"muster/crosscheck/judge"
	"muster/crosscheck/question"
	"muster/lexicon"
	"muster/news"
)

// Pair is what is to be explained: the earlier claim is A.
type Pair struct {
	A, B    news.Claim
	Verdict judge.Verdict
	Kind    news.FindingKind
}

// Sentences give the reasons: what both answer, what they say, why that is a
// finding of its kind, on whose word, and what is not known.
func Sentences(p Pair) []string {
	a, b := question.SlotsOf(&p.A), question.SlotsOf(&p.B)
	v := question.Compare(a, b)
	out := []string{asked(p, &v), said(p)}
	out = append(out, reasons[p.Kind](p, a, b)...)
	if s := unknown(a, b); s != "" {
		out = append(out, s)
	}
	return out
}

// asked says what both claims answer.
func asked(p Pair, v *question.Vector) string {
	var parts []string
	add := func(f question.Feature, form string, words string) {
		if v[f] > 0 && words != "" {
			parts = append(parts, fmt.Sprintf(form, words))
		}
	}
	add(question.WhoseSame, "of %s", names(p.A.Of))
	if by := names(p.A.By); by != names(p.A.Of) || v[question.WhoseSame] == 0 {
		add(question.BySame, "by %s", by)
	}
	add(question.ToSame, "to %s", names(p.A.To))
	add(question.PlaceSame, "in %s", strings.Join(news.PlaceNames(p.A.Place), ", "))
	add(question.PlaceInside, "in %s", strings.Join(news.PlaceNames(narrower(p.A, p.B).Place), ", "))
	add(question.NameSame, "in %s", p.A.Event.Name)
	add(question.TimeSame, "%s", day(p.A.When))
	words := p.A.Measure.Words()
	what := Measure(p.A.Measure, figure(p.A).Unit)
	if len(words) == 0 {
		what = string(figure(p.A).Unit)
	}
	if what == "" {
		what = "the same figure"
	}
	return strings.TrimSpace(fmt.Sprintf("Both give %s %s", what, strings.Join(parts, " "))) + "."
}

// still are acts that say no more than that there is so much of a thing.
var still = map[string]bool{"": true, "be": true, "have": true, "include": true, "number": true, "total": true, "remain": true, "amount": true, "stand": true}

// outlay are acts that money goes into, as nouns with their preposition.
var outlay = map[string][2]string{"spend": {"spending", " on "}, "invest": {"investment", " in "}}

// spenders are the classes of those who lay money out: it does not go into them.
var spenders = []lexicon.Class{"person", "group", "place"}

// laidOut names money that goes into a thing.
func laidOut(noun [2]string, of string) string {
	if strings.HasSuffix(of, noun[0]) {
		return of
	}
	for _, c := range spenders {
		if lexicon.Is(of, c) {
			return noun[0]
		}
	}
	return noun[0] + noun[1] + of
}

// Measure is what figures of a unit measure, in words for people: "soldiers
// killed", "missiles that hit" where they do it themselves, "soldiers,
// deployment" where the act is no verb; of what is measured and not counted in
// the singular, "distance flown", "spending on defence".
func Measure(m news.Measure, unit news.Unit) string {
	of, act := strings.ReplaceAll(m.Of, "_", " "), strings.ReplaceAll(m.Act, "_", " ")
	measured := amount.Measures(unit)
	if !measured {
		of = lexicon.Plural(m.Of)
	}
	_, verb := lexicon.Verb(act)
	switch {
	case measured && of != "" && outlay[act][0] != "":
		return laidOut(outlay[act], of)
	case still[act]:
		return of
	case !verb:
		return strings.TrimPrefix(of+", "+act, ", ")
	case of == "":
		return lexicon.Participle(act)
	case m.Role == news.Doer && !measured:
		return of + " that " + act
	}
	return of + " " + lexicon.Participle(act)
}

func narrower(a, b news.Claim) news.Claim {
	for _, p := range a.Place {
		if p.Kind == news.WholeCountry {
			return b
		}
	}
	return a
}

// said quotes both figures with who gave them.
func said(p Pair) string {
	return fmt.Sprintf("%s says %q, %s %q.", capital(speaker(p.A)), words(p.A), speaker(p.B), words(p.B))
}

func words(c news.Claim) string {
	if c.Figure != nil {
		return c.Figure.Text
	}
	return c.Counted
}

func figure(c news.Claim) news.Figure {
	if c.Figure != nil {
		return *c.Figure
	}
	return news.Figure{}
}

// speaker is the source nearest to the fact, with the outlet where it is
// another.
func speaker(c news.Claim) string {
	name := c.Origin().Name
	switch {
	case name == "" && c.Article.Outlet == "":
		return "one text"
	case name == "" || strings.EqualFold(name, c.Article.Outlet):
		return c.Article.Outlet
	case c.Article.Outlet == "":
		return name
	}
	return name + " (in " + c.Article.Outlet + ")"
}

// reasons are the sentences of each kind of finding.
var reasons = map[news.FindingKind]func(p Pair, a, b *question.Slots) []string{
	news.Contradiction: clash,
	news.Dispute: func(p Pair, a, b *question.Slots) []string {
		return append(clash(p, a, b), "The two sides are at war with each other: nothing else is expected of them.")
	},
	news.Transcription: func(p Pair, a, b *question.Slots) []string {
		return []string{"Both go back to one source: one of the outlets has its figure wrong."}
	},
	news.Correction: func(p Pair, a, b *question.Slots) []string {
		if p.A.Standing == news.Superseded {
			return []string{"The text itself says that the first figure no longer stands."}
		}
		return []string{"The same source or outlet replaces its own figure."}
	},
	news.Update: func(p Pair, a, b *question.Slots) []string { return []string{course(a, b)} },
	news.HedgeDrift: func(p Pair, a, b *question.Slots) []string {
		return []string{"The number is the same; what softens it is not."}
	},
	news.Outcome: func(p Pair, a, b *question.Slots) []string {
		plan, is := a.Amount, b.Amount
		if p.A.Modality == news.Actual {
			plan, is = is, plan
		}
		if is.Value < plan.Value {
			return []string{"What came of the plan fell short of it."}
		}
		return []string{"What came of the plan went beyond it."}
	},
	news.Unsure: func(p Pair, a, b *question.Slots) []string {
		if words := should[p.Verdict.Unknown]; words != "" {
			return []string{"If " + words + ", they contradict each other."}
		}
		return []string{"They may contradict each other, but it is not sure that both answer one question."}
	},
	news.Agreement: func(p Pair, a, b *question.Slots) []string { return []string{"Both can be true of the same thing."} },
}

// clash says why both cannot be true and why time does not explain it.
func clash(p Pair, a, b *question.Slots) []string {
	out := []string{"Both cannot be true of the same thing."}
	if a.Denied != b.Denied {
		out[0] = "One denies what the other asserts."
	}
	switch {
	case a.Article == b.Article:
		out = append(out, "Both stand in one article.")
	case judge.NatureOf(a, b) == judge.Constant:
		out = append(out, "It is a size or distance: time does not change it.")
	case a.From != 0 && a.From < a.Until && a.From == b.From && a.Until == b.Until:
		out = append(out, "Both speak of "+day(p.A.When)+", so time does not explain the difference.")
	case a.AsOf() != 0 && a.AsOf() == b.AsOf():
		out = append(out, "Both speak of "+day(news.On(question.DayOf(a.AsOf())))+", so time does not explain the difference.")
	case p.Verdict.Time < .5:
		out = append(out, "Time does not explain the difference.")
	}
	if question.SameOrigin(a, b) && a.Article != b.Article {
		out = append(out, "Both rest on the same source.")
	}
	return out
}

// course says how a value changed.
func course(a, b *question.Slots) string {
	first, then := a, b
	if b.AsOf() != 0 && b.AsOf() < a.AsOf() {
		first, then = b, a
	}
	way := "lower"
	if then.Amount.Value > first.Amount.Value {
		way = "higher"
	}
	if first.AsOf() == then.AsOf() {
		return "The count was still going on."
	}
	return fmt.Sprintf("The later figure, of %s, is %s: the value changed or was counted again.", day(news.On(question.DayOf(then.AsOf()))), way)
}

// unknown names what neither of the claims says.
func unknown(a, b *question.Slots) string {
	var missing []string
	for _, slot := range question.Missing(a, b) {
		missing = append(missing, Asking(slot))
	}
	if len(missing) == 0 {
		return ""
	}
	return "Not known of both: " + strings.Join(missing, ", ") + "."
}

// Asking is what is not known where a slot is open, in words: "where".
func Asking(slot news.Slot) string { return asking[slot] }

var asking = map[news.Slot]string{
	news.SlotOf: "whose they are", news.SlotPlace: "where", news.SlotWhen: "when", news.SlotAct: "what happened to them", news.SlotCounted: "what is counted",
}

// should are the conditions under which two claims contradict each other.
var should = map[news.Slot]string{
	news.SlotOf: "both are of one side", news.SlotPlace: "both are of one place", news.SlotWhen: "both are of one time", news.SlotAct: "both tell of one thing",
}

func names(parties []news.Party) string { return strings.Join(news.Names(parties), ", ") }

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func day(w news.When) string {
	return w.Words(func(d news.Day) string { return d.Time().Format("2 January 2006") })
}
