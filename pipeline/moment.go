package pipeline

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// hold is how a message is kept in hand whose handler failed because of the
// moment: servers choose a leader, a connection is away, another worker has the
// lease. Given back, each such failure would count as a try, and after six of
// them the message would rest for five minutes over an outage of half a minute.
type hold struct {
	most         time.Duration // how long in all
	first, limit time.Duration // pauses between tries, doubled from first to limit
}

// heldLong outlasts the election of a leader and a lease whose holder died.
var heldLong = hold{most: time.Minute, first: 500 * time.Millisecond, limit: 5 * time.Second}

// momentary reports whether the error says nothing of the message: the same
// will work as soon as servers and leases are as they should be.
func momentary(err error) bool {
	if outcomeOf(err) != later {
		return false
	}
	for _, sign := range []error{
		ErrTaken, nats.ErrNoResponders, nats.ErrDisconnected, nats.ErrConnectionReconnecting, nats.ErrReconnectBufExceeded,
		nats.ErrStaleConnection, jetstream.ErrConsumerLeadershipChanged, jetstream.ErrServerShutdown,
	} {
		if errors.Is(err, sign) {
			return true
		}
	}
	return noLeader(err)
}

// tryHeld runs the handler until it succeeds, fails because of what it was
// given, or the hold is over.
func (h hold) tryHeld(ctx context.Context, handle func() error) error {
	end := time.Now().Add(h.most)
	for pause := h.first; ; pause = min(2*pause, h.limit) {
		err := handle()
		if !momentary(err) || time.Now().Add(pause).After(end) || !sleep(ctx, pause) {
			return err
		}
	}
}

// Patiently does something until it succeeds or fails for another reason than
// the moment, for a minute.
func (b *Bus) Patiently(ctx context.Context, do func() error) error {
	return b.hold.tryHeld(ctx, do)
}

// failures counts how often this process failed at each message. The server
// counts deliveries: those that a kill or a stop cut short too, which say
// nothing of how long a message should rest. The zero value is ready to use.
type failures struct {
	mu sync.Mutex
	of map[string]int // guarded by mu
}

// maxFailures is how many messages are counted; beyond it the count begins
// anew, which costs shorter rests.
const maxFailures = 10_000

// more counts a failure and returns how many there are.
func (f *failures) more(message string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.of == nil || len(f.of) >= maxFailures {
		f.of = map[string]int{}
	}
	f.of[message]++
	return f.of[message]
}

// done forgets a message.
func (f *failures) done(message string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.of, message)
}
