package pipeline

import (
	"context"
	"fmt"
	"sync"
)

// Part is one function of a daemon: it works until ctx ends and returns when
// what it held is finished.
type Part struct {
	Name string
	Work func(ctx context.Context, b *Bus) error
}

// Run opens the bus, runs the parts side by side until ctx ends or one of them
// fails, waits for all, and closes. It returns nil only if every part drained.
func Run(ctx context.Context, o Options, parts ...Part) error {
	b, err := Open(ctx, o)
	if err != nil {
		return err
	}
	defer b.Close()
	return b.RunParts(ctx, parts...)
}

// RunParts is Run on an open bus.
func (b *Bus) RunParts(ctx context.Context, parts ...Part) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var wg sync.WaitGroup
	var once sync.Once
	var first error
	for _, p := range parts {
		wg.Go(func() {
			if err := p.Work(ctx, b); err != nil {
				once.Do(func() { first = fmt.Errorf("%s: %w", p.Name, err) })
				cancel(err)
			}
		})
	}
	wg.Wait()
	return first
}
