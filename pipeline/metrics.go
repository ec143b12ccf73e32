package pipeline

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// meter counts messages by stream and what came of them.
type meter struct {
	handled   *prometheus.CounterVec
	published *prometheus.CounterVec
	seconds   *prometheus.HistogramVec
}

func newMeter(r *prometheus.Registry) *meter {
	m := &meter{
		handled: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "muster_messages_handled_total", Help: "Messages handled, by stream and outcome.",
		}, []string{"stream", "outcome"}),
		published: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "muster_messages_published_total", Help: "Messages stored, by stream; repeats are those JetStream already had.",
		}, []string{"stream", "repeat"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "muster_handle_seconds", Help: "Time to handle a message or batch.",
			Buckets: prometheus.ExponentialBuckets(0.001, 4, 9),
		}, []string{"stream"}),
	}
	r.MustRegister(m.handled, m.published, m.seconds)
	return m
}

func (m *meter) took(stream string, o outcome, n int, d time.Duration) {
	m.handled.WithLabelValues(stream, o.String()).Add(float64(n))
	m.seconds.WithLabelValues(stream).Observe(d.Seconds())
}

func (m *meter) stored(stream string, repeat bool) {
	label := "no"
	if repeat {
		label = "yes"
	}
	m.published.WithLabelValues(stream, label).Inc()
}
