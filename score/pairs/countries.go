package pairs

import (
	"path/filepath"
	"regexp"
	"strings"

	"muster/news"
)

// nation is one row of the gazetteer beside the gold.
type nation struct {
	ISO       string   `json:"iso2"`
	Names     []string `json:"names"`
	Adjective string   `json:"adjective"`
}

// nations maps names and adjectives to ISO 3166 alpha-2.
type nations struct {
	code map[string]string
	find *regexp.Regexp
}

// readNations reads the gazetteer; without it no country is read.
func readNations(goldDir string) nations {
	rows, err := readLines[nation](filepath.Join(goldDir, "..", "gazetteer", "factbook_gaz.jsonl"))
	n := nations{code: map[string]string{"US": "US", "U.S.": "US", "Russia": "RU", "Britain": "GB", "UK": "GB"}}
	if err != nil {
		return nations{}
	}
	for _, r := range rows {
		for _, name := range append(r.Names, strings.Split(r.Adjective, ", ")...) {
			if name != "" && r.ISO != "" {
				n.code[name] = r.ISO
			}
		}
	}
	var names []string
	for name := range n.code {
		names = append(names, regexp.QuoteMeta(name))
	}
	n.find = regexp.MustCompile(`(\w+ )?\b(` + strings.Join(longestFirst(names), "|") + `)(?:\b|$)`)
	return n
}

// read returns the countries of a description: behind "in", "to", "at" a
// place, else the subject.
func (n nations) read(text string) (subject, place []string) {
	if n.find == nil {
		return nil, nil
	}
	to := false
	for _, m := range n.find.FindAllStringSubmatch(text, -1) {
		switch strings.TrimSpace(m[1]) {
		case "in", "to", "at":
			to = true
		case "and":
		default:
			to = false
		}
		if to {
			place = append(place, n.code[m[2]])
		} else {
			subject = append(subject, n.code[m[2]])
		}
	}
	return subject, place
}

// place gives a claim the countries of its description, else of the topic both
// sides share.
func (n nations) place(c news.Claim, what, topic string) news.Claim {
	subject, place := n.read(what)
	if subject == nil {
		subject, _ = n.read(topic)
	}
	if place == nil {
		_, place = n.read(topic)
	}
	for _, s := range subject {
		c.Subject = append(c.Subject, news.Nation(s))
	}
	for _, p := range place {
		c.Place = append(c.Place, news.Land(p))
	}
	return c
}
