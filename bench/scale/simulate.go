package main

import (
	"fmt"
	"math"
	"strings"
)

// day is the share of a day's articles that each hour brings: newsrooms of
// Europe and America publish by daylight.
var day = [24]float64{2, 1, 1, 1, 2, 3, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 5, 5, 4, 3, 2, 2}

// burst is how much more than its hour's share comes when something happens.
const burst = 5

// A machine of the simulation: what one has for one stage.
const (
	cores      = 4.0
	memory     = 16e9
	disk       = 1e12
	busiest    = 0.7 // of its time a stage may be at work before it lags
	daysOfYear = 365
)

// stage is one kind of work that articles bring. Stages that are not split do
// all of it in each process.
type stage struct {
	name  string
	cost  float64 // seconds of one core an article
	cores float64 // that it can use in one process
	split bool    // more processes share the work
}

func (c costs) stages() []stage {
	return []stage{
		{"extract", c.extract, cores, true},
		{"streams", c.storeArticle + c.storeSet, 1, false},
		{"search", c.claims * c.claim, 1, false},
	}
}

// simulate lets a year of articles come and tells how busy each stage is in the
// busiest hour, how long the backlog gets, and when memory and disk are full.
func simulate(c costs, feeds, perDay float64) string {
	arriving := feeds * perDay
	var out strings.Builder
	fmt.Fprintf(&out, "%.0f feeds, %.0f articles and %.2g claims a day, %.2g a year\n", feeds, arriving, arriving*c.claims, arriving*c.claims*daysOfYear)
	for _, s := range c.stages() {
		load, lag := s.busy(arriving)
		more := ""
		if s.split {
			more = fmt.Sprintf(", %.0f of %.0f cores wanted", math.Ceil(load/busiest), s.cores)
		} else if load > busiest {
			more = ", to be split by question or subject"
		}
		fmt.Fprintf(&out, "  %-8s %6.1f %% busy in a burst, %.0f s behind after it%s\n", s.name, load*100, lag, more)
	}
	claimsADay := arriving * c.claims
	fmt.Fprintf(&out, "  memory   %.0f GB hold the claims of %s\n", memory/1e9, years(memory/(claimsADay*c.memory)))
	fmt.Fprintf(&out, "  disk     %.0f TB hold the index of %s, or the streams of %s\n", disk/1e12,
		years(disk/(claimsADay*c.index)), years(disk/(arriving*(c.article+c.set))))
	return out.String()
}

// busy is the load of one process in the busiest hour, bursting for a quarter
// of it, as a share of what it can do, and for how long it then works on what
// has heaped up.
func (s stage) busy(articlesADay float64) (load, lag float64) {
	most, sum := 0.0, 0.0
	for _, share := range day {
		most, sum = max(most, share), sum+share
	}
	rate := articlesADay * most / sum / 3600 // articles a second
	can := s.cores / s.cost
	load = rate * burst / can
	if over := rate*burst - can; over > 0 && can > rate {
		lag = over * 900 / (can - rate)
	} else if can <= rate {
		lag = math.Inf(1)
	}
	return load, lag
}

func years(days float64) string {
	switch {
	case days < 10:
		return fmt.Sprintf("%.1f days", days)
	case days < 2*daysOfYear:
		return fmt.Sprintf("%.0f days", days)
	}
	return fmt.Sprintf("%.0f years", days/daysOfYear)
}
