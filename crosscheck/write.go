package crosscheck

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"muster/news"
)

// check composes a tree's findings and returns those that changed since they
// were last given out.
func (c *Checker) check(ce *cell) ([]news.Finding, error) {
	var out []news.Finding
	var now []string
	if ce.parent == nil && c.cells[ce.key] == ce {
		for _, d := range ce.drafts() {
			id := c.idOf(ce, d)
			now = append(now, id)
			digest := d.digest()
			if old, ok := c.live[id]; ok && old.digest == digest {
				continue
			}
			f, err := c.write(ce, d)
			if err != nil {
				return out, err
			}
			c.live[id] = finding{digest, d.kind, f.Question}
			out = append(out, f)
		}
	}
	out = append(out, c.withdraw(ce.live, now)...)
	ce.live = now
	return out, nil
}

// withdraw returns a withdrawn finding for each ID that no longer holds.
func (c *Checker) withdraw(before, now []string) []news.Finding {
	var out []news.Finding
	for _, id := range before {
		if contains(now, id) {
			continue
		}
		old, ok := c.live[id]
		if !ok {
			continue
		}
		delete(c.live, id)
		out = append(out, news.Finding{
			ID: id, Kind: old.kind, Question: old.question, Withdrawn: true,
			Why: []string{"Withdrawn: the claims it rested on were revised, or now answer another question."},
		})
	}
	return out
}

func contains(ids []string, id string) bool {
	for _, o := range ids {
		if o == id {
			return true
		}
	}
	return false
}

// compose writes all findings of a tree.
func (c *Checker) compose(ce *cell) ([]news.Finding, error) {
	var out []news.Finding
	for _, d := range ce.drafts() {
		f, err := c.write(ce, d)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// idOf: one finding of each class for a question, told apart by the whole cell
// key, which has the slots a news.Question has not.
func (c *Checker) idOf(ce *cell, d draft) string {
	return news.FindingID(ce.question(), d.class, []string{ce.key})
}

// digest changes when anything a reader would see changes.
func (d draft) digest() uint64 {
	h := hashWord(string(d.kind)) ^ math.Float64bits(d.sev)
	for i, g := range d.sides {
		for _, r := range g.records {
			h = h*1099511628211 ^ hashWord(strconv.Itoa(i)+r.id) ^ uint64(r.revision)
		}
	}
	return h*1099511628211 ^ hashWord(d.best.a.id+d.best.b.id)
}

// write fetches the whole claims, all at once, and words the finding.
func (c *Checker) write(ce *cell, d draft) (news.Finding, error) {
	f := news.Finding{
		ID: c.idOf(ce, d), Question: ce.question(), Kind: d.kind, Gap: d.gap, Severity: d.sev, FirstSeen: firstSeen(d),
	}
	ids := []string{d.best.a.id, d.best.b.id}
	for _, g := range d.sides {
		ids = append(ids, g.quoted()...)
	}
	claims, err := c.store.Claims(ids)
	if err != nil || len(claims) != len(ids) {
		return news.Finding{}, fmt.Errorf("crosscheck: finding %s: %d of %d claims: %w", f.ID, len(claims), len(ids), err)
	}
	at := 2
	for _, g := range d.sides {
		n := len(g.quoted())
		f.Sides = append(f.Sides, g.side(claims[at:at+n:at+n]))
		at += n
	}
	f.Why = explainFinding(d, f, &claims[0], &claims[1])
	return f, nil
}

// quoted are the claims a side shows: one of each independent source, then the
// newest others, at most maxQuoted.
func (g group) quoted() []string {
	ids := []string{}
	for _, r := range append(independent(g.records), g.records...) {
		if len(ids) == maxQuoted {
			break
		}
		if !contains(ids, r.id) {
			ids = append(ids, r.id)
		}
	}
	return ids
}

// side names the independent sources, which are quoted first.
func (g group) side(claims []news.Claim) news.Side {
	s := news.Side{Low: closed(g.low), High: closed(g.high), Claims: claims}
	for i := range claims[:min(len(claims), g.sources)] {
		s.Sources = append(s.Sources, originWord(&claims[i]))
	}
	return s
}

func closed(v float64) *float64 {
	if math.IsInf(v, 0) {
		return nil
	}
	return &v
}

// firstSeen is when the last of the sides came up: before that there was
// nothing to hold against each other.
func firstSeen(d draft) time.Time {
	var latest int64
	for _, g := range d.sides {
		latest = max(latest, oldest(g).pub)
	}
	if len(d.sides) == 1 && len(d.sides[0].records) > 1 {
		rs := d.sides[0].records
		latest = rs[len(rs)-2].pub
	}
	if latest == 0 {
		return time.Time{}
	}
	return time.Unix(latest, 0).UTC()
}

// explainFinding words the pair that shows the finding most plainly, then what
// the other claims add.
func explainFinding(d draft, f news.Finding, a, b *news.Claim) []string {
	x, y := d.best.a, d.best.b
	v := Verdict{
		Kind: d.kind, Slots: slotVerdicts(d.best.o, x, y),
		A: x.quantity.interval(a), B: y.quantity.interval(b),
	}
	why := explainPair(d.best.o, v, a, b, x, y)
	if len(d.sides) > 1 {
		why = append(why, sidesSentence(d, f))
	}
	return why
}

// sidesSentence counts the sources behind every side.
func sidesSentence(d draft, f news.Finding) string {
	s := "In all: "
	for i, g := range d.sides {
		if i > 0 {
			s += "; "
		}
		s += span(g.low, g.high) + ", from " + plural(g.sources, "independent source", "independent sources") + " (" + list(f.Sides[i].Sources) + ")"
	}
	return s + "."
}
