package entity

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"muster/extract/entity/gazetteer"
	"muster/extract/rule"
	"muster/extract/token"
	"muster/news"
)

func (b *builder) addCountry(l rule.Entry) error {
	code := l.Attrs["code"]
	if len(code) != 2 {
		return fmt.Errorf("%q has no code of two letters", l.Name)
	}
	b.countries[code] = l.Name
	b.add(&entry{name: l.Name, kind: news.CountryName, country: code}, l.Forms()...)
	adjectives, people := split(l.Attrs["adjective"]), split(l.Attrs["people"])
	if len(adjectives) > 0 {
		b.adjective[code] = adjectives[0]
		if s := l.Attrs["short"]; s != "" {
			b.adjective[code] = s
		}
		b.add(&entry{name: l.Name, kind: news.Demonym, country: code, section: "adjective"}, adjectives...)
	}
	b.add(&entry{name: l.Name, kind: news.Demonym, country: code, section: "people"}, people...)
	if capitals := split(l.Attrs["capital"]); len(capitals) > 0 {
		b.seats[code] = capitals[0]
		b.add(&entry{name: capitals[0], kind: news.Capital, country: code}, capitals...)
	}
	if s := l.Attrs["seat"]; s != "" {
		b.add(&entry{name: s, kind: news.Capital, country: code}, s)
	}
	return nil
}

func (b *builder) addAlliance(l rule.Entry) error {
	for _, f := range l.Forms() {
		b.alliance[token.Fold(f)] = l.Name
	}
	b.add(&entry{name: l.Name, kind: news.Alliance, called: split(l.Attrs["called"]), party: l.Attrs["party"]}, l.Forms()...)
	return nil
}

func (b *builder) addMember(l rule.Entry) error {
	if _, ok := b.alliance[token.Fold(l.Section)]; !ok {
		return fmt.Errorf("no alliance is called %q", l.Section)
	}
	m := member{code: l.Name}
	for key, day := range map[string]*news.Day{"from": &m.from, "to": &m.to} {
		if l.Attrs[key] == "" {
			continue
		}
		d, err := news.ParseDay(l.Attrs[key])
		if err != nil {
			return err
		}
		*day = d
	}
	if m.from == "" {
		return fmt.Errorf("%s of %s has no first day", l.Name, l.Section)
	}
	b.members[l.Section] = append(b.members[l.Section], m)
	return nil
}

func (b *builder) addOutlet(l rule.Entry) error {
	e := &entry{
		name: l.Name, kind: news.Outlet, country: l.Attrs["country"], section: l.Section,
		needs: l.Attrs["needs"], region: split(l.Attrs["region"]),
	}
	if e.country == "" || l.Attrs["domains"] == "" {
		return fmt.Errorf("outlet %q has no country or no domain", l.Name)
	}
	e.outlet = &news.Source{
		Name: l.Name, Kind: news.SourceKind(l.Section), Country: e.country,
		Domains: split(l.Attrs["domains"]), Aliases: l.Aliases,
	}
	for _, f := range l.Forms() {
		if key := token.Fold(f); b.byName[key] == nil {
			b.byName[key] = e
		}
	}
	if l.Attrs["state"] == "agency" && b.agencies[e.country] == nil {
		b.agencies[e.country] = e
	}
	for _, d := range e.outlet.Domains {
		if b.byDomain[d] != nil {
			return fmt.Errorf("domain %q stands twice", d)
		}
		b.byDomain[d] = e
	}
	b.add(e, l.Forms()...)
	return nil
}

func (b *builder) addForce(l rule.Entry) error {
	b.add(&entry{name: l.Name, kind: news.ArmedForce, country: stateOf(l.Section)}, l.Forms()...)
	return nil
}

func (b *builder) addGroup(l rule.Entry) error {
	b.add(&entry{name: l.Name, kind: news.ArmedForce, country: stateOf(l.Section), group: true, sort: cmp.Or(l.Attrs["kind"], "faction")}, l.Forms()...)
	return nil
}

func (b *builder) addMetonym(l rule.Entry) error {
	b.add(&entry{name: l.Name, kind: news.Metonym, country: l.Section}, l.Forms()...)
	return nil
}

func (b *builder) addOrganisation(l rule.Entry) error {
	kind := news.Organised
	if l.Section == "ministry" {
		kind = news.MinistryEntity
	}
	b.add(&entry{name: l.Name, kind: kind, country: l.Attrs["country"], section: l.Section, party: l.Attrs["party"], called: split(l.Attrs["called"]), generic: l.Attrs["generic"] != ""}, l.Forms()...)
	return nil
}

func (b *builder) addEvent(l rule.Entry) error {
	b.add(&entry{name: l.Name, kind: news.NamedEvent, country: l.Attrs["country"], year: l.Attrs["year"]}, l.Forms()...)
	return nil
}

