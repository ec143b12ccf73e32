package serve

import (
	"context"

	"muster/index"
	"muster/index/query"
	"muster/news"
)

// manyQuoting is how many findings of one forgotten article are removed at
// once; more than any article stands in.
const manyQuoting = 10_000

// forget removes the findings that quote articles which are forgotten now, but
// for those that hold without them. That they are gone is published before the
// index forgets them too: a process that dies in between says it again.
func (t *taker) forget(ctx context.Context, sets []news.ClaimSet) error {
	for _, set := range sets {
		if !set.Forgotten {
			continue
		}
		quoting, err := t.index.FindFindings(ctx, index.Request{
			Query: query.Match{Field: query.Article, Value: set.Article.ID}, Withdrawn: true, Limit: manyQuoting,
		})
		if err != nil {
			return err
		}
		for _, f := range quoting.Found {
			if now, said := t.unsaid[f.ID]; said && !now.Withdrawn {
				continue
			}
			delete(t.unsaid, f.ID)
			t.gone[f.ID] = unquoted(f)
		}
	}
	for _, f := range t.gone {
		if err := t.bus.PublishFinding(ctx, f); err != nil {
			return err
		}
	}
	return nil
}

// unquoted is a finding without its quotes, withdrawn.
func unquoted(f news.Finding) news.Finding {
	return news.Finding{
		ID: f.ID, Kind: f.Kind, Question: f.Question, Sides: []news.Side{}, Withdrawn: true, FirstSeen: f.FirstSeen,
		Why: []string{"Withdrawn: an article that it quotes was forgotten."},
	}
}
