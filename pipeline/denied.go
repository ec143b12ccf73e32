package pipeline

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// ErrDenied means that this account may not do what was asked.
var ErrDenied = errors.New("this account may not do that")

// denials ends waits at once when the server says that something is not
// allowed: it says so apart from the request, which would wait for an answer
// until its time is over. The zero value is ready to use.
type denials struct {
	mu    sync.Mutex
	next  int
	waits map[int]context.CancelCauseFunc // guarded by mu
}

// all ends every wait with the server's words: the refusal does not say whose
// it is, and a process that is refused one thing has the wrong account.
func (d *denials) all(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, end := range d.waits {
		end(fmt.Errorf("%w: %w", ErrDenied, err))
	}
}

// watch returns a context that ends on a refusal, and a function that ends
// the watch and puts the refusal in place of the error it led to.
func (d *denials) watch(ctx context.Context) (context.Context, func(error) error) {
	ctx, end := context.WithCancelCause(ctx)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.waits == nil {
		d.waits = map[int]context.CancelCauseFunc{}
	}
	d.next++
	key := d.next
	d.waits[key] = end
	return ctx, func(err error) error {
		d.mu.Lock()
		delete(d.waits, key)
		d.mu.Unlock()
		defer end(nil)
		if cause := context.Cause(ctx); err != nil && errors.Is(cause, ErrDenied) {
			return cause
		}
		return err
	}
}
