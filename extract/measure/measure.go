// Package measure says what a figure measures: by the thing it counts and the
// verb or noun it hangs on. In: a Context of words and lemmas. Out: the
// measure's ID, its nature over time and whose word order makes the subject.
//
// The knowledge is en/measure.list, en/word.list and en/noun.list, from the
// reading of defence news; the files explain their own columns.
package measure

import (
	"embed"
	"fmt"
	"strings"

	"muster/extract/rule"
	"muster/news"
)

//go:embed en
var data embed.FS

// Role says who is the subject of a measure.
type Role string

// The roles.
const (
	// Agent: who acts or has ("Russia fired 120 missiles" is Russia's).
	Agent Role = "agent"
	// Patient: whose people or things are counted ("two people were killed in
	// Kyiv" is Ukraine's).
	Patient Role = "patient"
)

// Context is what is known of a figure's surroundings.
type Context struct {
	Unit news.Unit
	// Nouns are the lemmas of the counted noun phrase, its head last.
	Nouns []string
	// Verb is the lemma that governs the counted phrase; empty where none.
	Verb string
	// Active: the counted phrase is the active subject of Verb.
	Active bool
	// Over are the lemmas of nouns the counted phrase hangs on: "toll" for
	// "a toll of 12", nearest first.
	Over []string
	// Target: the counted phrase is what the noun over it is aimed at, as in "a
	// strike on two bases".
	Target bool
	// On is the lemma of what the money goes to, where the clause says it.
	On string
	// Words are the lower-case words of the clause.
	Words map[string]bool
}

// Measure is one entry of the table, as it fits a figure.
type Measure struct {
	ID     news.MeasureID
	Nature news.Nature
	Role   Role
	Family string
	// Rule names the entry.
	Rule string
	// Known is false for a measure the table does not have.
	Known bool
}

type entry struct {
	id     string
	nature news.Nature
	role   Role
	family string
	// munition is the measure instead for things that are fired: a drone
	// destroyed is a drone intercepted.
	munition string
	words    []string // one of them must stand in the clause
	unless   []string // none of them may
}

type class struct {
	byVerb, byActive, byNoun, byID map[string]*entry
	all                            []*entry
}

// Table is the read table. It is safe for concurrent use.
type Table struct {
	classes map[string]*class
	troops  map[string]bool
	// munitions are the units of what is fired and shot down.
	munitions map[news.Unit]bool
	// military are the lemmas that defence spending goes to.
	military map[string]bool
	spent    *entry // defence-spending
}

// New reads the embedded table. It panics on a broken one: the data is part of
// the program and tested with it.
func New() *Table {
	t, err := Read(embedded)
	if err != nil {
		panic(err)
	}
	return t
}

// embedded is the list of that name that is part of the program.
func embedded(name string) ([]rule.Entry, error) {
	return rule.ReadList(data, "en/"+name+".list")
}

// Read makes a table of the lists "measure", "word" and "noun".
func Read(list rule.Lists) (*Table, error) {
	entries, err := list("measure")
	if err != nil {
		return nil, err
	}
	t := &Table{classes: map[string]*class{}, troops: map[string]bool{}, munitions: map[news.Unit]bool{}, military: map[string]bool{}}
	for _, e := range entries {
		if err := t.add(e); err != nil {
			return nil, err
		}
	}
	if t.spent = t.classes["money"].byID["defence-spending"]; t.spent == nil {
		return nil, fmt.Errorf("measure: measure.list has no [money] defence-spending")
	}
	words, err := list("word")
	if err != nil {
		return nil, err
	}
	for _, e := range words {
		if err := t.addWords(e); err != nil {
			return nil, err
		}
	}
	nouns, err := list("noun")
	if err != nil {
		return nil, err
	}
	for _, e := range nouns {
		for _, form := range e.Forms() {
			switch e.Section {
			case "troops":
				t.troops[form] = true
			case "munitions":
				t.munitions[news.Unit(form)] = true
			case "military":
				t.military[form] = true
			default:
				return nil, fmt.Errorf("measure: %s:%d: section %q is not known", e.File, e.Line, e.Section)
			}
		}
	}
	return t, nil
}

