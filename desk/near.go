package desk

import (
	"context"
	"fmt"
	"strings"

	"muster/index"
	"muster/index/query"
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
	every, many := tree.(query.Every)
	if !many {
		every.Of = []query.Tree{tree}
	}
	var lacking, alone []string
	for _, part := range every.Of[:min(manyNear, len(every.Of))] {
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

// like is the value of the same field that is spelt most like a part's, ""
// where none is within two letters, or one where it is short.
func (h Here) like(of index.Of, part query.Tree) (string, error) {
	m, ok := part.(query.Match)
	if !ok {
		return "", nil
	}
	value := strings.ToLower(m.Value)
	best, found := min(2, len(value)/2)+1, ""
	err := h.Index.Terms(of, m.Field, func(term string) {
		if d := query.Distance(value, term); d > 0 && d < best {
			best, found = d, term
		}
	})
	if found == "" || err != nil {
		return "", err
	}
	return query.Match{Field: m.Field, Value: found}.String(), nil
}
