package rule

import (
	"fmt"
	"strconv"
	"strings"

	"muster/extract/token"
)

// Pattern is a compiled match: line. The language is over words, case and
// curly quotes aside:
//
//	at least              these words in a row
//	(a || b c)            either
//	word?  (a || b)?      perhaps
//	{name}                a slot: the caller says how far it reaches
//	..3                   up to three tokens of any kind
//
// Alternatives are tried in order, optional and gap parts longest first for
// optional and shortest first for gaps; the first way that matches wins.
type Pattern struct {
	seq []node
	src string
}

type node struct {
	hash uint64 // of a literal word
	slot string
	alts [][]node
	gap  int
	opt  bool
}

// Slot says how many tokens from i a named slot takes; 0 where it does not
// match there.
type Slot func(name string, toks []token.Token, i int) int

// Capture is where a slot matched: tokens From to To, end exclusive.
type Capture struct {
	Name     string
	From, To int
}

// Compile reads a match: line.
func Compile(src string) (*Pattern, error) {
	p := &parser{words: lex(src), src: src}
	seq, err := p.sequence()
	if err == nil && p.i < len(p.words) {
		err = fmt.Errorf("%q too many", p.words[p.i])
	}
	if err == nil && len(seq) == 0 {
		err = fmt.Errorf("nothing to match")
	}
	if err != nil {
		return nil, fmt.Errorf("rule: pattern %q: %w", src, err)
	}
	return &Pattern{seq: seq, src: src}, nil
}

// String returns the pattern as written.
func (p *Pattern) String() string { return p.src }

// Match tries the pattern at token i. It returns the end of the match, -1
// where there is none, and what the slots took.
func (p *Pattern) Match(toks []token.Token, i int, slot Slot) (int, []Capture) {
	return new(Matcher).Match(p, toks, i, slot)
}

// Matcher matches one pattern after the other without allocating anew. The
// captures of a match hold until its next one. A slot that matches patterns
// itself needs a Matcher of its own.
type Matcher struct {
	toks   []token.Token
	slot   Slot
	caps   []Capture
	end    int
	frames []frame
}

// Match is Pattern.Match.
func (m *Matcher) Match(p *Pattern, toks []token.Token, i int, slot Slot) (int, []Capture) {
	m.toks, m.slot, m.end, m.caps, m.frames = toks, slot, -1, m.caps[:0], m.frames[:0]
	if m.run(p.seq, i, -1) {
		return m.end, m.caps
	}
	return -1, nil
}

// frame is what is left to match behind a group, and behind that the frame
// up, -1 for none.
type frame struct {
	seq []node
	up  int
}

// run matches seq at i, then the frames from rest up; it backtracks.
func (m *Matcher) run(seq []node, i int, rest int) bool {
	if len(seq) == 0 {
		if rest < 0 {
			m.end = i
			return true
		}
		return m.run(m.frames[rest].seq, i, m.frames[rest].up)
	}
	n, tail := &seq[0], seq[1:]
	switch {
	case n.gap > 0:
		for k := 0; k <= n.gap && i+k <= len(m.toks); k++ {
			if m.run(tail, i+k, rest) {
				return true
			}
		}
		return false
	case n.alts != nil:
		m.frames = append(m.frames, frame{tail, rest})
		behind := len(m.frames) - 1
		for _, alt := range n.alts {
			if m.run(alt, i, behind) {
				return true
			}
		}
	case n.slot != "":
		if m.slot == nil {
			return false
		}
		if k := m.slot(n.slot, m.toks, i); k > 0 {
			m.caps = append(m.caps, Capture{n.slot, i, i + k})
			if m.run(tail, i+k, rest) {
				return true
			}
			m.caps = m.caps[:len(m.caps)-1]
		}
	default:
		if i < len(m.toks) && m.toks[i].Hash == n.hash && m.run(tail, i+1, rest) {
			return true
		}
	}
	return n.opt && m.run(tail, i, rest)
}

// Item is a word or a slot of an expanded pattern.
type Item struct {
	Hash uint64
	Slot string // of a slot; empty for a word
}

// maxExpanded keeps a careless pattern from growing without end.
const maxExpanded = 4096

