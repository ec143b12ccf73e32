package crosscheck

import (
	"strings"

	"muster/news"
)

// besideWords is how far from a figure its verb is sought.
const besideWords = 6

// readBeside takes the state from the verb right beside the figure: "killing
// dozens of people", "100,000 have been wounded". It fills in what was not read,
// and mends a count of the killed whose own verb says wounded. A threshold in a
// rule asserts nothing.
func (s *slots) readBeside(c *news.Claim) {
	front, back := nextWords(c)
	if rules[front] && anyWord(c.Sentence.Text, known.rule) {
		s.class = news.Hypothetical
	}
	for _, w := range []string{front, back} {
		st := known.verb[w]
		if st == "" || !s.takes(st) {
			continue
		}
		if s.state == "" {
			s.state, s.noun, s.hint, s.nature = st, "", 0, news.OfEvent
		} else if w == back && known.verb[front] == "" && (s.state == "killed" || s.state == "wounded") && known.toll[st] {
			s.state = st
		}
		return
	}
}

// rules are the words that put a figure under a condition.
var rules = map[string]bool{"if": true, "when": true, "unless": true, "exceed": true, "exceeds": true, "exceeding": true}

// takes reports whether the verb is said of the things counted: people are
// killed, not shot down, and to fire a man is no launch.
func (s *slots) takes(state string) bool {
	switch state {
	case "killed", "wounded":
		return s.unit == "person"
	case "launched":
		return known.weapon[s.unit]
	case "intercepted":
		return known.weapon[s.unit] || s.unit == "aircraft" || known.kindOf[s.unit] == "aircraft"
	}
	return counts(news.Unit(s.unit)) && s.unit != "person"
}

// nextWords are the first words before and behind a figure that are neither a
// hedge nor an auxiliary; empty where a stop comes first.
func nextWords(c *news.Claim) (front, back string) {
	text := strings.ToLower(c.Sentence.Text)
	from, to := c.Figure.Span.Start-c.Sentence.Start, c.Figure.Span.End-c.Sentence.Start
	if from < 0 || to > len(text) || from >= to {
		return "", ""
	}
	words := strings.Fields(text[:from])
	for i := len(words) - 1; i >= max(0, len(words)-besideWords); i-- {
		if w := words[i]; !known.number[w] && !known.hedge[w] {
			front = w
			break
		}
	}
	for i, w := range strings.Fields(text[to:]) {
		if i == besideWords || strings.HasPrefix(w, ",") {
			break
		}
		if !known.auxiliary[w] {
			back = strings.Trim(w, ",.;:!?”\"'’")
			break
		}
	}
	return front, back
}

// clauseBefore is the part of the sentence from its last stop to the figure.
func clauseBefore(c *news.Claim) string {
	end := c.Figure.Span.Start - c.Sentence.Start
	if end <= 0 || end > len(c.Sentence.Text) {
		return ""
	}
	text := c.Sentence.Text[:end]
	return text[strings.LastIndexAny(text, ",;:")+1:]
}

func anyWord(text string, in map[string]bool) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(text), notLetter) {
		if in[w] {
			return true
		}
	}
	return false
}
