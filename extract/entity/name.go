package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"muster/extract/token"
	"muster/news"
)

// maxNameWords bounds a person's name: "Abu Bakr al-Baghdadi al-Husseini".
const maxNameWords = 5

// nameWord reports that token i may be part of a person's name.
func (p *page) nameWord(l *line, i int) bool {
	if i >= len(l.toks) || l.toks[i].Kind != token.Word {
		return false
	}
	w := p.of(l, i)
	r, n := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(r) || l.has(i, common|calendar|anyHead) {
		return false
	}
	if m := p.at(l, i); m != nil && !l.has(i, givenName) {
		return false
	}
	if len(w) == n || n+1 == len(w) && w[n] == '.' {
		return true // an initial
	}
	if r2, _ := utf8.DecodeRuneInString(w[n:]); unicode.IsUpper(r2) && !allUpper(w) {
		return false // "PACs", "TVs"
	}
	if allUpper(w) {
		return l.caps || len(w) > n && w[len(w)-1] == '.' // "J.D."
	}
	t := l.titleOver(i)
	return t == nil || t.e.kind == titleKind && t.e.section == "trade" && i > 0 && t.to == i+1
}

// nameEnd returns the end of the name that begins at token i and its number
// of words: hyphens and particles belong to the word behind them.
func (p *page) nameEnd(l *line, i int) (end, words int) {
	limit := maxNameWords
	if l.headline {
		limit = 2
	}
	for end = i; words < limit; words++ {
		j := end
		for j < len(l.toks) && l.has(j, particle) && (words > 0 || j > i || p.hyphen(l, j+1)) && j < end+2 {
			j++
			if p.hyphen(l, j) {
				j++
			}
		}
		if words > 0 && p.of(l, end-1) != "." && l.titleAt(j) != nil {
			break
		}
		if !p.nameWord(l, j) {
			break
		}
		j++
		for p.hyphen(l, j) && j+1 < len(l.toks) && l.toks[j+1].Kind == token.Word {
			j += 2
		}
		end = j
	}
	if words > 0 && p.initial(l, end-1) && !p.initial(l, i) {
		end, words = end-1, words-1 // "Charles G" lost its surname
	}
	return end, words
}

// initial reports a single letter, with a point or without.
func (p *page) initial(l *line, i int) bool {
	w := strings.TrimSuffix(p.of(l, i), ".")
	return utf8.RuneCountInString(w) == 1
}

// hyphen reports that token i is a hyphen between two words.
func (p *page) hyphen(l *line, i int) bool {
	return i > 0 && i+1 < len(l.toks) && l.adjacent(i-1) && l.adjacent(i) && p.of(l, i) == "-"
}

// names finds persons that are named in full, and those behind a title.
func (p *page) names(l *line) {
	if l.byline {
		p.dropPeople(l)
		return
	}
	for i := 0; i < len(l.toks); {
		if m := p.at(l, i); m != nil && !p.startsName(l, i, m) {
			next := max(m.to, i+1)
			if from := p.otherBearer(l, m); from < m.from {
				p.put(l, mention{from: from, to: m.to, kind: news.Human, name: p.text(l, from, m.to), gender: genderBy(l.class[from])})
			}
			i = next
			continue
		}
		if i > 0 && (p.hyphen(l, i-1) || p.is(l, i-1, "/")) || !p.nameWord(l, i) && !l.has(i, particle) {
			i++
			continue
		}
		end, words := p.nameEnd(l, i)
		end, words = p.surnameOfPlace(l, i, end, words)
		if words == 0 || !p.isPerson(l, i, end, words) {
			i = max(i+1, end-words+1)
			continue
		}
		p.put(l, mention{from: i, to: end, kind: news.Human, name: p.text(l, i, end), gender: genderBy(l.class[i])})
		i = end
	}
}

