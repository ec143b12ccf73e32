package number

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"muster/extract/token"
)

// vulgar are the fractions that are one character.
var vulgar = map[rune]float64{
	'½': 1. / 2, '⅓': 1. / 3, '⅔': 2. / 3, '¼': 1. / 4, '¾': 3. / 4, '⅕': 1. / 5, '⅖': 2. / 5, '⅗': 3. / 5,
	'⅘': 4. / 5, '⅙': 1. / 6, '⅚': 5. / 6, '⅛': 1. / 8, '⅜': 3. / 8, '⅝': 5. / 8, '⅞': 7. / 8,
}

// figures is what a run of digits says.
type figures struct {
	value   float64
	end     int // byte behind it
	grouped bool
	plain   bool // nothing but digits
}

func isDigit(text string, i int) bool {
	return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9'
}

func digitsEnd(text string, i int) int {
	for isDigit(text, i) {
		i++
	}
	return i
}

// scan reads digits with groups, decimals and exponent at byte i.
func scan(text string, i int) (figures, bool) {
	end := digitsEnd(text, i)
	if end == i && !(i < len(text) && text[i] == '.' && isDigit(text, i+1)) {
		return figures{}, false
	}
	f := figures{end: end, plain: true}
	var buf [32]byte
	num := append(buf[:0], text[i:end]...)
	if num, f.end = groups(text, i, end, num); f.end > end {
		f.grouped, f.plain = true, false
	}
	if d := decimalPoint(text, f); d > 0 {
		k := digitsEnd(text, d)
		num = append(append(num, '.'), text[d:k]...)
		f.end, f.plain = k, false
	}
	if k := exponentEnd(text, f.end); k > 0 {
		num = append(num, text[f.end:k]...)
		f.end, f.plain = k, false
	}
	v, err := strconv.ParseFloat(string(num), 64)
	f.value = v
	return f, err == nil
}

// decimalPoint returns where the decimals behind f begin, 0 where there are
// none. A comma is a decimal point only behind groups made with points.
func decimalPoint(text string, f figures) int {
	if f.end >= len(text) || !isDigit(text, f.end+1) {
		return 0
	}
	pointGroups := f.grouped && text[f.end-4] == '.'
	if text[f.end] == '.' && !pointGroups || text[f.end] == ',' && pointGroups {
		return f.end + 1
	}
	return 0
}

func exponentEnd(text string, i int) int {
	if i == 0 || i+1 >= len(text) || text[i] != 'e' && text[i] != 'E' || !isDigit(text, i-1) {
		return 0
	}
	k := i + 1
	if text[k] == '-' || text[k] == '+' {
		k++
	}
	if !isDigit(text, k) {
		return 0
	}
	if end := digitsEnd(text, k); end-k <= 2 {
		return end
	}
	return 0
}

// groups appends the groups of three (or, in the Indian manner, two) digits
// that continue the digits text[i:end].
func groups(text string, i, end int, num []byte) ([]byte, int) {
	if end == i || end-i > 3 || text[i] == '0' && end-i > 1 {
		return num, end
	}
	sep := separator(text, end)
	if sep == "" || sep == "." && !pointGrouped(text, end) {
		return num, end
	}
	from := end
	for {
		k := end + len(sep)
		if !strings.HasPrefix(text[end:], sep) || sep == ", " && !strings.HasPrefix(text[k:], "000") {
			return num, end
		}
		size := digitsEnd(text, k) - k
		if size != 3 && !(size == 2 && sep == "," && indian(text, k)) {
			if sep != "," || from == end {
				return num, end
			}
			return num, end
		}
		num = append(num, text[k:k+size]...)
		end = k + size
	}
}

// separator returns what stands between the first two groups at byte i.
func separator(text string, i int) string {
	for _, sep := range []string{",", ".", " ", "\u00a0", "\u202f", "\u2009", "\u2019", "'"} {
		if strings.HasPrefix(text[i:], sep) {
			if sep == "," && strings.HasPrefix(text[i:], ", 000") {
				return ", "
			}
			if isDigit(text, i+len(sep)) {
				return sep
			}
		}
	}
	return ""
}

// pointGrouped reports whether points group here: 1.200.000, or 1.200,5; a
// single point may be decimal.
func pointGrouped(text string, i int) bool {
	k := digitsEnd(text, i+1)
	if k != i+4 || k >= len(text) {
		return false
	}
	return text[k] == '.' && digitsEnd(text, k+1) == k+4 ||
		text[k] == ',' && isDigit(text, k+1) && digitsEnd(text, k+1) != k+4
}

// indian reports whether the two digits at k begin groups of two that end in
// one of three: 12,34,567.
func indian(text string, k int) bool {
	for {
		end := digitsEnd(text, k)
		if end-k == 3 {
			return true
		}
		if end-k != 2 || end >= len(text) || text[end] != ',' {
			return false
		}
		k = end + 1
	}
}

// fraction reads "/16", "⁄32" behind a numerator and returns the denominator
// and the byte behind it.
func fraction(text string, i int) (float64, int) {
	k := i
	switch {
	case strings.HasPrefix(text[i:], "/"):
		k++
	case strings.HasPrefix(text[i:], "⁄"):
		k += len("⁄")
	default:
		return 0, 0
	}
	end := digitsEnd(text, k)
	if end == k || end-k > 4 || end < len(text) && (text[end] == '/' || text[end] == ',' && isDigit(text, end+1)) {
		return 0, 0
	}
	d, err := strconv.ParseFloat(text[k:end], 64)
	if err != nil || d < 2 {
		return 0, 0
	}
	return d, end
}

// minus reports where a minus sign that belongs to the digits at off begins;
// off where there is none. A dash between numbers is none.
func minus(text string, off int) int {
	for _, sign := range []string{"-", "−", "–"} {
		if !strings.HasSuffix(text[:off], sign) {
			continue
		}
		k := off - len(sign)
		before := strings.TrimRight(text[:k], " \u00a0")
		if before == "" {
			return k
		}
		r, _ := utf8.DecodeLastRuneInString(before)
		apart := len(before) < k || r == '(' || r == '<' || r == '=' || r == '>'
		if apart && !('0' <= r && r <= '9') && r != '~' {
			return k
		}
	}
	return off
}

// tokenAt returns the number of tokens from i that begin before byte end.
func tokenAt(toks []token.Token, i, end int) int {
	for i < len(toks) && toks[i].Start < end {
		i++
	}
	return i
}
