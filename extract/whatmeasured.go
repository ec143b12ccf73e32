package extract

import (
	"math"

	"muster/extract/site"
	"muster/news"
)

// readSite reads what a figure measures; the sites of the article hang on each
// other, so figures come in the order of the text.
func (r *reading) readSite(sent int, f news.Figure) *site.Site {
	s := &r.text.Sentences[sent]
	r.lastSite = r.sites.Read(site.Sentence{Text: r.text, Tokens: s.Tokens, Tree: r.forest.Tree(sent), Number: sent}, f, r.lastSite)
	return r.lastSite
}

// measured puts what a site says into the claim, with how sure it is to two
// digits.
func measured(c *draft, s *site.Site) {
	c.Measure = s.Measure
	if c.Sure == nil {
		c.Sure = map[news.Slot]float64{}
	}
	c.Sure[news.SlotAct] = math.Round(s.SureAct*100) / 100
	c.Sure[news.SlotCounted] = math.Round(s.SureOf*100) / 100
}
