package main

import "math"

// numbers gives each feature its number.
type numbers struct {
	names []string
	of    map[string]int32
}

func (n *numbers) number(f string) int32 {
	i, ok := n.of[f]
	if !ok {
		i = int32(len(n.names))
		n.of[f] = i
		n.names = append(n.names, f)
	}
	return i
}

// choice is one claim: the features of its options by number, and which of the
// options is right.
type choice struct {
	article string
	options [][]int32
	right   int
}

// choices are the labelled claims of an article whose gold is an option.
func (n *numbers) choices(a article) []choice {
	var all []choice
	for i := range a.claims {
		e := &a.claims[i]
		if !e.labelled {
			continue
		}
		c := choice{article: a.id, right: -1}
		for k, o := range e.claim.Options() {
			if o.Time == e.gold {
				c.right = k
			}
			var fs []int32
			for _, f := range o.Features {
				fs = append(fs, n.number(f))
			}
			c.options = append(c.options, fs)
		}
		if c.right >= 0 {
			all = append(all, c)
		}
	}
	return all
}

// recipe is how the weights are learned.
type recipe struct {
	// variance of the Gaussian prior on each weight: the larger, the freer.
	variance float64
	// articles is in how many articles a feature must stand.
	articles int
	steps    int
	// without leaves out the features for which it is true; nil: none.
	without func(feature string) bool
}

// problem is what is learned from: claims whose features are numbered without
// gaps.
type problem struct {
	names  []string
	claims []choice
	// variances are those of the weights.
	variances []float64
}

// learn finds the weights for the choices.
func learn(n *numbers, claims []choice, r recipe) map[string]float64 {
	p := problemOf(n, claims, r)
	w := minimise(len(p.names), r.steps, p.loss)
	p.free(w)
	w = minimise(len(p.names), r.steps, p.loss)
	weights := map[string]float64{}
	for i, f := range p.names {
		if x := math.Round(w[i]*100) / 100; x != 0 {
			weights[f] = x
		}
	}
	return weights
}

// problemOf keeps the features that stand in enough articles.
func problemOf(n *numbers, claims []choice, r recipe) *problem {
	seen, last := make([]int, len(n.names)), make([]string, len(n.names))
	for _, c := range claims {
		for _, fs := range c.options {
			for _, f := range fs {
				if last[f] != c.article {
					last[f] = c.article
					seen[f]++
				}
			}
		}
	}
	p := &problem{}
	index := make([]int32, len(n.names))
	for f, k := range seen {
		index[f] = -1
		if k >= r.articles && (r.without == nil || !r.without(n.names[f])) {
			index[f] = int32(len(p.names))
			p.names = append(p.names, n.names[f])
			p.variances = append(p.variances, r.variance)
		}
	}
	for _, c := range claims {
		kept := choice{right: c.right}
		for _, fs := range c.options {
			var k []int32
			for _, f := range fs {
				if index[f] >= 0 {
					k = append(k, index[f])
				}
			}
			kept.options = append(kept.options, k)
		}
		p.claims = append(p.claims, kept)
	}
	return p
}

// free frees the weights that proved strong under one prior for all, and holds
// the weak ones, most of which is noise, tighter.
func (p *problem) free(w []float64) {
	usual := math.Sqrt(dot(w, w) / float64(max(1, len(w))))
	if usual == 0 {
		return
	}
	for i, x := range w {
		p.variances[i] *= math.Abs(x)/usual + leastFreedom
	}
}

// leastFreedom is the part of its variance that the weakest weight keeps.
const leastFreedom = 0.1

// loss is the negative log likelihood with the prior, and its gradient in g.
func (p *problem) loss(w, g []float64) float64 {
	total := 0.0
	for i, v := range p.variances {
		total += w[i] * w[i] / (2 * v)
		g[i] = w[i] / v
	}
	var scores []float64
	for _, c := range p.claims {
		scores = scores[:0]
		top := math.Inf(-1)
		for _, fs := range c.options {
			s := 0.0
			for _, f := range fs {
				s += w[f]
			}
			scores = append(scores, s)
			top = max(top, s)
		}
		sum := 0.0
		for _, s := range scores {
			sum += math.Exp(s - top)
		}
		total += math.Log(sum) + top - scores[c.right]
		for k, fs := range c.options {
			d := math.Exp(scores[k]-top) / sum
			if k == c.right {
				d--
			}
			for _, f := range fs {
				g[f] += d
			}
		}
	}
	return total
}

// memory is how many past steps guide the next one.
const memory = 8

// minimise is L-BFGS with a halving line search, from zero.
func minimise(n, steps int, loss func(w, g []float64) float64) []float64 {
	w, g := make([]float64, n), make([]float64, n)
	f := loss(w, g)
	var ss, ys [][]float64
	next, grad := make([]float64, n), make([]float64, n)
	for range steps {
		d := direction(g, ss, ys)
		slope := dot(d, g)
		if slope > -1e-9 {
			break
		}
		t := 1.0
		if len(ss) == 0 {
			t = 1 / (1 + math.Sqrt(dot(g, g)))
		}
		var after float64
		for ; t > 1e-10; t /= 2 {
			for i := range w {
				next[i] = w[i] + t*d[i]
			}
			if after = loss(next, grad); after <= f+1e-4*t*slope {
				break
			}
		}
		if f-after < 1e-6*math.Abs(f) {
			break
		}
		s, y := make([]float64, n), make([]float64, n)
		for i := range w {
			s[i], y[i] = next[i]-w[i], grad[i]-g[i]
		}
		if dot(s, y) > 1e-12 {
			ss, ys = append(ss, s), append(ys, y)
			if len(ss) > memory {
				ss, ys = ss[1:], ys[1:]
			}
		}
		copy(w, next)
		copy(g, grad)
		f = after
	}
	return w
}

// direction is the two-loop recursion of L-BFGS.
func direction(g []float64, ss, ys [][]float64) []float64 {
	d := make([]float64, len(g))
	for i := range g {
		d[i] = -g[i]
	}
	a := make([]float64, len(ss))
	for i := len(ss) - 1; i >= 0; i-- {
		a[i] = dot(ss[i], d) / dot(ss[i], ys[i])
		add(d, -a[i], ys[i])
	}
	if k := len(ss) - 1; k >= 0 {
		scale := dot(ss[k], ys[k]) / dot(ys[k], ys[k])
		for i := range d {
			d[i] *= scale
		}
	}
	for i := range ss {
		add(d, a[i]-dot(ys[i], d)/dot(ss[i], ys[i]), ss[i])
	}
	return d
}

func dot(a, b []float64) float64 {
	s := 0.0
	for i := range a {
		s += a[i] * b[i]
	}
	return s
}

func add(a []float64, t float64, b []float64) {
	for i := range a {
		a[i] += t * b[i]
	}
}