func (t *Table) add(e rule.Entry) error {
	c := t.classes[e.Section]
	if c == nil {
		c = &class{byVerb: map[string]*entry{}, byActive: map[string]*entry{}, byNoun: map[string]*entry{}, byID: map[string]*entry{}}
		t.classes[e.Section] = c
	}
	n := &entry{
		id: e.Name, nature: news.Nature(e.Attrs["nature"]), role: Role(e.Attrs["subject"]),
		family: e.Attrs["family"], munition: e.Attrs["munition"],
	}
	if n.munition != "" && c.byID[n.munition] == nil {
		return fmt.Errorf("measure: %s:%d: munition=%s stands not above", e.File, e.Line, n.munition)
	}
	if n.nature == "" || n.role == "" || n.family == "" {
		return fmt.Errorf("measure: %s:%d: %q lacks nature, subject or family", e.File, e.Line, e.Name)
	}
	c.all = append(c.all, n)
	c.byID[n.id] = n
	return nil
}

// addWords takes in a row of word.list.
func (t *Table) addWords(e rule.Entry) error {
	section, part, _ := strings.Cut(e.Section, " ")
	c := t.classes[section]
	if c == nil || c.byID[e.Attrs["measure"]] == nil {
		return fmt.Errorf("measure: %s:%d: %q is no measure of measure.list", e.File, e.Line, e.Attrs["measure"])
	}
	n := c.byID[e.Attrs["measure"]]
	for _, word := range e.Forms() {
		switch part {
		case "verb":
			c.byVerb[strings.ReplaceAll(word, " ", "-")] = n
		case "subject":
			c.byActive[word] = n
		case "noun":
			if c.byNoun[word] == nil {
				c.byNoun[word] = n
			}
		case "beside":
			n.words = append(n.words, word)
		case "unless":
			n.unless = append(n.unless, word)
		default:
			return fmt.Errorf("measure: %s:%d: section %q is not known", e.File, e.Line, e.Section)
		}
	}
	return nil
}

// Of returns the measure of a figure.
func (t *Table) Of(c Context) Measure {
	switch {
	case c.Unit == news.Persons:
		return t.persons(c)
	case c.Unit == news.PercentOfGDP:
		return t.spending(c)
	case currency(c.Unit):
		return t.money(c)
	case c.Unit == news.Percent || c.Unit == news.PercentagePoint || c.Unit == news.Factor || c.Unit == "":
		return t.relative(c)
	}
	return t.kit(c)
}

// persons: a verb that says what happened to them, then a noun that names the
// measure, then forces, then the noun itself.
func (t *Table) persons(c Context) Measure {
	p := t.classes["person"]
	if n := p.find(c); n != nil {
		return n.measure("", c)
	}
	if len(c.Nouns) > 0 && t.force(c.Nouns[len(c.Nouns)-1]) {
		return troops
	}
	for _, o := range c.Over {
		if t.force(o) && generic(c) {
			return troops
		}
	}
	return unknown(c)
}

// troops is the measure of forces of whom nothing else is said.
var troops = Measure{ID: "troops", Nature: news.Stock, Role: Agent, Family: "manpower", Rule: "measure/troops", Known: true}

// generic reports whether the counted noun says no more than its unit.
func generic(c Context) bool {
	return len(c.Nouns) == 0 || c.Nouns[len(c.Nouns)-1] == "people" || c.Nouns[len(c.Nouns)-1] == string(c.Unit)
}

// force reports whether the noun, in the singular or plural, is one for forces.
func (t *Table) force(noun string) bool {
	return t.troops[noun] || t.troops[strings.TrimSuffix(noun, "s")]
}

// find looks at the counted noun, then the verb, then the nouns above.
func (p *class) find(c Context) *entry {
	if len(c.Nouns) > 0 {
		if n := p.byNoun[c.Nouns[len(c.Nouns)-1]]; n != nil {
			return n
		}
	}
	if n := p.verb(c); n != nil {
		return n
	}
	for _, o := range c.Over {
		if n := p.byNoun[o]; n != nil {
			return n
		}
	}
	return nil
}

func (p *class) verb(c Context) *entry {
	if c.Verb == "" {
		return nil
	}
	if c.Active {
		return p.byActive[c.Verb]
	}
	return p.byVerb[c.Verb]
}

