package when

import (
	"muster/extract/rule"
	"muster/extract/token"
)

// sentence is one sentence under reading.
type sentence struct {
	r        *Reader
	text     *token.Text
	toks     []token.Token
	seen     []memo // of dateAt, by token
	depth    int
	alone    bool // the sentence is the whole text
	whole    bool // and the date under placing is the whole sentence
	pin      memo // the date a pattern that begins with {date} goes on from
	pinAt    int
	matchers [maxDepth + 1]rule.Matcher // by depth
	country  string
	slot     func(name string, toks []token.Token, i int) int
}

func (s *sentence) word(i int) *word {
	if i < 0 || i >= len(s.toks) {
		return &s.r.lex.words[0]
	}
	return s.r.lex.find(s.toks[i].Hash)
}

func (s *sentence) is(i int, c class) bool { return s.word(i).class&c != 0 }

func (s *sentence) of(i int) string {
	if i < 0 || i >= len(s.toks) {
		return ""
	}
	return s.text.Of(s.toks[i])
}

// joined reports whether token i+1 follows token i without a blank.
func (s *sentence) joined(i int) bool {
	return i >= 0 && i+1 < len(s.toks) && s.toks[i].End == s.toks[i+1].Start
}

func (s *sentence) capital(i int) bool {
	w := s.of(i)
	return w != "" && 'A' <= w[0] && w[0] <= 'Z'
}

