package pipeline

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/micro"
)

// Answer answers one request.
type Answer func(ctx context.Context, request []byte) ([]byte, error)

// serviceVersion is what the services say of themselves to NATS tools.
const serviceVersion = "1.0.0"

// answersAtOnce is how many requests one process works on at the same time.
const answersAtOnce = 16

// Serve answers requests at muster.<service>.<endpoint> until ctx ends. All
// processes that serve the same service share the requests.
func (b *Bus) Serve(ctx context.Context, service string, endpoints map[string]Answer) error {
	svc, err := micro.AddService(b.nc, micro.Config{
		Name: "muster-" + service, Version: serviceVersion, QueueGroup: "muster-" + service,
		Description: "Muster " + service,
	})
	if err != nil {
		return fmt.Errorf("pipeline: service %s: %w", service, err)
	}
	group := svc.AddGroup(serviceSubject + service)
	slots := make(chan struct{}, answersAtOnce)
	for name, answer := range endpoints {
		h := micro.HandlerFunc(func(r micro.Request) {
			slots <- struct{}{}
			go func() {
				defer func() { <-slots }()
				b.answer(ctx, service+"."+name, r, answer)
			}()
		})
		if err := group.AddEndpoint(name, h); err != nil {
			_ = svc.Stop()
			return fmt.Errorf("pipeline: endpoint %s.%s: %w", service, name, err)
		}
	}
	// Who asks after Serve has returned finds the service, on whatever
	// connection; where the server is away, it hears of it when it is back.
	_ = b.nc.FlushTimeout(5 * time.Second)
	context.AfterFunc(ctx, func() { _ = svc.Stop() })
	return nil
}

func (b *Bus) answer(ctx context.Context, endpoint string, r micro.Request, answer Answer) {
	start := time.Now()
	out, err := guardedAnswer(ctx, r.Data(), answer)
	if limit := b.nc.MaxPayload(); err == nil && int64(len(out))+headerRoom > limit {
		err = fmt.Errorf("the answer has %d bytes and the server takes %d: ask for fewer", len(out), limit)
	}
	if err != nil {
		b.log.Warn("request", "endpoint", endpoint, "took", time.Since(start), "error", err)
		_ = r.Error("500", oneLine(err.Error()), nil)
		return
	}
	b.log.Debug("request", "endpoint", endpoint, "took", time.Since(start), "bytes", len(out))
	_ = r.Respond(out)
}

// guardedAnswer keeps one bad request from ending the process.
func guardedAnswer(ctx context.Context, request []byte, answer Answer) (out []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("internal error: %v", r)
		}
	}()
	return answer(ctx, request)
}

// Request asks the endpoint of a service ("search.find"). ErrNoAnswer means
// that no process serves it. An error the service itself gives is returned
// with its words.
func (b *Bus) Request(ctx context.Context, endpoint string, request []byte) ([]byte, error) {
	ctx, done := b.denials.watch(ctx)
	m, err := b.nc.RequestWithContext(ctx, serviceSubject+endpoint, request)
	err = done(err)
	switch {
	case errors.Is(err, nats.ErrNoResponders):
		return nil, fmt.Errorf("%w: %s", ErrNoAnswer, endpoint)
	case err != nil:
		return nil, fmt.Errorf("pipeline: request %s: %w", endpoint, err)
	}
	if text := m.Header.Get(micro.ErrorHeader); text != "" {
		return nil, errors.New(text)
	}
	return m.Data, nil
}
