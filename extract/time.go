package extract

import (
	"time"

	"muster/extract/measure"
	"muster/extract/slot/when"
	"muster/news"
)

// longEvent is the number of days over which losses count as a running total
// and not as those of one event.
const longEvent = 7

// setTime gives the time by rules until all claims of the article are read, and
// keeps what settleTimes asks the ranker of package slot/when.
func (p *phrase) setTime(c *draft, m measure.Measure) {
	ruled, rule := p.ruledTime(c, m)
	c.ruled, c.When = ruled, ruled
	p.r.asked = append(p.r.asked, TimeQuestion{Figure: *c.Figure, Claim: p.timeQuestion(c, m, ruled, rule)})
	if c.Nature == news.OfEvent && ruled.To.Sub(ruled.From) > longEvent {
		c.Nature = news.Cumulative
	}
}

// settleTimes gives the claims the times that the ranker finds likeliest when it
// weighs them together.
func (r *reading) settleTimes(claims []news.Claim) {
	questions := make([]*when.Claim, len(r.asked))
	for i := range r.asked {
		questions[i] = &r.asked[i].Claim
	}
	for i, answer := range when.Shipped().Settle(questions) {
		c, best := &claims[i], answer[0]
		c.When = news.When{From: best.Time.From, To: best.Time.To, Precision: r.precision(best.Time)}
		c.Rules = append(c.Rules, "time/"+best.Kind)
		if c.Sure == nil {
			c.Sure = map[news.Slot]float64{}
		}
		c.Sure[news.SlotWhen] = best.P
	}
}

// ruledTime is the time by rules alone: the date nearest in the tree, or that of
// the event that goes on, or for facts the day of publication; and the name of
// the rule, empty where none decides.
func (p *phrase) ruledTime(c *draft, m measure.Measure) (news.When, string) {
	published := news.DayOf(p.r.article.Published)
	d, dated := p.nearestDate(c)
	if w, ok := p.onset(d, dated); ok {
		return closeEnds(w, c.Modality, published), "onset"
	}
	if dated {
		w := p.since(d)
		if _, again := p.thatTime(); again {
			w = d.Meant()
		}
		return closeEnds(w, c.Modality, published), "date"
	}
	if b := p.backReference(); b != nil {
		return b.ruled, "back"
	}
	if w, ok := p.sameEvent(m, c.Modality); ok {
		return closeEnds(w, c.Modality, published), "event"
	}
	if c.Modality != news.Planned && c.Modality != news.Proposed && published != "" {
		return news.On(published), "published"
	}
	return news.When{}, ""
}

// nearestDate is the date with the shortest way through the tree to the figure.
// A date of the past is no time of a plan but of its announcement, and one inside
// a relative clause that the figure is not in tells another story.
func (p *phrase) nearestDate(c *draft) (news.Date, bool) {
	published := news.DayOf(p.r.article.Published)
	if d, ok := p.thatTime(); ok {
		return d, true
	}
	var best news.Date
	least := -1
	s := p.r.text.Sentences[p.sent]
	for _, d := range p.r.dates {
		if d.Span.Start < s.Start || d.Span.End > s.End || !d.Known() {
			continue
		}
		from, to := p.r.tokensIn(p.sent, d.Span)
		if from >= to {
			continue
		}
		if future(c.Modality) && d.Meant().To != "" && published != "" && d.Meant().To <= published {
			continue
		}
		head := p.headOf(from, to)
		if p.elsewhere(head) || p.ofAppointment(head) {
			continue
		}
		steps := p.distance(head)
		if up := p.node(head).Head; up >= 0 && p.inCue(up, c) {
			steps += speechDistance
		}
		if least < 0 || steps < least {
			best, least = d, steps
		}
	}
	return best, least >= 0
}

func future(m news.Modality) bool { return m == news.Planned || m == news.Proposed }

// speechDistance is what it costs a date to hang on the cue of a report: "said on
// Sunday" dates the saying, and the event only where it has no date of its own.
const speechDistance = 4

// sameEvent is the time of the event that this claim goes on about.
func (p *phrase) sameEvent(m measure.Measure, mood news.Modality) (news.When, bool) {
	if !inheriting[m.Family] || future(mood) {
		return news.When{}, false
	}
	for i := len(p.r.past) - 1; i >= 0; i-- {
		b := p.r.past[i]
		if p.sent-b.sent > neighbourhood {
			break
		}
		if inheriting[b.family] && b.claim.ruled.Known() && b.measure.Nature == news.OfEvent && b.claim.ruled.To.Sub(b.claim.ruled.From) <= longEvent {
			return b.claim.ruled, true
		}
	}
	if t := p.r.topic(); t.when.Known() {
		return t.when, true
	}
	return news.When{}, false
}

// closeEnds gives an open period the end its claim implies: what has happened
// since a day has happened up to now, and what is to be done by a day is a
// matter of the day's own period ("by 2030" is of 2030).
func closeEnds(w news.When, mood news.Modality, published news.Day) news.When {
	switch {
	case w.From != "" && w.To == "" && mood == news.Actual:
		w.To = published
	case w.From == "" && w.To != "":
		w.From = periodStart(w.To, w.Precision)
	}
	return w
}

// periodStart is the first day of the calendar unit that ends with the day; the
// day itself for units finer than a month.
func periodStart(end news.Day, by news.Precision) news.Day {
	if len(end) != len(time.DateOnly) {
		return end
	}
	switch by {
	case news.ByMonth:
		return end[:8] + "01"
	case news.ByYear:
		return end[:5] + "01-01"
	}
	return end
}

// since opens the end of a date that stands below "since" with a noun between:
// "since the invasion in February 2022".
func (p *phrase) since(d news.Date) news.When {
	w := d.Meant()
	from, to := p.r.tokensIn(p.sent, d.Span)
	if from >= to || w.To == "" {
		return w
	}
	for _, i := range p.above(p.headOf(from, to)) {
		for _, k := range p.tree.Children(i, "case", "mark") {
			if p.word(k) == "since" {
				w.To = ""
				return w
			}
		}
		if p.verbal(i) {
			break
		}
	}
	return w
}
