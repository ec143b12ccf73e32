package pipeline

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// The headers of a dead letter.
const (
	deadReason = "Muster-Reason"
	deadTries  = "Muster-Tries"
	deadFrom   = "Muster-Subject"
	deadReader = "Muster-Reader"
	deadID     = "Muster-Id"
)

// DeadLetter is a message given up, with the reason.
type DeadLetter struct {
	// Seq names the letter.
	Seq uint64 `json:"seq"`
	// Stream and Subject are where the message was; Reader is who gave it up.
	Stream  string    `json:"stream"`
	Subject string    `json:"subject"`
	Reader  string    `json:"reader"`
	ID      string    `json:"id"`
	Reason  string    `json:"reason"`
	Tries   int       `json:"tries"`
	Died    time.Time `json:"died"`
	// Body is the message as it was.
	Body []byte `json:"-"`
}

// bury copies the message to the dead letters and only then takes it out of
// its queue: after Term the body of a work queue's message is gone.
func (b *Bus) bury(ctx context.Context, from source, m jetstream.Msg, reason error) {
	letter := nats.NewMsg(deadSubject + from.stream)
	letter.Data = m.Data()
	letter.Header.Set(deadReason, oneLine(reason.Error()))
	letter.Header.Set(deadTries, strconv.Itoa(tries(m)))
	letter.Header.Set(deadFrom, m.Subject())
	letter.Header.Set(deadReader, from.durable)
	letter.Header.Set(deadID, messageID(m))
	id := from.stream + ":" + from.durable + ":" + streamSeq(m)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if _, err := b.store(ctx, deadStream, letter, jetstream.WithMsgID(id)); err != nil {
		b.log.Error("dead letter could not be stored, the message will come again", "topic", m.Subject(), "error", err)
		_ = m.NakWithDelay(pauseAfter(len(pauses)))
		return
	}
	_ = m.TermWithReason("dead letter")
}

// reasonLimit keeps a reason within what headers may hold, in bytes.
const reasonLimit = 2 << 10

// oneLine makes a header value of a reason that may hold a stack.
func oneLine(s string) string {
	out := make([]rune, 0, len(s))
	for _, r := range s {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			out = append(out, ' ')
		case r >= ' ':
			out = append(out, r)
		}
		if len(out) == reasonLimit/4 {
			break
		}
	}
	return string(out)
}

func streamSeq(m jetstream.Msg) string {
	meta, err := m.Metadata()
	if err != nil {
		return messageID(m)
	}
	return strconv.FormatUint(meta.Sequence.Stream, 10)
}

// DeadLetters returns all dead letters, oldest first.
func (b *Bus) DeadLetters(ctx context.Context) ([]DeadLetter, error) {
	var letters []DeadLetter
	err := b.replay(ctx, deadStream, time.Time{}, func(m jetstream.Msg) error {
		meta, err := m.Metadata()
		if err == nil {
			letters = append(letters, letterOf(meta.Sequence.Stream, meta.Timestamp, m.Subject(), m.Headers(), m.Data()))
		}
		return err
	})
	return letters, err
}

// DeadLetter returns one dead letter with its body.
func (b *Bus) DeadLetter(ctx context.Context, seq uint64) (DeadLetter, error) {
	s, err := b.js.Stream(ctx, deadStream)
	if err != nil {
		return DeadLetter{}, fmt.Errorf("pipeline: dead letters: %w", err)
	}
	m, err := s.GetMsg(ctx, seq)
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return DeadLetter{}, fmt.Errorf("pipeline: there is no dead letter %d", seq)
	}
	if err != nil {
		return DeadLetter{}, fmt.Errorf("pipeline: dead letter %d: %w", seq, err)
	}
	return letterOf(m.Sequence, m.Time, m.Subject, m.Header, m.Data), nil
}

// RetryDead puts the message of a dead letter back where it was, as a new
// message, and removes the letter.
func (b *Bus) RetryDead(ctx context.Context, seq uint64) error {
	letter, err := b.DeadLetter(ctx, seq)
	if err != nil {
		return err
	}
	msg := &nats.Msg{Subject: letter.Subject, Data: letter.Body}
	if _, err := b.store(ctx, letter.Stream, msg, jetstream.WithMsgID(fmt.Sprintf("dead:%d", seq))); err != nil {
		return err
	}
	return b.ForgetDead(ctx, seq)
}

// ForgetDead removes a dead letter for good.
func (b *Bus) ForgetDead(ctx context.Context, seq uint64) error {
	s, err := b.js.Stream(ctx, deadStream)
	if err == nil {
		err = s.DeleteMsg(ctx, seq)
	}
	if err != nil {
		return fmt.Errorf("pipeline: dead letter %d: %w", seq, err)
	}
	return nil
}

func letterOf(seq uint64, at time.Time, subject string, h nats.Header, body []byte) DeadLetter {
	n, _ := strconv.Atoi(h.Get(deadTries))
	return DeadLetter{
		Seq: seq, Stream: subject[len(deadSubject):], Subject: h.Get(deadFrom), Reader: h.Get(deadReader),
		ID: h.Get(deadID), Reason: h.Get(deadReason), Tries: n, Died: at.UTC(), Body: body,
	}
}
