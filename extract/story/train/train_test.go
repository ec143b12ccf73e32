package main

import (
	"testing"

	"muster/extract/story"
	"muster/news"
)

// made is articles of two events each: what stands in one sentence is one.
func made() []article {
	var all []article
	for k := range 10 {
		a := article{fold: k % folds}
		for i := range 6 {
			c := &news.Claim{Figure: &news.Figure{Low: float64(i), High: float64(i), Unit: news.Persons}, Measure: news.Measure{Act: "kill", ActClass: "kill"}}
			a.told = append(a.told, story.Told{Claim: c, Sentence: 10 * (i / 3), Paragraph: i / 3})
			a.event = append(a.event, []string{"first", "second"}[i/3])
		}
		all = append(all, a)
	}
	return all
}

func TestLearn(t *testing.T) {
	articles := made()
	m := learn(articles, -1)
	if p, r := score(articles, func(article) *story.Model { return m }); p != 1 || r != 1 {
		t.Errorf("precision %.2f recall %.2f of what it learned from, want 1 and 1", p, r)
	}
	if again := learn(articles, -1); again.Text() != m.Text() {
		t.Error("the same gold gave other weights")
	}
	if w := learn(articles, story.SameSentence).Weights[story.SameSentence]; w != 0 {
		t.Errorf("a feature left out weighs %v", w)
	}
}
