// Package judge says what two claims are to each other: whether they answer
// one question, whether both can be true, and whether time explains that they
// differ.
//
// In go the slots of two claims; out comes a Verdict of probabilities and a
// kind. The numbers are learnt from pairs that people have judged and stand,
// each with its reason, in weights.txt; crosscheck/train makes that file.
package judge

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"

	"muster/crosscheck/question"
)

// Model holds the learnt numbers.
type Model struct {
	// Same weighs the features of package question, Time those of this one.
	Same     [question.Features]float64
	SameBias float64
	Time     [TimeFeatures]float64
	TimeBias float64
	// Rival weighs what other claims of the two articles say of a pair.
	Rival     [RivalFeatures]float64
	RivalBias float64
	// Beside and Stream are the thresholds of contradiction where two texts
	// are laid side by side and where claims of any articles meet.
	Beside, Stream float64
	// Unsure is the least contradiction that is kept for those who ask for what
	// is not sure.
	Unsure float64
	// Question is the least probability of one question at which two claims
	// are held together at all.
	Question float64
	// Together is the same where two texts are laid side by side, which mostly
	// speak of one matter.
	Together float64
}

//go:embed weights.txt
var weights string

// Learned is the model of weights.txt, read at the first call: the program
// that writes the file must start without it. A file that does not parse is a
// mistake of this package and ends the program.
var Learned = sync.OnceValue(func() *Model {
	m, err := Parse(weights)
	if err != nil {
		panic(err)
	}
	return m
})

// Parse reads the form that Text writes: a line a number, "part<TAB>name<TAB>
// value<TAB>reason".
func Parse(text string) (*Model, error) {
	m := &Model{}
	slots := m.slots()
	for n, line := range strings.Split(text, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) < 3 {
			return nil, fmt.Errorf("judge: weights.txt:%d: want part, name, value and reason: %q", n+1, line)
		}
		at, known := slots[fields[0]+"\t"+fields[1]]
		if !known {
			return nil, fmt.Errorf("judge: weights.txt:%d: no number is called %q", n+1, fields[1])
		}
		v, err := strconv.ParseFloat(strings.TrimSpace(fields[2]), 64)
		if err != nil {
			return nil, fmt.Errorf("judge: weights.txt:%d: %w", n+1, err)
		}
		*at = v
		delete(slots, fields[0]+"\t"+fields[1])
	}
	for name := range slots {
		return nil, fmt.Errorf("judge: weights.txt has no %q", strings.ReplaceAll(name, "\t", " "))
	}
	return m, nil
}

// slots are all numbers by part and name.
func (m *Model) slots() map[string]*float64 {
	all := map[string]*float64{}
	m.each(func(part, name, _ string, at *float64) { all[part+"\t"+name] = at })
	return all
}

// each visits all numbers in the order of the file.
func (m *Model) each(visit func(part, name, why string, at *float64)) {
	visit("threshold", "question", "the least probability of one question at which claims are held together", &m.Question)
	visit("threshold", "together", "the same where two texts are laid side by side", &m.Together)
	visit("threshold", "beside", "the least contradiction shown where two texts are laid side by side", &m.Beside)
	visit("threshold", "stream", "the least contradiction shown among the claims of all articles", &m.Stream)
	visit("threshold", "unsure", "the same for those who ask for what is not sure", &m.Unsure)
	visit("same", "bias", "two claims of which nothing is known", &m.SameBias)
	for i, row := range question.Table {
		visit("same", row.Name, row.Why, &m.Same[i])
	}
	visit("time", "bias", "two values of which nothing is known", &m.TimeBias)
	for i, row := range TimeTable {
		visit("time", row.Name, row.Why, &m.Time[i])
	}
	visit("rival", "bias", "two values that differ, among all claims of a story", &m.RivalBias)
	for i, row := range RivalTable {
		visit("rival", row.Name, row.Why, &m.Rival[i])
	}
}

// Text writes the model for people and for Parse.
func (m *Model) Text() string {
	var b strings.Builder
	b.WriteString("# What speaks for one question (same), for a change in time (time) and, of values that\n# differ, for one question among all claims of a story (rival), in log odds,\n")
	b.WriteString("# and the thresholds of probability. Written by crosscheck/train; part, name, value, reason.\n")
	m.each(func(part, name, why string, at *float64) {
		fmt.Fprintf(&b, "%s\t%s\t%.3f\t%s\n", part, name, *at, why)
	})
	return b.String()
}

// LogOdds is how much two claims speak for one question.
func (m *Model) LogOdds(v *question.Vector) float64 {
	if v[question.UnitOther] > 0 {
		return math.Inf(-1)
	}
	sum := m.SameBias
	for i, x := range v {
		sum += m.Same[i] * x
	}
	return sum
}

// asked is those odds without what the values say.
func (m *Model) asked(odds float64, v *question.Vector) float64 {
	return odds - m.Same[question.ValueSame]*v[question.ValueSame] - m.Same[question.ValueRare]*v[question.ValueRare]
}

func (m *Model) timeOdds(v *TimeVector) float64 {
	sum := m.TimeBias
	for i, x := range v {
		sum += m.Time[i] * x
	}
	return sum
}

// Sigmoid turns log odds into a probability.
func Sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
