// Command train learns the weights of package slot/when from claims labelled by
// hand, and measures them.
//
//	go run ./extract/slot/when/train -gold ../shared/gold -own score/testdata -out extract/slot/when/en/weights.txt
//	go run ./extract/slot/when/train -gold ../shared/gold -own score/testdata -cv [-ablate] [-v]
//
// The same gold gives the same file, byte for byte. -cv measures by
// cross-validation over articles.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"sort"
	"strconv"
	"strings"

	"muster/extract/slot/when"
	"muster/extract/weight"
)

// standard is the recipe of the shipped weights, chosen by cross-validation.
var standard = recipe{variance: 0.01, articles: 6, steps: 80}

// folds is into how many parts cross-validation divides the articles.
const folds = 5

func main() {
	gold := flag.String("gold", "", "folder of the gold")
	own := flag.String("own", "", "folder of the project's own gold, to learn from as well")
	out := flag.String("out", "", "file to write the weights to")
	cv := flag.Bool("cv", false, "measure by cross-validation over articles")
	ablate := flag.Bool("ablate", false, "with -cv: without each group of features in turn")
	verbose := flag.Bool("v", false, "with -cv: list the claims with their answers")
	r := standard
	flag.Float64Var(&r.variance, "variance", r.variance, "variance of the prior")
	flag.IntVar(&r.articles, "articles", r.articles, "articles a feature must stand in")
	flag.Parse()
	if err := run(*gold, *own, *out, *cv, *ablate, *verbose, r); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(2)
	}
}

func run(gold, own, out string, cv, ablate, verbose bool, r recipe) error {
	if gold == "" || out == "" && !cv {
		return fmt.Errorf("want -gold, and -out or -cv")
	}
	articles, err := read(gold, "fit")
	if err != nil {
		return err
	}
	if own != "" {
		more, err := read(own, "")
		if err != nil {
			return err
		}
		for _, a := range more {
			a.own = true
			articles = append(articles, a)
		}
	}
	if cv {
		base := crossValidate(articles, r)
		report("all features", base.of(false))
		report("own gold", base.of(true))
		if verbose {
			for _, o := range base {
				fmt.Println(o)
			}
		}
		if ablate {
			for _, g := range groups {
				without := r
				without.without = g.is
				report("without "+g.name, crossValidate(articles, without).of(false))
			}
		}
	}
	if out == "" {
		return nil
	}
	held := crossValidate(articles, r)
	first, second := newCourse(articles, r).rounds(-1)
	return os.WriteFile(out, weight.Pack(write(first, second, held.scale())), 0o644)
}

// course learns both rounds from articles; the numbers of the first round are
// the same for every part of the articles and made once.
type course struct {
	recipe
	articles []article
	numbers  *numbers
	// first holds each article's choices of the first round.
	first [][]choice
	// learned are the first rounds so far by the folds they left out.
	learned map[[2]int]map[string]float64
}

func newCourse(articles []article, r recipe) *course {
	c := &course{recipe: r, articles: articles, numbers: &numbers{of: map[string]int32{}}, learned: map[[2]int]map[string]float64{}}
	for _, a := range articles {
		c.first = append(c.first, c.numbers.choices(a))
	}
	return c
}

// firstRound learns from the articles outside two folds; -1 is none.
func (c *course) firstRound(a, b int) map[string]float64 {
	key := [2]int{min(a, b), max(a, b)}
	if w, ok := c.learned[key]; ok {
		return w
	}
	var claims []choice
	for i, a := range c.articles {
		if !slices.Contains(key[:], a.fold) {
			claims = append(claims, c.first[i]...)
		}
	}
	c.learned[key] = learn(c.numbers, claims, c.recipe)
	return c.learned[key]
}

