package entity

import (
	"cmp"
	"slices"

	"muster/extract/token"
	"muster/news"
)

// page is one text being read.
type page struct {
	lex        *lexicon
	t          *token.Text
	a          Context
	lines      []line
	ms         []mention
	titles     []title // of all lines; each line holds its stretch
	people     []person
	begins     [256]bool      // first letters of the people's names, small
	scene      *string        // the country of most places; nil before it is asked for
	countries  map[string]int // how often each is named; nil before it is asked for
	unnamed    []described
	bands      []band
	coalitions []described // without a name where the text only says "the coalition"
}

// line is a sentence with what is known of each token.
type line struct {
	n     int // index of the sentence
	toks  []token.Token
	class []class
	known []int32 // 1 + index of the token's slot in the table; 0 for none
	cover []int32 // 1 + index of the outermost mention over the token; 0 for none
	title []int32 // 1 + index into titles where one begins; 0 for none
	ends  []int32 // 1 + index into titles where one ends, at its last token
	// titles in order; they do not overlap.
	titles   []title
	caps     bool // written in capitals throughout
	headline bool // Nearly Every Word Has a Capital
	byline   bool // "Reporting by ...", "Editing by ..."
}

// title is a run of tokens that names an office, rank or branch.
type title struct {
	from, to int
	e        *entry
}

// mention is an entity over tokens from to to of a line, end exclusive.
type mention struct {
	line     int
	from, to int
	e        *entry // of the lists; nil for what was built
	kind     news.EntityKind
	name     string
	country  string
	role     string
	gov      bool
	nested   bool
	dead     bool // taken back
	person   int  // 1 + index into people; 0 for none
	gender   byte
	portion  string // the branch word of a built force or ministry
	group    bool
	where    news.WhereKind // of a place; empty where nothing is known
}

// described is a place, group or coalition that has no name of its own in the
// text. It covers no tokens.
type described struct {
	mention
	party  string    // the coalition it is
	base   string    // the name of the place that describes this one
	sides  [2]string // of a border; the second is empty for a single one
	refers bool      // it means what is named elsewhere
}

func newPage(x *lexicon, t *token.Text, a Context) *page {
	n := 0
	for _, s := range t.Sentences {
		n += len(s.Tokens)
	}
	p := &page{lex: x, t: t, a: a, lines: make([]line, len(t.Sentences)), ms: make([]mention, 0, n/5+4), titles: make([]title, 0, n/8+4)}
	classes, marks := make([]class, n), make([]int32, 4*n)
	for i, s := range t.Sentences {
		k := len(s.Tokens)
		p.lines[i] = line{
			n: i, toks: s.Tokens, class: classes[:k:k], known: marks[3*k : 4*k : 4*k],
			cover: marks[:k:k], title: marks[k : 2*k : 2*k], ends: marks[2*k : 3*k : 3*k],
		}
		classes, marks = classes[k:], marks[4*k:]
		p.look(&p.lines[i])
	}
	return p
}

// look finds every token's slot and class.
func (p *page) look(l *line) {
	capitals, letters, initials, long := 0, 0, 0, 0
	for i := range l.toks {
		if l.toks[i].Kind == token.Word {
			letters++
			w := p.of(l, i)
			if len(w) > 1 && allUpper(w) {
				capitals++
			}
			if len(w) > 3 {
				long++
				if capital(w) {
					initials++
				}
			}
		}
		if k := p.lex.table.index(l.toks[i].Hash); k >= 0 {
			l.known[i], l.class[i] = int32(k+1), p.lex.table.slots[k].class
		}
	}
	l.headline = long > 4 && initials*5 >= long*4
	l.caps = letters > 2 && capitals*4 >= letters*3
	l.byline = p.isByline(l)
}

// isByline: the names of those who wrote the text are no people of the news.
func (p *page) isByline(l *line) bool {
	if len(l.toks) < 3 {
		return false
	}
	switch p.of(l, 0) {
	case "Reporting", "Editing", "Writing", "Edited", "Written", "Reported", "Compiled":
		return p.of(l, 1) == "by" || p.of(l, 1) == "By"
	case "By":
		return len(l.toks) < 12 && capital(p.of(l, 1)) && p.of(l, len(l.toks)-1) != "."
	}
	return p.is(l, len(l.toks)-2, "report", "story", "article") && p.is(l, len(l.toks)-5, "contributed")
}

// slot is what the lists know of token i, nil for nothing.
func (p *page) slot(l *line, i int) *slot {
	if l.known[i] == 0 {
		return nil
	}
	return &p.lex.table.slots[l.known[i]-1]
}

