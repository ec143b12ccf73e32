package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"muster/index/query"
	"muster/news"

	index "github.com/blevesearch/bleve_index_api"
)

// shortestID is the fewest digits of an ID that are looked up: fewer name
// half the index.
const shortestID = 4

// Article returns the claims known of an article: the set of each revision,
// the newest last. The ID may be cut short where that leaves it the only one.
func (x *Index) Article(id string) (revisions []news.ClaimSet, err error) {
	defer damaged(x.config.Path, &err)
	full, err := x.complete(articles, id)
	if err != nil {
		return nil, err
	}
	h, err := x.history(full)
	switch {
	case err != nil:
		return nil, err
	case len(h.Sets) == 0:
		return nil, fmt.Errorf("%w: article %q", ErrNotFound, id)
	case h.standing().Forgotten:
		return nil, fmt.Errorf("%w: article %q was forgotten", ErrNotFound, id)
	}
	return h.Sets, nil
}

// Claim returns one claim that stands. The ID may be cut short.
func (x *Index) Claim(id string) (c news.Claim, err error) {
	defer damaged(x.config.Path, &err)
	full := id
	doc, err := x.document(string(Claims) + id)
	if err == nil && doc == nil {
		if full, err = x.complete(Claims, id); err == nil {
			doc, err = x.document(string(Claims) + full)
		}
	}
	if err != nil {
		return c, err
	}
	got, err := x.claims([]hit{{full, storedField(doc, homeField)}})
	if err == nil && len(got) == 0 {
		err = fmt.Errorf("%w: claim %q", ErrNotFound, id)
	}
	if err != nil {
		return c, err
	}
	return got[0], nil
}

// Known returns the claim of the full ID, whether it stands or stood in an
// earlier revision.
func (x *Index) Known(id string) (c news.Claim, err error) {
	defer damaged(x.config.Path, &err)
	for _, of := range []Of{Claims, former} {
		doc, err := x.document(string(of) + id)
		if err != nil {
			return c, err
		}
		if doc == nil {
			continue
		}
		p, err := x.packed(storedField(doc, homeField))
		if err != nil {
			return c, err
		}
		c, ok, err := p.find(id, false)
		if err != nil {
			return c, fmt.Errorf("%w: claim %s: %w", ErrDamaged, id, err)
		}
		if ok {
			return c, nil
		}
	}
	return c, fmt.Errorf("%w: claim %q", ErrNotFound, id)
}

// Finding returns one finding. The ID may be cut short.
func (x *Index) Finding(id string) (f news.Finding, err error) {
	defer damaged(x.config.Path, &err)
	// Most who ask know the whole ID: the dictionary is asked for the others.
	if f, err = x.finding(id); !errors.Is(err, ErrNotFound) {
		return f, err
	}
	full, err := x.complete(Findings, id)
	if err != nil {
		return f, err
	}
	return x.finding(full)
}

func (x *Index) finding(id string) (f news.Finding, err error) {
	raw, err := x.blob(string(Findings) + id)
	if err == nil && raw == nil {
		err = fmt.Errorf("%w: finding %q", ErrNotFound, id)
	}
	if err != nil {
		return f, err
	}
	if err := json.Unmarshal(raw, &f); err != nil {
		return f, fmt.Errorf("%w: finding %s: %w", ErrDamaged, id, err)
	}
	return f, nil
}

// hit is a claim found: its ID and its article's.
type hit struct{ claim, article string }

// claims reads the claims of hits, each article's bytes once. A claim replaced
// since it was hit is left out.
func (x *Index) claims(hits []hit) ([]news.Claim, error) {
	read := map[string]packed{}
	out := make([]news.Claim, 0, len(hits))
	for _, h := range hits {
		p, known := read[h.article]
		if !known {
			var err error
			if p, err = x.packed(h.article); err != nil {
				return nil, err
			}
			read[h.article] = p
		}
		c, ok, err := p.find(h.claim, true)
		if err != nil {
			return nil, fmt.Errorf("%w: claim %s: %w", ErrDamaged, h.claim, err)
		}
		if ok {
			out = append(out, c)
		}
	}
	return out, nil
}

// document returns nil where there is none.
func (x *Index) document(id string) (index.Document, error) {
	doc, err := x.bleve.Document(id)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrDamaged, id, err)
	}
	return doc, nil
}

// blob returns the stored bytes of a document, nil where there is none.
func (x *Index) blob(id string) ([]byte, error) {
	doc, err := x.document(id)
	if err != nil || doc == nil {
		return nil, err
	}
	return []byte(storedField(doc, blobField)), nil
}

func storedField(doc index.Document, name string) (value string) {
	if doc == nil {
		return ""
	}
	doc.VisitFields(func(f index.Field) {
		if f.Name() == name {
			value = string(f.Value())
		}
	})
	return value
}

