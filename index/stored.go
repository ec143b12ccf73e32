package index

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"muster/news"
)

// What is stored of an article is a line of JSON that says what its sets are
// and where each claim stands, and behind it the claims, one JSON after the
// other. So one claim is read without reading the others, and what all claims
// of a set say of their article is stored once.

// storedSet is a claim set without its claims.
type storedSet struct {
	Article   news.ArticleRef `json:"article"`
	Hash      string          `json:"hash"`
	Extractor string          `json:"extractor"`
	Claims    []place         `json:"claims"`
	Forgotten bool            `json:"forgotten,omitempty"`
}

// place is where a claim stands behind the line.
type place struct {
	ID    string `json:"id"`
	Bytes int    `json:"n"`
}

// errStored: the stored bytes are not what pack writes.
var errStored = errors.New("the stored claims do not fit their table")

// pack writes a history.
func (h history) pack() ([]byte, error) {
	var body bytes.Buffer
	table := make([]storedSet, len(h.Sets))
	for i, set := range h.Sets {
		t := storedSet{set.Article, set.Hash, set.Extractor, make([]place, len(set.Claims)), set.Forgotten}
		for j, c := range set.Claims {
			if c.Article == set.Article {
				c.Article = news.ArticleRef{}
			}
			raw, err := json.Marshal(c)
			if err != nil {
				return nil, err
			}
			body.Write(raw)
			t.Claims[j] = place{c.ID, len(raw)}
		}
		table[i] = t
	}
	line, err := json.Marshal(table)
	if err != nil {
		return nil, err
	}
	return append(append(line, '\n'), body.Bytes()...), nil
}

// packed is a history as it is stored.
type packed struct {
	table []storedSet
	body  []byte
}

func unpack(raw []byte) (p packed, err error) {
	if len(raw) == 0 {
		return p, nil
	}
	line, body, cut := bytes.Cut(raw, []byte{'\n'})
	if !cut {
		return p, errStored
	}
	p.body = body
	return p, json.Unmarshal(line, &p.table)
}

// history reads all of it.
func (p packed) history() (h history, err error) {
	at := 0
	for _, t := range p.table {
		set := news.ClaimSet{Article: t.Article, Hash: t.Hash, Extractor: t.Extractor, Forgotten: t.Forgotten}
		if t.Claims != nil {
			set.Claims = make([]news.Claim, len(t.Claims))
		}
		for i, where := range t.Claims {
			if set.Claims[i], err = p.claim(t, at, where); err != nil {
				return h, err
			}
			at += where.Bytes
		}
		h.Sets = append(h.Sets, set)
	}
	return h, nil
}

// find reads the claim of the ID as its newest revision has it; with standing
// only where the last revision has it. ok is false where there is none.
func (p packed) find(id string, standing bool) (c news.Claim, ok bool, err error) {
	end := len(p.body)
	for i := len(p.table) - 1; i >= 0; i-- {
		t := p.table[i]
		start := end
		for _, where := range t.Claims {
			start -= where.Bytes
		}
		at := start
		for _, where := range t.Claims {
			if where.ID == id {
				c, err = p.claim(t, at, where)
				return c, err == nil, err
			}
			at += where.Bytes
		}
		if standing {
			return c, false, nil
		}
		end = start
	}
	return c, false, nil
}

func (p packed) claim(t storedSet, at int, where place) (c news.Claim, err error) {
	if at < 0 || where.Bytes < 0 || at+where.Bytes > len(p.body) {
		return c, errStored
	}
	// Through json.Unmarshal the bytes would be read for their end twice more.
	if err := c.UnmarshalJSON(p.body[at : at+where.Bytes]); err != nil {
		return c, err
	}
	if c.Article.ID == "" {
		c.Article = t.Article
	}
	return c, nil
}

// packed reads what is stored of an article; empty where nothing is.
func (x *Index) packed(article string) (p packed, err error) {
	raw, err := x.blob(string(articles) + article)
	if err == nil {
		if p, err = unpack(raw); err != nil {
			err = fmt.Errorf("%w: article %s: %w", ErrDamaged, article, err)
		}
	}
	return p, err
}
