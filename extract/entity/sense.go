package entity

import (
	"fmt"

	"muster/extract/rule"
	"muster/extract/token"
	"muster/news"
)

// sense is a rule for a name with several meanings: where its pattern matches
// around the name, the name means e.
type sense struct {
	first   uint64 // hash of the name's first token
	pattern *rule.Pattern
	e       *entry
	rule    rule.Rule
}

// reach is how many tokens before the name a pattern may begin.
const reach = 5

func (b *builder) addSenses() error {
	rules, err := rule.Read(en, "en/sense.rule")
	if err != nil {
		return err
	}
	for _, r := range rules {
		word := r.Gives["word"]
		if word == "" || r.Gives["kind"] == "" || len(r.Match) == 0 {
			return fmt.Errorf("entity: %s:%d: rule %q needs match:, word= and kind=", r.File, r.Line, r.Name)
		}
		name := r.Gives["name"]
		if name == "" {
			name = word
		}
		e := &entry{name: name, kind: news.EntityKind(r.Gives["kind"]), country: r.Gives["country"]}
		for _, src := range r.Match {
			pat, err := rule.Compile(src)
			if err != nil {
				return fmt.Errorf("entity: %s:%d: %w", r.File, r.Line, err)
			}
			b.mark(word, manySenses)
			b.senses = append(b.senses, sense{token.Hash(word), pat, e, r})
		}
	}
	return nil
}

// sense returns the entry that a rule gives the name over tokens from to to;
// nil where none fires.
func (p *page) sense(l *line, from, to int) *entry {
	if !l.has(from, manySenses) {
		return nil
	}
	h := l.toks[from].Hash
	for i := range p.lex.senses {
		s := &p.lex.senses[i]
		if s.first == h && to-from == 1 && s.fires(p, l, from, to) {
			return s.e
		}
	}
	return nil
}

func (s *sense) fires(p *page, l *line, from, to int) bool {
	slot := func(name string, toks []token.Token, i int) int {
		switch name {
		case "here":
			if i == from {
				return to - from
			}
		case "capital":
			if toks[i].Kind == token.Word && capital(p.t.Of(toks[i])) {
				return 1
			}
		case "number":
			if toks[i].Kind == token.Number {
				return 1
			}
		}
		return 0
	}
	for i := max(0, from-reach); i <= from; i++ {
		if end, caps := s.pattern.Match(l.toks, i, slot); end >= to && len(caps) > 0 && covers(caps, from) {
			return true
		}
	}
	return false
}

func covers(caps []rule.Capture, from int) bool {
	for _, c := range caps {
		if c.Name == "here" && c.From == from {
			return true
		}
	}
	return false
}
