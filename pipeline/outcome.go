package pipeline

import (
	"errors"
	"fmt"
	"time"
)

// outcome is what a handler's error asks for.
type outcome int

const (
	done outcome = iota
	later
	never
)

func (o outcome) String() string { return [...]string{"done", "retry", "dropped"}[o] }

// classed wraps an error with what is to come of its message.
type classed struct {
	outcome
	err error
}

func (c classed) Error() string { return c.err.Error() }
func (c classed) Unwrap() error { return c.err }

// Retry says: the message is good, the moment is not. It comes again after a
// pause that grows with each try, up to the limit of tries; then it goes to
// the dead letters.
func Retry(err error) error { return classed{later, err} }

// Drop says: this message will never work. It goes to the dead letters with
// err as its reason and is not delivered again.
func Drop(err error) error { return classed{never, err} }

// outcomeOf reads what a handler returned. An error of no class is a Retry:
// losing a message is worse than trying it once too often.
func outcomeOf(err error) outcome {
	var c classed
	switch {
	case err == nil:
		return done
	case errors.As(err, &c):
		return c.outcome
	}
	return later
}

// pauses are the waits after each failure of this process at a message, the
// last one again and again up to maxTries: about an hour in all, which outlasts
// a restart or a full disk noticed by its owner.
var pauses = []time.Duration{
	time.Second, 2 * time.Second, 5 * time.Second, 15 * time.Second,
	time.Minute, 5 * time.Minute, 10 * time.Minute,
}

// maxTries is how often a message is handled before it goes to the dead
// letters.
const maxTries = 12

// pauseAfter returns the wait after the given number of failures (1 or more).
func pauseAfter(failures int) time.Duration {
	return pauses[min(max(failures, 1), len(pauses))-1]
}

// ErrNoAnswer means that nobody serves the endpoint asked.
var ErrNoAnswer = errors.New("pipeline: nobody serves this endpoint")

// ErrInUse means that another server owns the store folder.
var ErrInUse = errors.New("pipeline: store folder is in use")

// ErrTaken means that somebody else holds the lease.
var ErrTaken = errors.New("pipeline: lease is taken")

// ErrChanged means that a record changed since it was read.
var ErrChanged = errors.New("pipeline: record changed since it was read")

// ErrTooLarge means that a message does not fit the server's limit.
var ErrTooLarge = errors.New("pipeline: message exceeds the server's max_payload")

func tooLarge(what string, size int, limit int64) error {
	return Drop(fmt.Errorf("%w: %s has %d bytes, the server takes %d", ErrTooLarge, what, size, limit))
}
