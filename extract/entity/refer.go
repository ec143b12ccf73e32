package entity

import (
	"slices"
	"sort"
	"strings"

	"muster/extract/token"
	"muster/news"
)

// lookBack is how many sentences back a description or pronoun may point.
// News paragraphs are short: a longer reach finds the wrong one more often
// than the right one.
const lookBack = 6

// roleBack is longer: an office is held by one person at a time.
const roleBack = 60

// pronounBack is the reach of a pronoun.
const pronounBack = 3

// Refer resolves the words of a span: a name in it, a description ("the
// newspaper", "the agency's interlocutors", "the alliance's secretary
// general") or a pronoun ("he"). The answer has the name, kind and role of
// what is meant and the given span. It is false where nothing fits: better no
// source than a wrong one.
func (m *Mentions) Refer(at news.Span) (news.Entity, bool) {
	l, from, to := m.tokens(at)
	if l == nil {
		return news.Entity{}, false
	}
	e, ok := m.named(l, from, to)
	if !ok {
		e, ok = m.pronoun(l, from, to)
	}
	if !ok {
		e, ok = m.described(l, from, to)
	}
	e.Span = at
	return e, ok
}

// tokens returns the line and tokens that the span touches.
func (m *Mentions) tokens(at news.Span) (l *line, from, to int) {
	i := sort.Search(len(m.lines), func(i int) bool { return m.t.Sentences[i].End > at.Start })
	if i == len(m.lines) {
		return nil, 0, 0
	}
	l = &m.lines[i]
	from = sort.Search(len(l.toks), func(k int) bool { return l.toks[k].End > at.Start })
	to = from
	for to < len(l.toks) && l.toks[to].Start < at.End {
		to++
	}
	if to == from {
		return nil, 0, 0
	}
	return l, from, to
}

// ofLine returns the indexes of a line's mentions.
func (m *Mentions) ofLine(n int) (first, last int) { return m.starts[n], m.starts[n+1] }

// named returns the mention that heads the span: a person before anything
// else, else the last outermost one, unless a description stands behind it
// ("Russia's defence minister").
func (m *Mentions) named(l *line, from, to int) (news.Entity, bool) {
	found := -1
	for i, last := m.ofLine(l.n); i < last; i++ {
		x := &m.read[i]
		if x.from < from || x.to > to || x.nested {
			continue
		}
		if x.kind == news.Human {
			return m.All[i], true
		}
		if x.kind != news.Demonym {
			found = i
		}
	}
	if found < 0 {
		return news.Entity{}, false
	}
	for i := m.read[found].to; i < to; i++ {
		if !m.word(l, i, "'s", "’s", "'", "’", ",", "”", "\"") {
			return news.Entity{}, false
		}
	}
	if m.word(l, m.read[found].from-1, "of", "for", "in", "from", "to") && m.read[found].from-1 > from {
		return news.Entity{}, false
	}
	return m.All[found], true
}

func (m *Mentions) word(l *line, i int, words ...string) bool {
	if i < 0 || i >= len(l.toks) {
		return false
	}
	return slices.Contains(words, token.Fold(m.t.Of(l.toks[i])))
}

// pronoun resolves "he", "she", "it" where the span is only that.
func (m *Mentions) pronoun(l *line, from, to int) (news.Entity, bool) {
	if to-from != 1 {
		return news.Entity{}, false
	}
	switch w := token.Fold(m.t.Of(l.toks[from])); w {
	case "he":
		return m.person(l, from, w, 'm', pronounBack)
	case "she":
		return m.person(l, from, w, 'f', pronounBack)
	case "it":
		return m.before(l, from, 1, speaks)
	}
	return news.Entity{}, false
}

