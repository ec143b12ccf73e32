package extract

import (
	"strconv"

	"muster/extract/story"
	"muster/news"
)

// tellEvents puts the figures' claims, in their order, to the events of the
// article.
func (r *reading) tellEvents(claims []news.Claim) {
	for i, e := range story.Shipped().Events(r.told(claims)) {
		claims[i].Event.ID = strconv.Itoa(e + 1)
	}
}

// told is where each claim stands.
func (r *reading) told(claims []news.Claim) []story.Told {
	told := make([]story.Told, len(claims))
	for i := range claims {
		told[i] = story.Told{Claim: &claims[i], Sentence: r.past[i].sent, Paragraph: r.past[i].paragraph}
	}
	return told
}

// Told is what package story groups the figures' claims of an article by, in
// their order; for its trainer.
func (x *Extractor) Told(a news.Article) []story.Told {
	r := x.read(a)
	return r.told(r.figureClaims())
}