// Expand writes the pattern out as rows of words and slots, one for each way
// to match it. A pattern with a gap, or with too many ways, is an error.
func (p *Pattern) Expand() ([][]Item, error) {
	rows, err := expand(p.seq)
	if err != nil {
		return nil, fmt.Errorf("rule: pattern %q: %w", p.src, err)
	}
	return rows, nil
}

func expand(seq []node) ([][]Item, error) {
	rows := [][]Item{nil}
	for _, n := range seq {
		var ways [][]Item
		switch {
		case n.gap > 0:
			return nil, fmt.Errorf("a gap cannot be written out")
		case n.alts != nil:
			for _, alt := range n.alts {
				more, err := expand(alt)
				if err != nil {
					return nil, err
				}
				ways = append(ways, more...)
			}
		default:
			ways = [][]Item{{{Hash: n.hash, Slot: n.slot}}}
		}
		if n.opt {
			ways = append(ways, nil)
		}
		if len(rows)*len(ways) > maxExpanded {
			return nil, fmt.Errorf("more than %d ways to match", maxExpanded)
		}
		next := make([][]Item, 0, len(rows)*len(ways))
		for _, r := range rows {
			for _, w := range ways {
				next = append(next, append(r[:len(r):len(r)], w...))
			}
		}
		rows = next
	}
	return rows, nil
}

// First returns the hashes of the words a match can begin with; nil where it
// can begin with a slot or a gap.
func (p *Pattern) First() []uint64 {
	hashes, open := first(p.seq)
	if open {
		return nil
	}
	return hashes
}

func first(seq []node) (hashes []uint64, open bool) {
	for _, n := range seq {
		switch {
		case n.slot != "" || n.gap > 0:
			return nil, true
		case n.alts != nil:
			for _, alt := range n.alts {
				h, o := first(alt)
				if o {
					return nil, true
				}
				hashes = append(hashes, h...)
			}
		default:
			hashes = append(hashes, n.hash)
		}
		if !n.opt {
			return hashes, false
		}
	}
	return nil, true
}

type parser struct {
	words []string
	i     int
	src   string
}

func lex(src string) []string {
	r := strings.NewReplacer("||", " || ", "(", " ( ", ")?", " )? ", ")", " ) ")
	return strings.Fields(r.Replace(src))
}

func (p *parser) sequence() ([]node, error) {
	var seq []node
	for p.i < len(p.words) {
		w := p.words[p.i]
		switch {
		case w == "||" || w == ")" || w == ")?":
			return seq, nil
		case w == "(":
			n, err := p.group()
			if err != nil {
				return nil, err
			}
			seq = append(seq, n)
			continue
		default:
			ns, err := atom(w)
			if err != nil {
				return nil, err
			}
			seq = append(seq, ns...)
		}
		p.i++
	}
	return seq, nil
}

func (p *parser) group() (node, error) {
	var n node
	for {
		p.i++ // over "(" or "||"
		alt, err := p.sequence()
		if err != nil {
			return n, err
		}
		if len(alt) == 0 {
			return n, fmt.Errorf("an empty alternative")
		}
		n.alts = append(n.alts, alt)
		if p.i >= len(p.words) {
			return n, fmt.Errorf("a \"(\" is not closed")
		}
		if w := p.words[p.i]; w != "||" {
			n.opt = w == ")?"
			p.i++
			return n, nil
		}
	}
}

func atom(w string) ([]node, error) {
	opt := len(w) > 1 && strings.HasSuffix(w, "?")
	if opt {
		w = strings.TrimSuffix(w, "?")
	}
	switch {
	case strings.HasPrefix(w, "..") && len(w) > 2:
		k, err := strconv.Atoi(w[2:])
		if err != nil || k < 1 || k > 20 {
			return nil, fmt.Errorf("gap %q is no ..1 to ..20", w)
		}
		return []node{{gap: k}}, nil
	case strings.HasPrefix(w, "{") && strings.HasSuffix(w, "}") && len(w) > 2:
		return []node{{slot: w[1 : len(w)-1], opt: opt}}, nil
	}
	// A word that the tokenizer splits ("so-called", "n't") is a row of
	// tokens; optional, it is one group.
	text := token.Read(w)
	var ns []node
	for _, s := range text.Sentences {
		for _, t := range s.Tokens {
			ns = append(ns, node{hash: t.Hash})
		}
	}
	if opt {
		return []node{{alts: [][]node{ns}, opt: true}}, nil
	}
	return ns, nil
}
