package index

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sort"

	"muster/news"

	"github.com/blevesearch/bleve/v2"
)

// history is what is kept of one article: the set of every revision, by
// revision number. The last stands; the claims of those before are found by
// their IDs only, so that a correction can quote what it corrects.
type history struct{ Sets []news.ClaimSet }

func (h history) standing() news.ClaimSet {
	if len(h.Sets) == 0 {
		return news.ClaimSet{}
	}
	return h.Sets[len(h.Sets)-1]
}

// put takes in a set, and reports whether anything changed: of two sets of
// one revision the one that news.ClaimSet.Replaces prefers is kept. Of an
// article that is forgotten nothing else is kept.
func (h *history) put(set news.ClaimSet) bool {
	switch {
	case h.standing().Forgotten:
		return false
	case set.Forgotten:
		h.Sets = []news.ClaimSet{set}
		return true
	}
	number := func(i int) int { return h.Sets[i].Article.Revision }
	i := sort.Search(len(h.Sets), func(i int) bool { return number(i) >= set.Article.Revision })
	if i < len(h.Sets) && number(i) == set.Article.Revision {
		if !set.Replaces(h.Sets[i].Article) {
			return false
		}
		h.Sets[i] = set
		return true
	}
	h.Sets = append(h.Sets, news.ClaimSet{})
	copy(h.Sets[i+1:], h.Sets[i:])
	h.Sets[i] = set
	return true
}

// live are the claims that stand, former those that stood once and do not
// now, by ID.
func (h history) live() map[string]news.Claim { return byID(h.standing()) }

func (h history) former() map[string]news.Claim {
	out := map[string]news.Claim{}
	for _, set := range h.Sets {
		for _, c := range set.Claims {
			out[c.ID] = c
		}
	}
	for id := range h.live() {
		delete(out, id)
	}
	return out
}

func byID(set news.ClaimSet) map[string]news.Claim {
	out := make(map[string]news.Claim, len(set.Claims))
	for _, c := range set.Claims {
		out[c.ID] = c
	}
	return out
}

// history reads what is known of an article; empty where nothing is.
func (x *Index) history(article string) (h history, err error) {
	p, err := x.packed(article)
	if err != nil {
		return h, err
	}
	if h, err = p.history(); err != nil {
		err = fmt.Errorf("%w: article %s: %w", ErrDamaged, article, err)
	}
	return h, err
}

// rewrite adds to the batch the difference between what was known of an
// article and what is known now.
func (x *Index) rewrite(b *bleve.Batch, article string, was, now history) error {
	before, after := was.live(), now.live()
	for id, c := range after {
		if old, stood := before[id]; stood && sameClaim(old, c) {
			continue
		}
		if err := b.IndexAdvanced(x.claimDocument(c)); err != nil {
			return fmt.Errorf("index: claim %s: %w", id, err)
		}
	}
	for id := range before {
		if _, stands := after[id]; !stands {
			b.Delete(string(Claims) + id)
		}
	}
	if err := x.rewriteFormer(b, article, was.former(), now.former()); err != nil {
		return err
	}
	raw, err := now.pack()
	if err != nil {
		return fmt.Errorf("index: article %s: %w", article, err)
	}
	doc := x.builder(articles, article)
	doc.stored(blobField, raw)
	doc.term(changeField, changeTerm(x.generation+1))
	return b.IndexAdvanced(doc.finish())
}

func (x *Index) rewriteFormer(b *bleve.Batch, article string, before, after map[string]news.Claim) error {
	for id := range before {
		if _, still := after[id]; !still {
			b.Delete(string(former) + id)
		}
	}
	for id := range after {
		if _, already := before[id]; already {
			continue
		}
		doc := x.builder(former, id)
		doc.stored(homeField, []byte(article))
		if err := b.IndexAdvanced(doc.finish()); err != nil {
			return fmt.Errorf("index: claim %s: %w", id, err)
		}
	}
	return nil
}

// sameClaim reports whether two claims are found by the same terms. The
// revision is no term, so an article revised in one sentence rewrites one
// sentence's claims.
func sameClaim(a, b news.Claim) bool {
	a.Article.Revision, b.Article.Revision = 0, 0
	x, errA := json.Marshal(a)
	y, errB := json.Marshal(b)
	return errA == nil && errB == nil && bytes.Equal(x, y)
}
