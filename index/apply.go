package index

import (
	"encoding/json"
	"fmt"
	"strconv"

	"muster/news"

	"github.com/blevesearch/bleve/v2"
)

// Change is what one Apply writes, all of it or nothing.
type Change struct {
	// Sets are the claims of article revisions, in any order: the newest
	// revision of each article stands.
	Sets []news.ClaimSet
	// Findings rewrite those of the same ID.
	Findings []news.Finding
	// Gone are the IDs of findings to be removed.
	Gone []string
	// Outbox is kept beside the records: the IDs of findings that are written
	// but perhaps not yet published. It replaces the outbox before.
	Outbox []string
}

// Apply writes a change. When it returns nil the change is on the disk and
// found by every later search.
func (x *Index) Apply(c Change) (err error) {
	defer damaged(x.config.Path, &err)
	b := x.bleve.NewBatch()
	if err := x.addSets(b, c.Sets); err != nil {
		return err
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
	for _, id := range c.Gone {
		b.Delete(string(Findings) + id)
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

// addSets adds to the batch what the sets change, each article once.
func (x *Index) addSets(b *bleve.Batch, sets []news.ClaimSet) error {
	was, now := map[string]history{}, map[string]history{}
	changed := map[string]bool{}
	var order []string
	for _, set := range sets {
		id := set.Article.ID
		if _, read := was[id]; !read {
			h, err := x.history(id)
			if err != nil {
				return err
			}
			was[id], now[id] = h, history{append([]news.ClaimSet(nil), h.Sets...)}
			order = append(order, id)
		}
		h := now[id]
		changed[id] = h.put(set) || changed[id]
		now[id] = h
	}
	for _, id := range order {
		if !changed[id] {
			continue
		}
		if err := x.rewrite(b, id, was[id], now[id]); err != nil {
			return err
		}
	}
	return nil
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
