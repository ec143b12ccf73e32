package attribution

import (
	"fmt"

	"muster/extract/rule"
	"muster/extract/token"
	"muster/news"
)

// phrase is a cue that is no verb.
type phrase struct {
	rule  *rule.Rule
	match *rule.Pattern
	kind  news.CueKind
	start bool // only where a clause starts
	tally bool // only of whose count it is: "by Latvia's count"
}

func (l *lexicon) readPhrases() error {
	rules, err := rule.Read(data, "en/phrase.rule")
	if err != nil {
		return err
	}
	for i := range rules {
		r := &rules[i]
		for _, m := range r.Match {
			p, err := rule.Compile(m)
			if err != nil {
				return fmt.Errorf("attribution: %s:%d: %w", r.File, r.Line, err)
			}
			ph := &phrase{r, p, news.CueKind(r.Gives["kind"]), r.Gives["from"] == "start", r.Gives["owner"] == "tally"}
			for _, h := range p.First() {
				l.phrases[h] = append(l.phrases[h], ph)
			}
		}
	}
	return nil
}

// phraseCues finds cues such as "according to".
func (c *clause) phraseCues(emit func(found)) {
	for i := range c.toks {
		for _, p := range c.phrases[c.toks[i].Hash] {
			if p.start && !c.startsClause(i) {
				continue
			}
			if f, ok := c.phraseCue(p, i); ok {
				emit(f)
				break
			}
		}
	}
}

func (c *clause) phraseCue(p *phrase, i int) (found, bool) {
	var s speaker
	slot := func(_ string, _ []token.Token, at int) int {
		var ok bool
		if s, ok = c.rightSpeaker(at); !ok {
			return 0
		}
		return s.to - at
	}
	end, caps := p.match.Match(c.toks, i, slot)
	if end < 0 || len(caps) == 0 {
		return found{}, false
	}
	if p.tally {
		var ok bool
		if s, ok = c.tallyOwner(s); !ok {
			return found{}, false
		}
	}
	return found{cue: stretch{i, caps[0].From}, kind: p.kind, source: s}, true
}

// tallyOwner is whose count a noun phrase is: "Latvia's own count".
func (c *clause) tallyOwner(s speaker) (speaker, bool) {
	for i := s.from + 1; i < s.to; i++ {
		if !c.possessive(i) {
			continue
		}
		k := i + 1
		if c.word(k) == "own" {
			k++
		}
		return speaker{stretch{s.from, i}, i - 1, true}, k < s.to && c.at(k, tallyWord)
	}
	return speaker{}, false
}
