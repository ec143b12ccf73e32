package crosscheck

import (
	"math"

	"muster/news"
)

// ratios: 42 of 90 are 47 per cent.
func ratios(rs []*record) []sum {
	var out []sum
	for _, p := range rs {
		if p.q.unit != string(news.Percent) || p.q.change != "" || p.quantity.value <= 0 {
			continue
		}
		for _, n := range rs {
			for _, w := range rs {
				if n == w || n.sentence != p.sentence || w.sentence != p.sentence || n.q.unit != w.q.unit || !counts(news.Unit(n.q.unit)) ||
					n.quantity.value >= w.quantity.value || w.quantity.value < sumMin {
					continue
				}
				v := 100 * n.quantity.value / w.quantity.value
				if math.Abs(v-p.quantity.value) <= 0.5 {
					out = append(out, sum{ratio, []*record{n, w}, p, quantity{low: v, high: v, value: v}, true})
				}
			}
		}
	}
	return out
}

// rates compares the exchange rates of amounts told in two currencies.
func rates(rs []*record) []sum {
	first := map[[2]string][2]*record{}
	var out []sum
	paired := -1 // index of the second of the last pair
	for i := 1; i < len(rs); i++ {
		a, b := rs[i-1], rs[i]
		if i == paired+1 || !money(a.q.unit) || !money(b.q.unit) || a.q.unit == b.q.unit || a.sentence != b.sentence || distance(a, b) > 60 || a.quantity.value <= 0 || b.quantity.value <= 0 {
			continue
		}
		paired = i
		if a.q.unit > b.q.unit {
			a, b = b, a
		}
		k := [2]string{a.q.unit, b.q.unit}
		p, ok := first[k]
		if !ok {
			first[k] = [2]*record{a, b}
			continue
		}
		was, is := p[1].quantity.value/p[0].quantity.value, b.quantity.value/a.quantity.value
		if r := math.Abs(was-is) / max(was, is); r > rateSlack {
			v := a.quantity.value * was
			out = append(out, sum{exchange, []*record{p[0], p[1], a}, b, quantity{low: v * (1 - rateSlack), high: v * (1 + rateSlack), value: v}, false})
		}
	}
	return out
}
