package figure

import (
	"cmp"
	"strconv"
	"strings"

	"muster/extract/rule"
	"muster/extract/token"
)

func (l *lexicon) loadWords(list rule.Lists) error {
	for _, f := range []struct {
		file  string
		marks map[string]mark
	}{
		{"stop", map[string]mark{"function": stop, "verb": stop | verb}},
		{"designator", map[string]mark{"any": designator, "name": nameDesignator, "month": nameDesignator | month, "whole": whole}},
		{"change", map[string]mark{"up": up, "down": down, "range": ranging, "apart": unlinked, "link": 0}},
		{"loss", map[string]mark{
			"harm": harm, "falls": harm | falls, "spared": harm | spared, "lone": lone | opener, "nought": nought | opener,
			"tidings": tidings, "listing": listing, "possible": possible, "harm itself": harmItself, "escape": escape, "ousting": ousting,
		}},
		{"context", map[string]mark{"vote": vote, "toll": toll, "spending": spending, "party": party, "furniture": furniture, "abstract": abstract, "substance": substance}},
		{"grammar", map[string]mark{
			"dimension": lengthwise, "auxiliary": auxiliary, "definite": definite, "pronoun": pronoun, "saying": saying, "citing": citing, "civil": civil,
			"opening": opening, "going": going, "relative": relative, "ranked": ranked, "meridiem": meridiem, "clock": clock, "aged": aged, "turning": turning, "old": old, "setting": setting, "rate": 0,
			"person": onePronoun, "idle": idle,
		}},
		{"per", map[string]mark{"per": perWord}},
	} {
		entries, err := list(f.file)
		if err != nil {
			return err
		}
		for _, e := range entries {
			m, ok := f.marks[e.Section]
			if !ok {
				return wrong(e, "unknown section")
			}
			if e.Section == "link" {
				l.links[token.Hash(e.Name)] = gives{change: e.Attrs["change"], rule: "change-" + e.Name}
				continue
			}
			if per := e.Attrs["per"]; per != "" {
				for _, form := range e.Forms() {
					l.rates[token.Hash(form)] = per
				}
				continue
			}
			if e.Attrs["count"] == "yes" {
				m |= loosely
			}
			for _, form := range e.Forms() {
				l.word(form, m)
			}
		}
	}
	return nil
}

// word marks a word; a designator also in the plural, and in rows of words by
// its last word. "vol." keeps its point only before a number and is marked as it
// stands there.
func (l *lexicon) word(form string, m mark) {
	hs := hashes(form)
	if len(hs) == 2 && strings.HasSuffix(form, ".") {
		l.add(form, m)
	}
	if len(hs) > 1 {
		if m&(designator|nameDesignator) != 0 {
			l.desig.put(phrase{words: hs})
		}
		return
	}
	l.add(form, m)
	if m&designator != 0 && len(form) > 3 {
		l.add(plural(form), m)
	}
}

func (l *lexicon) loadPeople(list rule.Lists) error {
	for _, file := range []string{"people", "demonym"} {
		entries, err := list(file)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if e.Section == "mass" {
				l.noun(e.Name, sense{kind: person, name: "person", unit: "person", by: 1, plural: true, mass: true})
				continue
			}
			l.counted(e, sense{kind: person, name: "person", unit: "person", by: 1})
		}
	}
	return nil
}

// counted adds the name and its aliases as singulars with their plurals; an
// alias that is the plural of the name is one.
func (l *lexicon) counted(e rule.Entry, s sense) {
	forms := e.Forms()
	for i, form := range forms {
		one := s
		one.both = invariant(form)
		one.plural = i > 0 && isPlural(forms[i-1], form) || one.both
		one.mass = s.mass || one.both
		l.noun(form, one)
		if next := i + 1; !one.plural && !(next < len(forms) && isPlural(form, forms[next])) {
			one.plural = true
			l.noun(plural(form), one)
		}
	}
}

// isPlural reports whether b is written as the plural of a: same beginning,
// an s or an irregular end.
func isPlural(a, b string) bool {
	fa, fb := strings.Fields(a), strings.Fields(b)
	if len(fa) != len(fb) || fa[0][0] != fb[0][0] {
		return false
	}
	last := fb[len(fb)-1]
	return strings.HasSuffix(last, "s") && !strings.HasSuffix(fa[len(fa)-1], "s") || strings.HasSuffix(last, "men") || strings.HasSuffix(b, "people") ||
		last == "children" || strings.HasPrefix(fb[0], fa[0]) && strings.HasSuffix(fb[0], "s")
}

func (l *lexicon) noun(form string, s sense) {
	hs := hashes(form)
	l.nouns.put(phrase{words: hs, sense: &s})
	if key := token.Fold(form); l.units[key] == "" {
		l.units[key] = s.unit
	}
	for _, h := range hs {
		if l.marks[h]&stop == 0 || len(hs) == 1 {
			l.addHash(h, knownNoun)
		}
	}
}

