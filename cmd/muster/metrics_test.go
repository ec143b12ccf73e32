package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"muster/cmd/daemon"
	ingestd "muster/cmd/ingest/daemon"
	"muster/cmd/search/serve"
	"muster/pipeline"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/spf13/cobra"
)

// TestDashboardAndAlertsAskForWhatThereIs: every metric that they name is one
// the daemons export, and every one of a daemon's own is shown or watched.
func TestDashboardAndAlertsAskForWhatThereIs(t *testing.T) {
	exported := exportedMetrics(t)
	named := map[string]bool{}
	for _, name := range []string{"alerts.yaml", "dashboard.json"} {
		raw, err := os.ReadFile(filepath.Join("..", "..", "deploy", "prometheus", name))
		if err != nil {
			t.Fatal(err)
		}
		for _, metric := range regexp.MustCompile(`\b(muster|process|go)_[a-z_]+`).FindAllString(string(raw), -1) {
			metric = strings.TrimSuffix(metric, "_bucket")
			if named[metric] = true; !exported[metric] {
				t.Errorf("%s asks for %s, which nothing exports", name, metric)
			}
		}
	}
	// What is counted for a closer look only.
	for _, metric := range []string{
		"muster_feed_next_timestamp_seconds", "muster_feed_interval_seconds", "muster_feed_items", "muster_feed_repairs", "muster_feed_alerts_total",
		"muster_reader_in_hand_messages", "muster_reader_redelivered_messages",
	} {
		if !exported[metric] {
			t.Errorf("%s is not exported", metric)
		}
		named[metric] = true
	}
	for metric := range exported {
		if strings.HasPrefix(metric, "muster_") && !named[metric] {
			t.Errorf("%s is neither on the dashboard nor in a rule", metric)
		}
	}
}

// exportedMetrics are the names of all metrics of a process that does
// everything.
func exportedMetrics(t *testing.T) map[string]bool {
	t.Helper()
	flags := &daemon.Flags{}
	exported := map[string]bool{}
	root := &cobra.Command{Use: "prog", SilenceErrors: true, SilenceUsage: true, RunE: func(c *cobra.Command, _ []string) error {
		search := searching(flags.Data, serve.Web{}, false)
		ready := make(chan struct{})
		search.Ready = func(string) { close(ready) }
		return flags.Host(c.Context(), "up", ingestd.Part(ingestd.Config{}), serve.Part(search), pipeline.Part{Name: "look", Work: func(ctx context.Context, b *pipeline.Bus) error {
			select {
			case <-ready:
			case <-ctx.Done():
				return nil
			}
			daemon.Health(b)
			// Ingest enters its own when it begins, which may be later.
			for !exported["muster_feed_failures"] && ctx.Err() == nil {
				describe(b.Metrics(), exported)
			}
			return errors.New("seen")
		}})
	}}
	flags.Bind(root)
	root.SetArgs([]string{"--data", t.TempDir(), "--log-level", "error"})
	if err := root.ExecuteContext(t.Context()); err == nil || !strings.HasSuffix(err.Error(), "seen") {
		t.Fatal(err)
	}
	return exported
}

// describe adds the names of all that is registered.
func describe(r *prometheus.Registry, names map[string]bool) {
	all := make(chan *prometheus.Desc)
	go func() { defer close(all); r.Describe(all) }()
	for d := range all {
		if name := regexp.MustCompile(`fqName: "([a-z_]+)"`).FindStringSubmatch(d.String()); name != nil {
			names[name[1]] = true
		}
	}
}
