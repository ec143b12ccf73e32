package entity

import "muster/news"

// companyPortion marks a built organisation as a company.
const companyPortion = "company"

// firms reads companies of no list from the words before them: "drone maker
// Brovka", "made by Brovka"; and then their other mentions.
func (p *page) firms() {
	known := map[uint64][]mention{}
	for i := range p.lines {
		l := &p.lines[i]
		if l.byline || l.headline {
			continue
		}
		for k := range l.toks {
			from := p.firmFrom(l, k)
			if from == 0 {
				continue
			}
			if end := p.nameRun(l, from); end > 0 && !p.namesOther(l, from, end) {
				p.put(l, mention{from: from, to: end, kind: news.Organised, name: p.text(l, from, end), portion: companyPortion})
				p.learn(known, *p.at(l, from))
			}
		}
	}
	if len(known) == 0 {
		return
	}
	for i := range p.lines {
		p.recall(&p.lines[i], known)
	}
}

// firmFrom returns where the name of a company may begin behind the words at
// token k; 0 for nowhere.
func (p *page) firmFrom(l *line, k int) int {
	if _, to := p.term(l, k, maker); to > 0 {
		return to
	}
	if _, to := p.term(l, k, made); to > 0 && p.is(l, to, "by") {
		return to + 1
	}
	return 0
}
