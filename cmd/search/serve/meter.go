package serve

import (
	"context"
	"time"

	"muster/index"
	"muster/news"

	"github.com/prometheus/client_golang/prometheus"
)

// meter counts the daemon's work.
type meter struct {
	claims, findings *prometheus.CounterVec
	check, commit    prometheus.Histogram
}

func newMeter(r *prometheus.Registry) *meter {
	buckets := prometheus.ExponentialBuckets(0.0001, 4, 9)
	kind := []string{"kind"}
	m := &meter{
		claims:   prometheus.NewCounterVec(prometheus.CounterOpts{Name: "muster_claims_indexed_total", Help: "Claims taken into the index, by kind."}, kind),
		findings: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "muster_findings_total", Help: "Findings new, changed or withdrawn, by kind."}, kind),
		check:    prometheus.NewHistogram(prometheus.HistogramOpts{Name: "muster_check_seconds", Help: "Time to hold a batch of claim sets against all before.", Buckets: buckets}),
		commit:   prometheus.NewHistogram(prometheus.HistogramOpts{Name: "muster_index_commit_seconds", Help: "Time to write one batch to the index.", Buckets: buckets}),
	}
	for _, c := range []prometheus.Collector{m.claims, m.findings, m.check, m.commit} {
		// A process that serves twice has them already.
		_ = r.Register(c)
	}
	return m
}

// took counts the claims of a set.
func (m *meter) took(set news.ClaimSet) {
	for _, c := range set.Claims {
		m.claims.WithLabelValues(string(c.Kind)).Inc()
	}
}

// found counts a finding.
func (m *meter) found(f news.Finding) { m.findings.WithLabelValues(string(f.Kind)).Inc() }

func (m *meter) checked(took time.Duration) { m.check.Observe(took.Seconds()) }

func (m *meter) wrote(took time.Duration) { m.commit.Observe(took.Seconds()) }

// sizes gives the size of the index as metrics, asked for at each scrape.
type sizes struct {
	ctx   context.Context
	index *index.Index
}

// sizesWithin is how long counting may take.
const sizesWithin = 3 * time.Second

var indexSizes = []struct {
	desc  *prometheus.Desc
	kind  prometheus.ValueType
	value func(index.Stats) float64
}{
	{indexDesc("articles", "Articles the index holds."), prometheus.GaugeValue, func(s index.Stats) float64 { return float64(s.Articles) }},
	{indexDesc("claims", "Claims the index holds."), prometheus.GaugeValue, func(s index.Stats) float64 { return float64(s.Claims) }},
	{indexDesc("findings", "Findings the index holds."), prometheus.GaugeValue, func(s index.Stats) float64 { return float64(s.Findings) }},
	{indexDesc("bytes", "Bytes of the index on the disk."), prometheus.GaugeValue, func(s index.Stats) float64 { return float64(s.Bytes) }},
	{indexDesc("segments", "Files of segments on the disk."), prometheus.GaugeValue, func(s index.Stats) float64 { return float64(s.Segments) }},
	{indexDesc("merges_total", "Merges of segments since the start."), prometheus.CounterValue, func(s index.Stats) float64 { return float64(s.Merges) }},
}

func indexDesc(name, help string) *prometheus.Desc {
	return prometheus.NewDesc("muster_index_"+name, help, nil, nil)
}

// showSizes shows the sizes of the index until the returned function is called.
func showSizes(ctx context.Context, r *prometheus.Registry, x *index.Index) (stop func()) {
	c := sizes{ctx, x}
	if r.Register(c) != nil {
		return func() {} // two indexes in one process: the first is shown
	}
	return func() { r.Unregister(c) }
}

// Describe implements prometheus.Collector.
func (c sizes) Describe(out chan<- *prometheus.Desc) {
	for _, s := range indexSizes {
		out <- s.desc
	}
}

// Collect implements prometheus.Collector. Where counting fails the scrape
// goes on without.
func (c sizes) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(c.ctx, sizesWithin)
	defer cancel()
	now, err := c.index.Stats(ctx)
	if err != nil {
		return
	}
	for _, s := range indexSizes {
		out <- prometheus.MustNewConstMetric(s.desc, s.kind, s.value(now))
	}
}
