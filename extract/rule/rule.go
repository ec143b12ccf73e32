// Package rule reads the linguistic data that lies beside the extractors:
// rule files (blocks of "key: value" lines, each rule with examples that must
// and must not match) and word lists (one name a line, then its aliases).
//
// A rule file:
//
//	# lines that begin with # are comments
//	rule:  at-least
//	match: (at least || no fewer than || a minimum of) {figure}
//	gives: hedge=at-least
//	yes:   at least 30 tanks were hit      -> 30.. tank
//	yes:   no fewer than 1,200 drones      -> 1200.. drone
//	no:    at least they tried
//	from:  own wording
//
// Blocks are divided by blank lines. What stands behind "->" in an example is
// for the package whose rule it is. A "miss:" line is a known miss with the
// reason behind "--"; its test turns red when it starts to pass.
//
// A list file: one entry a line, "name | alias | alias ; key=value key=value".
// A line "[section]" heads the entries below it.
package rule

import (
	"bufio"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
)

// Rule is one block of a rule file.
type Rule struct {
	Name  string
	Match []string // match: lines, alternatives to each other
	Gives map[string]string
	Yes   []Example
	No    []Example
	Miss  []Example
	From  string
	File  string
	Line  int
}

// Example is a text and what it must give.
type Example struct {
	Text string
	Want string // behind "->"; empty where nothing stands there
	Line int
}

// Read reads the rule files that match glob, sorted by name. An unknown key, a
// duplicate name, fewer than two yes, no no or no from is an error that names
// file and line.
func Read(fsys fs.FS, glob string) ([]Rule, error) {
	files, err := fs.Glob(fsys, glob)
	if err != nil {
		return nil, fmt.Errorf("rule: %w", err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("rule: no file matches %q", glob)
	}
	sort.Strings(files)
	var rules []Rule
	seen := map[string]string{}
	for _, f := range files {
		b, err := fs.ReadFile(fsys, f)
		if err != nil {
			return nil, fmt.Errorf("rule: %w", err)
		}
		read, err := parse(path.Base(f), string(b))
		if err != nil {
			return nil, err
		}
		for _, r := range read {
			at := fmt.Sprintf("%s:%d", r.File, r.Line)
			if first, ok := seen[r.Name]; ok {
				return nil, fmt.Errorf("rule: %s: rule %q stands already at %s", at, r.Name, first)
			}
			seen[r.Name] = at
		}
		rules = append(rules, read...)
	}
	return rules, nil
}

func parse(file, text string) ([]Rule, error) {
	var rules []Rule
	var cur *Rule
	finish := func() error {
		if cur == nil {
			return nil
		}
		if err := cur.check(); err != nil {
			return err
		}
		rules = append(rules, *cur)
		cur = nil
		return nil
	}
	sc := bufio.NewScanner(strings.NewReader(text))
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSpace(sc.Text())
		switch {
		case strings.HasPrefix(line, "#"):
			continue
		case line == "":
			if err := finish(); err != nil {
				return nil, err
			}
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			return nil, fmt.Errorf("rule: %s:%d: %q is no \"key: value\" line", file, n, line)
		}
		if cur == nil {
			cur = &Rule{File: file, Line: n, Gives: map[string]string{}}
		}
		if err := cur.set(key, strings.TrimSpace(value), n); err != nil {
			return nil, err
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("rule: %s: %w", file, err)
	}
	return rules, finish()
}

func (r *Rule) set(key, value string, line int) error {
	switch key {
	case "rule":
		r.Name = value
	case "match":
		r.Match = append(r.Match, value)
	case "gives":
		for _, f := range strings.Fields(value) {
			k, v, ok := strings.Cut(f, "=")
			if !ok {
				return fmt.Errorf("rule: %s:%d: gives: %q is no key=value", r.File, line, f)
			}
			r.Gives[k] = v
		}
	case "yes":
		r.Yes = append(r.Yes, example(value, line))
	case "no":
		r.No = append(r.No, example(value, line))
	case "miss":
		r.Miss = append(r.Miss, example(value, line))
	case "from":
		r.From = value
	default:
		return fmt.Errorf("rule: %s:%d: unknown key %q; known are rule, match, gives, yes, no, miss, from", r.File, line, key)
	}
	return nil
}

func example(value string, line int) Example {
	text, want, _ := strings.Cut(value, "->")
	return Example{Text: strings.TrimSpace(text), Want: strings.TrimSpace(want), Line: line}
}

func (r *Rule) check() error {
	fail := func(what string) error {
		return fmt.Errorf("rule: %s:%d: rule %q has %s", r.File, r.Line, r.Name, what)
	}
	switch {
	case r.Name == "":
		return fmt.Errorf("rule: %s:%d: a block without a \"rule:\" line", r.File, r.Line)
	case len(r.Yes) < 2:
		return fail("fewer than two \"yes:\" examples")
	case len(r.No) < 1:
		return fail("no \"no:\" example")
	case r.From == "":
		return fail("no \"from:\" line")
	}
	return nil
}
