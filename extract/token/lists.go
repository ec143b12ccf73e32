package token

import (
	_ "embed" // the lists
	"strings"
)

//go:embed en/points.list
var pointsList string

// points are the words of en/points.list by Hash.
var points = readPoints(pointsList)

type pointLists struct {
	always, number map[uint64]bool
	split          map[uint64]int // where a word is cut, in bytes
}

func readPoints(list string) pointLists {
	p := pointLists{map[uint64]bool{}, map[uint64]bool{}, map[uint64]int{}}
	section := ""
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
			continue
		case line[0] == '[':
			section = line
			continue
		}
		words := strings.Fields(line)
		if section == "[split]" {
			p.split[Hash(words[0]+words[1])] = len(words[0])
			continue
		}
		for _, w := range words {
			if section == "[always]" {
				p.always[Hash(w)] = true
			} else {
				p.number[Hash(w)] = true
			}
		}
	}
	return p
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// endings of addresses and file names; those that are English words as well
// are left out.
var endings = set(`com org net gov edu mil info biz eu uk de fr ru ua pl lt lv ee fi nl ch ca au nz jp cn il ir se
	pdf doc docx xls xlsx ppt htm html txt jpg jpeg png gif zip exe php asp csv xml`)

var emoticons = []string{":-)", ":-(", ";-)", ":)", ":(", ";)", ":D", ":P", ":-D", ":-P", "=)", ":-/"}
