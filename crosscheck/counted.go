package crosscheck

import (
	"sort"
	"strings"

	"muster/news"
)

// joinedWords is how far a second counted noun may stand behind "and".
const joinedWords = 4

// joinedTo returns the noun that shares the figure's number ("200 drones and
// cruise missiles", "5,000 soldiers and civilian employees"), and widens the
// unit where both are kinds of one sum.
func (s *slots) joinedTo(c *news.Claim) string {
	at := c.Figure.Span.End - c.Sentence.Start
	if at <= 0 || at >= len(c.Sentence.Text) {
		return ""
	}
	words := strings.Fields(strings.ToLower(c.Sentence.Text[at:min(len(c.Sentence.Text), at+60)]))
	if len(words) < 2 || words[0] != "and" && words[0] != "or" {
		return ""
	}
	var out []string
	for _, w := range words[1:min(len(words), joinedWords+1)] {
		w = strings.Trim(w, ",.;:")
		if w == "" || strings.ContainsAny(w, "0123456789") || known.number[w] {
			return ""
		}
		out = append(out, w)
		for _, sum := range sumNames {
			if kinds := known.sums[sum]; contains(kinds, s.unit) && contains(kinds, canonical(known.unit, strings.TrimSuffix(w, "s"))) && strings.TrimSuffix(w, "s") != s.unit {
				s.unit = sum
				return ""
			}
		}
		if _, ok := known.people[w]; ok {
			return strings.Join(out, " ")
		}
	}
	return ""
}

// setNoun takes the counted noun from the words themselves: its head may be a
// state ("deaths"), and where nothing is counted by name any noun may be meant.
func (s *slots) setNoun(phrase string) {
	words := strings.FieldsFunc(strings.ToLower(phrase), notLetter)
	if len(words) == 0 {
		if s.unit == "person" || counts(news.Unit(s.unit)) {
			s.noun = ""
		}
		return
	}
	head := words[len(words)-1]
	if st, ok := known.nounIs[head]; ok && s.unit == "person" {
		s.state, s.noun = st, ""
		return
	}
	if n, ok := known.noun[strings.TrimSuffix(head, "s")]; ok {
		s.noun = n
	} else if n, ok := known.noun[head]; ok {
		s.noun = n
	}
}

// peopleIn lists the groups of people a phrase names. Behind "including" a
// group is a part of those counted: children change nothing, civilians make it
// a count of soldiers and civilians together.
func peopleIn(phrase string) string {
	for _, p := range known.all {
		phrase = strings.ReplaceAll(phrase, p, "")
	}
	phrase, parts, _ := strings.Cut(phrase, "incl")
	groups := groupsIn(phrase)
	for _, g := range groupsIn(parts) {
		if !known.narrow[g] {
			groups = append(groups, g, "military")
		}
	}
	sort.Strings(groups)
	return strings.Join(dedupe(groups), "+")
}

func groupsIn(phrase string) []string {
	var groups []string
	fields := strings.FieldsFunc(phrase, func(r rune) bool { return r == ' ' || r == ',' || r == '-' })
	for i, w := range fields {
		for _, p := range known.phrases[w] {
			if n := strings.Count(p, " ") + 1; i+n <= len(fields) && strings.Join(fields[i:i+n], " ") == p {
				groups = append(groups, known.people[p])
			}
		}
	}
	return groups
}

func partIn(text string) string {
	for _, p := range known.parts {
		if i := strings.Index(text, p); i >= 0 && wordAt(text, i, len(p)) {
			return p
		}
	}
	return ""
}

func wordAt(text string, i, n int) bool {
	letter := func(b byte) bool { return b >= 'a' && b <= 'z' }
	return (i == 0 || !letter(text[i-1])) && (i+n == len(text) || !letter(text[i+n]))
}

// groupWords is how far in front of "of" its group may begin: "a residual
// counter-terrorist force of a few hundred".
const groupWords = 6

// before returns the two words in front of the figure ("identified 12 of"),
// more where they name the group that the figure sizes.
func before(c *news.Claim) string {
	end := c.Figure.Span.Start - c.Sentence.Start
	if end <= 0 || end > len(c.Sentence.Text) {
		return ""
	}
	words := strings.Fields(strings.ToLower(c.Sentence.Text[:end]))
	n := 2
	if len(words) > 0 && words[len(words)-1] == "of" {
		n = groupWords
	}
	return strings.Join(words[max(0, len(words)-n):], " ")
}

// behind returns the words that follow a figure without a noun, up to a stop:
// "five million internally displaced".
func behind(c *news.Claim) string {
	at := c.Figure.Span.End - c.Sentence.Start
	if at <= 0 || at >= len(c.Sentence.Text) {
		return ""
	}
	rest := strings.ToLower(c.Sentence.Text[at:])
	if i := strings.IndexAny(rest, ",.;:()"); i >= 0 {
		rest = rest[:i]
	}
	words := strings.Fields(rest)
	return strings.Join(words[:min(len(words), 3)], " ")
}
