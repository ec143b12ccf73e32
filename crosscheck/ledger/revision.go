package ledger

import (
	"slices"
	"strings"

	"muster/crosscheck/question"
	"muster/news"
)

// Revised is an article whose newest revisions differ.
type Revised struct {
	article *article
	// Standing are the claims of the newest revision, in the order of the text.
	Standing []*Record
	// Replaced are the figures that one revision gave and the next replaced.
	Replaced []Replacement
}

// Old are the findings that the article's revisions had made.
func (r *Revised) Old() []Told { return r.article.corrected }

// Keep remembers the findings that the article's revisions make.
func (r *Revised) Keep(made []Told) { r.article.corrected = made }

// Replacement is a figure that the next revision of its article replaced.
type Replacement struct {
	Was, Is *Record
	// Same is how probable it is that both answer one question.
	Same float64
}

// revised are the articles that changed, by ID.
func (l *Ledger) revised() (out []*Revised) {
	ids := make([]question.Word, 0, len(l.stale))
	for id := range l.stale {
		ids = append(ids, id)
	}
	clear(l.stale)
	slices.SortFunc(ids, func(a, b question.Word) int { return strings.Compare(a.Value(), b.Value()) })
	for _, id := range ids {
		a := l.articles[id]
		out = append(out, &Revised{article: a, Standing: a.standing(), Replaced: l.replacements(a)})
	}
	return out
}

// EachArticle visits all articles, in no order.
func (l *Ledger) EachArticle(visit func(*Revised) error) error {
	for _, a := range l.articles {
		if err := visit(&Revised{article: a, Standing: a.standing(), Replaced: l.replacements(a)}); err != nil {
			return err
		}
	}
	return nil
}

func (l *Ledger) replacements(a *article) (out []Replacement) {
	for i := 1; i < len(a.revisions); i++ {
		was, is := a.revisions[i-1].records, a.revisions[i].records
		for _, old := range was {
			if contains(is, old.ID) {
				continue
			}
			if r, ok := l.successor(old, is, was); ok {
				out = append(out, r)
			}
		}
	}
	return append(out, l.corrections(a.standing())...)
}

var replaced = question.WordOf(string(news.Superseded))

// nearby is how many bytes may lie between a figure that a text takes back and
// the one it puts in its place: a sentence or two.
const nearby = 400

// corrections are the figures of one text that it says another has replaced,
// each with the one near it that most likely did. That they answer one question
// is said by the text: the floor is enough.
func (l *Ledger) corrections(records []*Record) (out []Replacement) {
	for _, old := range records {
		if old.Standing != replaced {
			continue
		}
		var best Replacement
		for _, r := range records {
			apart := r.Standing == replaced || r.Amount.Same(old.Amount) || !r.Amount.Comparable(old.Amount) || max(r.At-old.At, old.At-r.At) > nearby
			if apart {
				continue
			}
			if v := l.model.JudgeRevision(old.Slots, r.Slots); v.Same >= floor && v.Same > best.Same {
				best = Replacement{old, r, v.Same}
			}
		}
		if best.Is != nil {
			out = append(out, best)
		}
	}
	return out
}

func contains(records []*Record, id string) bool {
	return slices.ContainsFunc(records, func(r *Record) bool { return r.ID == id })
}

// successor is the new figure that most surely answers the question of an old
// one and gives another value.
func (l *Ledger) successor(old *Record, is, was []*Record) (best Replacement, ok bool) {
	for _, r := range is {
		if contains(was, r.ID) || r.Amount.Same(old.Amount) || !r.Amount.Comparable(old.Amount) {
			continue
		}
		// They stand in one article and mostly in one sentence: that is what a
		// revision is, and no sign of two questions.
		v := l.model.JudgeRevision(old.Slots, r.Slots)
		if v.Same >= l.least && (!ok || v.Same > best.Same) {
			best, ok = Replacement{old, r, v.Same}, true
		}
	}
	return best, ok
}
