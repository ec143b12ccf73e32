package desk

import (
	"regexp"
	"slices"
	"strings"

	"muster/extract/entity"
	"muster/extract/figure"
	"muster/index/query"
	"muster/lexicon"
	"muster/news"

	"golang.org/x/text/language"
)

// Parse reads a query and takes its values as people write them: to each name
// it adds the one that the index has.
//
//	country:UK USA deu       GB, US, DE
//	place:Kiev               Kyiv
//	source:AP                Associated Press
//	unit:dollar              USD
//	unit:soldiers            unit:person measure:soldier
//	measure:killed           kill
//	F16                      F16 or F-16
func Parse(text string) (query.Tree, error) {
	t, err := query.Parse(text)
	if err != nil {
		return nil, err
	}
	return understand(t), nil
}

func understand(t query.Tree) query.Tree {
	switch t := t.(type) {
	case query.Every:
		return query.AllOf(understandAll(t.Of)...)
	case query.Any:
		return query.AnyOf(understandAll(t.Of)...)
	case query.Not:
		return query.Not{Of: understand(t.Of)}
	case query.Words:
		return model(t)
	case query.Match:
		if read := readings[t.Field]; read != nil && !t.Prefix {
			return query.AnyOf(append([]query.Tree{t}, read(t)...)...)
		}
	}
	return t
}

func understandAll(of []query.Tree) []query.Tree {
	out := make([]query.Tree, len(of))
	for i, t := range of {
		out[i] = understand(t)
	}
	return out
}

// readings give what else a value of a field may mean.
var readings = map[query.Field]func(query.Match) []query.Tree{
	query.Country: country,
	query.Place:   named, query.Subject: named, query.By: named, query.Of: named, query.To: named, query.Event: named,
	query.Source: source, query.Outlet: source,
	query.Unit:    unit,
	query.Measure: measure,
}

// also is the value under another name, nothing where that is the same.
func also(m query.Match, value string) []query.Tree {
	if value == "" || strings.EqualFold(value, m.Value) {
		return nil
	}
	return []query.Tree{query.Match{Field: m.Field, Value: value}}
}

func country(m query.Match) []query.Tree {
	if e, ok := entity.Named(m.Value); ok && (e.Country != "" || e.Kind == news.Alliance) {
		if e.Country != "" {
			return also(m, e.Country)
		}
		return also(m, e.Name)
	}
	return also(m, codeOf(m.Value))
}

// codeOf is the code of two letters of one of three.
func codeOf(s string) string {
	if len(s) != 3 {
		return ""
	}
	r, err := language.ParseRegion(s)
	if err != nil || !r.IsCountry() || len(r.String()) != 2 || entity.CountryName(r.String()) == "" {
		return ""
	}
	return r.String()
}

// named reads sides, places and events.
func named(m query.Match) []query.Tree {
	e, ok := entity.Named(m.Value)
	switch {
	case !ok:
		return also(m, codeOf(m.Value))
	case e.Kind == news.CountryName || e.Kind == news.Demonym:
		return also(m, e.Country)
	}
	return also(m, e.Name)
}

func source(m query.Match) []query.Tree {
	if s, ok := entity.OutletByName(m.Value); ok {
		return also(m, s.Name)
	}
	if s, ok := entity.OutletByDomain(m.Value); ok {
		return also(m, s.Name)
	}
	return named(m)
}

func unit(m query.Match) []query.Tree {
	u, ok := figure.UnitNamed(m.Value)
	if !ok || strings.EqualFold(string(u), m.Value) {
		return nil
	}
	one := query.Match{Field: query.Unit, Value: string(u)}
	if u != news.Persons {
		return []query.Tree{one}
	}
	lemma := lexicon.Singular(strings.ToLower(m.Value), strings.ToLower(m.Value))
	if lemma == "people" || lemma == "person" {
		return []query.Tree{one}
	}
	return []query.Tree{query.AllOf(one, query.Match{Field: query.Measure, Value: lemma})}
}

// measure reads words of the open vocabulary: each in the form the index has.
func measure(m query.Match) []query.Tree {
	words := strings.FieldsFunc(strings.ToLower(m.Value), func(r rune) bool { return r == ' ' || r == ',' })
	if len(words) == 1 {
		return forms(words[0])
	}
	var all []query.Tree
	for _, w := range slices.DeleteFunc(words, Joins) {
		all = append(all, query.AnyOf(append([]query.Tree{query.Match{Field: query.Measure, Value: w}}, forms(w)...)...))
	}
	return []query.Tree{query.AllOf(all...)}
}

// Joins reports whether a word of a measure only joins others: "missiles that
// hit", "spending on defence".
func Joins(word string) bool { return joining[word] }

var joining = map[string]bool{"that": true, "on": true, "in": true, "of": true, "the": true}

// forms are the lemmas that a word may be a form of, where they are others.
func forms(word string) []query.Tree {
	var out []query.Tree
	if base, ok := lexicon.Base(word); ok && base != word {
		out = append(out, query.Match{Field: query.Measure, Value: base})
	}
	if one := lexicon.Singular(word, word); one != word {
		out = append(out, query.Match{Field: query.Measure, Value: one})
	}
	return out
}

// typed is a model's name with or without its hyphen: F16, MiG-29, T72B3.
var typed = regexp.MustCompile(`^(\p{L}{1,4})-?(\d{1,4}\p{L}?\d?)$`)

// model finds a model written either way.
func model(t query.Words) query.Tree {
	parts := typed.FindStringSubmatch(t.Text)
	if parts == nil || t.Prefix {
		return t
	}
	return query.AnyOf(query.Words{Text: parts[1] + parts[2]}, query.Words{Text: parts[1] + "-" + parts[2]})
}