// complete returns the one full ID that begins with id.
func (x *Index) complete(of Of, id string) (string, error) {
	if len(id) < shortestID {
		return "", fmt.Errorf("%w: %q is too short for an ID: give %d digits or more", ErrNotFound, id, shortestID)
	}
	ids, err := x.idsWith(string(of)+id, 2)
	switch {
	case err != nil:
		return "", err
	case len(ids) == 0:
		return "", fmt.Errorf("%w: %s %q", ErrNotFound, of.noun(), id)
	case ids[0] != string(of)+id && len(ids) > 1:
		return "", fmt.Errorf("%w: several IDs begin with %q: give more of it", ErrNotFound, id)
	}
	return strings.TrimPrefix(ids[0], string(of)), nil
}

// idsWith returns up to n live document IDs that begin with prefix, sorted.
func (x *Index) idsWith(prefix string, n int) (ids []string, err error) {
	err = x.reading(func(r index.IndexReader) error {
		dict, err := r.FieldDictPrefix("_id", []byte(prefix))
		if err != nil {
			return err
		}
		defer dict.Close()
		for e, err := dict.Next(); e != nil && len(ids) < n; e, err = dict.Next() {
			if err != nil {
				return err
			}
			// The dictionary still knows the deleted.
			if doc, err := r.InternalID(e.Term); err == nil && doc != nil {
				ids = append(ids, e.Term)
			}
		}
		return nil
	})
	return ids, err
}

// reading runs use on one unchanging view of the index.
func (x *Index) reading(use func(index.IndexReader) error) error {
	advanced, err := x.bleve.Advanced()
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	r, err := advanced.Reader()
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	err = use(r)
	return errors.Join(err, r.Close())
}

// EachSet hands over every claim set of every article, in the order of their
// IDs and revisions, as they were when it began; an error of use ends it.
func (x *Index) EachSet(use func(news.ClaimSet) error) error {
	return x.each(articles, func(raw []byte) error { return eachSetOf(raw, use) })
}

// eachSetOf hands over the claim sets of what is stored of an article.
func eachSetOf(raw []byte, use func(news.ClaimSet) error) error {
	h, err := historyOf(raw)
	if err != nil {
		return err
	}
	for _, set := range h.Sets {
		if err := use(set); err != nil {
			return err
		}
	}
	return nil
}

// historyOf is what is stored of an article; an error is ErrDamaged.
func historyOf(raw []byte) (h history, err error) {
	p, err := unpack(raw)
	if err == nil {
		h, err = p.history()
	}
	if err != nil {
		return h, fmt.Errorf("%w: article: %w", ErrDamaged, err)
	}
	return h, nil
}

// Check reads every record and the claim behind every claim's terms; an error
// is ErrDamaged.
func (x *Index) Check() (s Stats, err error) {
	if s, err = x.Stats(context.Background()); err != nil {
		return s, err
	}
	var standing uint64
	err = x.each(articles, func(raw []byte) error {
		h, err := historyOf(raw)
		if err != nil {
			return err
		}
		standing += uint64(len(h.live()))
		return nil
	})
	if err != nil {
		return s, err
	}
	if err := x.EachFinding(func(news.Finding) error { return nil }); err != nil {
		return s, err
	}
	if standing != s.Claims {
		return s, fmt.Errorf("%w: %s finds %d claims and holds %d", ErrDamaged, x.config.Path, s.Claims, standing)
	}
	return s, nil
}

// EachFinding hands over every finding, withdrawn ones too.
func (x *Index) EachFinding(use func(news.Finding) error) error {
	return x.each(Findings, func(raw []byte) error {
		var f news.Finding
		if err := json.Unmarshal(raw, &f); err != nil {
			return fmt.Errorf("%w: finding: %w", ErrDamaged, err)
		}
		return use(f)
	})
}

func (x *Index) each(of Of, use func([]byte) error) (err error) {
	defer damaged(x.config.Path, &err)
	return x.reading(func(r index.IndexReader) error {
		dict, err := r.FieldDictPrefix("_id", []byte(of))
		if err != nil {
			return err
		}
		defer dict.Close()
		for e, err := dict.Next(); e != nil; e, err = dict.Next() {
			if err != nil {
				return err
			}
			doc, err := r.Document(e.Term)
			if err != nil {
				return fmt.Errorf("%w: %s: %w", ErrDamaged, e.Term, err)
			}
			if doc == nil {
				continue
			}
			if err := use([]byte(storedField(doc, blobField))); err != nil {
				return err
			}
		}
		return nil
	})
}

// Terms calls use for each term that records of the kind have in a field of
// names or exact words, in order.
func (x *Index) Terms(of Of, f query.Field, use func(string)) error {
	field, ok := nameFields[f]
	if !ok {
		if field, ok = termFields[f]; !ok {
			return nil
		}
	}
	return x.reading(func(r index.IndexReader) error {
		dict, err := r.FieldDict(fieldOf(of, field))
		if err != nil {
			return err
		}
		defer dict.Close()
		for {
			e, err := dict.Next()
			if e == nil || err != nil {
				return err
			}
			use(e.Term)
		}
	})
}
