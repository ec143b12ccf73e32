package pipeline

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/micro"
)

// Presence is what a daemon says of itself when it is asked who lives.
type Presence struct {
	Name    string    `json:"name"`
	Host    string    `json:"host"`
	PID     int       `json:"pid"`
	Since   time.Time `json:"since"`
	Version string    `json:"version,omitempty"`
	// Troubles keep it from its work at the moment.
	Troubles []string `json:"troubles,omitempty"`
	// Skipped counts what it left out since it began, by reason.
	Skipped map[string]int `json:"skipped,omitempty"`
}

// presentSubject is where all daemons answer, each for itself.
const presentSubject = serviceSubject + "present"

// skips counts what is left out. The zero value is ready to use.
type skips struct {
	mu sync.Mutex
	n  map[string]int // guarded by mu
}

// Skipped counts something that was left out for a reason.
func (b *Bus) Skipped(why string) {
	b.skips.mu.Lock()
	defer b.skips.mu.Unlock()
	if b.skips.n == nil {
		b.skips.n = map[string]int{}
	}
	b.skips.n[why]++
}

func (s *skips) all() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make(map[string]int, len(s.n))
	for why, n := range s.n {
		out[why] = n
	}
	return out
}

// Present lets the process be found by Alive, and by NATS tools as a service,
// until ctx ends.
func (b *Bus) Present(ctx context.Context, name, version string) error {
	host, _ := os.Hostname()
	p := Presence{Name: name, Host: host, PID: os.Getpid(), Since: time.Now().UTC().Truncate(time.Second), Version: version}
	svc, err := micro.AddService(b.nc, micro.Config{
		Name: "muster-" + subjectToken(name), Version: serviceVersion, QueueGroupDisabled: true, Description: "Muster " + name,
	})
	if err != nil {
		return fmt.Errorf("pipeline: presence of %s: %w", name, err)
	}
	answer := micro.HandlerFunc(func(r micro.Request) {
		now := p
		now.Troubles, now.Skipped = b.troubles.all(), b.skips.all()
		_ = r.RespondJSON(now)
	})
	if err := svc.AddEndpoint("present", answer, micro.WithEndpointSubject(presentSubject)); err != nil {
		_ = svc.Stop()
		return fmt.Errorf("pipeline: presence of %s: %w", name, err)
	}
	_ = b.nc.FlushTimeout(5 * time.Second)
	context.AfterFunc(ctx, func() { _ = svc.Stop() })
	return nil
}

// Alive asks who lives and waits so long for the next answer; nobody at all
// is known at once.
func (b *Bus) Alive(ctx context.Context, patience time.Duration) ([]Presence, error) {
	inbox := b.nc.NewRespInbox()
	sub, err := b.nc.SubscribeSync(inbox)
	if err != nil {
		return nil, fmt.Errorf("pipeline: who lives: %w", err)
	}
	defer func() { _ = sub.Unsubscribe() }()
	if err := b.nc.PublishMsg(&nats.Msg{Subject: presentSubject, Reply: inbox}); err != nil {
		return nil, fmt.Errorf("pipeline: who lives: %w", err)
	}
	var all []Presence
	for ctx.Err() == nil {
		m, err := sub.NextMsg(patience)
		if err != nil {
			break
		}
		var p Presence
		if len(m.Data) > 0 && json.Unmarshal(m.Data, &p) == nil {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b Presence) int {
		return strings.Compare(a.Name+a.Host+fmt.Sprint(a.PID), b.Name+b.Host+fmt.Sprint(b.PID))
	})
	return all, nil
}

// Lag is how far a durable reader is behind its stream.
type Lag struct {
	Stream string `json:"stream"`
	Reader string `json:"reader"`
	Backlog
	// Oldest is the age of the oldest message it has not finished.
	Oldest time.Duration `json:"oldest"`
}

// Lags are those of all durable readers.
func (b *Bus) Lags(ctx context.Context) (all []Lag, err error) {
	for _, name := range []string{fetchStream, articlesStream, claimsStream, findingsStream} {
		s, err := b.stream(ctx, name)
		if err != nil {
			return nil, err
		}
		list := s.ListConsumers(ctx)
		for info := range list.Info() {
			if info.Config.Durable != "" {
				oldest := time.Duration(ageOfOldest(ctx, s, info) * float64(time.Second))
				all = append(all, Lag{name, info.Config.Durable, Backlog{info.NumPending, info.NumAckPending}, oldest.Round(time.Second)})
			}
		}
		if err := list.Err(); err != nil {
			return nil, fmt.Errorf("pipeline: readers of %s: %w", name, err)
		}
	}
	return all, nil
}

// Room is how many bytes are free for a folder; ok is false where that cannot
// be known.
func Room(folder string) (free uint64, ok bool) { return freeBytes(folder) }
