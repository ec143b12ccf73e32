package crosscheck

import (
	"errors"
	"fmt"
	"maps"
	"slices"
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
	maxQuoted  = 8  // claims quoted on one side of a finding
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
	revised  map[string]bool    // articles to check; likewise
	unsent   []news.Finding     // findings made and not yet handed over
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
		buckets: map[string][]*cell{}, live: map[string]finding{}, asked: map[string]*slots{}, pending: roots{}, revised: map[string]bool{},
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
	c.Load(set)
	var changed []news.Finding
	err := c.Settle(func(f news.Finding) error {
		changed = append(changed, f)
		return nil
	})
	if err != nil {
		// The next Add gives them: they are on record as given.
		c.unsent = append(changed, c.unsent...)
		return nil, err
	}
	return last(changed), nil
}

// Load takes in a set as Add does and leaves the checking to Settle: for many
// sets at once, where the findings between them do not matter.
func (c *Checker) Load(set news.ClaimSet) {
	if m, ok := c.store.(memory); ok {
		for _, cl := range set.Claims {
			m[cl.ID] = cl
		}
	}
	c.revise(set, c.pending)
	c.revised[set.Article.ID] = true
}

// Settle checks all that was loaded and hands over the findings that are new,
// changed or withdrawn. After an error, its own or one of use, it may be
// called again and goes on where it stopped, with the finding that failed.
// Where one ID is both withdrawn and given, the one given holds.
func (c *Checker) Settle(use func(news.Finding) error) error {
	if err := c.send(use); err != nil {
		return err
	}
	for _, r := range c.pending.sorted() {
		f, err := c.check(r)
		c.unsent = append(c.unsent, f...)
		if err := errors.Join(err, c.send(use)); err != nil {
			return err
		}
		delete(c.pending, r)
	}
	for _, id := range slices.Sorted(maps.Keys(c.revised)) {
		f, err := c.checkArticle(c.articles[id])
		c.unsent = append(c.unsent, f...)
		if err := errors.Join(err, c.send(use)); err != nil {
			return err
		}
		delete(c.revised, id)
	}
	return nil
}

// send hands over what is unsent.
func (c *Checker) send(use func(news.Finding) error) error {
	for len(c.unsent) > 0 {
		if err := use(c.unsent[0]); err != nil {
			return err
		}
		c.unsent = c.unsent[1:]
	}
	c.unsent = nil
	return nil
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