// otherBearer returns where the name of another bearer of a well-known surname
// begins: "Melania Trump" is not Donald Trump. It is m.from where the surname
// stands alone, or behind a given name that is the known one's, misspelt or
// shortened.
func (p *page) otherBearer(l *line, m *mention) int {
	i := m.from - 1
	if m.kind != news.Human || m.e == nil || i < 0 || len(m.e.words) < 2 || len(p.nameWords(m)) > 1 ||
		!p.nameWord(l, i) || p.at(l, i) != nil || !l.has(i, givenName) {
		return m.from
	}
	given, known := token.Fold(p.of(l, i)), m.e.words[0]
	if p.initial(l, i) || strings.HasSuffix(given, ".") || distance(given, known, 2) <= 2 && given[0] == known[0] {
		return m.from
	}
	return i
}

// startsName: a place that is also a given name, before a surname ("Jordan
// Peterson").
func (p *page) startsName(l *line, i int, m *mention) bool {
	if m.to != i+1 || !l.has(i, givenName) || m.kind == news.Human {
		return false
	}
	return p.nameWord(l, i+1) && p.at(l, i+1) == nil && !l.has(i+1, placeNoun)
}

// surnameOfPlace: a given name before a place is a person ("George
// Washington").
func (p *page) surnameOfPlace(l *line, from, end, words int) (int, int) {
	if words == 0 || words > 2 || !l.has(from, givenName) || p.at(l, from) != nil {
		return end, words
	}
	if m := p.at(l, end); m != nil && m.to == end+1 && words == 1 {
		switch m.kind {
		case news.CountryName, news.Capital, news.Place, news.Outlet:
			return end + 1, words + 1
		}
	}
	return end, words
}

func genderBy(c class) byte {
	switch {
	case c&male != 0:
		return 'm'
	case c&female != 0:
		return 'f'
	}
	return 0
}

func (p *page) text(l *line, from, to int) string {
	return p.t.Source[l.toks[from].Start:l.toks[to-1].End]
}

// isPerson weighs the signs that a run of name words is a person.
func (p *page) isPerson(l *line, from, end, words int) bool {
	if before := p.titleBefore(l, from); before != nil && !p.ofOrganisation(l, end) {
		return words > 1 || before.to == from && (!l.has(from, givenName) || before.e.section == "rank") && !before.e.many && before.e.section != "trade" && before.e.section != "kin" &&
			(before.e.section == "office" || capital(p.of(l, before.from)))
	}
	switch {
	case words < 2 || p.ofOrganisation(l, end):
		return false
	case l.has(from, givenName):
		return true
	case p.is(l, end, ",") && p.age(l, end+1):
		return true
	case p.apposed(l, end):
		return true
	}
	return p.speaks(l, from, end) || words == 2 && from > 0 && !l.headline && !p.is(l, from-1, "the", "The") && p.repeated(l, from, end)
}

// adverbial: "Interestingly", "Debating" begin a sentence, not a name.
func (p *page) adverbial(l *line, i int) bool {
	w := p.of(l, i)
	return strings.HasSuffix(w, "ly") || strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "ed")
}

// repeated: the last word stands alone elsewhere in the text and speaks or
// acts there, as surnames do.
func (p *page) repeated(l *line, from, end int) bool {
	h := l.toks[end-1].Hash
	for i := range p.lines {
		x := &p.lines[i]
		for k := range x.toks {
			if x.toks[k].Hash == h && (x != l || k < from || k >= end) && !(k > 0 && x.toks[k-1].Kind == token.Word && capital(p.of(x, k-1))) &&
				capital(p.of(x, k)) && x.has(k+1, speech|act) && !p.is(x, k+1, "is", "was", "are", "were") {
				return true
			}
		}
	}
	return false
}

// ofOrganisation: the words run on into the name of something else.
func (p *page) ofOrganisation(l *line, end int) bool {
	return l.has(end, anyHead) && capital(p.of(l, end)) || p.at(l, end) != nil && p.at(l, end).kind == news.Human
}

