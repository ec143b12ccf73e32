package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"muster/cmd/daemon"
	"muster/cmd/form"
	ingestd "muster/cmd/ingest/daemon"
	"muster/cmd/page"
	"muster/crosscheck/why"
	"muster/desk"
	"muster/index"
	"muster/pipeline"

	"github.com/spf13/cobra"
)

// status is how everything fares.
type status struct {
	Server  string              `json:"server"`
	Daemons []pipeline.Presence `json:"daemons"`
	Feeds   feedsStatus         `json:"feeds"`
	Counts  pipeline.Counts     `json:"stored"`
	Lags    []pipeline.Lag      `json:"readers"`
	// Index is nil where no search daemon answers.
	Index *index.Stats `json:"index,omitempty"`
	// Free bytes where the data folder is; 0 where that is elsewhere.
	Free uint64 `json:"free_bytes,omitempty"`
}

type feedsStatus struct {
	All     int `json:"all"`
	Failing int `json:"failing"`
	Paused  int `json:"paused"`
	Retired int `json:"retired"`
}

func statusCommand(flags *daemon.Flags) *cobra.Command {
	var o form.Form
	c := &cobra.Command{
		Use: "status", Short: "Show who lives, what waits, what is stored and what was skipped", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			b, err := flags.Join(c.Context(), "status")
			if err != nil {
				return err
			}
			defer b.Close()
			s, err := statusOf(c.Context(), b)
			if err != nil {
				return err
			}
			if flags.Server == "" {
				s.Free, _ = pipeline.Room(flags.Data)
			}
			return o.Write(c.OutOrStdout(), form.Answer{Whole: s, Text: func(p page.Page) error { return s.write(p, time.Now()) }})
		},
	}
	o.Bind(c.Flags())
	return c
}

// lifeSign is how long the next answer of a daemon is waited for.
const lifeSign = 300 * time.Millisecond

func statusOf(ctx context.Context, b *pipeline.Bus) (s status, err error) {
	if s, err = countsOf(ctx, b); err != nil {
		return s, err
	}
	s.Daemons, err = b.Alive(ctx, lifeSign)
	return s, err
}

// countsOf is the status but for who lives, which takes a while to ask.
func countsOf(ctx context.Context, b *pipeline.Bus) (s status, err error) {
	s.Server = b.ServerName()
	if s.Counts, err = b.Counts(ctx); err != nil {
		return s, err
	}
	if s.Lags, err = b.Lags(ctx); err != nil {
		return s, err
	}
	feeds, err := ingestd.Feeds(ctx, b)
	if err != nil {
		return s, err
	}
	s.Feeds.All = len(feeds)
	for _, f := range feeds {
		switch {
		case f.Retired:
			s.Feeds.Retired++
		case f.Paused:
			s.Feeds.Paused++
		case f.Failures > 0:
			s.Feeds.Failing++
		}
	}
	// That nobody answers is a state to show, not a failure.
	if size, err := (desk.Away{Bus: b}).Stats(ctx, desk.StatsRequest{}); err == nil {
		s.Index = &size
	}
	return s, nil
}

func (s status) write(p page.Page, now time.Time) error {
	err := p.Print(func(b *page.Printer) {
		b.Line("server    %s", s.Server)
		b.Line("feeds     %d, %d failing, %d paused, %d retired (see: ingest list)", s.Feeds.All, s.Feeds.Failing, s.Feeds.Paused, s.Feeds.Retired)
		b.Line("stored    %s revisions of articles, %s sets of claims, %s messages of findings", grouped(s.Counts.Articles), grouped(s.Counts.Claims), grouped(s.Counts.Findings))
		b.Line("dead      %d letters (see: muster dead list)", s.Counts.Dead)
		if s.Index != nil {
			b.Line("index     %s articles, %s claims, %s findings, %s", grouped(s.Index.Articles), grouped(s.Index.Claims), grouped(s.Index.Findings), inBytes(uint64(s.Index.Bytes)))
		} else {
			b.Line("index     no search daemon answers")
		}
		if s.Free > 0 {
			b.Line("disk      %s free", inBytes(s.Free))
		}
		for why, n := range s.skipped() {
			b.Line("skipped   %s since the daemons began: %s", page.Plural(uint64(n), "article", "articles"), why)
		}
		b.Line("")
		if len(s.Daemons) == 0 {
			b.Line("%s", b.In(page.Red, "no daemon answers"))
		}
	})
	if err != nil {
		return err
	}
	return s.tables(p, now)
}

func (s status) tables(p page.Page, now time.Time) error {
	if len(s.Daemons) > 0 {
		rows := make([][]string, len(s.Daemons))
		for i, d := range s.Daemons {
			health := "ok"
			if len(d.Troubles) > 0 {
				health = strings.Join(d.Troubles, "; ")
			}
			rows[i] = []string{d.Name, d.Host, strconv.Itoa(d.PID), now.Sub(d.Since).Round(time.Second).String(), health, d.Version}
		}
		if err := p.Table([]page.Column{{Name: "DAEMON", Look: page.Bold, Whole: true}, {Name: "HOST"}, {Name: "PID", Whole: true}, {Name: "UP", Whole: true}, {Name: "HEALTH"}, {Name: "VERSION", Spare: 1}}, rows); err != nil {
			return err
		}
		fmt.Fprintln(p.W)
	}
	rows := make([][]string, len(s.Lags))
	for i, l := range s.Lags {
		oldest := ""
		if l.Oldest > 0 {
			oldest = l.Oldest.String()
		}
		rows[i] = []string{l.Reader, l.Stream, grouped(l.Waiting), strconv.Itoa(l.InHand), oldest}
	}
	return p.Table([]page.Column{{Name: "READER"}, {Name: "STREAM", Whole: true}, {Name: "WAITING", Whole: true}, {Name: "IN HAND", Whole: true}, {Name: "OLDEST", Whole: true}}, rows)
}

// skipped sums what all daemons skipped.
func (s status) skipped() map[string]int {
	sum := map[string]int{}
	for _, d := range s.Daemons {
		for _, why := range slices.Sorted(maps.Keys(d.Skipped)) {
			sum[why] += d.Skipped[why]
		}
	}
	return sum
}

func grouped(n uint64) string { return why.Number(float64(n)) }

// inBytes is a size in words.
func inBytes(n uint64) string {
	units := []string{"bytes", "kB", "MB", "GB", "TB"}
	v, i := float64(n), 0
	for ; v >= 1000 && i < len(units)-1; i++ {
		v /= 1000
	}
	return strconv.FormatFloat(v, 'f', 1, 64) + " " + units[i]
}
