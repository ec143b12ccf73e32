package entity

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"muster/extract/token"
	"muster/news"
)

// person is one human of the text, whatever the spellings.
type person struct {
	name    string
	words   []string // folded words of the name; particles belong to the last
	role    string   // of the lists
	said    string   // of the text
	seen    int      // where the last mention read so far stands; 0 for none
	country string
	gender  byte
	e       *entry
}

func (q *person) surname() string { return q.words[len(q.words)-1] }

// mergePeople joins the mentions of one person and reads the surnames that
// stand alone.
func (p *page) mergePeople() {
	for i := range p.ms {
		m := &p.ms[i]
		if m.dead || m.kind != news.Human {
			continue
		}
		if l := &p.lines[m.line]; p.ofTheTime(l, m) || l.has(m.from-1, ship) {
			p.drop(m)
			continue
		}
		var words []string
		if m.e == nil {
			words = p.nameWords(m)
			m.e = p.lex.known(words)
		}
		if m.e != nil {
			words = m.e.words
		}
		k := p.findPerson(m.e, words)
		if k < 0 {
			p.people = append(p.people, newPerson(m, words))
			k = len(p.people) - 1
		}
		p.join(m, k, words)
	}
	p.begins = p.firstLetters()
	for i := range p.lines {
		p.surnames(&p.lines[i])
	}
}

// firstLetters is the set of letters that the surnames and first words of the
// people begin with: most capital words are told apart by that alone.
func (p *page) firstLetters() (set [256]bool) {
	for i := range p.people {
		q := &p.people[i]
		set[bare(q.surname())[0]] = true
		set[q.surname()[0]] = true
		set[q.words[0][0]] = true
	}
	return set
}

// roles reads what every person is, and gives it to all mentions of the
// person. What the text says beats what the lists say, and a role with its
// state or organisation beats a bare one.
func (p *page) roles() {
	for i := range p.ms {
		m := &p.ms[i]
		if m.dead || m.person == 0 {
			continue
		}
		q := &p.people[m.person-1]
		m.role = ""
		p.giveRole(&p.lines[m.line], m)
		if m.role != "" && (q.said == "" || named(m.role) && !named(q.said)) {
			q.said = m.role
		}
		if q.country == "" {
			q.country = m.country
		}
		if q.gender == 0 {
			q.gender = m.gender
		}
	}
	for i := range p.people {
		if q := &p.people[i]; !named(q.said) && strings.HasSuffix(q.role, " "+q.said) {
			q.said = q.role // "the prime minister" is the one the lists know
		}
	}
	for i := range p.ms {
		if m := &p.ms[i]; !m.dead && m.person > 0 {
			q := &p.people[m.person-1]
			m.name, m.country, m.gender = q.name, q.country, q.gender
			if m.role == "" || named(q.said) && strings.HasSuffix(q.said, m.role) {
				m.role = cmp.Or(q.said, q.role)
			}
		}
	}
}

// named reports a role with a name in it: "Ukrainian president".
func named(role string) bool { return role != strings.ToLower(role) }

// known finds the person of the lists that a name means whose spelling is not
// among the listed ones: the same given name, and a long surname nearly the
// same.
func (x *lexicon) known(words []string) *entry {
	if len(words) < 2 {
		return nil
	}
	for _, q := range x.byGiven[words[0]] {
		if w := q.surname(); utf8.RuneCountInString(w) >= 7 && alike(bare(w), bare(words[len(words)-1])) {
			return q.e
		}
	}
	return nil
}

func newPerson(m *mention, words []string) person {
	q := person{name: m.name, words: words, e: m.e}
	if m.e != nil {
		q.name, q.words = m.e.name, m.e.words
	}
	return q
}

// join takes what the mention knows of its person.
func (p *page) join(m *mention, k int, words []string) {
	q := &p.people[k]
	m.person = k + 1
	if q.e == nil && m.e != nil {
		q.e, q.name = m.e, m.e.name
	}
	if q.e == nil && len(words) > len(q.words) {
		q.name, q.words = m.name, words
	}
	if q.role == "" {
		q.role = m.role
	}
	if q.country == "" {
		q.country = m.country
	}
	if q.gender == 0 {
		q.gender = m.gender
	}
}

func (p *page) nameWords(m *mention) []string {
	l := &p.lines[m.line]
	return p.lex.foldedWords(p.text(l, m.from, m.to))
}

// foldedWords splits a name; particles join the word behind them, initials
// and points fall away.
func (x *lexicon) foldedWords(name string) []string {
	var words []string
	pending := ""
	fields := strings.Fields(token.Fold(name))
	for i, f := range fields {
		f = strings.Trim(f, ".,")
		switch {
		case i+1 < len(fields) && i > 0 && x.particles[f]:
			pending += f + " "
		case f == "":
		default:
			words = append(words, pending+f)
			pending = ""
		}
	}
	if len(words) == 0 {
		words = []string{token.Fold(name)}
	}
	return words
}

// findPerson returns the person of the text that the name words mean, -1 for
// none.
func (p *page) findPerson(e *entry, words []string) int {
	for k := range p.people {
		q := &p.people[k]
		switch {
		case e != nil && q.e == e:
			return k
		case e != nil && q.e != nil:
			continue
		case sameName(q.words, words):
			return k
		}
	}
	return -1
}

// sameName: the surname is the same or nearly, and so is the given name where
// both have one.
func sameName(a, b []string) bool {
	if !alike(bare(a[len(a)-1]), bare(b[len(b)-1])) {
		return false
	}
	if len(a) == 1 || len(b) == 1 {
		return true
	}
	x, y := a[0], b[0]
	return alike(x, y) || utf8.RuneCountInString(x) == 1 && strings.HasPrefix(y, x) || utf8.RuneCountInString(y) == 1 && strings.HasPrefix(x, y)
}