func (p *page) age(l *line, i int) bool {
	return i+1 < len(l.toks) && l.toks[i].Kind == token.Number && l.toks[i].End-l.toks[i].Start <= 2 && p.is(l, i+1, ",", ".", "—", "-")
}

// titleBefore returns the title right before token i, or before a comma that
// stands before it ("the president, Joe Biden").
func (p *page) titleBefore(l *line, i int) *title {
	if t := l.titleEnding(i - 1); t != nil && t.e.kind == titleKind {
		return t
	}
	if p.is(l, i-1, ",") {
		if t := l.titleEnding(i - 2); t != nil && t.e.kind == titleKind && t.e.section != "rank" && t.e.section != "kin" {
			return t
		}
		return p.titleWithOwner(l, i-2)
	}
	return nil
}

// titleWithOwner returns the title before an owner that ends at token i: "the
// head of the Wagner group, X", "a spokesman for Ukraine's army, X".
func (p *page) titleWithOwner(l *line, i int) *title {
	for hops := 0; hops < 2; hops++ {
		start := p.ownerStart(l, i)
		if start < 0 {
			return nil
		}
		i = start - 1
		if p.is(l, i, "the") {
			i--
		}
		if p.is(l, i, "of", "for", "at", "to") {
			if t := l.titleEnding(i - 1); t != nil && t.e.kind == titleKind && t.e.section == "office" {
				return t
			}
			return nil
		}
		if !p.is(l, i, "'s", "’s") {
			return nil
		}
		i--
	}
	return nil
}

// apposed: ", a spokesman for ...", ", who heads ..." behind the name.
func (p *page) apposed(l *line, end int) bool {
	if !p.is(l, end, ",", "-", "--", "–", "—", "(") {
		return false
	}
	if p.is(l, end+1, "who", "whose") {
		return true
	}
	for i := end + 1; i < min(end+7, len(l.toks)); i++ {
		switch t := l.titleAt(i); {
		case t != nil && t.e.kind == titleKind:
			return true
		case p.is(l, i, ",", ".", ";") || l.has(i, speech):
			return false
		}
	}
	return false
}

// speaks: "said X Y", "X Y said", "according to X Y".
func (p *page) speaks(l *line, from, end int) bool {
	if p.is(l, from-1, "the", "The") || from == 0 && p.adverbial(l, from) {
		return false
	}
	if p.is(l, end, "said", "says", "told", "added", "wrote", "explained", "recalled", "stressed", "noted", "tweeted") {
		return true
	}
	if p.is(l, from-1, ",") && p.is(l, end, ",") && p.is(l, end+1, "said", "told", "says", "wrote", "added", "tweeted", "warned") {
		return true
	}
	return p.is(l, from-1, "said", "says", "added", "explained") && (p.is(l, end, ",", ".", "who") || end == len(l.toks)) ||
		p.is(l, from-1, "to") && p.is(l, from-2, "according") && p.is(l, end, ",") && p.is(l, end+1, "who", "a", "the", "an")
}

// ofTheTime: "the Obama years", "Brezhnev-era" name a time, not a person.
func (p *page) ofTheTime(l *line, m *mention) bool {
	i := m.to
	if p.hyphen(l, i) {
		i++
	}
	return p.is(l, i, "era", "years", "doctrine")
}

// ownerStart returns where the mention or the run of capital words that ends
// at token i begins, -1 for neither.
func (p *page) ownerStart(l *line, i int) int {
	if m := p.at(l, i); m != nil {
		if m.kind == news.Human {
			return -1
		}
		return m.from
	}
	start := -1
	for ; i >= 0 && l.toks[i].Kind == token.Word && capital(p.of(l, i)) && p.at(l, i) == nil; i-- {
		start = i
	}
	return start
}

func (p *page) dropPeople(l *line) {
	for i := range l.toks {
		if m := p.at(l, i); m != nil && m.kind == news.Human {
			p.drop(m)
		}
	}
}
