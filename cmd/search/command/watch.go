package command

import (
	"context"
	"errors"
	"slices"
	"time"

	"muster/cmd/daemon"
	"muster/cmd/form"
	"muster/cmd/page"
	"muster/cmd/search/alert"
	answers "muster/cmd/search/answer"
	"muster/desk"
	"muster/news"
	"muster/pipeline"

	"github.com/spf13/cobra"
)

// watcher writes what comes.
type watcher struct {
	tool   *tool
	wanted alert.Alert
	since  string
	resume bool
}

// seen is what a watch writes of one finding.
type seen struct {
	State   alert.State  `json:"state"`
	Changes []string     `json:"changes,omitempty"`
	Finding news.Finding `json:"finding"`
	At      time.Time    `json:"at"`
}

func (w watcher) run(c *cobra.Command) error {
	from := pipeline.Start{Since: time.Now()}
	day, err := sinceDay(w.since, from.Since)
	if err != nil {
		return err
	}
	if day != "" {
		from.Since = day.Time()
	}
	if w.resume {
		if from.Seq, err = w.ended(); err != nil {
			return err
		}
	}
	ctx, stop := daemon.Signalled(c.Context())
	defer stop()
	b, err := w.tool.flags.Join(ctx, "search watch")
	if err != nil {
		return err
	}
	defer b.Close()
	return b.FollowFindings(ctx, from, func(now pipeline.Told, before *news.Finding) error {
		s, show, err := w.see(ctx, desk.Away{Bus: b}, now, before)
		if err == nil && show {
			err = w.write(c, s, markOf(ctx, b, now.Finding.ID))
		}
		if err == nil {
			err = w.keep(now.Seq)
		}
		if ctx.Err() != nil {
			return nil
		}
		return err
	})
}

// see says what there is to show of a finding.
func (w watcher) see(ctx context.Context, d desk.Desk, now pipeline.Told, before *news.Finding) (s seen, show bool, err error) {
	f := now.Finding
	s = seen{State: alert.New, Finding: page.Worded(f), At: now.At.UTC()}
	unasked := f.Kind == news.Unsure && len(w.wanted.Kinds) == 0
	if unasked || len(w.wanted.Kinds) > 0 && !slices.Contains(w.wanted.Kinds, f.Kind) || f.Severity < w.wanted.Severity {
		return s, false, nil
	}
	if before != nil {
		s.State, s.Changes = alert.Changed, page.Changes(*before, f)
		if len(s.Changes) == 0 {
			return s, false, nil
		}
	}
	if f.Withdrawn {
		s.State = alert.Withdrawn
	}
	if w.wanted.Query == "" {
		return s, true, nil
	}
	show, err = fits(ctx, d, w.wanted, f)
	return s, show, err
}

// behind is how long an index may be behind the stream, in tries of pause.
const (
	behind = 50
	pause  = 200 * time.Millisecond
)

// fits asks the daemon whether a finding is found by the query. A daemon that
// was just started may have to catch up.
func fits(ctx context.Context, d desk.Desk, a alert.Alert, f news.Finding) (ok bool, err error) {
	for range behind {
		if ok, err = alert.Fits(ctx, d, a, f); !errors.Is(err, alert.ErrBehind) {
			return ok, err
		}
		select {
		case <-ctx.Done():
			return false, nil
		case <-time.After(pause):
		}
	}
	return false, err
}

// write shows a finding; one that somebody dealt with is no news.
func (w watcher) write(c *cobra.Command, s seen, mark *desk.Mark) error {
	if mark != nil && mark.Done() {
		return nil
	}
	out := c.OutOrStdout()
	if w.tool.form.IsJSON() {
		return w.tool.form.Line(out, s)
	}
	p := w.tool.form.Page(out)
	if mark != nil {
		p.Marks = answers.Marks(map[string]desk.Mark{s.Finding.ID: *mark})
	}
	return p.Seen(string(s.State), s.Changes, s.Finding)
}

// place is the name by which it is kept where a watch for these things ended, on
// this server or in this data folder.
func (w watcher) place() (string, error) {
	if !form.Remembers() && w.resume {
		return "", errors.New("--resume: no folder to remember it in (HOME and XDG_STATE_HOME are not set)")
	}
	return w.tool.placeOf("watch", w.wanted)
}

// ended is the place of the last finding that was written, 0 where there is
// none.
func (w watcher) ended() (seq uint64, err error) {
	name, err := w.place()
	if err != nil {
		return 0, err
	}
	return placeIn(name)
}

func (w watcher) keep(seq uint64) error {
	name, err := w.place()
	if err != nil {
		return err
	}
	return keepPlace(name, seq)
}
