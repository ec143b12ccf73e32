package question

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed camp.list
var campList string

// opposed holds both orders of every pair of warring parties, camps all
// parties by name that are no country.
var opposed, camps = mustReadCamps(campList)

func mustReadCamps(list string) (map[[2]string]bool, map[string]bool) {
	pairs, names, err := readCamps(list)
	if err != nil {
		panic(err)
	}
	return pairs, names
}

func readCamps(list string) (map[[2]string]bool, map[string]bool, error) {
	pairs, names := map[[2]string]bool{}, map[string]bool{}
	for n, line := range strings.Split(list, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		left, right, ok := strings.Cut(line, " against ")
		if !ok {
			return nil, nil, fmt.Errorf("question: camp.list:%d: want one side against the other: %q", n+1, line)
		}
		for _, a := range strings.Split(left, ", ") {
			for _, b := range strings.Split(right, ", ") {
				pairs[[2]string{a, b}], pairs[[2]string{b, a}] = true, true
				names[a], names[b] = len(a) > 2, len(b) > 2
			}
		}
	}
	return pairs, names, nil
}

// Opposed reports whether two claims are the words of opposed warring parties.
func Opposed(a, b *Slots) bool { return opposed[[2]string{a.Camp.Value(), b.Camp.Value()}] }
