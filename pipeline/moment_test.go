package pipeline

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"muster/news"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// TestTheMomentIsNoTry: a handler that meets servers without a leader many
// times in a row has its message at once when they have one, and the message
// has been delivered once.
func TestTheMomentIsNoTry(t *testing.T) {
	b := withBus(t, t.TempDir())
	b.hold = hold{most: time.Minute, first: time.Millisecond, limit: time.Millisecond}
	publish(t, b, 1)
	signs := []error{
		nats.ErrNoResponders, nats.ErrTimeout, context.DeadlineExceeded, fmt.Errorf("a lease: %w", ErrTaken),
		&jetstream.APIError{Code: 503, ErrorCode: 10008, Description: "JetStream system temporarily unavailable"},
	}
	tried := 0
	until(t, b, func(news.Article) (bool, error) {
		if tried++; tried <= 3*maxTries {
			return false, Retry(signs[tried%len(signs)])
		}
		return true, nil
	})
	if dead, err := b.DeadLetters(t.Context()); len(dead) != 0 || err != nil {
		t.Errorf("dead letters %+v, %v", dead, err)
	}
}

// TestToolsArePatient: a tool meets a server that is slow, and goes on.
func TestToolsArePatient(t *testing.T) {
	b := withBus(t, t.TempDir())
	b.hold = hold{most: time.Minute, first: time.Millisecond, limit: time.Millisecond}
	tried := 0
	err := b.Patiently(t.Context(), func() error {
		if tried++; tried < 4 {
			return Retry(fmt.Errorf("publish: %w", context.DeadlineExceeded))
		}
		return errors.New("no such feed")
	})
	if tried != 4 || err == nil || err.Error() != "no such feed" {
		t.Errorf("%d tries, %v", tried, err)
	}
}

func TestWhatIsOfTheMoment(t *testing.T) {
	for _, err := range []error{nil, errors.New("a defect"), Retry(ErrChanged), Drop(nats.ErrTimeout), jetstream.ErrJetStreamNotEnabled} {
		if momentary(err) {
			t.Errorf("%v counts as of the moment", err)
		}
	}
}

// TestDeliveriesCutShortLengthenNoRest: what was delivered to processes that
// were killed over it rests after its first failure as after one failure.
func TestDeliveriesCutShortLengthenNoRest(t *testing.T) {
	b := withBus(t, t.TempDir())
	publish(t, b, 1)
	cons, err := b.openReader(t.Context(), source{stream: articlesStream, durable: "test"})
	if err != nil {
		t.Fatal(err)
	}
	const killed = 8 // after so many the table has ten minutes
	for range killed {
		m, err := cons.Next()
		if err != nil {
			t.Fatal(err)
		}
		if err := m.Nak(); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	until(t, b, func(news.Article) (bool, error) {
		if n++; n == 1 {
			return false, errors.New("not now")
		}
		return true, nil
	})
}

// TestALostScheduleIsSeen: a schedule that makes no job is none, or its feed
// would never be fetched again.
func TestALostScheduleIsSeen(t *testing.T) {
	b := withBus(t, t.TempDir())
	if _, err := b.store(t.Context(), fetchStream, &nats.Msg{Subject: scheduleSubject + "feed"}); err != nil {
		t.Fatal(err)
	}
	if got, err := b.Scheduled(t.Context(), "feed"); got || err != nil {
		t.Errorf("scheduled %v, %v", got, err)
	}
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	for at, want := range map[string]bool{
		"@at 2026-03-02T13:00:00Z": true, "@at 2026-03-02T11:59:30Z": true, "@at 2026-03-02T11:58:00Z": false, "@at soon": false, "": false,
	} {
		if got := comes(nats.Header{jetstream.ScheduleHeader: {at}}, now); got != want {
			t.Errorf("%q: %v", at, got)
		}
	}
}
