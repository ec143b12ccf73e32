package figure

import (
	"fmt"

	"muster/extract/rule"
	"muster/news"
)

// gives is what a rule says of the figure it stands at.
type gives struct {
	rule      string
	hedge     news.Hedge
	scope     news.Scope
	change    string
	direction news.Direction
	per       string
	share     bool // only behind percentages
}

// loadRules expands the rules with a match: line into phrases before and
// behind {figure}. Rules without one are carried out by code that names them.
func (l *lexicon) loadRules() error {
	rules, err := rule.Read(data, "en/*.rule")
	if err != nil {
		return err
	}
	for _, r := range rules {
		for _, m := range r.Match {
			if err := l.rule(r, m); err != nil {
				return fmt.Errorf("figure: %s:%d: %w", r.File, r.Line, err)
			}
		}
	}
	return nil
}

func (l *lexicon) rule(r rule.Rule, match string) error {
	p, err := rule.Compile(match)
	if err != nil {
		return err
	}
	rows, err := p.Expand()
	if err != nil {
		return err
	}
	g := &gives{rule: r.Name}
	for k, v := range r.Gives {
		if err := g.set(k, v); err != nil {
			return err
		}
	}
	for _, row := range rows {
		if err := l.row(g, row); err != nil {
			return err
		}
	}
	return nil
}

func (l *lexicon) row(g *gives, row []rule.Item) error {
	var words []uint64
	at := -1
	for i, it := range row {
		if it.Slot == "" {
			words = append(words, it.Hash)
			continue
		}
		at = i
		if it.Slot == "share" {
			one := *g
			one.share = true
			g = &one
		} else if it.Slot != "figure" {
			return fmt.Errorf("unknown slot {%s}", it.Slot)
		}
	}
	switch {
	case len(words) != len(row)-1:
		return fmt.Errorf("a pattern needs one slot and words")
	case at == 0 && g.share:
		l.shares.put(phrase{words: words, gives: g})
	case at == 0:
		l.behind.put(phrase{words: words, gives: g})
	case at == len(row)-1:
		l.before.put(phrase{words: words, gives: g})
	default:
		return fmt.Errorf("{figure} must stand first or last")
	}
	return nil
}

func (g *gives) set(key, value string) error {
	switch key {
	case "hedge":
		g.hedge = news.Hedge(value)
	case "scope":
		g.scope = news.Scope(value)
	case "change":
		g.change = value
	case "direction":
		g.direction = news.Direction(value)
	case "per":
		g.per = value
	default:
		return fmt.Errorf("gives: unknown key %q", key)
	}
	return nil
}
