package figure

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"muster/extract/number"
	"muster/extract/rule"
	"muster/extract/token"
)

//go:embed en/*.list en/*.rule
var data embed.FS

// mark is a set of roles a single word can have.
type mark uint64

const (
	stop mark = 1 << iota
	verb
	designator     // "Article"
	nameDesignator // "Leopard": only with a capital
	up
	down
	harm
	falls      // "died": said of whom it befalls
	spared     // "rescued": harm that is no loss
	lone       // "a": one of what is lost
	nought     // "no"
	tidings    // "reports"
	possible   // "could": before a verb, its deed is not told as done
	harmItself // "death": names what befalls, not whom
	furniture  // "Photos": what a page counts of itself
	abstract   // "purposes": what words count, and nobody else
	onePronoun // "he": somebody's age may follow
	idle       // "down": behind "doubled" it multiplies nothing
	party      // "sides": known by name, whatever their number
	listing    // "included"
	times
	perWord
	gdp
	opener // a figure may begin here
	knownNoun
	series
	month
	ranging // "ranging"
	bareFactor
	vote
	toll
	spending
	whole      // "5G"
	unlinked   // "according to" links no change
	lengthwise // "wide", "long"
	auxiliary  // "was"
	definite   // "the", "their"
	pronoun    // "one" behind them counts nothing
	saying     // "told"
	citing     // "citing"
	civil      // "passenger": of craft that are no military equipment
	opening    // "including"
	going      // "were", "who"
	relative   // "of which"
	ranked     // "time", "day"
	meridiem   // "p.m."
	clock      // "o'clock", "GMT": behind an hour
	aged       // "aged": before somebody's age
	turning    // "is", "turned": before the age of whom a pronoun means
	old        // "old": behind somebody's age
	setting    // "and", "against": sets one count beside another
	substance  // "explosives": pounds of it are a weight
	escape     // "flee": people do it
	ousting    // "drove ... from": it is done to people
	loosely    // "lost", "added": of people and kit a count, no change
)

// lexicon is all that the lists and rules say, by hash of the folded word.
type lexicon struct {
	marks   map[uint64]mark
	filter  [1 << 10]uint64 // in front of marks
	nouns   phrases         // people, kit, units, periods, money, forward
	signs   phrases         // money before the number, backward
	before  phrases         // rules that end in {figure}, backward
	behind  phrases         // rules that begin with {figure}, forward
	shares  phrases         // the same behind percentages
	factors map[uint64]factor
	links   map[uint64]gives
	series  map[uint64]string
	units   map[string]string // folded form of a unit or of what is counted -> unit
	million map[uint64]string // "MEUR"
	rates   map[uint64]string // "daily": "day"
	gdp     phrases
	desig   phrases // designators of more than one word, backward
	// lossBefore and lossBehind are the phrases of loss, found before what is
	// lost and behind it.
	lossBefore, lossBehind phrases
}

type factor struct {
	value float64
	down  bool
}

// sense is what a phrase of the lists means.
type sense struct {
	kind   kind
	name   string // canonical: "person", "USD", "tank"
	unit   string // unit Low and High are given in
	by     float64
	plus   float64
	plural bool
	letter bool   // counts only behind digits or before a mark
	per    string // "tpd" is a ton per day
	sub    bool   // cents
	mass   bool   // collective: "police", "military"
	both   bool   // one and many alike: "aircraft"
	thing  bool   // countable, but no weapon: towns, schools, votes
	small  bool   // of a currency's code: also in small letters before a number
}

type kind uint8

const (
	noKind kind = iota
	person
	kit
	measure
	shareUnit
	period
	money
)

func (l *lexicon) mark(hash uint64) mark {
	if b := hash % (1 << 16); l.filter[b/64]&(1<<(b%64)) == 0 {
		return 0
	}
	return l.marks[hash]
}

func (l *lexicon) opens(hash uint64) bool { return l.mark(hash)&opener != 0 }

func (l *lexicon) add(word string, m mark) { l.addHash(token.Hash(word), m) }

func (l *lexicon) addHash(h uint64, m mark) {
	l.marks[h] |= m
	b := h % (1 << 16)
	l.filter[b/64] |= 1 << (b % 64)
}

// english reads the embedded data once; a fault in it stops the program, and
// the first test before that.
var english = sync.OnceValue(func() *lexicon {
	l, err := load(embedded)
	if err != nil {
		panic(err)
	}
	return l
})

// embedded reads a list that is part of the program.
func embedded(name string) ([]rule.Entry, error) { return rule.ReadList(data, "en/"+name+".list") }

// load makes a lexicon of the lists and of the embedded rules.
func load(lists rule.Lists) (*lexicon, error) {
	l := &lexicon{
		marks: map[uint64]mark{}, factors: map[uint64]factor{}, links: map[uint64]gives{},
		series: map[uint64]string{}, units: map[string]string{}, million: map[uint64]string{}, rates: map[uint64]string{},
		nouns: newPhrases(false), signs: newPhrases(true), before: newPhrases(true), behind: newPhrases(false), shares: newPhrases(false),
		gdp: newPhrases(false), desig: newPhrases(true), lossBefore: newPhrases(true), lossBehind: newPhrases(false),
	}
	for _, step := range []func(rule.Lists) error{
		l.loadWords, l.loadPeople, l.loadKit, l.loadUnits, l.loadMoney, l.loadFactors, l.loadLosses,
	} {
		if err := step(lists); err != nil {
			return nil, err
		}
	}
	if err := l.loadRules(); err != nil {
		return nil, err
	}
	for _, ph := range []*phrases{&l.nouns, &l.signs, &l.before, &l.behind, &l.shares, &l.gdp, &l.desig, &l.lossBefore, &l.lossBehind} {
		ph.order()
	}
	for _, h := range number.New().Openers() {
		l.addHash(h, opener)
	}
	return l, nil
}

// hashes are the folded words of a form.
func hashes(form string) []uint64 {
	var hs []uint64
	for _, s := range token.Read(form).Sentences {
		for _, t := range s.Tokens {
			hs = append(hs, t.Hash)
		}
	}
	return hs
}

// invariant reports whether one and many are the same word: aircraft, landing
// craft.
func invariant(s string) bool { return strings.HasSuffix(s, "craft") }

// plural writes the regular plural of the last word of s.
func plural(s string) string {
	switch {
	case strings.HasSuffix(s, "s") || strings.HasSuffix(s, "x") || strings.HasSuffix(s, "ch") || strings.HasSuffix(s, "sh"):
		return s + "es"
	case strings.HasSuffix(s, "y") && len(s) > 2 && !strings.ContainsRune("aeiou", rune(s[len(s)-2])):
		return s[:len(s)-1] + "ies"
	}
	return s + "s"
}

func wrong(e rule.Entry, what string) error {
	return fmt.Errorf("figure: %s:%d: %q: %s", e.File, e.Line, e.Name, what)
}
