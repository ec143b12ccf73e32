package why

import (
	"fmt"
	"strings"

	"muster/news"
)

// Sum says how figures add up, or that they do not.
func Sum(parts []news.Claim, whole news.Claim, holds bool) []string {
	var said []string
	total := 0.0
	for _, p := range parts {
		said = append(said, fmt.Sprintf("%q", words(p)))
		total += p.Figure.Low
	}
	if holds {
		return []string{fmt.Sprintf("%s make %q.", strings.Join(said, " and "), words(whole))}
	}
	return []string{fmt.Sprintf("%s make %s, not %q.", strings.Join(said, " and "), Number(total), words(whole))}
}
