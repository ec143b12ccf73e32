package crosscheck

import (
	"fmt"
	"sort"

	"muster/news"
)

// Store gives back whole claims by ID, for the findings that quote them. It
// must know the claims of every revision of an article it was given.
type Store interface {
	Claims(ids []string) ([]news.Claim, error)
}

// Config of a Checker. The zero value works: claims are then kept in memory.
type Config struct {
	Store Store
}

// Bounds on the work for one claim, so that a question with a hundred
// thousand answers costs no more than one with sixty-four.
const (
	maxMembers = 64 // newest claims of a question that are held against each other
	maxBucket  = 64 // cells under one key that are tried as parents
	maxQuoted  = 12 // claims quoted on one side of a finding
)

// Checker checks a stream of article revisions. It is not safe for concurrent
// use. Its state is rebuilt by adding the stored claim sets again, in any
// order.
type Checker struct {
	store    Store
	articles map[string]*article
	cells    map[string]*cell
	buckets  map[string][]*cell
	live     map[string]finding // by ID
	asked    map[string]*slots  // one slots per question
	pending  roots              // trees to check; outlives an error of the store
	unsent   []news.Finding     // findings of an Add that failed later on
}

// finding is what is remembered of a finding that was given out.
type finding struct {
	digest   uint64
	kind     news.FindingKind
	question news.Question
}

// New returns an empty Checker.
func New(cfg Config) *Checker {
	c := &Checker{
		store: cfg.Store, articles: map[string]*article{}, cells: map[string]*cell{},
		buckets: map[string][]*cell{}, live: map[string]finding{}, asked: map[string]*slots{}, pending: roots{},
	}
	if c.store == nil {
		c.store = memory{}
	}
	return c
}

// memory is the Store of a Checker that was given none.
type memory map[string]news.Claim

// Claims returns the claims kept; an unknown ID is an error.
func (m memory) Claims(ids []string) ([]news.Claim, error) {
	out := make([]news.Claim, 0, len(ids))
	for _, id := range ids {
		c, ok := m[id]
		if !ok {
			return nil, fmt.Errorf("crosscheck: claim %q was never added", id)
		}
		out = append(out, c)
	}
	return out, nil
}

// Add takes in an article revision with all its claims and returns the
// findings that are new, changed or withdrawn, sorted by ID. The newest
// revision of an article stands, in whatever order they come; adding a set
// again changes nothing. After an error the same set may be added again.
func (c *Checker) Add(set news.ClaimSet) ([]news.Finding, error) {
	if m, ok := c.store.(memory); ok {
		for _, cl := range set.Claims {
			m[cl.ID] = cl
		}
	}
	c.revise(set, c.pending)
	for _, r := range c.pending.sorted() {
		f, err := c.check(r)
		c.unsent = append(c.unsent, f...)
		if err != nil {
			return nil, err
		}
		delete(c.pending, r)
	}
	f, err := c.checkArticle(c.articles[set.Article.ID])
	if err != nil {
		return nil, err
	}
	changed := last(append(c.unsent, f...))
	c.unsent = nil
	return changed, nil
}

// last keeps the last word on every finding ID, sorted: a finding that moved
// from one tree to another is withdrawn by the one and given by the other.
func last(fs []news.Finding) []news.Finding {
	byID := map[string]news.Finding{}
	for _, f := range fs {
		if old, ok := byID[f.ID]; ok && f.Withdrawn && !old.Withdrawn {
			continue
		}
		byID[f.ID] = f
	}
	out := make([]news.Finding, 0, len(byID))
	for _, f := range byID {
		out = append(out, f)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}

// Findings returns all findings that hold, sorted by ID.
func (c *Checker) Findings() ([]news.Finding, error) {
	var out []news.Finding
	for _, ce := range c.cells {
		if ce.parent != nil {
			continue
		}
		fs, err := c.compose(ce)
		if err != nil {
			return nil, err
		}
		out = append(out, fs...)
	}
	for _, a := range c.articles {
		fs, err := c.composeArticle(a)
		if err != nil {
			return nil, err
		}
		out = append(out, fs...)
	}
	return last(out), nil
}

// Check holds a batch of claims against each other: the findings of a Checker
// that was given their articles. The order of the claims does not matter, nor
// do repeats.
func Check(claims []news.Claim) []news.Finding {
	c := New(Config{})
	for _, set := range setsOf(claims) {
		if _, err := c.Add(set); err != nil {
			return nil // memory knows every claim added
		}
	}
	fs, err := c.Findings()
	if err != nil {
		return nil
	}
	return fs
}

// setsOf groups claims by article and revision, sorted.
func setsOf(claims []news.Claim) []news.ClaimSet {
	type key struct {
		article  string
		revision int
	}
	sets := map[key]*news.ClaimSet{}
	seen := map[string]bool{}
	var keys []key
	for _, cl := range claims {
		k := key{cl.Article.ID, cl.Article.Revision}
		id := fmt.Sprint(k, cl.ID)
		if seen[id] {
			continue
		}
		seen[id] = true
		if sets[k] == nil {
			sets[k] = &news.ClaimSet{Article: cl.Article}
			keys = append(keys, k)
		}
		sets[k].Claims = append(sets[k].Claims, cl)
	}
	sort.Slice(keys, func(i, j int) bool {
		a, b := keys[i], keys[j]
		return a.article < b.article || a.article == b.article && a.revision < b.revision
	})
	out := make([]news.ClaimSet, len(keys))
	for i, k := range keys {
		out[i] = *sets[k]
	}
	return out
}
