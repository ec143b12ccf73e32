package index

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"

	"muster/news"

	"github.com/blevesearch/bleve/v2"
)

// Change is what one Apply writes, all of it or nothing.
type Change struct {
	// Sets replace what is known of their articles. At most one an article.
	Sets []news.ClaimSet
	// Findings rewrite those of the same ID.
	Findings []news.Finding
	// Outbox is kept beside the records: the IDs of findings that are written
	// but perhaps not yet published. It replaces the outbox before.
	Outbox []string
}

// Apply writes a change. When it returns nil the change is on the disk and
// found by every later search.
func (x *Index) Apply(c Change) (err error) {
	defer damaged(x.config.Path, &err)
	b := x.bleve.NewBatch()
	for _, set := range c.Sets {
		if err := x.replace(b, set); err != nil {
			return err
		}
	}
	for _, f := range c.Findings {
		doc, err := x.findingDocument(f)
		if err != nil {
			return err
		}
		if err := b.IndexAdvanced(doc); err != nil {
			return fmt.Errorf("index: finding %s: %w", f.ID, err)
		}
	}
	raw, err := json.Marshal(c.Outbox)
	if err != nil {
		return fmt.Errorf("index: outbox: %w", err)
	}
	b.SetInternal(outboxKey, raw)
	b.SetInternal(generationKey, strconv.AppendUint(nil, x.generation+1, 10))
	if err := x.bleve.Batch(b); err != nil {
		return fmt.Errorf("index: write: %w", err)
	}
	return x.applied(x.generation + 1)
}

// replace adds to the batch that the set stands for its article from now on:
// claims that are new or changed are written, those gone are deleted.
func (x *Index) replace(b *bleve.Batch, set news.ClaimSet) error {
	old, err := x.knownClaims(set.Article.ID)
	if err != nil {
		return err
	}
	for _, c := range set.Claims {
		if was, same := old[c.ID]; same {
			delete(old, c.ID)
			if sameClaim(was, c) {
				continue
			}
		}
		if err := b.IndexAdvanced(x.claimDocument(c)); err != nil {
			return fmt.Errorf("index: claim %s: %w", c.ID, err)
		}
	}
	for id := range old {
		b.Delete(string(Claims) + id)
	}
	doc, err := x.articleDocument(set)
	if err != nil {
		return err
	}
	return b.IndexAdvanced(doc)
}

func (x *Index) knownClaims(article string) (map[string]news.Claim, error) {
	old := map[string]news.Claim{}
	before, found, err := x.known(article)
	if err != nil || !found {
		return old, err
	}
	for _, c := range before.Claims {
		old[c.ID] = c
	}
	return old, nil
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

// Outbox is the outbox of the last change.
func (x *Index) Outbox() (ids []string, err error) {
	defer damaged(x.config.Path, &err)
	raw, err := x.bleve.GetInternal(outboxKey)
	if err != nil || raw == nil {
		return nil, err
	}
	if err := json.Unmarshal(raw, &ids); err != nil {
		return nil, fmt.Errorf("%w: outbox: %w", ErrDamaged, err)
	}
	return ids, nil
}
