package slot

import (
	"math"

	"muster/news"
)

// story is what one pass made of an article: the second pass asks it which
// sides and places the other figures went to.
type story struct {
	s *Scene
	g *Grid
	// logs are the logarithms of what g holds, as logOf gives them.
	logs *Grid
	// country is, for each place, the party that is its country, -1 where the
	// article has none; partyOf likewise for each party.
	countryOf []int
}

func (s *Scene) story(g *Grid) *story {
	st := &story{s: s, g: g, logs: g.logs(), countryOf: make([]int, len(s.places))}
	for i := range s.places {
		st.countryOf[i] = -1
		if len(s.places[i].wheres) != 1 || s.places[i].wheres[0].Country == "" {
			continue
		}
		for k := range s.parties {
			if p := s.parties[k].parties; len(p) == 1 && p[0].Kind == news.State && p[0].Name == s.places[i].wheres[0].Country {
				st.countryOf[i] = k
			}
		}
	}
	return st
}

// least is the smallest probability that logarithms are taken of.
const least = 0.002

var logLeast = math.Log(least)

func logOf(p float64) float64 { return math.Log(max(p, least)) - logLeast }

// logs is the grid of the logarithms: every slot of a pair asks for those of the
// others.
func (g *Grid) logs() *Grid {
	l := &Grid{P: make([][slotCount][]float64, len(g.P))}
	for i := range g.P {
		for k, p := range g.P[i] {
			l.P[i][k] = make([]float64, len(p))
			for c := range p {
				l.P[i][k][c] = logOf(p[c])
			}
		}
	}
	return l
}

// near is how many sentences apart two figures may tell of one thing.
const near = 2

// features lists what the story says of candidate c at site i for a slot.
func (st *story) features(f *features, i, slot, c int) {
	act := st.s.Sites[i].Act
	f.weigh(st.logs.at(i, slot)[c], "first pass")
	st.sides(f, i, slot, c)
	m := st.means(i, slot, c)
	sameAct := logOf(m.act)
	f.weigh(logOf(m.sentence), "same sentence")
	f.weigh(logOf(m.near), "sentences near")
	f.weigh(sameAct, "same act")
	f.weigh(sameAct, "same act", act)
	f.weigh(logOf(m.all), "article")
	f.weigh(logOf(m.before), "figure before")
}

// sides lists what the pass made of the candidate in the other slots.
func (st *story) sides(f *features, i, slot, c int) {
	act := st.s.Sites[i].Act
	if slot == placeSlot {
		k := 0
		if c > 0 {
			k = st.countryOf[c]
		}
		if k >= 0 {
			f.weigh(st.logs.at(i, 1)[k], "country of")
			f.weigh(st.logs.at(i, 3)[k], "country subject")
		}
		return
	}
	for k := range placeSlot {
		if k != slot {
			f.weigh(st.logs.at(i, k)[c], "as", string(Slots[k]))
			f.weigh(st.logs.at(i, k)[c], "as", string(Slots[k]), act)
		}
	}
	for w, k := range st.countryOf {
		if k == c && k > 0 {
			f.weigh(st.logs.at(i, placeSlot)[w], "as place")
			f.weigh(st.logs.at(i, placeSlot)[w], "as place", act)
			break
		}
	}
}

// means are the mean probabilities of a candidate at other sites.
type means struct{ sentence, near, act, all, before float64 }

func (st *story) means(i, slot, c int) means {
	var sum, n means
	site := &st.s.Sites[i]
	for j := range st.s.Sites {
		if j == i {
			continue
		}
		o := &st.s.Sites[j]
		p := st.g.at(j, slot)[c]
		d := site.Sent - o.Sent
		take(&sum.all, &n.all, p, true)
		take(&sum.sentence, &n.sentence, p, d == 0)
		take(&sum.near, &n.near, p, d >= -near && d <= near && d != 0)
		take(&sum.act, &n.act, p, o.Act == site.Act)
		if j == i-1 {
			sum.before, n.before = p, 1
		}
	}
	return means{share(sum.sentence, n.sentence), share(sum.near, n.near), share(sum.act, n.act), share(sum.all, n.all), share(sum.before, n.before)}
}

func take(sum, n *float64, p float64, yes bool) {
	if yes {
		*sum += p
		*n++
	}
}

// share is the mean, or where nothing was counted a small chance.
func share(sum, n float64) float64 {
	if n == 0 {
		return unknownShare
	}
	return sum / n
}

// unknownShare is the chance of a candidate of which the story says nothing.
const unknownShare = 0.05
