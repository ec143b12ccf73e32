// Package name says whether two names of a speaker, subject or place mean the
// same: gold writes "Kyiv's air force" where the text's canonical name is
// "Ukrainian Air Force".
package name

import (
	"muster/extract/token"
)

// stemLength is how much of a word must agree: "Ukraine" and "Ukrainian" do.
const stemLength = 5

// passed are words that tell no two names apart.
var passed = map[string]bool{
	"the": true, "a": true, "an": true, "of": true, "'s": true, "'": true, "for": true, "to": true,
	"president": true, "secretary": true, "general": true, "mr.": true, "ms.": true, "anonymous": true,
}

// Alike compares names without case, articles and titles: the words of one are
// among the words of the other.
func Alike(a, b string) bool {
	x, y := stems(a), stems(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return a == b
	}
	for s := range x {
		if !y[s] {
			return false
		}
	}
	return true
}

// Any reports whether gold is alike one of the names.
func Any(gold string, names []string) bool {
	for _, n := range names {
		if Alike(gold, n) {
			return true
		}
	}
	return false
}

func stems(name string) map[string]bool {
	m := map[string]bool{}
	for _, s := range token.Read(name).Sentences {
		for _, t := range s.Tokens {
			w := token.Fold(name[t.Start:t.End])
			if t.Kind != token.Punct && !passed[w] {
				m[w[:min(len(w), stemLength)]] = true
			}
		}
	}
	return m
}
