package crosscheck

import (
	"errors"
	"maps"
	"slices"

	"muster/crosscheck/frame"
	"muster/crosscheck/question"
)

// Write writes all that the checker knows, for Read. It must be settled: all
// findings of what it was given were handed over.
func (c *Checker) Write(w *frame.Writer) error {
	if len(c.groups)+len(c.papers)+len(c.unsent)+len(c.old) > 0 {
		return errors.New("crosscheck: not settled")
	}
	w.Uint(uint64(len(c.given)))
	for _, id := range slices.Sorted(maps.Keys(c.given)) {
		w.String(id)
		w.Fixed(c.given[id])
		w.Break()
	}
	return c.ledger.Write(w)
}

// mostGiven is more findings than any checker gives.
const mostGiven = 1 << 30

// Read returns the Checker that Write wrote: it goes on as that one would have.
// One that another program wrote, or this one with another model, is not to be
// read. What is read of a broken stream is of no use, as the reader's error
// tells.
func Read(cfg Config, r *frame.Reader) *Checker {
	c := New(cfg)
	for n := r.Count(mostGiven); n > 0 && r.Err() == nil; n-- {
		// The groups of the ledger know the same IDs.
		id := question.WordOf(r.String()).Value()
		c.given[id] = r.Fixed()
	}
	c.ledger.Read(r)
	return c
}
