package crosscheck

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"muster/crosscheck/judge"
	"muster/crosscheck/ledger"
	"muster/crosscheck/question"
	"muster/news"
)

// Store gives back whole claims by ID, for the findings that quote them. It
// must know the claims of every revision of an article it was given.
type Store interface {
	Claims(ids []string) ([]news.Claim, error)
}

// Mode is how likely claims that meet speak of one matter.
type Mode int

// The modes.
const (
	// Stream: claims of any articles. Only what is sure is shown.
	Stream Mode = iota
	// Beside: texts that somebody lays side by side.
	Beside
)

// Config of a Checker. The zero value works: claims are then kept in memory.
type Config struct {
	Store Store
	Mode  Mode
	// Model is what judges; nil is the one that was learnt last. Another one
	// serves to measure.
	Model *judge.Model
}

// Checker checks a stream of article revisions. It is not safe for concurrent
// use. Its state hangs on what was added and not on the order.
type Checker struct {
	store  Store
	least  float64 // probability from which a disagreement is shown
	ledger *ledger.Ledger
	given  map[string]uint64 // findings that were given out, by ID: a hash of what they say
	old    map[string]bool   // findings of groups that were made anew
	groups []ledger.Retold   // still to be told
	papers []*ledger.Revised // likewise
	unsent []news.Finding
}

// New returns an empty Checker.
func New(cfg Config) *Checker {
	m := cfg.Model
	if m == nil {
		m = judge.Learned()
	}
	c := &Checker{store: cfg.Store, least: m.Stream, ledger: ledger.New(m), given: map[string]uint64{}, old: map[string]bool{}}
	if cfg.Mode == Beside {
		c.least, c.ledger = m.Beside, ledger.Together(m)
	}
	if c.store == nil {
		c.store = memory{}
	}
	return c
}

// memory is the Store of a Checker that was given none.
type memory map[string]news.Claim

// keep takes in the claims of a set.
func (m memory) keep(set news.ClaimSet) {
	for _, cl := range set.Claims {
		if old, known := m[cl.ID]; !known || old.Article.Revision <= cl.Article.Revision {
			m[cl.ID] = cl
		}
	}
}

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
	slices.SortFunc(changed, byID)
	return changed, nil
}

func byID(a, b news.Finding) int {
	switch {
	case a.ID < b.ID:
		return -1
	case a.ID > b.ID:
		return 1
	}
	return 0
}

// Load takes in a set as Add does and leaves the checking to Settle: for many
// sets at once, where the findings between them do not matter.
func (c *Checker) Load(set news.ClaimSet) {
	if m, ok := c.store.(memory); ok {
		m.keep(set)
	}
	c.ledger.Put(set)
}

// Forgotten reports whether an article was taken out for good: nothing more is
// taken of it.
func (c *Checker) Forgotten(article string) bool { return c.ledger.Forgotten(article) }

// Claims is how many claims stand.
func (c *Checker) Claims() int { return c.ledger.Claims() }

// Settle checks all that was loaded and hands over the findings that are new,
// changed or withdrawn. After an error, its own or one of use, it may be
// called again and goes on where it stopped, with the finding that failed.
func (c *Checker) Settle(use func(news.Finding) error) error {
	if err := c.send(use); err != nil {
		return err
	}
	ch := c.ledger.Settle()
	for _, f := range ch.Old {
		c.old[f.ID] = true
	}
	c.groups = append(c.groups, ch.Groups...)
	c.papers = append(c.papers, ch.Articles...)
	for len(c.groups) > 0 {
		if err := c.retell(c.groups[0]); err != nil {
			return err
		}
		c.groups = c.groups[1:]
		if err := c.send(use); err != nil {
			return err
		}
	}
	for len(c.papers) > 0 {
		p := c.papers[0]
		for _, f := range p.Old() {
			c.old[f.ID] = true
		}
		made, err := c.tell(c.composeArticle(p))
		if err != nil {
			return err
		}
		p.Keep(made)
		c.papers = c.papers[1:]
		if err := c.send(use); err != nil {
			return err
		}
	}
	c.withdraw()
	return c.send(use)
}

// retell makes the findings of a group anew.
func (c *Checker) retell(g ledger.Retold) error {
	if !g.Stands() {
		return nil
	}
	if g.Whole {
		made, err := c.tell(c.compose(c.ledger.Within(g.Group, c.least)))
		if err != nil {
			return err
		}
		g.Within = made
	}
	made, err := c.tell(c.compose(c.ledger.Against(g.Group, c.least)))
	if err == nil {
		g.Against = made
	}
	return err
}

// tell writes out the findings that are new or say something else, keeps them
// to be sent, and returns all.
func (c *Checker) tell(made []draft) (told []ledger.Told, err error) {
	for _, d := range made {
		told = append(told, ledger.Told{ID: d.id, Says: d.says})
		delete(c.old, d.id)
		if was, known := c.given[d.id]; known && was == d.says {
			continue
		}
		f, err := d.write()
		if err != nil {
			return nil, err
		}
		c.given[d.id] = d.says
		c.unsent = append(c.unsent, f)
	}
	return told, nil
}

// withdraw takes back the findings that no group makes any more.
func (c *Checker) withdraw() {
	for _, id := range slices.Sorted(maps.Keys(c.old)) {
		if _, given := c.given[id]; given {
			delete(c.given, id)
			c.unsent = append(c.unsent, news.Finding{
				ID: id, Withdrawn: true, Why: []string{"Withdrawn: the claims as they stand now no longer make this finding."},
			})
		}
	}
	clear(c.old)
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

// Findings returns all findings that hold, sorted by ID.
func (c *Checker) Findings() ([]news.Finding, error) {
	var out []news.Finding
	write := func(made []draft) error {
		for _, d := range made {
			f, err := d.write()
			if err != nil {
				return err
			}
			out = append(out, f)
		}
		return nil
	}
	err := errors.Join(
		c.ledger.EachGroup(func(g *ledger.Group) error { return write(c.compose(c.ledger.Drafts(g, c.least))) }),
		c.ledger.EachArticle(func(p *ledger.Revised) error { return write(c.composeArticle(p)) }))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(out, byID)
	return out, nil
}

// Check holds a batch of claims against each other: the findings of a Checker
// that was given their articles. The order of the claims does not matter, nor
// do repeats.
func Check(claims []news.Claim, mode Mode) []news.Finding {
	c := New(Config{Mode: mode})
	for _, set := range setsOf(claims) {
		c.Load(set)
	}
	if err := c.Settle(func(news.Finding) error { return nil }); err != nil {
		return nil // memory knows every claim added
	}
	fs, err := c.Findings()
	if err != nil {
		return nil
	}
	return fs
}

// setsOf groups claims by article and revision, in the order they come.
func setsOf(claims []news.Claim) []news.ClaimSet {
	type key struct {
		article  string
		revision int
	}
	at := map[key]int{}
	seen := map[string]bool{}
	var out []news.ClaimSet
	for _, cl := range claims {
		k := key{cl.Article.ID, cl.Article.Revision}
		id := fmt.Sprint(k, cl.ID)
		if seen[id] {
			continue
		}
		seen[id] = true
		i, known := at[k]
		if !known {
			i = len(out)
			at[k] = i
			out = append(out, news.ClaimSet{Article: cl.Article})
		}
		out[i].Claims = append(out[i].Claims, cl)
	}
	return out
}

// Compare holds two claims against each other.
func Compare(a, b news.Claim) judge.Verdict {
	return judge.Learned().Judge(question.SlotsOf(&a), question.SlotsOf(&b))
}
