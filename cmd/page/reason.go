package page

import (
	"regexp"
	"slices"
	"strings"

	"muster/news"
)

// code is a country's code in a sentence.
var code = regexp.MustCompile(`\b[A-Z]{2}\b`)

// Reasons are the sentences on why a finding is one, with the names of the
// countries it is about in place of their codes. What the sentences quote stays.
func Reasons(f news.Finding) []string {
	about := codesOf(f)
	out := make([]string, len(f.Why))
	for i, why := range f.Why {
		parts := strings.Split(Clean(why), `"`)
		for j := 0; j < len(parts); j += 2 {
			parts[j] = code.ReplaceAllStringFunc(parts[j], func(c string) string {
				if !slices.Contains(about, c) {
					return c
				}
				return Called(c)
			})
		}
		out[i] = strings.Join(parts, `"`)
	}
	return out
}

// codesOf are the names that the question and the claims of a finding give
// their sides and places.
func codesOf(f news.Finding) []string {
	q := f.Question
	all := slices.Concat(q.By, q.Of, q.To, q.Subject, q.Place)
	for _, s := range f.Sides {
		for _, c := range s.Claims {
			all = slices.Concat(all, news.Names(c.By), news.Names(c.Of), news.Names(c.To), news.PlaceNames(c.Place))
		}
	}
	return all
}