func (t *Table) kit(c Context) Measure {
	k := t.classes["kit"]
	if extent[c.Unit] {
		return unknown(c)
	}
	n := k.verb(c)
	if n != nil && n.munition != "" && t.munitions[c.Unit] {
		n = k.byID[n.munition]
	}
	if n == nil {
		for _, o := range c.Over {
			if n = k.byNoun[o]; n != nil {
				n = k.aimed(n, c)
				break
			}
		}
	}
	if n == nil {
		return unknown(c)
	}
	return n.measure(string(c.Unit)+"-", c)
}

// Munition reports whether things of the unit are fired at a target.
func (t *Table) Munition(u news.Unit) bool { return t.munitions[u] }

// aimed is what was hit where the entry is of what was launched and the figure
// counts its targets.
func (k *class) aimed(n *entry, c Context) *entry {
	if n.id == "launched" && c.Target {
		return k.byID["hit"]
	}
	return n
}

// extent are the units of lengths and spans of time: nobody launches or hits them.
var extent = map[news.Unit]bool{
	"m": true, "year": true, "month": true, "week": true, "day": true, "hour": true, "minute": true,
}

func (t *Table) money(c Context) Measure {
	m := t.classes["money"]
	for _, noun := range append(reversed(c.Nouns), c.Over...) {
		if n := m.byNoun[noun]; n != nil && (n.id != "defence-spending" || n.wordIn(c)) {
			return n.measure("", c)
		}
	}
	if n := m.verb(c); n != nil && (n.id != "defence-spending" || n.wordIn(c)) {
		return n.measure("", c)
	}
	for _, n := range m.all {
		if n.id != "defence-spending" && n.wordIn(c) {
			return n.measure("", c)
		}
	}
	return unknown(c)
}

// spending: a share of GDP in defence news is defence spending unless the
// clause says otherwise.
func (t *Table) spending(c Context) Measure {
	n := t.spent
	if c.On != "" && !t.military[c.On] {
		return Measure{ID: news.MeasureID("spending-on-" + c.On), Nature: news.Flow, Role: Agent, Family: "money", Rule: "measure/spending-on", Known: true}
	}
	for _, w := range n.unless {
		if c.Words[w] {
			return unknown(c)
		}
	}
	return n.measure("", c)
}

// relative: a share, a factor or a bare number measures what it hangs on.
func (t *Table) relative(c Context) Measure {
	for _, section := range []string{"person", "money"} {
		p := t.classes[section]
		for _, noun := range append(reversed(c.Nouns), c.Over...) {
			if n := p.byNoun[noun]; n != nil && (n.id != "defence-spending" || n.wordIn(c)) {
				return n.measure("", c)
			}
		}
	}
	for _, noun := range append(reversed(c.Nouns), c.Over...) {
		if t.force(noun) {
			return troops
		}
	}
	if n := t.classes["person"].verb(c); n != nil && c.Unit == "" {
		return n.measure("", c)
	}
	return unknown(c)
}

func (n *entry) wordIn(c Context) bool {
	for _, w := range n.words {
		if c.Words[w] {
			return true
		}
	}
	return false
}

func (n *entry) measure(prefix string, c Context) Measure {
	return Measure{
		ID: news.MeasureID(prefix + n.id), Nature: n.nature, Role: n.role, Family: n.family,
		Rule: "measure/" + n.id, Known: true,
	}
}

// unknown keeps the counted noun: "noun:hospital"; a bare number that counts
// nothing keeps what it hangs on.
func unknown(c Context) Measure {
	head := ""
	switch {
	case len(c.Nouns) > 0:
		head = c.Nouns[len(c.Nouns)-1]
	case len(c.Over) > 0 && (c.Unit == "" || c.Unit == news.Percent || currency(c.Unit)):
		head = c.Over[0]
	default:
		head = string(c.Unit)
	}
	return Measure{ID: news.MeasureID("noun:" + head), Nature: news.Stock, Role: Agent, Family: "noun", Rule: "measure/noun"}
}

func currency(u news.Unit) bool {
	if len(u) != 3 {
		return false
	}
	for _, r := range string(u) {
		if r < 'A' || r > 'Z' {
			return false
		}
	}
	return true
}

func reversed(s []string) []string {
	r := make([]string, 0, len(s)+4)
	for i := len(s) - 1; i >= 0; i-- {
		r = append(r, s[i])
	}
	return r
}
