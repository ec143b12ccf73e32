package crosscheck

import (
	"fmt"

	"muster/news"
)

// checkArticle composes the findings an article makes by itself, and returns
// those that changed.
func (c *Checker) checkArticle(a *article) ([]news.Finding, error) {
	fs, err := c.composeArticle(a)
	if err != nil {
		return nil, err
	}
	var out []news.Finding
	now := make([]string, 0, len(fs))
	for _, f := range fs {
		now = append(now, f.ID)
		digest := digestOf(f)
		if old, ok := c.live[f.ID]; !ok || old.digest != digest {
			c.live[f.ID] = finding{digest, f.Kind, f.Question}
			out = append(out, f)
		}
	}
	out = append(out, c.withdraw(a.live, now)...)
	a.live = now
	return out, nil
}

func digestOf(f news.Finding) uint64 {
	h := hashWord(fmt.Sprint(f.Kind, f.Severity, f.Holds != nil && *f.Holds))
	for i, s := range f.Sides {
		for _, cl := range s.Claims {
			h = h*1099511628211 ^ hashWord(fmt.Sprint(i, cl.ID))
		}
	}
	return h
}

// composeArticle writes the corrections between an article's revisions and the
// sums within the newest.
func (c *Checker) composeArticle(a *article) ([]news.Finding, error) {
	if a == nil || len(a.revisions) == 0 {
		return nil, nil
	}
	var out []news.Finding
	for i := 1; i < len(a.revisions); i++ {
		for _, p := range corrected(a.revisions[i-1].records, a.revisions[i].records) {
			f, err := c.writeCorrection(p)
			if err != nil {
				return nil, err
			}
			out = append(out, f)
		}
	}
	for _, s := range sumsOf(a.revisions[len(a.revisions)-1].records) {
		f, err := c.writeSum(s)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// corrected pairs each figure that is gone from a revision with the one that
// took its place: the same question, another number.
func corrected(before, after []*record) []pair {
	stays := map[string]bool{}
	for _, r := range after {
		stays[r.id] = true
	}
	was := map[string]bool{}
	for _, r := range before {
		was[r.id] = true
	}
	var out []pair
	used := map[*record]bool{}
	for _, old := range before {
		if stays[old.id] {
			continue
		}
		if r := successor(old, after, was, used); r != nil {
			used[r] = true
			rel := relate(old.q, r.q)
			out = append(out, pair{old, r, outcome{kind: news.Correction, cause: causeCorrected, rel: &rel, gap: old.quantity.gap(r.quantity)}, news.Correction})
		}
	}
	return out
}

// successor is the new figure of the same question nearest in the text.
func successor(old *record, after []*record, was map[string]bool, used map[*record]bool) *record {
	var best *record
	for _, r := range after {
		if was[r.id] || used[r] || r.quantity.same(old.quantity) && hedgeClass(r.quantity.hedge) == hedgeClass(old.quantity.hedge) {
			continue
		}
		rel := relate(old.q, r.q)
		if rel.different || rel.loose || rel.part != Same || rel.confidence < minConfidence {
			continue
		}
		if best == nil || distance(old, r) < distance(old, best) {
			best = r
		}
	}
	return best
}

func distance(a, b *record) int32 { return max(a.at-b.at, b.at-a.at) }

func (c *Checker) writeCorrection(p pair) (news.Finding, error) {
	claims, err := c.store.Claims([]string{p.a.id, p.b.id})
	if err != nil {
		return news.Finding{}, fmt.Errorf("crosscheck: %w", err)
	}
	q := (&cell{q: p.b.q}).question()
	f := news.Finding{
		ID: news.FindingID(q, news.Correction, []string{p.a.id, p.b.id}), Question: q, Kind: news.Correction,
		Gap: p.o.gap, FirstSeen: claims[1].Article.Published,
	}
	f.Severity = severity(news.Correction, p.o, 1, 1)
	for i, r := range []*record{p.a, p.b} {
		f.Sides = append(f.Sides, news.Side{
			Low: closed(r.quantity.low), High: closed(r.quantity.high), Claims: claims[i : i+1 : i+1],
			Sources: []string{originWord(&claims[i])},
		})
	}
	f.Why = []string{
		"Revision " + revisionWord(&claims[0]) + " of the article said: " + quote(claims[0].Sentence.Text),
		"Revision " + revisionWord(&claims[1]) + " says: " + quote(claims[1].Sentence.Text),
		"Both speak of " + p.b.q.measureWord() + ": " + claims[0].Figure.Text + " became " + claims[1].Figure.Text + ".",
	}
	return f, nil
}

func revisionWord(c *news.Claim) string { return fmt.Sprint(max(1, c.Article.Revision)) }
