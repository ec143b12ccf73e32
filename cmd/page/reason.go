package page

import (
	"regexp"
	"slices"
	"strings"

	"muster/crosscheck/why"
	"muster/news"
)

// code is a country's code in a sentence.
var code = regexp.MustCompile(`\b[A-Z]{2}\b`)

// Reasons are the sentences on why a finding is one, with the names of the
// countries it is about in place of their codes. What the sentences quote stays.
func Reasons(f news.Finding) []string {
	about, nations := codesOf(f), nationsOf(f)
	out := make([]string, len(f.Why))
	for i, reason := range f.Why {
		parts := strings.Split(Clean(reason), `"`)
		for j := 0; j < len(parts); j += 2 {
			parts[j] = nations.Replace(parts[j])
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

// Worded is a finding with its reasons as Reasons writes them, for JSON that
// people read too.
func Worded(f news.Finding) news.Finding {
	f.Why = Reasons(f)
	return f
}

// WordedAll are findings, each as Worded.
func WordedAll(all []news.Finding) []news.Finding {
	out := make([]news.Finding, len(all))
	for i, f := range all {
		out[i] = Worded(f)
	}
	return out
}

// nationsOf writes nationalities in what a finding measures as names. Whose
// people they are need not be said behind them.
func nationsOf(f news.Finding) *strings.Replacer {
	var pairs []string
	for _, s := range f.Sides {
		for _, c := range s.Claims {
			words := why.Measure(c.Measure, unitOf(c))
			name, country := proper(words)
			if words != name {
				pairs = append(pairs, words+" of "+country+" ", name+" ", words, name)
			}
		}
	}
	return strings.NewReplacer(pairs...)
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
