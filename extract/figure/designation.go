package figure

import (
	"math"
	"strconv"
	"strings"

	"muster/extract/number"
	"muster/extract/token"
	"muster/news"
)

// designation reports that the number at token i is part of a name: it
// returns the token to go on at, or i where it is none.
func (p *passage) designation(i int) int {
	if p.is(i, whole) && (i == 0 || p.toks[i-1].Kind != token.Symbol) {
		return i + 1
	}
	if p.afterHyphen(i) || p.afterPlus(i) || p.named(i) {
		return p.chainEnd(i)
	}
	if p.toks[i].Kind == token.Number {
		if k := p.clock(i); k > i {
			return k
		}
		if k := p.digitChain(i); k > i {
			return k
		}
	}
	return i
}

// afterHyphen: "F-16", "T-72B3", "last-32"; not "4-5", "sub-7", "mid-20s".
func (p *passage) afterHyphen(i int) bool {
	if i < 2 || !p.hyphen(i-1) || !p.glued(i-1) || !p.glued(i-2) || p.toks[i-2].Kind != token.Word {
		return false
	}
	if _, size := p.lex.before.until(p.toks, i); size > 0 {
		return false
	}
	if w := p.word(i - 2); (w == "to" || w == "or" || w == "and" || w == "in") && p.hyphen(i-3) {
		return false
	}
	if p.toks[i].Kind == token.Word {
		return false
	}
	return !p.r.numbers.Begins(p.toks[i-2]) || strings.EqualFold(p.word(i-2), "a") // "A-50"
}

// afterPlus: "P5+1".
func (p *passage) afterPlus(i int) bool {
	return i > 1 && p.word(i-1) == "+" && p.glued(i-1) && p.glued(i-2)
}

// named: a designator stands before: "Article 5", "articles 5 and 4",
// "Leopard 2".
func (p *passage) named(i int) bool {
	k := i - 1
	if k < 0 {
		return false
	}
	if k > 1 && (p.word(k) == "and" || p.word(k) == "or" || p.word(k) == ",") && p.r.numbers.Begins(p.toks[k-1]) && p.is(k-2, designator) {
		return true
	}
	if p.word(k) == "." && k > 0 && p.glued(k-1) {
		k--
	}
	if _, size := p.lex.desig.until(p.toks, k+1); size > 0 {
		return true
	}
	if p.is(k, designator) {
		return !(p.toks[i].Kind == token.Word && p.is(i+1, knownNoun))
	}
	return p.is(k, nameDesignator) && capital(p.word(k))
}

// chainEnd is the token behind a designation's digits and letters: "T-72B3",
// "1325", "2A6".
func (p *passage) chainEnd(i int) int {
	k := i + 1
	for k+1 < len(p.toks) && p.glued(k-1) && (p.hyphen(k) || p.word(k) == "/") && p.glued(k) && p.toks[k+1].Kind == token.Number {
		k += 2
	}
	return k
}

// clock: "9:35 PM", "2 pm", "1.05am", "0900 GMT", "10 o'clock".
func (p *passage) clock(i int) int {
	k := i
	for p.word(k+1) == ":" && p.glued(k) && p.glued(k+1) && k+2 < len(p.toks) && p.toks[k+2].Kind == token.Number {
		k += 2
	}
	switch {
	case k > i:
		if p.is(k+1, meridiem) {
			k++
		}
		return k + 1
	case p.is(k+1, meridiem|clock):
		return k + 2
	}
	s := strings.ToLower(p.word(i))
	digits := strings.TrimRight(s, "apm")
	if letters := s[len(digits):]; (letters == "am" || letters == "pm") && clockDigits(digits) {
		return i + 1
	}
	return i
}

// clockDigits: "2", "2.17", "12.05"; "2.123" is a length.
func clockDigits(s string) bool {
	h, m, two := strings.Cut(s, ".")
	return len(h) <= 2 && (!two || len(m) == 2)
}

// digitChain: telephone numbers, identifiers and versions, "1111-2222-33",
// and pairs with a stroke that are no fraction: "9/11", "24/7".
func (p *passage) digitChain(i int) int {
	k := i
	if p.word(i-1) == "+" && p.glued(i-1) && (i < 2 || !p.glued(i-2)) { // +44 20 7946 0958
		for k+1 < len(p.toks) && (p.toks[k+1].Kind == token.Number || p.hyphen(k+1)) {
			k++
		}
		return k + 1
	}
	for p.glued(k) && (p.hyphen(k+1) || p.word(k+1) == "/") && p.glued(k+1) && k+2 < len(p.toks) && p.toks[k+2].Kind == token.Number {
		k += 2
	}
	if k >= i+4 || k == i+2 && p.hyphen(i+1) && p.score(i) {
		return k + 1
	}
	if k == i+2 && p.word(i+1) == "/" {
		n, ok := p.r.numbers.Read(p.t.Source, p.toks, i)
		if ok && n.Kind == number.Fraction {
			return i
		}
		return k + 1
	}
	return i
}

