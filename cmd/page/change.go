package page

import (
	"fmt"
	"math"
	"strings"

	"muster/news"
)

// worthSaying is the least move of a severity that is told of: less is what
// one more report of the same moves it by.
const worthSaying = 0.05

// Changes says what changed in a finding, in sentences; nothing where a
// reader would see no difference.
func Changes(before, after news.Finding) (out []string) {
	if before.Withdrawn != after.Withdrawn {
		if !after.Withdrawn {
			return []string{"It holds again."}
		}
		out = append(out, "It no longer holds.")
		if reasons := Reasons(after); len(reasons) > 0 {
			out = append(out, reasons[0])
		}
		return out
	}
	if before.Kind != after.Kind {
		out = append(out, fmt.Sprintf("It was a case of %s and is one of %s.", named(before.Kind), named(after.Kind)))
	}
	if was, is := Sides(before), Sides(after); was != is {
		out = append(out, fmt.Sprintf("The sides are %s; they were %s.", is, was))
	}
	out = append(out, joined(before, after)...)
	if math.Abs(before.Severity-after.Severity) >= worthSaying {
		out = append(out, fmt.Sprintf("Severity is %s; it was %s.", rounded(after.Severity), rounded(before.Severity)))
	}
	return out
}

func named(k news.FindingKind) string { return strings.ReplaceAll(string(k), "-", " ") }

// joined says which claims came and how many went.
func joined(before, after news.Finding) (out []string) {
	old, all := claimsOf(before), claimsOf(after)
	for _, s := range after.Sides {
		for _, c := range s.Claims {
			if !old[c.ID] {
				out = append(out, fmt.Sprintf("%s now says %s (%s).", Chain(c), stated(s), Day(c)))
			}
		}
	}
	gone := uint64(0)
	for id := range old {
		if !all[id] {
			gone++
		}
	}
	if gone > 0 {
		out = append(out, Plural(gone, "claim is", "claims are")+" no longer in it.")
	}
	return out
}

func claimsOf(f news.Finding) map[string]bool {
	all := map[string]bool{}
	for _, s := range f.Sides {
		for _, c := range s.Claims {
			all[c.ID] = true
		}
	}
	return all
}
