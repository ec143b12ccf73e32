package pipeline

import (
	"context"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"
)

// gaugesWithin is how long one look at all streams may take.
const gaugesWithin = 3 * time.Second

// gauges tells, at each scrape, what the streams hold and what waits for each
// durable reader. The server knows these; nothing is counted here.
type gauges struct {
	bus                                                                   *Bus
	messages, bytes, waiting, inHand, redelivered, oldest, ready, skipped *prometheus.Desc
}

func newGauges(b *Bus) *gauges {
	stream, reader := []string{"stream"}, []string{"stream", "reader"}
	return &gauges{
		bus:         b,
		messages:    prometheus.NewDesc("muster_stream_messages", "Messages a stream holds; of DEAD, the dead letters.", stream, nil),
		bytes:       prometheus.NewDesc("muster_stream_bytes", "Bytes a stream holds.", stream, nil),
		waiting:     prometheus.NewDesc("muster_reader_waiting_messages", "Messages not yet delivered to a durable reader.", reader, nil),
		inHand:      prometheus.NewDesc("muster_reader_in_hand_messages", "Messages delivered and not yet acknowledged.", reader, nil),
		redelivered: prometheus.NewDesc("muster_reader_redelivered_messages", "Messages in hand that were delivered before.", reader, nil),
		oldest:      prometheus.NewDesc("muster_reader_oldest_waiting_seconds", "Age of the oldest message that a durable reader has not finished; 0 where all are.", reader, nil),
		ready:       prometheus.NewDesc("muster_ready", "1 where nothing keeps this process from its work, as /readyz says.", nil, nil),
		skipped:     prometheus.NewDesc("muster_articles_skipped_total", "Articles left out since the start, by reason.", []string{"reason"}, nil),
	}
}

// Describe implements prometheus.Collector.
func (g *gauges) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{g.messages, g.bytes, g.waiting, g.inHand, g.redelivered, g.oldest, g.ready, g.skipped} {
		out <- d
	}
}

// Collect implements prometheus.Collector.
func (g *gauges) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), gaugesWithin)
	defer cancel()
	ready := 1.0
	if g.bus.Ready() != nil {
		ready = 0
	}
	out <- prometheus.MustNewConstMetric(g.ready, prometheus.GaugeValue, ready)
	for why, n := range g.bus.skips.all() {
		out <- prometheus.MustNewConstMetric(g.skipped, prometheus.CounterValue, float64(n), why)
	}
	for _, name := range []string{fetchStream, articlesStream, claimsStream, findingsStream, deadStream} {
		s, err := g.bus.js.Stream(ctx, name)
		if err != nil {
			continue
		}
		state := s.CachedInfo().State
		out <- prometheus.MustNewConstMetric(g.messages, prometheus.GaugeValue, float64(state.Msgs), name)
		out <- prometheus.MustNewConstMetric(g.bytes, prometheus.GaugeValue, float64(state.Bytes), name)
		g.readers(ctx, out, name, s)
	}
}

func (g *gauges) readers(ctx context.Context, out chan<- prometheus.Metric, name string, s jetstream.Stream) {
	list := s.ListConsumers(ctx)
	var all []*jetstream.ConsumerInfo
	for info := range list.Info() {
		if info.Config.Durable != "" {
			all = append(all, info)
		}
	}
	for _, info := range all {
		value := func(d *prometheus.Desc, v float64) {
			out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, name, info.Config.Durable)
		}
		value(g.waiting, float64(info.NumPending))
		value(g.inHand, float64(info.NumAckPending))
		value(g.redelivered, float64(info.NumRedelivered))
		value(g.oldest, ageOfOldest(ctx, s, info))
	}
}

// ageOfOldest is how long, in seconds, the first message that the reader has
// not finished lies in the stream.
func ageOfOldest(ctx context.Context, s jetstream.Stream, info *jetstream.ConsumerInfo) float64 {
	if info.NumPending == 0 && info.NumAckPending == 0 {
		return 0
	}
	m, err := s.GetMsg(ctx, info.AckFloor.Stream+1)
	if err != nil {
		return 0
	}
	return max(0, time.Since(m.Time).Seconds())
}