// digits is the value of a token that is 1 to max digits only; -1 else.
func (s *sentence) digits(i, max int) int {
	if i < 0 || i >= len(s.toks) {
		return -1
	}
	t := s.toks[i]
	if t.End-t.Start > max || t.Kind != token.Number {
		return -1
	}
	n := 0
	for k := t.Start; k < t.End; k++ {
		c := s.text.Source[k]
		if c < '0' || c > '9' {
			return -1
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// month reads "Sept.", "Mar" and the like: 1..12 and how many tokens.
func (s *sentence) month(i int) (m, k int) {
	w := s.word(i)
	if w.class&cMonth == 0 {
		return 0, 0
	}
	if s.joined(i) && s.of(i+1) == "." && s.toks[i].End-s.toks[i].Start <= 4 && i+2 < len(s.toks) {
		return int(w.month), 2
	}
	return int(w.month), 1
}

func (s *sentence) weekday(i int) (d, k int) {
	w := s.word(i)
	if w.class&cWeekday == 0 {
		return 0, 0
	}
	if s.joined(i) && s.of(i+1) == "." && s.toks[i].End-s.toks[i].Start <= 4 && i+2 < len(s.toks) {
		return int(w.weekday), 2
	}
	return int(w.weekday), 1
}

// dom reads a day of the month: "3", "27th", "twenty-seventh".
func (s *sentence) dom(i int) (d, k int) {
	if n := s.digits(i, 2); n >= 1 && n <= 31 {
		return n, 1
	}
	if n, k := s.ordinal(i); k > 0 && n <= 31 {
		return n, k
	}
	return 0, 0
}

// ordinal reads "27th", "third", "twenty-first".
func (s *sentence) ordinal(i int) (n, k int) {
	if i >= len(s.toks) {
		return 0, 0
	}
	if s.toks[i].Kind == token.Number {
		return s.ordinalDigits(i)
	}
	w := s.word(i)
	if w.class&cOrdinal != 0 {
		return int(w.ordinal), 1
	}
	if w.class&cCardinal != 0 && w.cardinal >= 20 && w.cardinal < 100 {
		j := i + 1
		if s.is(j, cDash) {
			j++
		}
		if v := s.word(j); v.class&cOrdinal != 0 && v.ordinal < 10 {
			return int(w.cardinal) + int(v.ordinal), j - i + 1
		}
	}
	return 0, 0
}

// ordinalDigits reads "1st", "22nd", "113th".
func (s *sentence) ordinalDigits(i int) (n, k int) {
	w := s.of(i)
	if len(w) < 3 || len(w) > 5 {
		return 0, 0
	}
	switch token.Fold(w[len(w)-2:]) {
	case "st", "nd", "rd", "th":
	default:
		return 0, 0
	}
	for _, c := range []byte(w[:len(w)-2]) {
		if c < '0' || c > '9' {
			return 0, 0
		}
		n = 10*n + int(c-'0')
	}
	return n, 1
}

// cardinal reads "3", "twenty-five", "a": 1 to 9999.
func (s *sentence) cardinal(i int) (n, k int) {
	if n := s.digits(i, 4); n > 0 {
		return n, 1
	}
	w := s.word(i)
	if w.class&cCardinal == 0 {
		return 0, 0
	}
	n, k = int(w.cardinal), 1
	if n >= 20 && n < 100 {
		j := i + 1
		if s.is(j, cDash) {
			j++
		}
		if v := s.word(j); v.class&cCardinal != 0 && v.cardinal >= 2 && v.cardinal < 10 || s.of(j) == "one" {
			return n + int(max(v.cardinal, 1)), j - i + 1
		}
		return n, 1
	}
	if n < 10 && s.word(i+1).cardinal == 100 {
		return n * 100, 2
	}
	if n == 100 {
		return 0, 0
	}
	return n, k
}

// year reads "1999", "nineteen ninety-six", "two thousand and five".
func (s *sentence) year(i int) (y, k int) {
	if i < 0 || i >= len(s.toks) {
		return 0, 0
	}
	if s.toks[i].Kind == token.Number {
		if y := s.digits(i, 4); y >= 1000 && y < 2200 && s.toks[i].End-s.toks[i].Start == 4 {
			return y, 1
		}
		return 0, 0
	}
	w := s.word(i)
	if w.class&cCardinal == 0 {
		return 0, 0
	}
	if w.cardinal == 2 && token.Hash(s.of(i+1)) == thousand {
		return s.since2000(i)
	}
	if w.cardinal < 15 || w.cardinal > 20 || s.joined(i) {
		return 0, 0
	}
	century, j := int(w.cardinal)*100, i+1
	if s.word(j).cardinal == 100 {
		if j++; s.of(j) == "and" {
			j++
		}
	}
	if n, k := s.cardinal(j); k > 0 && n >= 10 && n < 100 && s.toks[j].Kind == token.Word {
		return century + n, j + k - i
	}
	return 0, 0
}

var thousand = token.Hash("thousand")

func (s *sentence) since2000(i int) (y, k int) {
	j := i + 2
	if s.of(j) == "and" {
		j++
	}
	if n, k := s.cardinal(j); k > 0 && n < 100 && j < len(s.toks) && s.toks[j].Kind == token.Word && s.word(j) != s.r.article {
		return 2000 + n, j + k - i
	}
	return 2000, 2
}

// shortYear reads two digits, perhaps behind an apostrophe.
func (s *sentence) shortYear(i int) (y, k int) {
	j := i
	switch s.of(i) {
	case "'", "’", "‘":
		if !s.joined(i) {
			return 0, 0
		}
		j++
	}
	if n := s.digits(j, 2); n >= 0 && s.toks[j].End-s.toks[j].Start == 2 {
		return pivot(n), j - i + 1
	}
	return 0, 0
}

// pivot places a year of two digits between 1950 and 2049.
func pivot(n int) int {
	if n < 50 {
		return 2000 + n
	}
	return 1900 + n
}

// decade reads "1990s", "'80s", "80s", "nineties": its first year.
func (s *sentence) decade(i int) (y, k int) {
	j := i
	switch s.of(i) {
	case "'", "’", "‘":
		j++
	}
	if w := s.word(j); w.class&cDecade != 0 {
		return 1900 + int(w.decade), j - i + 1
	}
	if j >= len(s.toks) || s.toks[j].Kind != token.Number {
		return 0, 0
	}
	w := s.of(j)
	if n := len(w); (n == 5 || n == 3) && (w[n-1] == 's' || w[n-1] == 'S') && w[n-2] == '0' {
		for _, c := range []byte(w[:n-1]) {
			if c < '0' || c > '9' {
				return 0, 0
			}
			y = 10*y + int(c-'0')
		}
		if n == 3 {
			y = pivot(y)
		}
		if y >= 1000 && y < 2200 {
			return y, j - i + 1
		}
	}
	return 0, 0
}
