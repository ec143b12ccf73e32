package pipeline

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

// troubles are what keeps a process from its work at the moment, by what they
// are about. The zero value is ready to use.
type troubles struct {
	mu sync.Mutex
	of map[string]error // guarded by mu
}

// set notes a trouble, or with nil its end, and reports whether that is news.
func (t *troubles) set(about string, err error) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, known := t.of[about]
	if err == nil {
		delete(t.of, about)
		return known
	}
	if t.of == nil {
		t.of = map[string]error{}
	}
	t.of[about] = err
	return !known
}

func (t *troubles) all() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	out := make([]string, 0, len(t.of))
	for _, about := range slices.Sorted(maps.Keys(t.of)) {
		out = append(out, about+": "+t.of[about].Error())
	}
	return out
}

// Trouble says that something keeps this process from its work until it is
// called again with nil: the process is not ready, and its log says so once.
// about names the work, for instance "index".
func (b *Bus) Trouble(about string, err error) {
	switch fresh := b.troubles.set(about, err); {
	case !fresh:
	case err != nil:
		b.log.Error("not ready", "about", about, "error", err)
	default:
		b.log.Info("ready again", "about", about)
	}
}

// Waiting is Trouble for what is no fault, such as a start that takes long.
func (b *Bus) Waiting(about, why string) {
	if b.troubles.set(about, errors.New(why)) {
		b.log.Info("not ready yet", "about", about, "why", why)
	}
}

// Ready is nil where nothing keeps this process from its work, else it says
// what does.
func (b *Bus) Ready() error {
	if !b.Connected() {
		return errors.New("NATS is out of reach")
	}
	if all := b.troubles.all(); len(all) > 0 {
		return fmt.Errorf("%s", strings.Join(all, "\n"))
	}
	return nil
}
