package crosscheck

import (
	"sort"
	"strconv"
	"strings"

	"muster/news"
)

// cell holds the claims that answer one question in the same words: every slot
// equal, and for events the day too. Cells form trees: a cell that leaves a
// slot out hangs under the one fuller cell it can mean. A tree is what is
// checked together, and its root's question is the question of its findings.
type cell struct {
	key      string
	q        *slots
	from, to int32     // days, for cells of unnamed events; else 0
	dated    bool      // the days are the text's own
	records  []*record // newest first, then by ID
	parent   *cell
	children []*cell
	live     []string // IDs of the root's live findings
}

// cellKey is the question and, for unnamed events, the days.
func cellKey(r *record) (key string, from, to int32, dated bool) {
	key = r.q.key()
	if !timed(r.q) {
		return key, 0, 0, false
	}
	from, to = r.period()
	return key + strconv.Itoa(int(from)) + ".." + strconv.Itoa(int(to)), from, to, r.dated
}

// timed reports whether days tell two questions of this kind apart.
func timed(s *slots) bool {
	return (s.nature == news.OfEvent || s.nature == news.OfDate) && s.event == "" && s.class == news.Actual
}

// fullness counts the slots a cell states: the fuller of two cells that fit is
// the parent.
func (c *cell) fullness() int {
	n := 0
	for _, stated := range []bool{
		len(c.q.subject) > 0, len(c.q.place) > 0, c.q.event != "", c.q.people != "", c.q.per != "",
		c.q.state != "", c.q.unit != "", c.dated,
	} {
		if stated {
			n++
		}
	}
	return n
}

func (c *cell) root() *cell {
	for c.parent != nil {
		c = c.parent
	}
	return c
}

// fits reports whether c can mean what the fuller cell p asks.
func (c *cell) fits(p *cell) bool {
	if p == c || p.fullness() <= c.fullness() || timed(c.q) != timed(p.q) {
		return false
	}
	if timed(c.q) && c.from != 0 && p.from != 0 && (c.from > p.to || p.from > c.to) {
		return false
	}
	r := relate(c.q, p.q)
	return !r.different && !r.loose && r.part == Same && r.confidence >= minConfidence
}

// insert keeps the records newest first.
func (c *cell) insert(r *record) {
	i := c.find(r)
	c.records = append(c.records, nil)
	copy(c.records[i+1:], c.records[i:])
	c.records[i] = r
}

func (c *cell) remove(r *record) {
	for i := c.find(r); i < len(c.records); i++ {
		if c.records[i] == r {
			c.records = append(c.records[:i], c.records[i+1:]...)
			return
		}
	}
}

func (c *cell) find(r *record) int {
	return sort.Search(len(c.records), func(i int) bool { return !newer(c.records[i], r) })
}

// newer orders records: later published first, then by ID.
func newer(a, b *record) bool {
	if a.pub != b.pub {
		return a.pub > b.pub
	}
	return a.id < b.id
}

// question is the cell's question as news has it.
func (c *cell) question() news.Question {
	q := news.Question{
		Measure: c.q.measure(), Unit: news.Unit(c.q.unit), Subject: c.q.subject, Place: c.q.place,
		Scope: c.q.scope, Modality: c.q.class,
	}
	if c.from != 0 {
		q.Window = news.When{From: dayOf(c.from), To: dayOf(c.to)}
	}
	return q
}

// measure puts the ID together again.
func (s *slots) measure() news.MeasureID {
	switch {
	case s.state == "":
		return news.MeasureID("noun:" + s.noun)
	case s.unit != "person" && counts(news.Unit(s.unit)) && s.unit != "":
		return news.MeasureID(s.unit + "-" + s.state)
	}
	return news.MeasureID(s.state)
}

// places under which a cell is looked up, each with the core that must be
// equal: the slots that never unify when they differ.
func (c *cell) buckets() []string {
	core := strings.Join([]string{
		c.q.state, c.q.unit, c.q.noun, string(scopeOf(c.q)), string(c.q.change), string(c.q.class), c.q.part,
		strconv.FormatBool(c.q.denied),
	}, "|")
	var names []string
	if c.q.event != "" {
		names = append(names, "event "+c.q.event)
	}
	for _, s := range c.q.subject {
		names = append(names, "of "+s)
	}
	for _, p := range append(append([]string{}, c.q.place...), c.q.within...) {
		names = append(names, "in "+p)
	}
	sort.Strings(names)
	var out []string
	for _, n := range dedupe(names) {
		out = append(out, withDays(core+"|"+n, c)...)
	}
	return out
}

// maxDays bounds the days a cell is kept under; a longer event is looked up by
// its last days.
const maxDays = 4

func withDays(name string, c *cell) []string {
	if !timed(c.q) || c.to == 0 {
		return []string{name}
	}
	var out []string
	for d := max(c.from, c.to-maxDays+1); d <= c.to; d++ {
		out = append(out, name+"|"+strconv.Itoa(int(d)))
	}
	return out
}

func dayOf(day int32) news.Day { return news.Day("1970-01-01").Add(int(day)) }
