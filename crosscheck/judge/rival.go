package judge

import (
	"math"

	"muster/crosscheck/question"
)

// Rival is another claim that one of a pair may answer the same question with,
// in the article of the other.
type Rival struct {
	// Asked is Verdict.Asked of the two.
	Asked float64
	// Agrees: both give one value.
	Agrees bool
}

// RivalFeature is one thing that the rivals of a pair say for or against its
// answering one question.
type RivalFeature int

// The features of rivals. An article that answers a question does so once, so
// what fits a claim best of all in an article is its counterpart there; inside
// one article they are learnt apart.
const (
	PairOdds RivalFeature = iota
	RivalsAbove
	BestBoth
	Answered
	InArticle
	InAbove
	InBest
	InAnswered
	InVoices
	InNamed
	InWhat
	InBeside
	RivalFeatures // how many there are
)

// RivalVector is what the rivals of a pair say.
type RivalVector [RivalFeatures]float64

// RivalTable explains every feature of rivals.
var RivalTable = [RivalFeatures]question.Row{
	PairOdds:    {Name: "log odds of the pair", Sign: 1, Why: "what the slots of the two say"},
	RivalsAbove: {Name: "rivals above", Sign: -1, Why: "logarithm of how many claims of the other article fit better"},
	BestBoth:    {Name: "best of both", Sign: 1, Why: "each is what fits the other best in its article"},
	Answered:    {Name: "answered", Sign: -1, Why: "the other article gives this very value elsewhere: there it answers the question"},
	InArticle:   {Name: "within an article", Sign: 0, Why: "both stand in one article"},
	InAbove:     {Name: "rivals above, within", Sign: -1, Why: "the same within an article"},
	InBest:      {Name: "best of both, within", Sign: 1, Why: "the same within an article"},
	InAnswered:  {Name: "answered, within", Sign: -1, Why: "the same within an article"},
	InVoices:    {Name: "two voices within", Sign: 1, Why: "an article sets what two sources say side by side"},
	InNamed:     {Name: "two named voices within", Sign: 1, Why: "the same, and neither is the outlet"},
	InWhat:      {Name: "two voices on one thing within", Sign: 1, Why: "and both tell of one thing counted and one act"},
	InBeside:    {Name: "two voices on one thing, close", Sign: 1, Why: "and a sentence or two lie between"},
}

// RivalsOf says what rivals mean for a pair that is asked alike by that much:
// those of either of the two in the article of the other.
func RivalsOf(asked float64, a, b *question.Slots, ofA, ofB []Rival) (v RivalVector) {
	above, best, answered := RivalsAbove, BestBoth, Answered
	if a.Article == b.Article {
		above, best, answered = InAbove, InBest, InAnswered
		v.voices(a, b)
	}
	v[PairOdds] = asked
	fits := 0
	for _, rivals := range [][]Rival{ofA, ofB} {
		better, given := 0, 0.0
		for _, r := range rivals {
			if r.Asked > asked {
				better++
			}
			if r.Agrees {
				given = max(given, Sigmoid(r.Asked-asked))
			}
		}
		if better == 0 {
			fits++
		}
		v[above] += math.Log1p(float64(better))
		v[answered] += given
	}
	if fits == 2 {
		v[best] = 1
	}
	return v
}

// beside is how many bytes two sentences that follow each other take at most.
const beside = 500

// voices sets the features of two claims of one article.
func (v *RivalVector) voices(a, b *question.Slots) {
	v[InArticle] = 1
	if question.SameOrigin(a, b) {
		return
	}
	v[InVoices] = 1
	if a.Named && b.Named {
		v[InNamed] = 1
	}
	if question.OneThing(a, b) {
		v[InWhat] = 1
		if max(a.At-b.At, b.At-a.At) < beside {
			v[InBeside] = 1
		}
	}
}

// Among is the verdict on a pair when its rivals are known.
func (m *Model) Among(v Verdict, rivals *RivalVector) Verdict {
	sum := m.RivalBias
	for i, x := range rivals {
		sum += m.Rival[i] * x
	}
	v.Same = Sigmoid(sum)
	return v
}