// score: "2-1": two small whole numbers, the larger first, and no vote.
func (p *passage) score(i int) bool {
	a, err := strconv.Atoi(p.word(i))
	b, err2 := strconv.Atoi(p.word(i + 2))
	return err == nil && err2 == nil && a >= b && a < 1000 && !p.voted()
}

// voted: the sentence has a word of voting.
func (p *passage) voted() bool {
	for k := range p.toks {
		if p.is(k, vote) {
			return true
		}
	}
	return false
}

// noQuantity looks at an atom once more, with what stands behind it; it
// returns the token to go on at where it is none.
func (p *passage) noQuantity(a *atom) int {
	n := a.num
	next := p.behind(n.From, n.End)
	rest := p.t.Source[a.end:max(a.end, p.toks[a.to-1].End)]
	switch {
	case n.Kind == number.Ordinal:
		if p.rankNoun(a) {
			return 0
		}
		return next
	case a.unit == nil && rest == "s":
		return next // "the 80s"
	case a.unit == nil && rest != "" && !grouping(rest):
		return p.chainEnd(a.to - 1) // "2S19", "777F"
	case a.digitsAlone() && !n.Scaled && p.yearLike(a):
		return p.chainEnd(next - 1)
	}
	for _, names := range namings {
		if names(p, a) {
			return next
		}
	}
	return 0
}

// grouping reports what is left of a number behind its point or comma.
func grouping(rest string) bool {
	return len(rest) > 1 && (rest[0] == ',' || rest[0] == '.')
}

// digitsAlone reports a number in digits without a unit.
func (a *atom) digitsAlone() bool { return a.num.Digits && a.unit == nil }

// namings are the ways in which a number names and does not count, tried in their
// order.
var namings = []func(*passage, *atom) bool{
	func(p *passage, a *atom) bool { return a.mayDate() && !a.num.Scaled && p.monthBehind(a.to) },
	func(p *passage, a *atom) bool { return a.plain() && p.nameBehind(a) },
	func(p *passage, a *atom) bool { return !a.num.Digits && (p.nameOfWords(a) || p.groupName(a)) },
	(*passage).marked,
	func(p *passage, a *atom) bool { return a.oneInWords() && !p.oneCounts(a) },
	func(p *passage, a *atom) bool { return a.digitsAlone() && p.capitalBefore(a) },
	func(p *passage, a *atom) bool { return a.digitsAlone() && p.letterBehind(a.to) }, // "401(k)"
	func(p *passage, a *atom) bool {
		return a.digitsAlone() && p.word(a.from-1) == "[" && p.word(a.to) == "]"
	},
	func(p *passage, a *atom) bool { return a.mayDate() && p.afterDate(a) },
	func(p *passage, a *atom) bool { return a.digitsAlone() && a.from == 0 && p.word(a.to) == ")" },
}

// mayDate reports digits that may be a day of a month.
func (a *atom) mayDate() bool { return a.digitsAlone() && a.num.Low <= 31 }

// plain reports digits as they stand in names: neither scaled nor in groups.
func (a *atom) plain() bool { return a.digitsAlone() && !a.num.Scaled && !a.num.Grouped }

// oneInWords reports "one".
func (a *atom) oneInWords() bool {
	return a.num.Kind == number.Cardinal && a.num.Low == 1 && !a.num.Digits
}

// marked reports a mark for numbers before digits.
func (p *passage) marked(a *atom) bool {
	switch p.word(a.from - 1) {
	case "#", "№", "^":
		return a.digitsAlone()
	}
	return false
}

// letterBehind reports a letter in brackets right behind token k-1.
func (p *passage) letterBehind(k int) bool {
	return p.word(k) == "(" && p.glued(k-1) && len(p.word(k+1)) == 1 && p.word(k+2) == ")"
}

// rankNoun: "for the third time", "the war's 1,000th day".
func (p *passage) rankNoun(a *atom) bool {
	return p.is(a.to, ranked) && a.num.Low != 1
}

// yearLike: four digits without a comma, between 1000 and 2100, and no
// counted plural behind them; "2014-15" too.
func (p *passage) yearLike(a *atom) bool {
	v := a.num.Low
	if a.num.Grouped || v < 1500 || v > 2100 || v != float64(int(v)) || a.num.End-a.num.Start != 4 {
		return false
	}
	if ph, size := p.lex.before.until(p.toks, a.from); size > 0 && (ph.gives.hedge != news.About || size > 1) && (v < 1900 || p.countedBehind(a.to)) {
		return false
	}
	if p.countedBehind(a.to) && (int(v)%50 == 0 || p.is(a.from-1, harm)) {
		return false
	}
	return true
}

// countedBehind: a known plural noun right behind, or behind one small word.
func (p *passage) countedBehind(k int) bool {
	for j := k; j < k+3 && j < len(p.toks) && p.toks[j].Kind == token.Word; j++ {
		if p.is(j, stop) {
			return false
		}
		if ph, size := p.lex.nouns.at(p.toks, j); size > 0 && ph.sense.plural && (ph.sense.kind == person || ph.sense.kind == kit) {
			return true
		}
		if capital(p.word(j)) && !pluralWord(p.word(j)) && j == k {
			continue
		}
	}
	return false
}