func (b *builder) addRegion(l rule.Entry) error {
	b.add(&entry{name: l.Name, kind: news.Region, needs: l.Attrs["needs"], region: split(l.Attrs["members"])}, l.Forms()...)
	return nil
}

func (b *builder) addPlace(l rule.Entry) error {
	e := &entry{name: l.Name, kind: news.Place, country: stateOf(l.Section), needs: l.Attrs["needs"]}
	if e.country == "" {
		e.where = news.Area // seas and continents
	} else if g, ok := gazetteer.Of(e.country, e.name); ok {
		e.where = g.Kind
	}
	b.add(e, l.Forms()...)
	return nil
}

// addPerson enters the full name, whole other spellings, every given name with
// every short form, and the short forms alone.
func (b *builder) addPerson(l rule.Entry) error {
	e := &entry{
		name: l.Name, kind: news.Human, country: stateOf(l.Section),
		role: l.Attrs["role"], gender: genderOf(l.Attrs["gender"]), bare: l.Attrs["bare"] != "no",
	}
	if c := l.Attrs["country"]; c != "" {
		e.country = c
	}
	if e.gender == 0 {
		return fmt.Errorf("person %q has no gender", l.Name)
	}
	e.words = b.foldedWords(l.Name)
	given := split(l.Attrs["given"])
	if given == nil {
		given = []string{strings.Fields(l.Name)[0]}
	}
	full := map[string]bool{l.Name: true}
	for _, a := range l.Aliases {
		if isShort(a) {
			for _, g := range given {
				full[g+" "+a] = true
			}
			if e.bare {
				b.add(e, a)
			}
			continue
		}
		full[a] = true
	}
	for _, f := range slices.Sorted(maps.Keys(full)) {
		words := strings.Fields(token.Fold(f))
		b.byGiven[words[0]] = append(b.byGiven[words[0]], person{words: words, e: e})
		b.people[token.Fold(f)] = e
		b.add(e, f)
	}
	return nil
}

// isShort reports a surname: one word, perhaps behind particles ("von der
// Leyen", "al-Assad").
func isShort(s string) bool {
	fields := strings.Fields(s)
	for _, f := range fields[:len(fields)-1] {
		switch strings.ToLower(f) {
		case "von", "der", "van", "de", "le", "bin", "al", "el", "ben", "da", "cavo", "fogh", "lund", "suu":
		default:
			return false
		}
	}
	return true
}

func (b *builder) addTitle(l rule.Entry) error {
	b.addTitleForms(&entry{name: l.Name, kind: titleKind, section: l.Section, gender: genderOf(l.Attrs["gender"]), many: l.Attrs["one"] == "no"}, l.Forms()...)
	return nil
}

func (b *builder) addBranch(l rule.Entry) error {
	makes := news.EntityKind(l.Section)
	if l.Section == "office" {
		makes = ""
	}
	for _, f := range l.Forms() {
		name := l.Name
		if l.Section == "office" {
			name = f
		}
		b.addTitleForms(&entry{name: name, kind: branchKind, section: l.Section, makes: makes, country: l.Attrs["country"]}, f)
	}
	return nil
}

var headClasses = map[string]class{
	"organisation": headOrganisation, "ministry": headMinistry, "force": headForce, "unit": headUnit, "medium": headMedium,
}

func (b *builder) addHead(l rule.Entry) error {
	c, ok := headClasses[l.Section]
	if !ok {
		return fmt.Errorf("unknown kind %q", l.Section)
	}
	for _, f := range l.Forms() {
		b.mark(f, c)
	}
	return nil
}

var wordClasses = map[string]class{
	"speech": speech, "act": act, "locative": locative, "counterpart": counterpart,
	"government": governing, "place-noun": placeNoun, "media-noun": mediaNoun,
	"particle": particle, "ship": ship, "calendar": calendar, "common": common, "within": within, "follow": follow,
}

func (b *builder) addWord(l rule.Entry) error {
	c, ok := wordClasses[l.Section]
	if !ok {
		return fmt.Errorf("unknown class %q", l.Section)
	}
	for _, f := range l.Forms() {
		if c == particle {
			b.particles[f] = true
		}
		b.mark(f, c)
	}
	return nil
}

func (b *builder) addGiven(l rule.Entry) error {
	c := givenName
	switch l.Section {
	case "m":
		c |= male
	case "f":
		c |= female
	}
	b.mark(l.Name, c)
	return nil
}

func (b *builder) addDescription(l rule.Entry) error {
	for _, f := range l.Forms() {
		key := token.Fold(f)
		b.describes[key] = append(b.describes[key], l.Section)
	}
	return nil
}
