package desk

import (
	"context"
	"fmt"
	"strings"

	"muster/extract/entity"
	"muster/index"
	"muster/index/query"
	"muster/news"
)

// manyNear is how many parts of a query are looked at for what came near.
const manyNear = 12

// near says why a query finds nothing: which of its parts find nothing alone,
// with the word of the index that is spelt most like theirs, or that all of
// them do and only not together.
func (h Here) near(ctx context.Context, of index.Of, text string) ([]string, error) {
	tree, err := query.Parse(text)
	if err != nil {
		return nil, err
	}
	parts := []query.Tree{tree}
	if every, many := tree.(query.Every); many {
		parts = every.Of
	}
	var lacking, alone []string
	for _, part := range parts[:min(manyNear, len(parts))] {
		n, err := h.count(ctx, of, understand(part))
		if err != nil {
			return nil, err
		}
		if n > 0 {
			alone = append(alone, fmt.Sprintf("%s (%d)", part, n))
			continue
		}
		line := "nothing has " + part.String()
		if like, err := h.like(of, part); err != nil {
			return nil, err
		} else if like != "" {
			line += ": do you mean " + like + "?"
		}
		lacking = append(lacking, line)
	}
	if len(lacking) == 0 && len(alone) > 1 {
		return []string{"each is found, not all together: " + strings.Join(alone, ", ")}, nil
	}
	return lacking, nil
}

func (h Here) count(ctx context.Context, of index.Of, t query.Tree) (uint64, error) {
	r := index.Request{Query: t, Withdrawn: true}
	if of == index.Findings {
		found, err := h.Index.FindFindings(ctx, r)
		return found.Total, err
	}
	found, err := h.Index.FindClaims(ctx, r)
	return found.Total, err
}

// like is the value that is spelt most like a part's: one of the same field, or
// for a word without a field a name or measure; "" where none is within two
// letters, or one where it is short. A country that is known and only not in
// the index is no misspelling.
func (h Here) like(of index.Of, part query.Tree) (string, error) {
	switch m := part.(type) {
	case query.Match:
		if sides[m.Field] && isCountry(m.Value) {
			return "", nil
		}
		s := spelt(m.Value)
		if err := h.Index.Terms(of, m.Field, s.look); s.found() == "" || err != nil {
			return "", err
		}
		return query.Match{Field: m.Field, Value: s.found()}.String(), nil
	case query.Any:
		return h.likeAny(of, m.Of)
	case query.Words:
		s := spelt(m.Text)
		for _, f := range []query.Field{query.Measure, query.Place, query.Subject, query.Event, query.Source} {
			if err := h.Index.Terms(of, f, s.look); err != nil {
				return "", err
			}
		}
		return s.found(), nil
	}
	return "", nil
}

// likeAny is what is spelt like the first alternative that something is spelt
// like.
func (h Here) likeAny(of index.Of, parts []query.Tree) (string, error) {
	for _, part := range parts[:min(manyNear, len(parts))] {
		if like, err := h.like(of, part); like != "" || err != nil {
			return like, err
		}
	}
	return "", nil
}

// sides are fields whose values may be countries.
var sides = map[query.Field]bool{query.Country: true, query.Place: true, query.Subject: true, query.By: true, query.Of: true, query.To: true}

// isCountry reports whether a value names a country, by name or code.
func isCountry(value string) bool {
	e, known := entity.Named(value)
	return known && e.Country != "" && (e.Kind == news.CountryName || e.Kind == news.Demonym) || entity.CountryName(value) != "" || codeOf(value) != ""
}

// spelling looks, for each word of a value, for the term that is spelt most
// like it.
type spelling []nearest

// nearest is a word, and the term that is as near to it as any.
type nearest struct {
	word, term string
	distance   int
}

func spelt(value string) spelling {
	var s spelling
	for _, word := range strings.Fields(strings.ToLower(value)) {
		s = append(s, nearest{word: word, distance: min(2, len(word)/2) + 1})
	}
	return s
}

// look compares a term, and the name of the country that it is the code of.
func (s spelling) look(term string) {
	name := ""
	if len(term) == 2 {
		name = strings.ToLower(entity.CountryName(term))
	}
	for i := range s {
		for _, t := range []string{term, name} {
			if d := query.Distance(s[i].word, t); t != "" && d < s[i].distance {
				s[i].term, s[i].distance = t, d
			}
		}
	}
}

// found is the value as the terms spell it, "" where that is how it is spelt,
// or where a word of it is like none.
func (s spelling) found() string {
	words, wrong := make([]string, len(s)), false
	for i, n := range s {
		if n.term == "" {
			return ""
		}
		words[i], wrong = n.term, wrong || n.distance > 0
	}
	if !wrong {
		return ""
	}
	return strings.Join(words, " ")
}

// nearConflicts says why no finding is found: what else was asked for than the
// query leaves them all out, or the query does.
func (h Here) nearConflicts(ctx context.Context, r ConflictsRequest) ([]string, error) {
	tree, err := Parse(r.Query)
	if err != nil {
		return nil, err
	}
	found, err := h.Index.FindFindings(ctx, index.Request{Query: tree, Facets: []index.Facet{index.ByKind}})
	if err != nil {
		return nil, err
	}
	if found.Total == 0 {
		if r.Query == "" {
			return []string{"there are no findings yet"}, nil
		}
		return h.near(ctx, index.Findings, r.Query)
	}
	var kinds []string
	for _, c := range found.Facets[index.ByKind] {
		kinds = append(kinds, fmt.Sprintf("%s (%d)", c.Value, c.Count))
	}
	return []string{"none of that kind, severity, time and mark; without these there are " + strings.Join(kinds, ", ")}, nil
}
