package main

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"

	"muster/extract/slot"
	"muster/news"
)

// prediction is the likeliest candidate of an item.
type prediction struct {
	p         float64
	right     bool
	none      bool // nobody is predicted
	empty     bool // the gold names nobody
	reachable bool // some candidate is right
	item      *item
	best      int
}

func predict(it *item, p []float64) prediction {
	best := 0
	for c := range p {
		if p[c] > p[best] {
			best = c
		}
	}
	x := prediction{p: p[best], none: best == 0, empty: it.empty, reachable: len(it.right) > 0, item: it, best: best}
	for _, c := range it.right {
		x.right = x.right || c == best
	}
	return x
}

type scores [5][]prediction

// print writes a line a slot: right in per cent where the likeliest is always
// stated, the bound that the candidates set, and what comes of stating only what
// is as probable as a threshold.
func (s scores) print(w io.Writer) {
	for k, preds := range s {
		if len(preds) == 0 {
			continue
		}
		var right, reach int
		for _, p := range preds {
			right += b2i(p.right)
			reach += b2i(p.reachable)
		}
		fmt.Fprintf(w, "%-8s %5d items, reachable %.1f, right %.1f", slot.Slots[k], len(preds), per(reach, len(preds)), per(right, len(preds)))
		for _, t := range []float64{.3, .4, .5, .6, .7} {
			r, wrong := atThreshold(preds, t)
			fmt.Fprintf(w, " | %.1f: %.1f right %.1f wrong", t, r, wrong)
		}
		sort.SliceStable(preds, func(i, j int) bool { return preds[i].p > preds[j].p })
		half := preds[:len(preds)*6/10]
		n := 0
		for _, p := range half {
			n += b2i(p.right)
		}
		fmt.Fprintf(w, " | surest 60 %%: %.1f\n", per(n, len(half)))
	}
}

// atThreshold counts as the measurement does: what is not stated is right where
// the gold names nobody, and only named wrong answers are wrong.
func atThreshold(preds []prediction, t float64) (right, wrong float64) {
	var r, x int
	for _, p := range preds {
		switch {
		case p.none || p.p < t:
			r += b2i(p.empty)
		case p.right:
			r++
		default:
			x++
		}
	}
	return per(r, len(preds)), per(x, len(preds))
}

// mostWrong is how many in a hundred claims may name a wrong side or place.
var mostWrong = map[news.Slot]float64{news.SlotSubject: 7, news.SlotBy: 12, news.SlotOf: 10, news.SlotTo: 12, news.SlotPlace: 12}

// leastFor is the lowest probability from which on no more than mostWrong are
// wrong.
func leastFor(preds []prediction, s news.Slot) float64 {
	for t := 0.0; t < 1; t += 0.01 {
		if _, wrong := atThreshold(preds, t); wrong <= mostWrong[s] {
			return t
		}
	}
	return 1
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func per(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }

// write is the weights file: sorted, so that the same gold gives the same bytes.
func (m *model) write() []byte {
	rows := map[string]*[slot.Columns]string{}
	put := func(name string, column int, v float64) {
		if rows[name] == nil {
			rows[name] = &[slot.Columns]string{}
		}
		rows[name][column] = strings.Replace(strconv.FormatFloat(v, 'f', 2, 64), "0.", ".", 1)
	}
	for pass := range slot.Passes {
		for k, w := range m.weights[pass] {
			for id, v := range w {
				put(m.names[id], pass*len(slot.Slots)+k, v)
			}
		}
	}
	for k, p := range m.least {
		put(slot.LeastFeature, slot.Columns-len(slot.Slots)+k, p)
	}
	var out bytes.Buffer
	out.WriteString(head)
	for _, name := range slices.Sorted(maps.Keys(rows)) {
		fmt.Fprintf(&out, "%s\t%s\n", name, strings.Join(rows[name][:], "\t"))
	}
	return out.Bytes()
}

const head = `# The weights of extract/slot, written by "go run ./extract/slot/train": feature, and
# what it weighs for by, of, to, subject and place in the first pass and in the
# second. Positive weights speak for a candidate.
`

// explain lists what a slot gets wrong, for a person to read.
func (s scores) explain(w io.Writer, name string) {
	for k, preds := range s {
		if string(slot.Slots[k]) != name {
			continue
		}
		for _, p := range preds {
			if p.right {
				continue
			}
			it := p.item
			d := it.in
			site := &d.scene.Sites[it.site]
			sent := d.scene.Text.Sentences[site.Sent]
			from, to := sent.Tokens[site.From].Start, sent.Tokens[site.To-1].End
			src := d.scene.Text.Source
			reach := ""
			if !p.reachable {
				reach = "UNREACHABLE "
			}
			fmt.Fprintf(w, "%s%s %.2f want %v got %v | %s [[%s]] %s\n", reach, d.id, p.p, it.want, it.names[p.best],
				oneLine(src[sent.Start:from]), src[from:to], oneLine(src[to:sent.End]))
		}
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
