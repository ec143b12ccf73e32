package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Classes of bytes; a byte of a longer character is wide.
const (
	blank = iota
	letter
	digit
	mark
	sign
	wide
)

var class = func() (c [256]uint8) {
	for b := range c {
		switch r := rune(b); {
		case r >= utf8.RuneSelf:
			c[b] = wide
		case r <= ' ' || r == 0x7f:
			c[b] = blank
		case '0' <= r && r <= '9':
			c[b] = digit
		case unicode.IsLetter(r):
			c[b] = letter
		case unicode.IsSymbol(r):
			c[b] = sign
		default:
			c[b] = mark
		}
	}
	return c
}()

// words appends the tokens of text to out.
func words(text string, out []Token) []Token {
	for i := 0; i < len(text); {
		kind, n := class[text[i]], 1
		if kind == wide {
			kind, n = wideClass(text[i:])
		}
		switch kind {
		case blank:
			i += n
		case digit:
			end := numberEnd(text, i)
			out = appendToken(out, text, i, end, Number)
			i = end
		case letter:
			end := wordEnd(text, i)
			out = appendWord(out, text, i, end)
			i = end
		default:
			end, k := markEnd(text, i, n), Punct
			switch {
			case year(text, i):
				end, k = i+3, Number
			case (text[i] == '@' || text[i] == '#') && end == i+1 && letterAt(text, end) && standsAlone(text, i):
				end, k = handleEnd(text, end), Word
			case kind == sign:
				k = Symbol
			}
			out = appendToken(out, text, i, end, k)
			i = end
		}
	}
	return out
}

func wideClass(s string) (uint8, int) {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return letter, n
	case unicode.IsSpace(r) || invisible(r):
		return blank, n
	case unicode.IsSymbol(r):
		return sign, n
	}
	return mark, n
}

func appendToken(out []Token, text string, start, end int, kind Kind) []Token {
	return append(out, Token{Start: start, End: end, Kind: kind, Hash: Hash(text[start:end])})
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// markEnd is the end of the mark at i, n bytes long, or of the run of marks:
// "...", "--", "!?!", "****", "[...]", ":-)".
func markEnd(text string, i, n int) int {
	c, end := text[i], i+n
	switch c {
	case '[':
		if strings.HasPrefix(text[i:], "[...]") {
			return i + 5
		}
	case ':', ';', '=':
		if e := emoticonEnd(text, i); e > i {
			return e
		}
	case '!', '?':
		for end < len(text) && (text[end] == '!' || text[end] == '?') {
			end++
		}
		return end
	case '.':
		for end < len(text) && text[end] == c {
			end++
		}
		if end < len(text) && (text[end] == '!' || text[end] == '?') {
			end++
		}
		return end
	case '$', '<', '>', '\'', '`':
		for end < len(text) && text[end] == c {
			end++
		}
		return end
	case 0xe2: // ‘‘ and ’’
		if q := text[i:end]; (q == "’" || q == "‘") && strings.HasPrefix(text[end:], q) {
			return end + n
		}
	}
	if !ruler(c) {
		return end
	}
	for end < len(text) && text[end] == c {
		end++
	}
	if end-i < 2 && c != '=' {
		return end
	}
	mixed := end
	for mixed < len(text) && ruler(text[mixed]) {
		mixed++
	}
	if mixed-i >= 3 {
		return mixed
	}
	return end
}

// ruler reports the marks that lines are drawn with.
func ruler(c byte) bool { return c == '-' || c == '=' || c == '*' || c == '_' || c == '~' || c == '+' }

func emoticonEnd(text string, i int) int {
	if !standsAlone(text, i) {
		return i
	}
	for _, e := range emoticons {
		if strings.HasPrefix(text[i:], e) {
			end := i + len(e)
			if end == len(text) || class[text[end]] == blank || class[text[end]] == mark {
				return end
			}
		}
	}
	return i
}

// standsAlone reports whether a blank or nothing stands before i.
func standsAlone(text string, i int) bool { return i == 0 || class[text[i-1]] == blank }

// year reports a year without its century: "'68".
func year(text string, i int) bool {
	return text[i] == '\'' && standsAlone(text, i) && i+3 <= len(text) && class[text[i+1]] == digit && class[text[i+2]] == digit &&
		(i+3 == len(text) || class[text[i+3]] == blank || class[text[i+3]] == mark)
}

// handleEnd is the end of the letters, digits and underscores from i.
func handleEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !isDigit(r) && r != '_' {
			break
		}
		i += n
	}
	return i
}

// numberEnd is the end of the digits, groups, decimals and letters that start
// at i: "1,200.5", "27th", "5k", "12:30".
func numberEnd(text string, i int) int {
	start := i
	for i < len(text) {
		c := text[i]
		switch class[c] {
		case digit, letter:
			i++
			continue
		case wide:
			r, n := utf8.DecodeRuneInString(text[i:])
			if unicode.IsLetter(r) {
				i += n
				continue
			}
		}
		if (c == ',' || c == '.') && i+1 < len(text) && class[text[i+1]] == digit {
			i += 2
			continue
		}
		if c == ':' && clock(text, start, i) {
			i += 3
			continue
		}
		if c == '\'' && i+1 < len(text) && text[i+1] == 's' && !letterAt(text, i+2) {
			return i + 2 // "the 80's"
		}
		return i
	}
	return i
}

