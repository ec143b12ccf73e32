package crosscheck

import (
	"sort"
	"strconv"
	"strings"
)

// tables is the knowledge of the lists in en/, read once.
type tables struct {
	state    map[string]string // name -> the state it stands for
	partOf   map[[2]string]partOf
	toll     map[string]bool
	unit     map[string]string   // name -> canonical unit
	kindOf   map[string]string   // tank -> vehicle
	scale    map[string]scale    // km -> 1000 m
	sums     map[string][]string // munition -> drone, missile
	people   map[string]string   // word -> group
	narrow   map[string]bool     // groups that are always part of "people"
	parts    []string            // phrases that make a count a floor
	tight    []string            // phrases that hold "over" close
	noun     map[string]string   // counted noun -> the one that stands for it
	opposed  map[[2]string]bool  // parties, both ways round
	parties  map[string]bool     // every party by name
	phrases  map[string][]string // first word of a people phrase -> phrases
	stateOf  map[string]uint64   // word -> the states it may mean, a bit each
	bit      map[string]uint64   // state -> its bit
	nounIs   map[string]string   // counted noun -> state
	both     []string            // phrases for killed or wounded
	maybe    []string            // phrases for an estimate of what was
	held     map[string]bool     // words for an exercise
	weapon   map[string]bool     // units that hit by being launched
	all      []string            // phrases for people at large
	groupIs  map[string]string   // people group -> state
	number   map[string]bool     // number words
	nearUnit map[string]string   // percent -> percent-of-gdp

	verb      map[string]string // verb right beside a figure -> state
	rule      map[string]bool   // words of rules and treaties
	overall   map[string]bool   // words for a count over all places
	hedge     map[string]bool   // words that hedge a figure, beyond number words
	auxiliary map[string]bool   // words between a figure and its verb
}

type partOf struct{ slip, stage bool }

type scale struct {
	base  string
	times float64
}

var known = readTables()

// sumNames are the units that count kinds together, in the list's order.
var sumNames = sortedKeys(known.sums)

func sortedKeys(m map[string][]string) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

func readTables() *tables {
	t := &tables{
		state: map[string]string{}, partOf: map[[2]string]partOf{}, toll: map[string]bool{},
		unit: map[string]string{}, kindOf: map[string]string{}, scale: map[string]scale{},
		sums: map[string][]string{}, people: map[string]string{}, narrow: map[string]bool{},
		noun: map[string]string{}, opposed: map[[2]string]bool{}, parties: map[string]bool{}, phrases: map[string][]string{},
		stateOf: map[string]uint64{}, bit: map[string]uint64{}, nounIs: map[string]string{}, held: map[string]bool{}, number: map[string]bool{}, weapon: map[string]bool{}, groupIs: map[string]string{}, nearUnit: map[string]string{},
		verb: map[string]string{}, rule: map[string]bool{}, overall: map[string]bool{}, hedge: map[string]bool{}, auxiliary: map[string]bool{},
	}
	t.readRelations()
	t.readUnits()
	t.readWords()
	t.readParties()
	t.readStates()
	return t
}

func (t *tables) readRelations() {
	for _, l := range readList("relation.list") {
		switch l.section {
		case "same":
			standFor(t.state, l.names)
		case "part":
			t.partOf[[2]string{l.names[0], l.attrs["of"]}] = partOf{l.attrs["slip"] == "yes", l.attrs["stage"] == "yes"}
		case "toll":
			t.toll[l.names[0]] = true
		}
	}
}

func (t *tables) readUnits() {
	for _, l := range readList("unit.list") {
		switch l.section {
		case "same":
			standFor(t.unit, l.names)
		case "kind":
			t.kindOf[l.names[0]] = l.attrs["of"]
		case "near":
			t.nearUnit[l.names[0]] = l.attrs["of"]
		case "scale":
			times, err := strconv.ParseFloat(l.attrs["times"], 64)
			if err != nil {
				panic("crosscheck: unit.list: " + l.names[0] + " has no scale")
			}
			t.scale[l.names[0]] = scale{l.attrs["of"], times}
		case "sum":
			standFor(t.unit, l.names)
			t.sums[l.names[0]] = strings.Split(l.attrs["of"], "+")
		}
	}
}

func (t *tables) readWords() {
	for _, l := range readList("word.list") {
		switch l.section {
		case "people":
			for _, n := range l.names {
				t.people[n] = l.names[0]
				first, _, _ := strings.Cut(n, " ")
				t.phrases[first] = append(t.phrases[first], n)
			}
			t.groupIs[l.names[0]] = l.attrs["state"]
			t.narrow[l.names[0]] = l.attrs["part"] == "yes"
		case "all":
			t.all = append(t.all, l.names...)
		case "part":
			t.parts = append(t.parts, l.names...)
		case "tight":
			t.tight = append(t.tight, l.names...)
		case "noun":
			standFor(t.noun, l.names)
		}
	}
}

func (t *tables) readParties() {
	for _, l := range readList("party.list") {
		for _, a := range l.names {
			for _, b := range strings.Split(l.attrs["against"], ",") {
				b = strings.TrimSpace(b)
				t.opposed[[2]string{a, b}], t.opposed[[2]string{b, a}] = true, true
				t.parties[a], t.parties[b] = true, true
			}
		}
	}
}

// readStates gives every state a bit; there are fewer than 64.
func (t *tables) readStates() {
	for _, l := range readList("state.list") {
		name := l.names[0]
		switch l.section {
		case "state":
			t.bit[name] = 1 << len(t.bit)
			for _, w := range strings.Fields(l.attrs["words"]) {
				t.stateOf[w] |= t.bit[name]
			}
		case "noun":
			for _, w := range strings.Fields(l.attrs["words"]) {
				t.nounIs[w] = name
			}
		case "maybe":
			t.maybe = append(t.maybe, name)
		case "verb":
			for _, w := range strings.Fields(l.attrs["words"]) {
				t.verb[w] = name
			}
		case "rule", "overall", "hedge", "auxiliary":
			mark(map[string]map[string]bool{"rule": t.rule, "overall": t.overall, "hedge": t.hedge, "auxiliary": t.auxiliary}[l.section], l.attrs["words"])
		case "both":
			t.both = append(t.both, name)
		case "held":
			t.held[name] = true
		case "weapon":
			t.weapon[name] = true
		case "number":
			mark(t.number, l.attrs["words"])
		}
	}
}

func mark(in map[string]bool, words string) {
	for _, w := range strings.Fields(words) {
		in[w] = true
	}
}

func standFor(m map[string]string, names []string) {
	for _, n := range names {
		m[n] = names[0]
	}
}

// canonical returns what a name stands for, itself where the table is silent.
func canonical(m map[string]string, name string) string {
	if c, ok := m[name]; ok {
		return c
	}
	return name
}
