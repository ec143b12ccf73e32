package token

import (
	"embed"
	"strings"

	"muster/lexicon"
)

//go:embed en/points.list
var data embed.FS

// points are the words of en/points.list by Hash.
var points = mustReadPoints()

type pointLists struct {
	always, number map[uint64]bool
	split          map[uint64]int // where a word is cut, in bytes
}

// mustReadPoints panics on a broken list, which is part of the program and tested
// with it.
func mustReadPoints() pointLists {
	entries, err := lexicon.ReadList(data, "en/points.list")
	if err != nil {
		panic(err)
	}
	return readPoints(entries)
}

func readPoints(entries []lexicon.Entry) pointLists {
	p := pointLists{map[uint64]bool{}, map[uint64]bool{}, map[uint64]int{}}
	for _, e := range entries {
		for _, w := range e.Forms() {
			switch e.Section {
			case "always":
				p.always[Hash(w)] = true
			case "number":
				p.number[Hash(w)] = true
			case "split":
				p.split[Hash(w)] = len(e.Attrs["first"])
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
