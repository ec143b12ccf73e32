package web

import (
	"regexp"
	"strings"
)

// meant is what a line on what came near offers: what nothing has, and the query
// with the offer in its place.
type meant struct{ Missing, Query string }

// nearly is such a line, as the desk writes it.
var nearly = regexp.MustCompile(`^(nothing has (.+)): do you mean (.+)\?$`)

// meantBy is the query that a line offers; nil where it offers none that fits.
func meantBy(q, line string) *meant {
	m := nearly.FindStringSubmatch(line)
	if m == nil || !strings.Contains(q, m[2]) {
		return nil
	}
	return &meant{m[1], strings.Replace(q, m[2], m[3], 1)}
}
