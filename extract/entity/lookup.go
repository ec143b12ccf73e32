package entity

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"muster/extract/token"
	"muster/news"
)

type member struct {
	code     string
	from, to news.Day
}

// CountryName returns the English name of an ISO 3166 alpha-2 code, or of one
// of the former codes SU, YU, CS, DD; empty for an unknown code.
func CountryName(code string) string { return english().countries[strings.ToUpper(code)] }

// Members returns the codes of the members of an alliance on a day, in order
// of accession; nil for an alliance without a table. The zero day means the
// newest state known. Names and aliases are both good: "EU", "European Union".
func Members(alliance string, day time.Time) []string {
	x := english()
	on := news.DayOf(day)
	var codes []string
	for _, m := range x.members[x.alliance[token.Fold(alliance)]] {
		switch {
		case on == "" && m.to != "", on != "" && m.from > on, on != "" && m.to != "" && m.to < on:
			continue
		}
		codes = append(codes, m.code)
	}
	return codes
}

// OutletByName finds an outlet or agency by name or alias, case aside.
func OutletByName(name string) (news.Source, bool) {
	e := english().byName[token.Fold(strings.TrimSpace(name))]
	if e == nil {
		return news.Source{}, false
	}
	return clone(*e.outlet), true
}

// StateAgency is the news agency that a state runs, by the state's ISO 3166 alpha-2
// code; false where none is known.
func StateAgency(code string) (news.Source, bool) {
	e := english().agencies[code]
	if e == nil {
		return news.Source{}, false
	}
	return clone(*e.outlet), true
}

// OutletByDomain finds an outlet by a host name or a URL; a subdomain leads to
// its outlet ("feeds.reuters.com").
func OutletByDomain(domain string) (news.Source, bool) {
	host := strings.ToLower(strings.TrimSpace(domain))
	if strings.Contains(host, "://") {
		u, err := url.Parse(host)
		if err != nil {
			return news.Source{}, false
		}
		host = u.Hostname()
	}
	for {
		if e := english().byDomain[host]; e != nil {
			return clone(*e.outlet), true
		}
		_, parent, ok := strings.Cut(host, ".")
		if !ok {
			return news.Source{}, false
		}
		host = parent
	}
}

// Outlets returns the whole table, sorted by name.
func Outlets() []news.Source {
	seen := map[*entry]bool{}
	var all []news.Source
	x := english()
	for i := range x.forms {
		if e := x.forms[i].entry; e.outlet != nil && !seen[e] {
			seen[e] = true
			all = append(all, clone(*e.outlet))
		}
	}
	slices.SortFunc(all, func(a, b news.Source) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// clone keeps callers from writing into the table.
func clone(s news.Source) news.Source {
	s.Domains = append([]string(nil), s.Domains...)
	s.Aliases = append([]string(nil), s.Aliases...)
	return s
}

// Named returns the listed entity that a name stands for when it stands alone,
// in any of its spellings and case aside: the canonical name, the kind, and
// the country it is, belongs to or lies in.
func Named(name string) (e news.Entity, ok bool) {
	x := english()
	found := x.named[token.Fold(strings.TrimSpace(name))]
	if found == nil {
		found = x.people[token.Fold(strings.TrimSpace(name))]
	}
	if found == nil {
		return e, false
	}
	return news.Entity{Name: found.name, Kind: found.kind, Country: found.country}, true
}

// PersonName returns the canonical name of a well-known person in any spelling
// of the table, else the name as given.
func PersonName(name string) string {
	if e := english().people[token.Fold(name)]; e != nil {
		return e.name
	}
	return name
}