func (p *page) of(l *line, i int) string {
	t := l.toks[i]
	return p.t.Source[t.Start:t.End]
}

// is reports whether token i exists and is one of the words, case aside for
// small ones.
func (p *page) is(l *line, i int, words ...string) bool {
	if i < 0 || i >= len(l.toks) {
		return false
	}
	w := p.of(l, i)
	for _, x := range words {
		if len(w) == len(x) && (w == x || sameLetters(w, x)) {
			return true
		}
	}
	return false
}

// sameLetters compares a word with a small one of the same length, the case
// of ASCII letters aside.
func sameLetters(w, small string) bool {
	for i := 0; i < len(w); i++ {
		c := w[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != small[i] {
			return false
		}
	}
	return true
}

func (l *line) has(i int, c class) bool {
	return i >= 0 && i < len(l.class) && l.class[i]&c != 0
}

// adjacent reports that tokens i and i+1 stand without a gap.
func (l *line) adjacent(i int) bool {
	return i >= 0 && i+1 < len(l.toks) && l.toks[i].End == l.toks[i+1].Start
}

// at returns the living mention over token i, nil for none.
func (p *page) at(l *line, i int) *mention {
	if i < 0 || i >= len(l.cover) || l.cover[i] == 0 {
		return nil
	}
	return &p.ms[l.cover[i]-1]
}

// put adds a mention and covers its tokens; what it covered before dies, or,
// where it may, nests.
func (p *page) put(l *line, m mention) *mention {
	m.line = l.n
	for i := m.from; i < m.to; i++ {
		old := p.at(l, i)
		switch {
		case old == nil:
		case nests(m.kind) && stateName(old.kind) && old.from >= m.from && old.to <= m.to:
			old.nested = true
		default:
			p.drop(old)
		}
	}
	return p.lay(l, m)
}

// lay is put where nothing is covered yet.
func (p *page) lay(l *line, m mention) *mention {
	m.line = l.n
	p.ms = append(p.ms, m)
	for i := m.from; i < m.to; i++ {
		l.cover[i] = int32(len(p.ms))
	}
	return &p.ms[len(p.ms)-1]
}

// drop takes a mention back, with what nests in it.
func (p *page) drop(m *mention) {
	m.dead = true
	l := &p.lines[m.line]
	for i := m.from; i < m.to; i++ {
		if p.at(l, i) == m {
			l.cover[i] = 0
		}
	}
	for i := range p.ms {
		if x := &p.ms[i]; x.nested && x.line == m.line && x.from >= m.from && x.to <= m.to {
			x.dead = true
		}
	}
}

// nests reports whether a country may be named inside such a mention.
func nests(k news.EntityKind) bool {
	switch k {
	case news.ArmedForce, news.MinistryEntity, news.MilitaryUnit, news.Organised, news.Metonym, news.NamedEvent:
		return true
	}
	return false
}

// stateName: kinds that name a state.
func stateName(k news.EntityKind) bool {
	switch k {
	case news.CountryName, news.Demonym, news.Capital, news.Metonym:
		return true
	}
	return false
}

// inOrder returns the living mentions by start, the longer first.
func (p *page) inOrder() []mention {
	order := make([]int32, 0, len(p.ms))
	for i := range p.ms {
		if !p.ms[i].dead {
			order = append(order, int32(i))
		}
	}
	slices.SortFunc(order, func(i, j int32) int {
		a, b := &p.ms[i], &p.ms[j]
		return cmp.Or(a.line-b.line, a.from-b.from, b.to-a.to)
	})
	live := make([]mention, len(order))
	for i, k := range order {
		live[i] = p.ms[k]
	}
	return live
}

func (p *page) mentions() *Mentions {
	all := make([]news.Entity, 0, len(p.ms))
	m := &Mentions{t: p.t, a: p.a, lex: p.lex}
	live := p.inOrder()
	for i := range live {
		x := &live[i]
		toks := p.lines[x.line].toks
		all = append(all, entityOf(p.t.Source, toks, x))
	}
	m.All, m.read, m.lines, m.people, m.unnamed = all, live, p.lines, p.people, p.unnamed
	m.starts = make([]int, len(p.lines)+1)
	for i := range live {
		x := &live[i]
		m.starts[x.line+1]++
	}
	for i := range p.lines {
		m.starts[i+1] += m.starts[i]
	}
	return m
}

func entityOf(text string, toks []token.Token, x *mention) news.Entity {
	return news.Entity{
		Span: news.Cut(text, toks[x.from].Start, toks[x.to-1].End),
		Name: x.name, Kind: x.kind, Country: x.country, Role: x.role, AsGovernment: x.gov, Group: x.group,
	}
}