// clock reports two more digits behind the colon at i, as in "12:30:05".
func clock(text string, start, i int) bool {
	return i-start <= 8 && (i == start+1 || class[text[i-2]] == digit) && class[text[i-1]] == digit && i+2 < len(text) &&
		class[text[i+1]] == digit && class[text[i+2]] == digit && (i+3 == len(text) || class[text[i+3]] != digit)
}

// wordEnd is the end of the word that starts at i, with apostrophes and, in
// abbreviations, points inside.
func wordEnd(text string, i int) int {
	start := i
	for i < len(text) {
		c := text[i]
		switch class[c] {
		case letter, digit:
			i++
		case wide:
			r, n := utf8.DecodeRuneInString(text[i:])
			if !unicode.IsLetter(r) && !unicode.IsMark(r) && !invisible(r) && (r != '’' || !letterAt(text, i+n)) {
				return i
			}
			i += n
		default:
			switch {
			case c == '\'' && letterAt(text, i+1):
			case c == '&' && capitalAt(text, i-1) && capitalAt(text, i+1):
			case c == '.' && pointInside(text, start, i):
			case c == '.' || c == '@' || c == ':' || c == '_':
				return addressEnd(text, start, i)
			default:
				return i
			}
			i++
		}
	}
	return i
}

func letterAt(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	if c := class[text[i]]; c != wide {
		return c == letter
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(r)
}

func capitalAt(text string, i int) bool { return i < len(text) && 'A' <= text[i] && text[i] <= 'Z' }

// pointInside reports whether the point at i belongs to the word from start:
// "U.S.", "a.m.", "Gen.", "No. 5".
func pointInside(text string, start, i int) bool {
	word := text[start:i]
	if len(word) <= 6 {
		h := Hash(word)
		if points.always[h] && !strings.HasPrefix(text[i+1:], ".") || points.number[h] && digitAhead(text, i+1) {
			return true
		}
	}
	last := strings.LastIndexByte(word, '.')
	if utf8.RuneCountInString(word[last+1:]) != 1 {
		return word == "Ph" && letterAt(text, i+1)
	}
	return last >= 0 || letterAt(text, i+1) && singleLetterAt(text, i+1) || initial(text, start, i)
}

// singleLetterAt reports a lone letter before the next point: "U" and "S" of
// "U.S.", not "NATO" of "Plan B.NATO".
func singleLetterAt(text string, i int) bool {
	_, n := utf8.DecodeRuneInString(text[i:])
	return !letterAt(text, i+n)
}

func digitAhead(text string, i int) bool {
	for i < len(text) && text[i] == ' ' {
		i++
	}
	return i < len(text) && class[text[i]] == digit
}

// initial reports a person's initial between two words with capitals: "George
// W. Bush". A sentence that ends in a letter ("Plan B. It failed.") is told
// apart by how the next one begins.
func initial(text string, start, i int) bool {
	if !upper(text[start:i]) || text[start:i] == "I" || i+2 >= len(text) || text[i+1] != ' ' || !upper(text[i+2:]) {
		return false
	}
	before := strings.TrimRight(text[max(0, start-60):start], " ")
	if len(before) == start || strings.HasSuffix(before, ".") && len(before) < 3 {
		return false
	}
	word := before[strings.LastIndexAny(before, " \n(\"“/")+1:]
	return upper(word) && !opens(text[i+2:])
}

// opens reports whether the text starts with a word that begins a sentence
// rather than a name.
func opens(text string) bool {
	end := 0
	for end < len(text) && class[text[end]] == letter {
		end++
	}
	return openers[Hash(text[:end])]
}

var openers = func() map[uint64]bool {
	m := map[uint64]bool{}
	for w := range set(`the it he she they we in but a an this that on at and his her its there when as for if after however
		both these those i you no not so while with according their our some many most all several since until although
		meanwhile then earlier later last what who how why where asked by from`) {
		m[Hash(w)] = true
	}
	return m
}()

// clitics split off the end of a word.
var clitics = []string{"n't", "n’t", "'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m"}

func appendWord(out []Token, text string, start, end int) []Token {
	word := text[start:end]
	cut := 0
	if tail := word[max(0, len(word)-5):]; strings.ContainsAny(tail, "'’") {
		for _, c := range clitics {
			if k := len(word) - len(c); k > 0 && strings.EqualFold(word[k:], c) {
				cut = k
				break
			}
		}
	} else if len(word) <= 8 && len(word) >= 3 {
		cut = points.split[Hash(word)]
	}
	if cut > 0 {
		out = appendToken(out, text, start, start+cut, Word)
		return appendToken(out, text, start+cut, end, Word)
	}
	return appendToken(out, text, start, end, Word)
}
