package reading

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"muster/news"
	"muster/score/goldfile"
)

func letterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

var hedges = map[string]news.Hedge{
	"just_over": news.Over, "up_to": news.AtMost, "range": news.Between, "at_least": news.AtLeast, "at_most": news.AtMost,
}

func hedgeOf(approx string) news.Hedge {
	if h, ok := hedges[approx]; ok {
		return h
	}
	return news.Hedge(approx)
}

func scopeOf(scope string) string {
	if scope == "change_factor" {
		return string(news.ChangeOf)
	}
	return scope
}

func sameModality(want string, c *news.Claim) bool {
	return string(c.Modality) == want || want == "denied" && c.Polarity == news.Denied
}

// spans are units of time and the like: their figures are minor.
var spans = map[string]bool{
	"second": true, "minute": true, "hour": true, "day": true, "night": true, "week": true, "month": true, "year": true,
	"decade": true, "century": true, "time": true, "storey": true, "page": true,
}

// losses are the acts of which one is worth a claim.
var losses = map[string]bool{
	"kill": true, "wound": true, "injure": true, "die": true, "capture": true, "shoot": true, "lose": true,
	"destroy": true, "sink": true, "crash": true, "down": true, "abduct": true, "seize": true,
}

// minor reports a row that is neither asked for nor held against a program:
// durations, ranks, "several", one of something that is no loss.
func minor(r *goldfile.Row) bool {
	one := r.Lo != nil && r.Hi != nil && *r.Lo == 1 && *r.Hi == 1
	act, _, _ := strings.Cut(r.Predicate, " ")
	several := r.Approx == "vague" && r.Lo != nil && (*r.Lo == 3 || *r.Lo == 2)
	return spans[r.Unit] || r.Scope == "rank" || slices.Contains(r.Unsure, "lo") || several || one && !losses[act]
}

func touches(r *goldfile.Row, c *news.Claim) bool {
	return r.Start < c.Figure.Span.End && c.Figure.Span.Start < r.End
}

func touchesMinor(rows []goldfile.Row, c *news.Claim) bool {
	return slices.ContainsFunc(rows, func(r goldfile.Row) bool { return touches(&r, c) && minor(&r) })
}

// match pairs rows with claims of the same figure, as many as can be (augmenting
// paths).
func match(rows []goldfile.Row, claims []news.Claim) map[int]int {
	taken := map[int]int{} // claim to row
	var augment func(k int, seen map[int]bool) bool
	augment = func(k int, seen map[int]bool) bool {
		for j := range claims {
			if seen[j] || !touches(&rows[k], &claims[j]) || !sameFigure(&rows[k], claims[j].Figure) {
				continue
			}
			seen[j] = true
			if other, used := taken[j]; !used || augment(other, seen) {
				taken[j] = k
				return true
			}
		}
		return false
	}
	for k := range rows {
		augment(k, map[int]bool{})
	}
	of := map[int]int{}
	for j, k := range taken {
		of[k] = j
	}
	return of
}

func sameFigure(r *goldfile.Row, f *news.Figure) bool {
	low, high := f.Low, f.High
	if f.Stated != nil {
		low, high = f.Stated.Low, f.Stated.High
	}
	lo, hi := bound(r.Lo, math.Inf(-1)), bound(r.Hi, math.Inf(1))
	switch r.Approx {
	case "up_to", "under", "at_most":
		if lo == 0 {
			lo = math.Inf(-1)
		}
		if low == 0 {
			low = math.Inf(-1)
		}
	case "vague":
		return max(low, 0) <= min(hi, 10*lo) && lo <= min(high, 10*max(low, lo)) || near(low, lo)
	}
	return sameBound(low, lo, r.Unit) && sameBound(high, hi, r.Unit)
}

func bound(v *float64, open float64) float64 {
	if v == nil {
		return open
	}
	return *v
}

func sameBound(got, want float64, unit string) bool {
	if math.IsInf(want, 0) || math.IsInf(got, 0) {
		return got == want
	}
	return near(got, want) || unit == "percent" && near(100*got, want)
}

// near allows what rounding takes.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-8+2e-3*math.Abs(b) }

func sameTime(asOf *string, w news.When) bool {
	if asOf == nil {
		return w.From == ""
	}
	from, to := period(*asOf)
	return w.From == from && w.To == to
}

func period(asOf string) (from, to news.Day) {
	a, b, two := strings.Cut(asOf, "/")
	if !two {
		b = a
	}
	return news.Day(a), news.Day(b)
}

// timesMeet reports whether the periods meet, a day apart at most.
func timesMeet(asOf *string, w news.When) bool {
	if asOf == nil || w.From == "" || w.To == "" {
		return (asOf == nil) == (w.From == "")
	}
	from, to := period(*asOf)
	return w.From.Add(-1) <= to && from <= w.To.Add(1)
}

// placesAlike lets the first place stand under another spelling or width.
func placesAlike(want, got []string) bool {
	if len(want) == 0 || len(got) == 0 {
		return len(want) == len(got)
	}
	return slices.ContainsFunc(got, func(g string) bool { return alike(fold(want[0]), fold(g)) })
}

func alike(a, b string) bool {
	if a == b || len(a) > 2 && len(b) > 2 && (subset(a, b) || subset(b, a)) {
		return true
	}
	return min(len(a), len(b)) >= 5 && max(len(a), len(b))-min(len(a), len(b)) <= 2 && distance(a, b) <= 2
}

func subset(a, b string) bool {
	words := strings.Fields(b)
	for _, w := range strings.Fields(a) {
		if !slices.Contains(words, w) {
			return false
		}
	}
	return true
}

// distance is the number of letters to change, add or drop (Levenshtein 1966).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		next := []int{i + 1}
		for j := range y {
			change := row[j]
			if x[i] != y[j] {
				change++
			}
			next = append(next, min(change, row[j+1]+1, next[j]+1))
		}
		row = next
	}
	return row[len(y)]
}

// acts are words for one act, as the measurement takes them.
var acts = []string{
	"kill die murder slay dead death fatality", "wound injure hurt maim", "launch fire", "intercept down neutralise",
	"deploy station send dispatch", "supply provide deliver give donate transfer", "pledge promise commit approve announce authorise allocate",
	"displace flee evacuate uproot", "capture seize detain arrest hold take", "spend cost pay", "hit strike attack target bomb shell",
	"destroy damage lose", "be have number total include", "withdraw leave pull", "exchange swap release return",
}

func sameAct(want, got string) bool {
	want, _, _ = strings.Cut(want, " (")
	x, y := actWords(fold(want)), actWords(fold(got))
	if overlap(x, y) {
		return true
	}
	return slices.ContainsFunc(acts, func(class string) bool {
		c := strings.Fields(class)
		return overlap(x, c) && overlap(y, c)
	})
}

func actWords(s string) []string {
	if strings.Contains(s, "shoot down") || strings.Contains(s, "shot down") {
		return []string{"intercept"}
	}
	return strings.Fields(s)
}

func overlap(x, y []string) bool {
	return slices.ContainsFunc(x, func(w string) bool { return slices.Contains(y, w) })
}

func sameCounted(want, got string) bool {
	x, y := strings.Fields(fold(want)), strings.Fields(fold(got))
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	return slices.Contains(y, x[len(x)-1]) || slices.Contains(x, y[len(y)-1])
}

func sameChain(want, got []string) bool {
	if len(want) != len(got) {
		return false
	}
	for i := range want {
		a, b := fold(want[i]), fold(got[i])
		if !strings.Contains(a, b) && !strings.Contains(b, a) {
			return false
		}
	}
	return true
}
