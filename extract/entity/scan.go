package entity

import (
	"muster/extract/token"
	"muster/news"
)

// scan finds the names of the lists: at every word the longest form that fits.
func (p *page) scan(l *line) {
	for i := 0; i < len(l.toks); {
		s := p.slot(l, i)
		if s == nil || s.forms.from == s.forms.to || p.midWord(l, i) {
			i++
			continue
		}
		e, n := p.longest(l, i, s)
		if n == 0 {
			i++
			continue
		}
		if e.kind != noKind {
			p.lay(l, newMention(e, i, i+n))
			if n > 1 && nests(e.kind) {
				p.scanInside(l, i, i+n)
			}
		}
		i += n
	}
	p.scanTitles(l)
}

// noKind is the kind of a name that a sense rule says is none.
const noKind news.EntityKind = "none"

func newMention(e *entry, from, to int) mention {
	return mention{from: from, to: to, e: e, kind: e.kind, name: e.name, country: e.country, role: e.role, gender: e.gender, group: e.group, where: e.where}
}

// midWord: "Al" of "Al-Aksa" may begin a name, but "Ukraine" of "e-Ukraine" is
// none; a word behind a hyphen counts only where the part before is a word too
// ("anti-American", "non-NATO", "Iran-Iraq").
func (p *page) midWord(l *line, i int) bool {
	return i > 1 && l.adjacent(i-1) && l.adjacent(i-2) && p.of(l, i-1) == "-" &&
		l.toks[i-2].Kind == token.Word && l.toks[i-2].End-l.toks[i-2].Start < 2
}

// longest returns the entry of the longest form at token i that the context
// allows, and its tokens.
func (p *page) longest(l *line, i int, s *slot) (*entry, int) {
	for k := s.forms.from; k < s.forms.to; k++ {
		f := &p.lex.forms[k]
		n := f.match(p.t.Source, l.toks, i)
		if n == 0 || !p.allows(l, i, i+n, f) {
			continue
		}
		if e := p.sense(l, i, i+n); e != nil {
			return e, n
		}
		return f.entry, n
	}
	return nil, 0
}

// scanInside finds the country named inside a longer name: "US" in "US Army".
func (p *page) scanInside(l *line, from, to int) {
	for i := from; i < to; {
		s, n := p.slot(l, i), 0
		if s != nil {
			for k := s.forms.from; k < s.forms.to && n == 0; k++ {
				f := &p.lex.forms[k]
				kind := f.entry.kind
				if kind != news.CountryName && kind != news.Demonym && kind != news.Capital {
					continue
				}
				if n = f.match(p.t.Source, l.toks, i); n == 0 || i+n > to {
					n = 0
					continue
				}
				m := newMention(f.entry, i, i+n)
				m.line, m.nested = l.n, true
				p.ms = append(p.ms, m)
			}
		}
		i += max(n, 1)
	}
}

// scanTitles finds titles and branches, longest first, outside of longer
// names.
func (p *page) scanTitles(l *line) {
	first := len(p.titles)
	for i := 0; i < len(l.toks); {
		s, n := p.slot(l, i), 0
		if s != nil {
			for k := s.titles.from; k < s.titles.to && n == 0; k++ {
				f := &p.lex.titles[k]
				if n = f.match(p.t.Source, l.toks, i); n > 0 {
					p.titles = append(p.titles, title{i, i + n, f.entry})
					l.title[i] = int32(len(p.titles) - first)
					l.ends[i+n-1] = l.title[i]
				}
			}
		}
		i += max(n, 1)
	}
	l.titles = p.titles[first:len(p.titles):len(p.titles)]
}

// titleAt returns the title that begins at token i, nil for none.
func (l *line) titleAt(i int) *title {
	if i < 0 || i >= len(l.title) || l.title[i] == 0 {
		return nil
	}
	return &l.titles[l.title[i]-1]
}

// titleOver returns the title that token i is part of, nil for none.
func (l *line) titleOver(i int) *title {
	for k := range l.titles {
		if t := &l.titles[k]; t.from <= i && i < t.to {
			return t
		}
	}
	return nil
}

// titleEnding returns the title whose last token is i, nil for none.
func (l *line) titleEnding(i int) *title {
	if i < 0 || i >= len(l.ends) || l.ends[i] == 0 {
		return nil
	}
	return &l.titles[l.ends[i]-1]
}

// allows asks the context whether a form that fits is meant.
func (p *page) allows(l *line, from, to int, f *form) bool {
	e := f.entry
	if to < len(l.toks) && l.adjacent(to-1) && p.of(l, to) == "$" {
		return false // "US$5" is money
	}
	w := p.of(l, from)
	if to-from == 1 && len(w) > shortAcronym && allUpper(w) && f.shape[0].kind == titleCase && !p.loud(l, from, e) {
		return false
	}
	switch e.needs {
	case "context":
		return p.placed(l, from, to)
	case "media":
		return p.media(l, from, to)
	case "article":
		return p.is(l, from-1, "the") && !(to < len(l.toks) && l.toks[to].Kind == token.Word && capital(p.of(l, to)))
	}
	return true
}

// loud: a name in capitals is read where names are written so, in headlines
// and datelines ("KYIV, Nov 17").
func (p *page) loud(l *line, i int, e *entry) bool {
	switch e.kind {
	case news.CountryName, news.Capital, news.Place, news.Demonym, news.Human, news.Region, news.Metonym:
		return e.needs == "" && (l.caps || i < 3)
	}
	return l.caps
}

// placed reports signs that a word names a place.
func (p *page) placed(l *line, from, to int) bool {
	if to < len(l.toks) && l.has(to, placeNoun) {
		return true
	}
	if p.is(l, to, ",") {
		if next := p.slot(l, min(to+1, len(l.toks)-1)); next != nil && next.forms.from < next.forms.to && capital(p.of(l, min(to+1, len(l.toks)-1))) {
			return p.preceded(l, from)
		}
	}
	if to < len(l.toks) && l.toks[to].Kind == token.Word && capital(p.of(l, to)) && !l.has(to, common) {
		return false
	}
	return p.preceded(l, from)
}

func (p *page) preceded(l *line, from int) bool {
	return l.has(from-1, locative|placeNoun) && !p.is(l, from-1, "mayor", "governor")
}

// media reports signs that a word names an outlet.
func (p *page) media(l *line, from, to int) bool {
	if l.has(from-1, mediaNoun) || l.has(to, mediaNoun) {
		return true
	}
	if p.is(l, from-1, "the", "The") {
		from--
	}
	if l.has(to, speech) && !p.is(l, to, "report", "reports", "claims", "estimates") || p.is(l, to, "reports", "reported") && from == 0 {
		return true
	}
	return p.is(l, from-1, "told", "by", "to", "with", "citing", "in", "The", "tells") && capital(p.of(l, from)) &&
		(p.is(l, from-2, "reported", "interview", "according", "published", "cited", "quoted", "report", "told") || p.is(l, from-1, "told", "citing"))
}