// bare takes the article off an Arabic name: "al-Assad" is "assad".
func bare(w string) string {
	for _, a := range []string{"al-", "el-", "al ", "el ", "ul-", "ar-", "as-"} {
		if len(w) > len(a)+3 && strings.HasPrefix(w, a) {
			return w[len(a):]
		}
	}
	return w
}

// alike: equal, or so long that two slips of the pen do not make another
// name. "Stoltengberg" is "Stoltenberg"; "Milley" is not "Miller".
func alike(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) == 0 || len(b) == 0 || a[0] != b[0] {
		return false
	}
	n := min(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
	switch {
	case n >= 8:
		return distance(a, b, 2) <= 2
	case n >= 6:
		return distance(a, b, 1) <= 1 && a[len(a)-1] == b[len(b)-1]
	}
	return false
}

// maxFuzzy bounds the runes of a word that is compared loosely.
const maxFuzzy = 40

func runesOf(out []rune, s string) []rune {
	for _, r := range s {
		if len(out) == maxFuzzy {
			break
		}
		out = append(out, r)
	}
	return out
}

// distance is the Levenshtein distance in runes; anything above limit is
// limit+1.
func distance(a, b string, limit int) int {
	var xs, ys [maxFuzzy]rune
	x, y := runesOf(xs[:0], a), runesOf(ys[:0], b)
	if d := len(x) - len(y); d > limit || -d > limit {
		return limit + 1
	}
	var rows [maxFuzzy + 1]int
	row := rows[:len(y)+1]
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		diagonal, best := row[0], limit+1
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			diagonal, row[j] = row[j], min(row[j]+1, row[j-1]+1, diagonal+cost)
			best = min(best, row[j])
		}
		if best > limit {
			return limit + 1
		}
	}
	return min(row[len(y)], limit+1)
}

// surnames reads the words that repeat the surname of a person of the text.
func (p *page) surnames(l *line) {
	if l.byline || len(p.people) == 0 {
		return
	}
	for i := 0; i < len(l.toks); i++ {
		if m := p.at(l, i); m != nil && m.person > 0 {
			p.people[m.person-1].seen = l.n*placesPerLine + i + 1
		}
		if p.takenFor(l, i) || !capital(p.of(l, i)) && !l.has(i, particle) || l.toks[i].Kind != token.Word {
			continue
		}
		end, words := p.repeatEnd(l, i)
		if words == 1 && !p.plainName(l, i, end) {
			continue
		}
		if words != 1 {
			i = max(i, end-1)
			continue
		}
		if k := p.bySurname(l, i, end); k >= 0 {
			p.put(l, mention{from: i, to: end, kind: news.Human, name: p.people[k].name, person: k + 1})
			p.people[k].seen = l.n*placesPerLine + i + 1
			i = end - 1
		}
	}
}

// plainName: a surname that is also a common word ("May", "Price") is read
// only where it speaks, owns or has a title.
func (p *page) plainName(l *line, i, end int) bool {
	if end-i > 1 || !l.has(i, calendar|common|anyHead) {
		return true
	}
	return l.has(end, speech|act) || p.is(l, end, "'s", "’s") && !l.has(i, calendar) || p.titleBefore(l, i) != nil
}

// takenFor: the token already means something that a surname does not beat.
func (p *page) takenFor(l *line, i int) bool {
	m := p.at(l, i)
	if m == nil {
		return false
	}
	switch m.kind {
	case news.Place, news.Capital, news.CountryName:
		return m.to-m.from > 1 || l.has(i-1, locative) || p.is(l, i-1, "'s", ",")
	}
	return true
}

// repeatEnd is nameEnd for a word that may also be a place.
func (p *page) repeatEnd(l *line, i int) (end, words int) {
	if m := p.at(l, i); m != nil {
		return i + 1, 1
	}
	if end, words = p.nameEnd(l, i); words == 0 && capital(p.of(l, i)) && l.titleAt(i) == nil && i > 0 {
		return i + 1, 1
	}
	return end, words
}

// placesPerLine spreads lines apart in person.seen.
const placesPerLine = 1 << 20

// bySurname returns the person named nearest before whose surname, or for
// names without a known given name whose first word, is the word over tokens
// from to end; "Mrs." asks for a woman. -1 for none.
func (p *page) bySurname(l *line, from, end int) int {
	if c := p.t.Source[l.toks[from].Start]; c < utf8.RuneSelf && !p.begins[c|0x20] {
		return -1
	}
	w := p.lex.foldedWords(p.text(l, from, end))
	var gender byte
	if t := p.titleBefore(l, from); t != nil {
		gender = t.e.gender
	}
	best := -1
	for k := len(p.people) - 1; k >= 0; k-- {
		q := &p.people[k]
		if q.e != nil && len(q.words) == 1 || gender != 0 && q.gender != 0 && q.gender != gender {
			continue
		}
		named := alike(bare(q.surname()), bare(w[len(w)-1])) || q.e == nil && len(q.words) > 1 && q.words[0] == w[0] && !p.isGiven(q.words[0])
		if named && (best < 0 || q.seen > p.people[best].seen) {
			best = k
		}
	}
	return best
}

func (p *page) isGiven(w string) bool {
	k := p.lex.table.index(token.Hash(w))
	return k >= 0 && p.lex.table.slots[k].class&givenName != 0
}
