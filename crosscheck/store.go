package crosscheck

import (
	"errors"

	"muster/crosscheck/frame"
	"muster/crosscheck/ledger"
)

// Write writes all that the checker knows, for Read. It must be settled: all
// findings of what it was given were handed over.
func (c *Checker) Write(w *frame.Writer) error {
	if len(c.groups)+len(c.papers)+len(c.unsent)+len(c.old) > 0 {
		return errors.New("crosscheck: not settled")
	}
	return c.ledger.Write(w)
}

// Read returns the Checker that Write wrote: it goes on as that one would have.
// One that another program wrote, or this one with another model, is not to be
// read. What is read of a broken stream is of no use, as the reader's error
// tells.
func Read(cfg Config, r *frame.Reader) *Checker {
	c := New(cfg)
	c.ledger.Read(r)
	c.ledger.EachTold(func(f ledger.Told) { c.given[f.ID] = f.Says })
	return c
}
