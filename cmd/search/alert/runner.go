package alert

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"muster/cmd/page"
	"muster/desk"
	"muster/index"
	"muster/news"
	"muster/pipeline"
)

// Runner works on all alerts of a bus.
type Runner struct {
	Bus *pipeline.Bus
	// Desk knows which findings fit a query.
	Desk   desk.Desk
	Teller Teller
}

// again is the pause before alerts are read again after a failure.
const again = 2 * time.Second

// Run works until ctx ends; alerts may come, change and go meanwhile.
func (r Runner) Run(ctx context.Context) {
	for ctx.Err() == nil {
		if err := r.follow(ctx); err != nil {
			r.Bus.Log().Warn("alerts cannot be read, trying again", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(again):
		}
	}
}

func (r Runner) follow(ctx context.Context) error {
	working := map[string]work{}
	defer func() {
		for _, w := range working {
			w.stop()
		}
	}()
	return Table(r.Bus).Follow(ctx, func() {}, func(name string, a *Alert, _ uint64) {
		old, runs := working[name]
		if runs {
			old.stop()
			delete(working, name)
		}
		if runs && (a == nil || old.reader != a.Reader()) {
			if err := r.Bus.DropFindingsReader(ctx, old.reader); err != nil {
				r.Bus.Log().Warn("alert", "alert", name, "error", err)
			}
		}
		if a != nil && !a.Paused {
			working[name] = r.start(ctx, *a)
		}
	})
}

// work is one alert at work.
type work struct {
	reader string
	stop   func() // returns when it has ended
}

func (r Runner) start(ctx context.Context, a Alert) work {
	ctx, cancel := context.WithCancel(ctx)
	var ended sync.WaitGroup
	ended.Go(func() {
		err := r.Bus.ConsumeFindings(ctx, a.Reader(), a.Since, func(ctx context.Context, told pipeline.Told) error {
			return r.take(ctx, a, told)
		})
		if err != nil {
			r.Bus.Log().Warn("alert stopped", "alert", a.Name, "error", err)
		}
	})
	return work{a.Reader(), func() { cancel(); ended.Wait() }}
}

// take tells of one finding, where it fits and is not told yet.
func (r Runner) take(ctx context.Context, a Alert, told pipeline.Told) error {
	f := told.Finding
	key := Key(a.Name, f.ID)
	said, version, err := Log(r.Bus).Get(ctx, key)
	if err != nil {
		return err
	}
	e, tell, err := r.event(ctx, a, told, said)
	if err != nil || !tell {
		return err
	}
	next := Said{Alert: a.Name, Finding: f.ID, Title: e.Title, State: e.State, At: e.At, Saying: told.Saying, Seq: told.Seq}
	failed := r.Teller.Tell(ctx, a, e)
	if failed != nil {
		next.Saying, next.Seq, next.Tries, next.Error = said.Saying, said.Seq, said.Tries+1, failed.Error()
		r.Bus.Log().Warn("alert not delivered", "alert", a.Name, "finding", f.ID, "try", next.Tries, "error", failed)
	} else {
		r.Bus.Log().Info("alert", "alert", a.Name, "state", e.State, "finding", f.ID, "title", e.Title)
	}
	// Another daemon may have told it meanwhile: its record stands.
	if _, err := Log(r.Bus).Put(ctx, key, next, version); err != nil && !errors.Is(err, pipeline.ErrChanged) {
		return errors.Join(failed, err)
	}
	return failed
}

// event is what there is to tell; tell is false where it does not fit, was
// told, or looks to a reader as it did.
func (r Runner) event(ctx context.Context, a Alert, told pipeline.Told, said Said) (e Event, tell bool, err error) {
	f := told.Finding
	known := said.Saying != ""
	// A message that comes late, after tries, tells nothing that still is.
	if told.Seq <= said.Seq || said.Saying == told.Saying || !a.wants(f.Kind) || f.Withdrawn && !known {
		return e, false, nil
	}
	e = Event{ID: a.Name + ":" + told.Saying, Alert: a.Name, State: New, Title: Title(f), Finding: page.Worded(f), At: time.Now().UTC().Truncate(time.Second)}
	if known {
		if e.State = Changed; f.Withdrawn {
			e.State = Withdrawn
		}
		before, err := r.Bus.LoadFinding(ctx, said.Seq)
		if err != nil {
			return e, false, err
		}
		if before != nil {
			if e.Changes = page.Changes(*before, f); len(e.Changes) == 0 {
				return e, false, nil
			}
		}
	}
	fits, err := Fits(ctx, r.Desk, a, f)
	return e, fits, err
}

// ErrBehind means that the index has not taken in yet what the stream has.
var ErrBehind = errors.New("the index is behind the stream")

// Fits asks the index whether a finding is found by the query of an alert and
// severe enough for it.
func Fits(ctx context.Context, d desk.Desk, a Alert, f news.Finding) (bool, error) {
	got, err := d.Conflicts(ctx, desk.ConflictsRequest{
		Query: a.Query, Kinds: []news.FindingKind{f.Kind}, Severity: a.Severity, Withdrawn: true, Only: []string{f.ID}, Limit: 1,
	})
	if err != nil || got.Total > 0 {
		return got.Total > 0, err
	}
	switch _, err := d.Show(ctx, desk.ShowRequest{ID: f.ID}); {
	case errors.Is(err, index.ErrNotFound):
		return false, fmt.Errorf("%w: finding %s", ErrBehind, f.ID)
	case err != nil:
		return false, err
	}
	return false, nil
}

// Title is a finding in one line.
func Title(f news.Finding) string {
	return page.Kind(f) + ": " + page.Asked(f.Question) + ": " + page.Sides(f)
}
