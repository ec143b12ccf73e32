package pipeline

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// A server that finds a damaged block when it starts cuts the stream off
// there, or leaves a hole, and goes on with a line of its log. So what was
// stored is noted apart, a few seconds late: a stream that ends before its
// mark, or has holes, has lost something. Nothing but a person ends that
// trouble, with AcceptLoss.

// markEvery is how often marks are written while something is stored.
const markEvery = 3 * time.Second

// lookEvery is how often streams are held against their marks.
const lookEvery = time.Minute

// Mark is what is known of a stream apart from it.
type Mark struct {
	// Last is a sequence the stream reached; it may lag behind.
	Last uint64 `json:"last"`
	// Holes is how many messages are missing in the middle and accepted.
	Holes uint64 `json:"holes,omitempty"`
	// Lost says what is missing, until a person accepts it.
	Lost string `json:"lost,omitempty"`
}

// markedStreams are those from which nothing is ever deleted but at the front.
var markedStreams = []string{articlesStream, claimsStream, findingsStream}

// marker collects what this process stored.
type marker struct {
	mu   sync.Mutex
	last map[string]uint64 // guarded by mu
}

func (m *marker) stored(stream string, seq uint64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.last == nil {
		m.last = map[string]uint64{}
	}
	m.last[stream] = max(m.last[stream], seq)
}

func (m *marker) take() map[string]uint64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	taken := m.last
	m.last = nil
	return taken
}

func (b *Bus) marks() Table[Mark] { return Table[Mark]{b, marksBucket} }

// writeMarks notes how far streams have come. Others may have noted more.
func (b *Bus) writeMarks(ctx context.Context) {
	for stream, seq := range b.marker.take() {
		if !slices.Contains(markedStreams, stream) {
			continue
		}
		m, version, err := b.marks().Get(ctx, stream)
		if err == nil && m.Last < seq {
			m.Last = seq
			_, err = b.marks().Put(ctx, stream, m, version)
		}
		if err != nil {
			b.marker.stored(stream, seq) // the next round has it
		}
	}
}

// keepMarks writes marks and looks at streams until ctx ends.
func (b *Bus) keepMarks(ctx context.Context) {
	looked := time.Now()
	for sleep(ctx, markEvery) {
		b.writeMarks(ctx)
		if time.Since(looked) > lookEvery {
			looked = time.Now()
			if err := b.lookForLoss(ctx); err != nil && ctx.Err() == nil {
				b.log.Warn("streams could not be held against their marks", "error", err)
			}
		}
	}
}

// lookForLoss holds the streams against their marks.
func (b *Bus) lookForLoss(ctx context.Context) error {
	lost := map[string]string{}
	for _, stream := range markedStreams {
		what, err := b.lossOf(ctx, stream)
		if err != nil {
			return err
		}
		if what != "" {
			lost[stream] = what
		}
	}
	var all []string
	for _, stream := range slices.Sorted(maps.Keys(lost)) {
		all = append(all, stream+" "+lost[stream])
	}
	if len(all) == 0 {
		b.Trouble("streams", nil)
		return nil
	}
	b.Trouble("streams", fmt.Errorf("damaged: %s; restore a backup (muster restore), or run `muster check --repair`, "+
		"which has what is lost fetched and read again where that can be", strings.Join(all, "; ")))
	return nil
}

// lossOf says what the stream has lost, and keeps that until it is accepted:
// new messages soon take the numbers of those that are gone.
func (b *Bus) lossOf(ctx context.Context, stream string) (string, error) {
	m, version, err := b.marks().Get(ctx, stream)
	if err != nil || m.Lost != "" {
		return m.Lost, err
	}
	s, err := b.stream(ctx, stream)
	if err != nil {
		return "", err
	}
	state := s.CachedInfo().State
	switch holes := uint64(max(state.NumDeleted, 0)); {
	case state.LastSeq < m.Last:
		m.Lost = fmt.Sprintf("ends at %d and had %d", state.LastSeq, m.Last)
		if err := b.rewindAhead(ctx, s); err != nil {
			return m.Lost, err
		}
	case holes > m.Holes:
		m.Lost = fmt.Sprintf("lacks %d messages in its middle", holes-m.Holes)
	default:
		return "", nil
	}
	if _, err := b.marks().Put(ctx, stream, m, version); err != nil && !errors.Is(err, ErrChanged) {
		return m.Lost, err
	}
	return m.Lost, nil
}

// rewindAhead takes away the readers that were given more than the stream now
// has: they would pass over what is stored next under the same numbers. Made
// anew, they read all again.
func (b *Bus) rewindAhead(ctx context.Context, s jetstream.Stream) error {
	list := s.ListConsumers(ctx)
	var ahead []string
	for c := range list.Info() {
		if c.Config.Durable != "" && c.Delivered.Stream > s.CachedInfo().State.LastSeq {
			ahead = append(ahead, c.Config.Durable)
		}
	}
	err := list.Err()
	for _, durable := range ahead {
		b.log.Error("a reader is ahead of its stream, which has lost its end: it reads all again", "stream", s.CachedInfo().Config.Name, "durable", durable)
		err = errors.Join(err, s.DeleteConsumer(ctx, durable))
	}
	return err
}

// Losses says, by stream, what was lost and not yet accepted.
func (b *Bus) Losses(ctx context.Context) (map[string]string, error) {
	lost := map[string]string{}
	for _, stream := range markedStreams {
		what, err := b.lossOf(ctx, stream)
		if err != nil {
			return nil, err
		}
		if what != "" {
			lost[stream] = what
		}
	}
	return lost, nil
}

// AcceptLoss takes the streams as they are from now on.
func (b *Bus) AcceptLoss(ctx context.Context) error {
	for _, stream := range markedStreams {
		s, err := b.stream(ctx, stream)
		if err != nil {
			return err
		}
		state := s.CachedInfo().State
		_, version, err := b.marks().Get(ctx, stream)
		if err == nil {
			_, err = b.marks().Put(ctx, stream, Mark{Last: state.LastSeq, Holes: uint64(max(state.NumDeleted, 0))}, version)
		}
		if err != nil {
			return err
		}
	}
	return b.lookForLoss(ctx)
}
