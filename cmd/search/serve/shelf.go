package serve

import (
	"muster/index"
	"muster/news"
)

// shelfSize is how many claims are kept at hand, at about 3 KB each; findings
// quote the newest claims of a question, which are asked for again and again.
const shelfSize = 20_000

// shelf gives the checker whole claims: those not yet written, those used
// lately, and the rest from the index.
type shelf struct {
	index    *index.Index
	pending  map[string]news.Claim
	new, old map[string]news.Claim // old is what new was before it was full
}

func newShelf(x *index.Index) *shelf {
	return &shelf{index: x, pending: map[string]news.Claim{}, new: map[string]news.Claim{}, old: map[string]news.Claim{}}
}

// put shelves claims that the index does not have yet.
func (s *shelf) put(claims []news.Claim) {
	for _, c := range claims {
		s.pending[c.ID] = c
	}
}

// written says that the index has all that was put.
func (s *shelf) written() {
	for id, c := range s.pending {
		s.keep(id, c)
	}
	clear(s.pending)
}

func (s *shelf) keep(id string, c news.Claim) {
	if len(s.new) >= shelfSize/2 {
		s.old, s.new = s.new, make(map[string]news.Claim, shelfSize/2)
	}
	s.new[id] = c
}

// Claims implements crosscheck.Store.
func (s *shelf) Claims(ids []string) ([]news.Claim, error) {
	out := make([]news.Claim, len(ids))
	for i, id := range ids {
		c, ok := s.at(id)
		if !ok {
			var err error
			if c, err = s.index.Known(id); err != nil {
				return nil, err
			}
			s.keep(id, c)
		}
		out[i] = c
	}
	return out, nil
}

func (s *shelf) at(id string) (news.Claim, bool) {
	if c, ok := s.pending[id]; ok {
		return c, true
	}
	if c, ok := s.new[id]; ok {
		return c, true
	}
	c, ok := s.old[id]
	if ok {
		s.keep(id, c)
	}
	return c, ok
}
