package index

import (
	"math"
	"slices"
	"strings"

	"muster/index/query"

	bq "github.com/blevesearch/bleve/v2/search/query"
)

// translate says a query tree in bleve's words. Each kind of tree becomes
// term, range or phrase look-ups, which bleve joins as bitmaps where no score
// is asked for.
func translate(of Of, t query.Tree) bq.Query {
	switch t := t.(type) {
	case query.Every:
		return bq.NewConjunctionQuery(translateAll(of, t.Of))
	case query.Any:
		return bq.NewDisjunctionQuery(translateAll(of, t.Of))
	case query.Not:
		return bq.NewBooleanQuery([]bq.Query{ofKind(of)}, nil, []bq.Query{translate(of, t.Of)})
	case query.Words:
		return words(of, t)
	case query.Match:
		return match(of, t)
	case query.Figures:
		return figures(of, t)
	case query.Days:
		return days(of, t)
	}
	return ofKind(of)
}

// anchored reports whether a tree finds records of one kind by itself: the
// fields it looks into hold no others.
func anchored(t query.Tree) bool {
	switch t := t.(type) {
	case query.Every:
		return slices.ContainsFunc(t.Of, anchored)
	case query.Any:
		return !slices.ContainsFunc(t.Of, func(t query.Tree) bool { return !anchored(t) })
	case query.All, query.Not, nil:
		return false
	}
	return true
}

func translateAll(of Of, trees []query.Tree) []bq.Query {
	out := make([]bq.Query, len(trees))
	for i, t := range trees {
		out[i] = translate(of, t)
	}
	return out
}

func ofKind(of Of) bq.Query { return term(recordField, string(of)) }

func term(field, value string) bq.Query {
	q := bq.NewTermQuery(value)
	q.SetField(field)
	return q
}

func prefix(field, value string) bq.Query {
	q := bq.NewPrefixQuery(value)
	q.SetField(field)
	return q
}

// words looks for one word, the beginning of one, or words in a row. A word
// that breaks in two ("MiG-29") is words in a row.
func words(of Of, t query.Words) bq.Query {
	var stems []string
	var last string
	textField := fieldOf(of, textField)
	eachWord(t.Text, func(w string, _ int) {
		stems = append(stems, stem(w))
		last = w
	})
	switch {
	case len(stems) == 0:
		return bq.NewMatchNoneQuery()
	case t.Prefix && len(stems) == 1:
		// A stem is never longer than the word, and may differ from it in its
		// last letters: "countries*" begins "countri".
		return bq.NewDisjunctionQuery([]bq.Query{prefix(textField, last), prefix(textField, stems[0])})
	case len(stems) == 1:
		return term(textField, stems[0])
	}
	return bq.NewPhraseQuery(stems, textField)
}

// match looks for a value in a field: exact words in fields of the closed
// sort, all words of the value in fields of names.
func match(of Of, t query.Match) bq.Query {
	if field, exact := termFields[t.Field]; exact {
		field = fieldOf(of, field)
		if t.Prefix {
			return prefix(field, strings.ToLower(t.Value))
		}
		return term(field, strings.ToLower(t.Value))
	}
	field := fieldOf(of, nameFields[t.Field])
	var all []bq.Query
	parts := nameWords(t.Value)
	for i, w := range parts {
		if t.Prefix && i == len(parts)-1 {
			all = append(all, prefix(field, w))
		} else {
			all = append(all, term(field, w))
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	return bq.NewConjunctionQuery(all)
}

// figures looks for figures that overlap the range.
func figures(of Of, t query.Figures) bq.Query {
	low, high := t.Low, t.High
	if t.Over {
		low = math.Nextafter(low, math.Inf(1))
	}
	if t.Under {
		high = math.Nextafter(high, math.Inf(-1))
	}
	return figureAxis.overlap(of, sortable(low), sortable(high), sortable(math.Inf(-1)))
}

func days(of Of, t query.Days) bq.Query {
	first, ok := dayBits(t.From)
	if !ok {
		first = 0
	}
	last, ok := dayBits(t.To)
	if !ok {
		last = lastDay
	}
	if t.Field == query.Published {
		return spans(fieldOf(of, publishedField), dayLadder.cover(first, last))
	}
	return dayAxis.overlap(of, first, last, 0)
}

func spans(field string, all []span) bq.Query {
	var of []bq.Query
	for _, s := range all {
		of = append(of, spanQuery(field, s))
	}
	switch len(of) {
	case 0:
		return bq.NewMatchNoneQuery()
	case 1:
		return of[0]
	}
	return bq.NewDisjunctionQuery(of)
}

func spanQuery(field string, s span) bq.Query {
	yes := true
	q := bq.NewTermRangeInclusiveQuery(s.first, s.last, &yes, &yes)
	q.SetField(field)
	return q
}