// oneCounts: "one" and "a" count only with a noun behind: "one of the",
// "no one", "one another", "which one" do not.
func (p *passage) oneCounts(a *atom) bool {
	if a.num.Article || a.unit != nil || a.num.To-a.num.From > 1 {
		return true
	}
	if from := p.hedgeFrom(a.from); from < a.from && p.kills(from-1) {
		return true // "killed at least one and wounded six"
	}
	k := a.to
	if p.hyphen(k) && p.glued(k-1) {
		k++
	}
	if k >= len(p.toks) {
		return len(p.toks) == 1
	}
	if strings.EqualFold(p.word(k), "another") {
		return false
	}
	if p.toks[k].Kind != token.Word || p.is(k, stop) || p.r.numbers.Begins(p.toks[k]) {
		switch p.word(k) {
		case "or", "to", "out":
			return true
		case "in":
			return k+1 < len(p.toks) && (p.r.numbers.Begins(p.toks[k+1]) && p.word(k+1) != "a" || p.word(k+1) == "every")
		}
		return p.is(k-1, knownNoun)
	}
	return !p.is(a.from-1, pronoun)
}

// monthBehind: "9 May", "11th of July", "01-July".
func (p *passage) monthBehind(k int) bool {
	if p.hyphen(k) || strings.EqualFold(p.word(k), "of") {
		k++
	}
	if (p.hyphen(k-1) || p.word(k) == "–") && k+1 < len(p.toks) { // "3-4 May"
		if p.word(k) == "–" {
			k++
		}
		if p.toks[k].Kind == token.Number {
			k++
		}
	}
	return p.is(k, month) && capital(p.word(k))
}

// afterDate: "Jan. 23-24", "February 25 to 26": the second day of a date.
func (p *passage) afterDate(a *atom) bool {
	if a.from < 2 || a.num.Low != math.Trunc(a.num.Low) || p.countedBehind(a.to) {
		return false
	}
	switch p.word(a.from - 1) {
	case "-", "–", "—":
		_, date := p.dateAt(p.toks[a.from-2].Start)
		return date || p.is(a.from-3, month)
	case "to", "and":
		return p.is(a.from-3, month)
	}
	return false
}

// nameBehind: digits before a name with nothing counted: "787 Dreamliner",
// "22 Acacia Avenue".
func (p *passage) nameBehind(a *atom) bool {
	k := a.to
	if k >= len(p.toks) || p.toks[k].Kind != token.Word || !capital(p.word(k)) || p.glued(k-1) || p.is(k, stop) {
		return false
	}
	if a.num.Low != math.Trunc(a.num.Low) {
		return false // "0.5 WAR": a decimal is no name
	}
	q := quantity{low: a.num.Low, high: a.num.High, from: a.from, to: a.to}
	_, to, _ := p.head(k, &q)
	return to == 0
}

// nameOfWords: a number word with a capital inside a sentence, before another
// capital: "the Three Gorges", "Five Eyes".
func (p *passage) nameOfWords(a *atom) bool {
	if a.from == 0 || !capital(p.word(a.from)) || a.to >= len(p.toks) || !capital(p.word(a.to)) || a.unit != nil {
		return false
	}
	if !strings.EqualFold(p.word(a.from-1), "the") && p.countedBehind(a.to) {
		return false // behind the place of a report: "ROME, Italy Six Italian sailors"
	}
	return p.toks[a.from-1].Kind == token.Word && p.word(a.from) != strings.ToUpper(p.word(a.from))
}

// groupName: a number in the name of a circle: "the Gang of Eight", "the Big
// Three".
func (p *passage) groupName(a *atom) bool {
	k := a.from - 1
	if k < 1 || !capital(p.word(a.from)) || p.countedBehind(a.to) {
		return false
	}
	if strings.EqualFold(p.word(k), "of") {
		return capital(p.word(k - 1))
	}
	return capital(p.word(k)) && p.is(k-1, definite)
}

// capitalBefore: a name before a bare number with nothing counted behind it:
// "Voyager 2", "Nasdaq 100".
func (p *passage) capitalBefore(a *atom) bool {
	k := a.from - 1
	if k < 1 || a.num.Scaled || a.num.Grouped || p.toks[k].Kind != token.Word || !capital(p.word(k)) || p.is(k, stop) {
		return false
	}
	if strings.Contains(p.t.Source[a.num.Start:a.num.End], ".") {
		return false
	}
	return !p.pluralBehind(a.to)
}

// pluralBehind: some plural stands within the next four words of the phrase.
func (p *passage) pluralBehind(k int) bool {
	for j := k; j < k+4 && j < len(p.toks); j++ {
		if p.toks[j].Kind != token.Word || p.is(j, stop) {
			return false
		}
		if ph, size := p.lex.nouns.at(p.toks, j); size > 0 && ph.sense.plural || pluralWord(p.word(j)) {
			return true
		}
	}
	return false
}