// rounds learns both rounds from the articles outside a fold; -1: from all. The
// second sees what first rounds learned without its article's fold gave, which
// is how the program meets an article.
func (c *course) rounds(fold int) (first, second map[string]float64) {
	numbers := &numbers{of: map[string]int32{}}
	var claims []choice
	for k := range folds {
		if k == fold {
			continue
		}
		m := modelOf(c.firstRound(fold, k), nil, 1)
		for _, a := range c.articles {
			if a.fold != k {
				continue
			}
			a = copied(a)
			asked := a.asked()
			when.Confer(asked, m.First(asked))
			claims = append(claims, numbers.choices(a)...)
		}
	}
	return c.firstRound(fold, fold), learn(numbers, claims, c.recipe)
}

func copied(a article) article {
	c := a
	c.claims = append([]example{}, a.claims...)
	return c
}

func (a article) asked() []*when.Claim {
	var claims []*when.Claim
	for i := range a.claims {
		claims = append(claims, &a.claims[i].claim)
	}
	return claims
}

func modelOf(first, second map[string]float64, scale float64) *when.Model {
	m, err := when.Read(bytes.NewReader(write(first, second, scale)))
	if err != nil {
		panic(err) // what write writes, Read reads
	}
	return m
}

// write is the file of weights: the scale, then the features in order.
func write(first, second map[string]float64, scale float64) []byte {
	names := map[string]bool{}
	for f := range first {
		names[f] = true
	}
	for f := range second {
		names[f] = true
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%.2f\t\tscale\n", scale)
	for _, f := range slices.Sorted(maps.Keys(names)) {
		fmt.Fprintf(&b, "%s\t%s\t%s\n", cell(first, f), cell(second, f), f)
	}
	return b.Bytes()
}

func cell(weights map[string]float64, f string) string {
	if w, ok := weights[f]; ok {
		return strconv.FormatFloat(w, 'f', -1, 64)
	}
	return ""
}

// outcome is a claim held back with the answer it got.
type outcome struct {
	id, text string
	claim    when.Claim
	gold     when.Span
	answer   when.Answer
	rule     when.Span
	among    bool // the gold was among the candidates
	core     bool
	own      bool // of the project's own gold
}

// String is a line about the claim: what it got, what was right and of which
// kinds the two are.
func (o outcome) String() string {
	best, kind, verdict := o.answer[0], "absent", "WRONG"
	for _, c := range o.answer {
		if c.Time == o.gold {
			kind = c.Kind
		}
	}
	if best.Time == o.gold {
		verdict = "right"
	}
	return fmt.Sprintf("%s\t%s\tcore=%v\tpub %s\tgold %v %s\tgot %v %s %.2f\trule %s %v\t%s\t%v", verdict, o.id, o.core, o.claim.Published, o.gold, kind, best.Time, best.Kind, best.P, o.claim.RuleName, o.rule, o.text, o.claim.Facts)
}

type outcomes []outcome

func crossValidate(articles []article, r recipe) outcomes {
	c := newCourse(articles, r)
	var all outcomes
	for k := range folds {
		first, second := c.rounds(k)
		m := modelOf(first, second, 1)
		for _, a := range articles {
			if a.fold == k {
				all = append(all, judge(copied(a), m)...)
			}
		}
	}
	return all
}

func judge(a article, m *when.Model) outcomes {
	var out outcomes
	for i, answer := range m.Settle(a.asked()) {
		e := &a.claims[i]
		if !e.labelled {
			continue
		}
		o := outcome{id: a.id, text: e.text, claim: e.claim, gold: e.gold, answer: answer, rule: e.claim.Rule, core: e.core, own: a.own}
		for _, c := range answer {
			o.among = o.among || c.Time == e.gold
		}
		out = append(out, o)
	}
	return out
}

// of are the outcomes of the project's own gold or of the other.
func (all outcomes) of(own bool) outcomes {
	var some outcomes
	for _, o := range all {
		if o.own == own {
			some = append(some, o)
		}
	}
	return some
}

// scale is the sharpness under which the probabilities of the right answers are
// likeliest.
func (all outcomes) scale() float64 {
	best, least := 1.0, math.Inf(1)
	for s := 0.3; s <= 2; s += 0.05 {
		loss := 0.0
		for _, o := range all {
			sum, right := 0.0, 1e-3
			for _, c := range o.answer {
				p := math.Pow(c.P, s)
				sum += p
				if c.Time == o.gold {
					right = p
				}
			}
			loss -= math.Log(right / sum)
		}
		if loss < least {
			best, least = s, loss
		}
	}
	return best
}

// loosely: the two share a day, give or take one.
func loosely(a, b when.Span) bool {
	if a.To == "" || b.To == "" || a.From == "" || b.From == "" {
		return a == b
	}
	return a.From.Add(-1) <= b.To && b.From.Add(-1) <= a.To
}

func report(name string, all outcomes) {
	n := float64(len(all))
	var right, loose, among, ruled, sure, sureRight, core, coreRight, coreLoose float64
	kinds := map[string][3]int{}
	scale := all.scale()
	for _, o := range all {
		best := o.answer[0]
		p, sum := 0.0, 0.0
		for _, c := range o.answer {
			sum += math.Pow(c.P, scale)
		}
		p = math.Pow(best.P, scale) / sum
		hit := best.Time == o.gold
		right += count(hit)
		loose += count(loosely(best.Time, o.gold))
		among += count(o.among)
		if o.core {
			core++
			coreRight += count(hit)
			coreLoose += count(loosely(best.Time, o.gold))
		}
		ruled += count(o.rule == o.gold)
		if p >= 0.7 {
			sure++
			sureRight += count(hit)
		}
		k := kinds[best.Kind]
		k[0]++
		if hit {
			k[1]++
		}
		kinds[best.Kind] = k
	}
	fmt.Printf("%-24s core right %.1f loosely %.1f of %.0f; all right %.1f loosely %.1f among %.1f rules %.1f of %d; p>=0.7: %.1f of all, right %.1f; scale %.2f\n",
		name, 100*coreRight/max(1, core), 100*coreLoose/max(1, core), core, 100*right/n, 100*loose/n, 100*among/n, 100*ruled/n, len(all), 100*sure/n, 100*sureRight/max(1, sure), scale)
	if name == "all features" {
		var ks []string
		for k, v := range kinds {
			ks = append(ks, fmt.Sprintf("%s %d/%d", k, v[1], v[0]))
		}
		sort.Strings(ks)
		fmt.Println("   ", strings.Join(ks, ", "))
	}
}

func count(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// group is a kind of features, for the ablation.
type group struct {
	name string
	is   func(feature string) bool
}

func about(fact string) func(string) bool {
	return func(f string) bool { return strings.Contains(f, " & "+fact) }
}

func mark(words ...string) func(string) bool {
	return func(f string) bool {
		for _, w := range words {
			if strings.Contains(" "+strings.SplitN(f, " & ", 2)[0], " "+w) {
				return true
			}
		}
		return false
	}
}

var groups = []group{
	{"rules", mark("rule")},
	{"other claims", mark("any", "here", "before", "behind", "act", "class", "noun", "same")},
	{"tense", about("tense=")},
	{"root tense", about("root=")},
	{"modality", about("modality=")},
	{"nature", about("nature=")},
	{"family", about("family=")},
	{"act", about("act=")},
	{"class", about("class=")},
	{"noun", about("noun=")},
	{"unit", about("unit=")},
	{"scope", about("scope=")},
	{"dates here", about("dates=")},
	{"lead", about("lead=")},
	{"event", about("event=")},
	{"topical day", about("topical=")},
	{"said", about("said")},
	{"words", about("word=")},
	{"all facts", func(f string) bool { return strings.Contains(f, " & ") }},
	{"likeness", mark("alike", "likest")},
	{"themes", mark("theme", "shared", "same", "topical")},
	{"ranks", mark("nearest", "last before", "first day", "most told")},
	{"tree", mark("at steps", "at prep", "at on", "since steps", "since prep", "since on")},
	{"length", mark("length", "at of", "since of")},
	{"age", mark("age")},
}
