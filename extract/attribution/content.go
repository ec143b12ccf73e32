package attribution

import "muster/news"

// reach is bytes of the text, end exclusive.
type reach struct{ start, end int }

func (r reach) empty() bool { return r.end <= r.start }

func (r reach) holds(at int) bool { return r.start <= at && at < r.end }

// outer returns the tokens that source and cue take together.
func (f *found) outer() stretch {
	o := f.cue
	if !f.source.empty() && f.source.from >= 0 {
		o.from, o.to = min(o.from, f.source.from), max(o.to, f.source.to)
	}
	if len(f.before) > 0 {
		o.from = min(o.from, f.before[0].from)
	}
	if n := len(f.after); n > 0 {
		o.to = max(o.to, f.after[n-1].to)
	}
	return o
}

// contents gives each cue of the sentence the words it brings.
func (c *clause) contents(fs []found) {
	for k := range fs {
		f := &fs[k]
		if f.kind == news.Refuses || f.negated && f.kind != news.Denies && f.kind != holds {
			continue
		}
		f.content = c.contentOf(fs, k)
	}
	for k := range fs {
		if fs[k].cites() {
			fs[k].content = shareContent(fs, k)
		}
	}
}

// cites reports a verb that names a nearer source beside what is said: "citing
// officials", "the agency, which cited officials".
func (f *found) cites() bool {
	return f.verb != nil && (f.verb.name == "cite" || f.verb.name == "quote") && (f.form&ing != 0 || f.which)
}

// shareContent is what the medium that cites reports: the words of the other
// cues of the same source.
func shareContent(fs []found, k int) reach {
	r := fs[k].content
	for j := range fs {
		o := fs[j].content
		if j == k || o.empty() || fs[j].source.head != fs[k].source.head {
			continue
		}
		if r.empty() {
			r = o
		}
		r = reach{min(r.start, o.start), max(r.end, o.end)}
	}
	return r
}

func (c *clause) contentOf(fs []found, k int) reach {
	f := &fs[k]
	o := f.outer()
	if f.source.from > f.cue.to+asideLength || f.source.to < f.cue.from-asideLength {
		o = f.cue // the source stands elsewhere, as that of a participle does
	}
	if f.passive && !f.source.empty() {
		from, _ := c.segment(f.cue.from)
		return c.reachOf(from, f.cue.from)
	}
	if f.source.empty() && f.question {
		_, to := c.segment(f.cue.to - 1)
		return c.reachOf(f.cue.to, to)
	}
	before := c.floats(f, o)
	from := o.to
	if before {
		from = c.joint(o.from, k, fs)
	}
	to := c.nextJoint(o.to, k, fs)
	if f.form&ing != 0 && f.cue.from > 0 && c.at(f.cue.from-1, preposition) {
		_, to = c.segment(f.cue.to - 1)
	}
	if f.kind == news.Asks && !before {
		to = c.upToRelative(from, to)
	}
	return c.reachOf(from, to)
}

// reachOf is the bytes of tokens from to to, empty where there are none.
func (c *clause) reachOf(from, to int) reach {
	if from >= to {
		return reach{}
	}
	return reach{c.toks[from].Start, c.toks[to-1].End}
}

// floats reports that what is said stands before the cue: "..., he said".
func (c *clause) floats(f *found, o stretch) bool {
	if o.from == 0 {
		return false
	}
	if f.verb != nil && f.form&ing != 0 || f.kind == holds && !c.quoted(o.from-1) {
		return false
	}
	switch c.word(o.from - 1) {
	case ",", "—", "–", "--", "”", "\"", "''", "'", "’", "″":
	default:
		return f.verb == nil && f.kind == news.AccordingTo
	}
	if f.verb == nil {
		return true
	}
	return c.complement(o.to)&(aheadThat|aheadSubject) == 0
}

// upToRelative ends a demand at the first relative clause: what that says
// ("out of the region where they hold two towns") nobody asks for.
func (c *clause) upToRelative(from, to int) int {
	for i := from + 1; i < to; i++ {
		switch c.word(i) {
		case "where", "which", "who", "whose":
			return i
		}
	}
	return to
}

// joint is where the words before a floating cue begin: behind the last
// joint ("but", "while", ";") after the first cue of the sentence.
func (c *clause) joint(from, k int, fs []found) int {
	low := from
	for j := range fs {
		if j != k && fs[j].cue.to <= from {
			low = min(low, fs[j].outer().to)
		}
	}
	for j := from - 2; j >= low; j-- {
		if c.breaks(j) {
			return j
		}
	}
	return c.start
}

// nextJoint is where the words behind a cue end: at a joint that a later cue
// stands behind, else with the sentence.
func (c *clause) nextJoint(to, k int, fs []found) int {
	for j := range fs {
		next := fs[j].outer().from
		if next <= to || fs[j].form&ing != 0 && fs[j].verb != nil {
			next = fs[j].cue.from // the source is that of a verb before
		}
		if j == k || next <= to {
			continue
		}
		if fs[j].form&ing != 0 && fs[j].verb != nil && fs[j].cue.from > to && c.word(fs[j].cue.from-1) == "," {
			return fs[j].cue.from - 1
		}
		if next == fs[j].outer().from && next-1 > to && c.joins(next-1) {
			return next - 1 // "A said this and B said that"
		}
		for b := next - 1; b > to && b > next-4; b-- {
			if c.breaks(b) && c.word(b+1) != "that" {
				return b
			}
		}
	}
	return len(c.toks)
}

// breaks reports a joint between two thoughts at token j.
func (c *clause) breaks(j int) bool {
	switch c.word(j) {
	case ";":
		return true
	case "but", "while", "whereas", "though", "although", "however", "and":
		return j > 0 && c.word(j-1) == ","
	}
	return false
}

// across widens what a cue brings to the whole of the quotations it touches,
// so that all sentences of a quotation have its source.
func (c *clause) across(r reach, sentence reach) reach {
	for i := range c.marks {
		q := &c.marks[i]
		if q.end <= r.start || q.start >= r.end {
			continue
		}
		if q.start < sentence.start {
			r.start = min(r.start, q.start)
		}
		if q.end > sentence.end {
			r.end = max(r.end, q.end)
		}
	}
	return r
}