func (l *lexicon) loadKit(list rule.Lists) error {
	entries, err := list("kit")
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := e.Attrs["kit"]
		switch e.Section {
		case "kit", "thing":
			l.counted(e, sense{kind: kit, name: e.Name, unit: e.Name, by: 1, thing: e.Section == "thing"})
		case "model":
			for _, f := range e.Forms() {
				l.noun(f, sense{kind: kit, name: name, unit: name, by: 1, plural: true})
			}
		case "series":
			for _, f := range e.Forms() {
				l.series[token.Hash(f)] = name
				l.add(f, series)
			}
		default:
			return wrong(e, "unknown section")
		}
	}
	return nil
}

func (l *lexicon) loadUnits(list rule.Lists) error {
	entries, err := list("unit")
	if err != nil {
		return err
	}
	kinds := map[string]kind{"measure": measure, "letter": measure, "share": shareUnit, "period": period}
	for _, e := range entries {
		s := sense{kind: kinds[e.Section], name: e.Name, unit: e.Attrs["si"], per: e.Attrs["per"]}
		if as := e.Attrs["as"]; as != "" {
			s.name = as
		}
		s.letter = e.Section == "letter" || e.Attrs["glued"] == "yes"
		if s.by, err = attr(e, "by", 1); err != nil {
			return err
		}
		if s.plus, err = attr(e, "plus", 0); err != nil {
			return err
		}
		if s.kind == noKind || s.unit == "" {
			return wrong(e, "no unit or unknown section")
		}
		for _, form := range e.Forms() {
			one := s
			one.letter = one.letter || len(form) == 1 && form != "%" && form != "°"
			l.noun(form, one)
			if len(form) > 2 && !strings.HasSuffix(form, "s") && e.Section != "letter" && e.Section != "share" {
				one.plural = true
				l.noun(plural(form), one)
			}
		}
	}
	return nil
}

// loadLosses reads the phrases of loss: a section says whom they befall, and
// whether they are said of the lost itself or of who takes it.
func (l *lexicon) loadLosses(list rule.Lists) error {
	entries, err := list("befall")
	if err != nil {
		return err
	}
	for _, e := range entries {
		b, ok := befallSections[e.Section]
		if !ok {
			return wrong(e, "unknown section")
		}
		for _, form := range e.Forms() {
			ph := phrase{words: hashes(form), befalls: &b}
			l.lossBefore.put(ph)
			l.lossBehind.put(ph)
		}
	}
	return nil
}

var befallSections = map[string]befalls{
	"of people":     {person: true},
	"of kit":        {kit: true},
	"of both":       {person: true, kit: true},
	"kit by itself": {kit: true, alone: true},
}

func attr(e rule.Entry, key string, otherwise float64) (float64, error) {
	s, ok := e.Attrs[key]
	if !ok {
		return otherwise, nil
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0, wrong(e, key+" is no number")
	}
	return v, nil
}

func (l *lexicon) loadMoney(list rule.Lists) error {
	entries, err := list("currency")
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Section == "million" {
			l.million[token.Hash(e.Name)] = e.Attrs["of"]
			continue
		}
		code := cmp.Or(e.Attrs["of"], e.Name)
		s := sense{kind: money, name: code, unit: code}
		if s.by, err = attr(e, "by", 1); err != nil {
			return err
		}
		s.sub = s.by != 1
		for _, form := range e.Forms() {
			s.small = form == e.Attrs["small"]
			l.money(form, s)
		}
	}
	return nil
}

// money adds a form as a sign before and behind the number; longer names also
// in the plural.
func (l *lexicon) money(form string, s sense) {
	hs := hashes(form)
	l.signs.put(phrase{words: hs, sense: &s})
	l.noun(form, s)
	if len(form) > 3 && !strings.HasSuffix(form, "s") {
		l.noun(plural(form), s)
	}
}

func (l *lexicon) loadFactors(list rule.Lists) error {
	entries, err := list("factor")
	if err != nil {
		return err
	}
	for _, e := range entries {
		v, err := attr(e, "value", 0)
		if err != nil {
			return err
		}
		for _, form := range e.Forms() {
			if e.Section == "times" {
				l.add(form, times)
				continue
			}
			l.factors[token.Hash(form)] = factor{value: v, down: e.Attrs["direction"] == "down"}
			l.add(form, opener)
			if form == e.Name && strings.HasSuffix(form, "le") {
				l.add(form, bareFactor)
			}
		}
	}
	if entries, err = list("gdp"); err != nil {
		return err
	}
	for _, e := range entries {
		l.gdp.put(phrase{words: hashes(e.Name)})
	}
	return nil
}
