package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"muster/news"

	"github.com/nats-io/nats.go/jetstream"
)

// Told is a finding as the stream has it. A finding that changed is a later
// message of the same ID.
type Told struct {
	Finding news.Finding
	// Seq is where the stream has it, At since when.
	Seq uint64
	At  time.Time
	// Saying is the same for two messages that say the same.
	Saying string
}

func toldBy(m jetstream.Msg) (t Told, err error) {
	if err := json.Unmarshal(m.Data(), &t.Finding); err != nil {
		return t, Drop(fmt.Errorf("pipeline: message on %s cannot be read: %w", m.Subject(), err))
	}
	meta, err := m.Metadata()
	if err != nil {
		return t, err
	}
	t.Seq, t.At, t.Saying = meta.Sequence.Stream, meta.Timestamp, messageID(m)
	return t, nil
}

// ConsumeFindings hands each finding stored since then to handler, as
// ConsumeArticles does with articles. since must stay the same for one name.
func (b *Bus) ConsumeFindings(ctx context.Context, durable string, since time.Time, handler func(context.Context, Told) error) error {
	from := source{stream: findingsStream, durable: durable, batch: 1, since: since}
	return b.consume(ctx, from, func(ctx context.Context, msgs []jetstream.Msg) error {
		t, err := toldBy(msgs[0])
		if err != nil {
			return err
		}
		return handler(ctx, t)
	})
}

// DropFindingsReader forgets how far a durable reader of findings came.
func (b *Bus) DropFindingsReader(ctx context.Context, durable string) error {
	err := b.js.DeleteConsumer(ctx, findingsStream, durable)
	if err == nil || errors.Is(err, jetstream.ErrConsumerNotFound) {
		return nil
	}
	return fmt.Errorf("pipeline: drop %s: %w", durable, err)
}

// LoadFinding reads the finding at a place in the stream; nil where the stream
// no longer keeps it.
func (b *Bus) LoadFinding(ctx context.Context, seq uint64) (*news.Finding, error) {
	s, err := b.stream(ctx, findingsStream)
	if err != nil {
		return nil, err
	}
	m, err := s.GetMsg(ctx, seq)
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return nil, nil
	}
	var f news.Finding
	if err == nil {
		err = json.Unmarshal(m.Data, &f)
	}
	if err != nil {
		return nil, fmt.Errorf("pipeline: finding at %d: %w", seq, err)
	}
	return &f, nil
}

// Start is where to begin: after a message, or where Seq is 0 with what was
// stored since a time.
type Start struct {
	Seq   uint64
	Since time.Time
}

// begins reports whether the message is one of those to begin with.
func (s Start) begins(m *jetstream.MsgMetadata) bool {
	if s.Seq > 0 {
		return m.Sequence.Stream > s.Seq
	}
	return !m.Timestamp.Before(s.Since)
}

// FollowFindings hands over the findings stored from the start on, and those
// that come, each with what the stream had of it before (nil: it is new),
// until ctx ends or handler fails. What was said before in the same words is
// passed over.
func (b *Bus) FollowFindings(ctx context.Context, from Start, handler func(now Told, before *news.Finding) error) error {
	last, err := b.sayings(ctx, from)
	if err != nil {
		return err
	}
	cfg := reader(from.Since)
	if from.Seq > 0 {
		cfg = jetstream.OrderedConsumerConfig{DeliverPolicy: jetstream.DeliverByStartSequencePolicy, OptStartSeq: from.Seq + 1}
	}
	return b.followAs(ctx, findingsStream, cfg, func(m jetstream.Msg) error {
		now, err := toldBy(m)
		if err != nil {
			return err
		}
		old, known := last[now.Finding.ID]
		last[now.Finding.ID] = saying{now.Saying, now.Seq}
		if known && old.words == now.Saying {
			return nil
		}
		var before *news.Finding
		if known {
			if before, err = b.LoadFinding(ctx, old.seq); err != nil {
				return err
			}
		}
		return handler(now, before)
	})
}

// FindingsSince returns the IDs of the findings that were told of after a place
// in the stream in other words than before, and the place of the last message.
func (b *Bus) FindingsSince(ctx context.Context, seq uint64) (ids []string, last uint64, err error) {
	s, err := b.stream(ctx, findingsStream)
	if err != nil {
		return nil, 0, err
	}
	if last = s.CachedInfo().State.LastSeq; last <= seq {
		return nil, last, nil
	}
	said, err := b.sayings(ctx, Start{Seq: seq})
	if err != nil {
		return nil, 0, err
	}
	cfg := jetstream.OrderedConsumerConfig{DeliverPolicy: jetstream.DeliverByStartSequencePolicy, OptStartSeq: seq + 1, HeadersOnly: true}
	now := map[string]string{}
	err = b.replayAs(ctx, findingsStream, time.Time{}, cfg, func(m jetstream.Msg) error {
		words := messageID(m)
		id, _, _ := strings.Cut(words, ":")
		now[id] = words
		return nil
	})
	for id, words := range now {
		if said[id].words != words {
			ids = append(ids, id)
		}
	}
	return ids, last, err
}

// saying is where a finding was last told of, and in what words.
type saying struct {
	words string
	seq   uint64
}

// sayings are the last words of each finding before the start. Only the heads
// of the messages are read.
func (b *Bus) sayings(ctx context.Context, from Start) (map[string]saying, error) {
	last := map[string]saying{}
	cfg := reader(time.Time{})
	cfg.HeadersOnly = true
	err := b.replayAs(ctx, findingsStream, time.Time{}, cfg, func(m jetstream.Msg) error {
		meta, err := m.Metadata()
		if err != nil {
			return err
		}
		if from.begins(meta) {
			return errSeen
		}
		words := messageID(m)
		id, _, _ := strings.Cut(words, ":")
		last[id] = saying{words, meta.Sequence.Stream}
		return nil
	})
	return last, err
}