// person resolves "he" or "she". Where the sentence before has the same
// pronoun as a speaker and names nobody who speaks, both mean the same person,
// however far back the name stands: a speech is reported so.
func (m *Mentions) person(l *line, at int, w string, gender byte, back int) (news.Entity, bool) {
	fits := m.human(gender)
	if e, ok := m.before(l, at, 0, fits); ok {
		return e, true
	}
	for n := l.n - 1; n >= 0; n-- {
		x := &m.lines[n]
		end := len(x.toks)
		best, score := m.best(x, end, false, fits)
		k := m.speakingPronoun(x, w)
		switch {
		case best >= 0 && (score >= actsThere || k < 0):
			return m.All[best], true
		case k >= 0:
			at, back = k, pronounBack
			if e, ok := m.before(x, at, 0, fits); ok {
				return e, true
			}
		case back <= 1:
			return news.Entity{}, false
		default:
			back--
		}
	}
	return news.Entity{}, false
}

// speakingPronoun returns the token of w where it speaks or acts in the line,
// -1 for none.
func (m *Mentions) speakingPronoun(l *line, w string) int {
	for i := range l.toks {
		if m.word(l, i, w) && (i == 0 || l.has(i+1, speech|act)) {
			return i
		}
	}
	return -1
}

// human fits persons of a gender or of none known.
func (m *Mentions) human(gender byte) func(*mention) bool {
	return func(x *mention) bool {
		return x.kind == news.Human && (x.gender == gender || x.gender == 0)
	}
}

// speaks fits what "it said" can mean.
func speaks(x *mention) bool {
	if x.e != nil && x.e.section == "platform" {
		return false
	}
	switch x.kind {
	case news.MinistryEntity, news.Organised, news.ArmedForce, news.Outlet, news.Alliance, news.MilitaryUnit:
		return true
	case news.CountryName, news.Metonym, news.Capital:
		return x.gov
	}
	return false
}

// before returns the nearest earlier mention that fits, preferring within each
// earlier sentence those that speak or act there.
func (m *Mentions) before(l *line, at, back int, fits func(*mention) bool) (news.Entity, bool) {
	for n := l.n; n >= 0 && n >= l.n-back; n-- {
		end := len(m.lines[n].toks)
		if n == l.n {
			end = at
		}
		if best, _ := m.best(&m.lines[n], end, n == l.n, fits); best >= 0 {
			return m.All[best], true
		}
	}
	return news.Entity{}, false
}

// best returns the index of the weightiest mention of a line before token end,
// -1 for none.
func (m *Mentions) best(l *line, end int, same bool, fits func(*mention) bool) (best, score int) {
	best = -1
	for i, last := m.ofLine(l.n); i < last; i++ {
		x := &m.read[i]
		if x.to > end || x.nested || !fits(x) {
			continue
		}
		if s := m.weight(x, same); s >= score {
			best, score = i, s
		}
	}
	return best, score
}

// actsThere is the least weight of one who speaks or opens the sentence.
const actsThere = 3

// weight: whoever speaks in a sentence is meant before whoever stands first in
// it, and he before whoever is merely named.
func (m *Mentions) weight(x *mention, same bool) int {
	l := &m.lines[x.line]
	switch {
	case l.has(x.to, speech) || l.has(x.from-1, speech) || m.titleSpeech(l, x):
		return 4
	case !same && x.from == 0:
		return 3
	case l.has(x.to, act) || x.from < 3:
		return 2
	}
	return 1
}

// titleSpeech: "said NATO Secretary General X".
func (m *Mentions) titleSpeech(l *line, x *mention) bool {
	for i := x.from - 1; i >= max(0, x.from-6); i-- {
		if l.has(i, speech) {
			return true
		}
		if l.cover[i] == 0 && l.titleEnding(i) == nil && !m.word(l, i, "'s", "’s") && l.titleAt(i) == nil {
			return false
		}
	}
	return false
}

// described resolves "the X", "X's Y" where X describes what was named.
func (m *Mentions) described(l *line, from, to int) (news.Entity, bool) {
	if e, ok := m.byRole(l, from, to); ok {
		return e, true
	}
	for i := from; i < to; i++ {
		if !m.word(l, i-1, "the", "this", "that") {
			continue
		}
		for k := min(to, i+3); k > i; k-- {
			if e, ok := m.byNoun(l, i, k, from); ok && m.closes(l, k, to) {
				return e, true
			}
		}
	}
	return news.Entity{}, false
}

