package when

import "muster/extract/token"

// fields are what a date in digits says; 0 where it says nothing.
type fields struct{ year, month, dom int }

// numeric reads a date in digits: "2022-03-04", "2022/3/4", "04.03.2022",
// "3/4/22", "3/4". Which of two small numbers is the month is the outlet's
// custom, unless one is beyond 12.
func (s *sentence) numeric(i int) (f fields, k int) {
	if i >= len(s.toks) || s.toks[i].Kind != token.Number || s.partOfLongerNumber(i) {
		return f, 0
	}
	if f, ok := s.pointed(i); ok {
		return f, 1
	}
	sep := s.of(i + 1)
	if sep != "/" && sep != "-" && sep != "." && !s.is(i+1, cDash) {
		return f, 0
	}
	a, b := s.digits(i, 4), s.digits(i+2, 4)
	if a < 0 || b < 0 || !s.joined(i) || !s.joined(i+1) {
		return f, 0
	}
	if s.of(i+3) == sep && s.joined(i+2) && s.joined(i+3) && s.digits(i+4, 4) >= 0 && !s.joinedDigits(i+4) {
		if f, ok := s.order(s.size(i), a, b, s.digits(i+4, 4), s.size(i+4)); ok {
			return f, 5
		}
		return f, 0
	}
	if sep != "/" || s.joined(i+2) && s.of(i+3) == "/" {
		return f, 0
	}
	if s.size(i) <= 2 && s.size(i+2) <= 2 {
		if f, ok := s.order(2, a, b, 0, 0); ok {
			return f, 3
		}
	}
	return fields{}, 0
}

func (s *sentence) size(i int) int { return s.toks[i].End - s.toks[i].Start }

// partOfLongerNumber: "123-12-1234", "BUN/Cr of 1/30/4" begin elsewhere.
func (s *sentence) partOfLongerNumber(i int) bool {
	if i == 0 || !s.joined(i-1) {
		return false
	}
	switch w := s.of(i - 1); w {
	case "/", "-", ".", ":", "$", "€", "£", "#":
		return !(w == "-" && (i == 1 || !s.joined(i-2))) && !(w == "-" && s.toks[i-2].Kind == token.Word)
	}
	return false
}

func (s *sentence) joinedDigits(i int) bool {
	return s.joined(i) && i+2 < len(s.toks) && s.joined(i+1) && s.toks[i+2].Kind == token.Number && s.of(i+1) != ","
}

// order places three numbers; size1 and size3 are their digits. Without a
// year size3 is 0.
func (s *sentence) order(size1, a, b, c, size3 int) (fields, bool) {
	f := fields{}
	switch {
	case size1 == 4:
		f = fields{a, b, c}
	case size3 == 4 || size3 == 2:
		if size3 == 2 {
			c = pivot(c)
		}
		f = s.dayMonth(a, b)
		f.year = c
	case size3 == 0:
		f = s.dayMonth(a, b)
	default:
		return f, false
	}
	y := f.year
	if y == 0 {
		y = 2000
	}
	return f, (f.year == 0 || f.year >= 1000) && validDay(y, f.month, f.dom)
}

func (s *sentence) dayMonth(a, b int) fields {
	if a > 12 || b <= 12 && s.r.dayFirst(s.country) {
		return fields{month: b, dom: a}
	}
	return fields{month: a, dom: b}
}

// dayFirst: Americans write the month first, and so does a text of unknown
// origin as often as not; everybody else writes the day first.
func (r *Reader) dayFirst(country string) bool { return country != "" && !r.monthFirst[country] }

// pointed reads "04.03.2022" and "2004.07.08", which are one token.
func (s *sentence) pointed(i int) (f fields, ok bool) {
	w := s.of(i)
	if len(w) < 8 || len(w) > 10 {
		return f, false
	}
	var part [3]int
	var size [3]int
	k := 0
	for _, c := range []byte(w) {
		switch {
		case c == '.' && k < 2:
			k++
		case '0' <= c && c <= '9':
			part[k] = 10*part[k] + int(c-'0')
			size[k]++
		default:
			return f, false
		}
	}
	if k != 2 || size[0]+size[1]+size[2] > 8 || size[1] == 0 || size[1] > 2 || size[0] != 4 && size[2] != 4 {
		return f, false
	}
	return s.order(size[0], part[0], part[1], part[2], size[2])
}
