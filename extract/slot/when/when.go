// Package when decides for which time a figure holds: the day of an event, the
// day of publication for what is so now, the days from a start up to the
// publication for a running total, or no time yet for an open plan.
//
// In: a Claim, what the article says around one figure: the dates it mentions
// and how each stands to the figure, facts of the figure's sentence, the times
// of the claims before it and what the rules of package extract would say. Out:
// an Answer: the likeliest times with their probabilities, which sum to 1 over
// all candidates.
//
// The answer is chosen among typed candidates by a log-linear model. Its weights
// stand in en/weights.txt, one feature a line, learned by the command in train
// from claims labelled by hand. A feature is one mark of a candidate ("at here",
// "since lead") or a mark together with a fact of the claim ("pub & tense=past").
package when

import "muster/news"

// Span is a closed interval of days. Both ends empty: no time yet.
type Span struct{ From, To news.Day }

// On is the span of one day.
func On(d news.Day) Span { return Span{d, d} }

// Claim is what is known of a figure when its time is asked for.
type Claim struct {
	// Published is the day of publication; empty where it is not known.
	Published news.Day
	// Sentence is the number of the figure's sentence in the article.
	Sentence int
	// Act is what happens and Noun what is counted, in lemmas; either may be
	// empty.
	Act, Noun string
	// Class is the class of what happens; empty where the lexicon has none.
	Class string
	// Low is the figure's lower bound.
	Low float64
	// Facts say in words what the sentence says of the figure: "tense=past",
	// "unit=person". Each stands once; unknown ones do no harm.
	Facts []string
	// Mentions are the dates of the article, in the order of the text.
	Mentions []Mention
	// Spells are the lengths of time that the article speaks of near the figure.
	Spells []Spell
	// Wars are those the article can speak of, the latest first.
	Wars []War
	// Rule is what the rules say, by the rule of that name; an empty name where
	// they say nothing.
	Rule     Span
	RuleName string

	// others is what the other claims of the article are likely about, by what
	// they share with this one; Confer fills it.
	others map[string]masses
}

// Mention is a date of the article, as seen from the figure.
type Mention struct {
	// Time is what its words mean; an open end is an empty day.
	Time Span
	// Sentences is how many sentences it stands behind the figure's; negative
	// before it, 0 in the same.
	Sentences int
	// Paragraph: it stands in the figure's paragraph.
	Paragraph bool
	// Lead is how many sentences stand before it in the article.
	Lead int
	// Speech: it dates a report ("said on Sunday").
	Speech bool
	// Event: it stands by the name of an event ("Tuesday's attack").
	Event bool
	// Alike is the share of what the figure's sentence speaks of that the
	// date's sentence speaks of too, 0..1.
	Alike float64
	// Theme is in which share of the article's sentences it is told what the date
	// stands by, 0..1.
	Theme float64
	// Shared: the figure's sentence tells of it too. Same: it is what the figure
	// is of.
	Shared, Same bool
	// Here says how it stands in the figure's own sentence; nil elsewhere.
	Here *Here
}

// Here is how a date stands to a figure in one sentence.
type Here struct {
	// Steps between the two in the tree.
	Steps int
	// Before: it stands before the figure.
	Before bool
	// Aside: in a clause that tells another story, or of an appointment.
	Aside bool
	// Prep is the preposition before it; empty where there is none.
	Prep string
	// Governor is what it hangs on: "act" (what governs the figure too),
	// "verb", "event", "noun".
	Governor string
}

// Spell is a length of time: "three days", "two years".
type Spell struct {
	// N is how many units, 1 or more; Unit is "hour", "day", "week", "month" or
	// "year".
	N    int
	Unit string
	// Own: it is the figure itself. Otherwise Sentences says how many sentences
	// it stands behind the figure's; negative before it, 0 in the same.
	Own       bool
	Sentences int
}

// War is a war that had begun by the publication.
type War struct {
	From news.Day
	// Named: the figure's sentence has a noun the war goes by. Doer: such a noun
	// does what the figure is of, or holds it.
	Named, Doer bool
}

// Choice is a time with its probability, 0..1.
type Choice struct {
	Time Span
	P    float64
	// Kind says what sort of candidate it is: "pub", "at", "since" ...
	Kind string
}

// Answer is the choices for a claim, likeliest first.
type Answer []Choice