// closes: nothing but a possessive and its noun may follow the description.
func (m *Mentions) closes(l *line, i, to int) bool {
	return i >= to || m.word(l, i, "'s", "’s", "'", "’", ",")
}

// byNoun resolves the noun over tokens i to k.
func (m *Mentions) byNoun(l *line, i, k, at int) (news.Entity, bool) {
	noun := token.Fold(m.t.Source[l.toks[i].Start:l.toks[k-1].End])
	classes := m.lex.describes[noun]
	if classes == nil {
		return news.Entity{}, false
	}
	return m.before(l, at, lookBack, func(x *mention) bool { return fitsNoun(x, noun, classes) })
}

func fitsNoun(x *mention, noun string, classes []string) bool {
	for _, c := range classes {
		switch c {
		case "newspaper", "broadcaster", "agency":
			if x.kind == news.Outlet && x.e != nil && x.e.outlet != nil && (x.e.section == c || x.e.section == "state-media" && c == "agency") {
				return true
			}
		case "outlet":
			if x.kind == news.Outlet {
				return true
			}
		case "alliance":
			if x.kind == news.Alliance && x.e != nil && slices.Contains(x.e.called, lastWord(noun)) {
				return true
			}
		case "ministry":
			if x.kind == news.MinistryEntity && (x.portion == noun || !strings.Contains(noun, " ")) {
				return true
			}
		case "country":
			if x.kind == news.CountryName {
				return true
			}
		case "force", "organisation", "unit":
			if named := strings.Contains(" "+token.Fold(x.name)+" ", " "+lastWord(noun)+" "); named && (x.kind == news.ArmedForce || x.kind == news.Organised || x.kind == news.MilitaryUnit) {
				return true
			}
		}
	}
	return false
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// byRole resolves "the secretary general", "the Ukrainian president": the last
// person whose role has that title and does not gainsay the modifiers.
func (m *Mentions) byRole(l *line, from, to int) (news.Entity, bool) {
	for i := from; i < to; i++ {
		t := l.titleAt(i)
		if t == nil || t.e.kind != titleKind || t.e.section == "rank" || t.to > to || !m.closes(l, t.to, to) && !m.word(l, t.to, "of", "for") {
			continue
		}
		country := ""
		for k, last := m.ofLine(l.n); k < last; k++ {
			x := &m.read[k]
			if x.from >= from && x.to <= i && x.country != "" {
				country = x.country
			}
		}
		fits := func(x *mention) bool {
			return x.kind == news.Human && hasTitle(x.role, officeOf(t.e.name)) && (country == "" || x.country == country)
		}
		if e, ok := m.before(l, from, roleBack, fits); ok {
			return e, true
		}
		return m.onlyOne(fits)
	}
	return news.Entity{}, false
}

// onlyOne returns the person that fits where the text has no second one: "the
// governor" of a first paragraph is the governor whom a later one names.
func (m *Mentions) onlyOne(fits func(*mention) bool) (news.Entity, bool) {
	found := -1
	for i := range m.read {
		if !fits(&m.read[i]) {
			continue
		}
		if found >= 0 && m.All[i].Name != m.All[found].Name {
			return news.Entity{}, false
		}
		found = i
	}
	if found < 0 {
		return news.Entity{}, false
	}
	return m.All[found], true
}

// Called resolves words for a sort of body ("a war monitor", "the UN's nuclear
// watchdog") to the one body of the text that is called so, named before or
// behind; false where the text names none or several.
func (m *Mentions) Called(words string) (news.Entity, bool) {
	words = token.Fold(words)
	return m.onlyOne(func(x *mention) bool { return x.e != nil && slices.Contains(x.e.called, words) })
}

// officeOf is a title without the word for its area: "the regional governor" is
// the governor of a region.
func officeOf(title string) string { return strings.TrimPrefix(title, "regional ") }

func hasTitle(role, title string) bool {
	i := strings.Index(role, title)
	if i < 0 {
		return false
	}
	end := i + len(title)
	return (i == 0 || role[i-1] == ' ') && (end == len(role) || role[end] == ' ')
}
