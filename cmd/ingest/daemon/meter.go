package daemon

import (
	"context"
	"errors"
	"strings"
	"time"

	"muster/ingest"

	"github.com/prometheus/client_golang/prometheus"
)

// meter shows how feeds fare and how late they are fetched.
type meter struct {
	registry *prometheus.Registry
	lag      prometheus.Histogram
	alerts   *prometheus.CounterVec
}

func newMeter(r *prometheus.Registry) *meter {
	m := &meter{
		registry: r,
		lag: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "muster_fetch_lag_seconds", Help: "How long after its time a feed was fetched.",
			Buckets: []float64{0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 7200},
		}),
		alerts: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "muster_feed_alerts_total", Help: "Alerts of feeds, by kind."}, []string{"kind"}),
	}
	m.lag, m.alerts = registered(r, m.lag), registered(r, m.alerts)
	return m
}

// registered is the collector, or the one of its name that an ingest part of
// the same process registered before.
func registered[C prometheus.Collector](r *prometheus.Registry, c C) C {
	var again prometheus.AlreadyRegisteredError
	if err := r.Register(c); errors.As(err, &again) {
		if known, ok := again.ExistingCollector.(C); ok {
			return known
		}
	}
	return c
}

// lagged notes how late a feed is.
func (m *meter) lagged(f ingest.Feed, now time.Time) {
	if !f.Next.IsZero() {
		m.lag.Observe(max(now.Sub(f.Next).Seconds(), 0))
	}
}

// follow registers the state of all feeds, read whenever somebody asks, until
// ctx ends.
func (m *meter) follow(ctx context.Context, d *daemon) {
	c := &feedCollector{ctx, d}
	if m.registry.Register(c) == nil {
		context.AfterFunc(ctx, func() { m.registry.Unregister(c) })
	}
}

// feedCollector gives the health of each feed as metrics.
type feedCollector struct {
	ctx context.Context
	d   *daemon
}

var feedGauges = []struct {
	desc  *prometheus.Desc
	value func(ingest.Feed) float64
}{
	{feedDesc("last_success_timestamp_seconds", "When the feed last worked."), func(f ingest.Feed) float64 { return unix(f.Worked) }},
	{feedDesc("next_timestamp_seconds", "When the feed is fetched next."), func(f ingest.Feed) float64 { return unix(f.Next) }},
	{feedDesc("interval_seconds", "Pause between fetches as it has adapted."), func(f ingest.Feed) float64 { return float64(f.Interval) }},
	{feedDesc("failures", "Failures in a row."), func(f ingest.Feed) float64 { return float64(f.Failures) }},
	{feedDesc("items", "Items in the feed at the last fetch."), func(f ingest.Feed) float64 { return float64(f.Items) }},
	{feedDesc("repairs", "Kinds of repair the feed needed at the last fetch."), func(f ingest.Feed) float64 { return float64(len(f.Repaired)) }},
	{feedDesc("silent", "1 where the feed is silent for three times its longest usual pause."), func(f ingest.Feed) float64 { return truth(f.Silent) }},
	{feedDesc("retired", "1 where the server says the feed is gone for good."), func(f ingest.Feed) float64 { return truth(f.Retired) }},
}

func feedDesc(name, help string) *prometheus.Desc {
	return prometheus.NewDesc("muster_feed_"+name, help, []string{"feed"}, nil)
}

func (c *feedCollector) Describe(out chan<- *prometheus.Desc) {
	for _, g := range feedGauges {
		out <- g.desc
	}
}

func (c *feedCollector) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(c.ctx, 5*time.Second)
	defer cancel()
	all, err := c.d.feeds.All(ctx)
	if err != nil {
		return // the scrape goes on without feeds
	}
	for id, f := range all {
		for _, g := range feedGauges {
			out <- prometheus.MustNewConstMetric(g.desc, prometheus.GaugeValue, g.value(f), strings.ToValidUTF8(id, ""))
		}
	}
}

func unix(t time.Time) float64 {
	if t.IsZero() {
		return 0
	}
	return float64(t.Unix())
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
