package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	extractd "muster/cmd/extract/daemon"
	ingestd "muster/cmd/ingest/daemon"
	"muster/cmd/muster/press"
	"muster/cmd/page"
	"muster/desk"
	"muster/news"
	"muster/pipeline"
)

// patience is how long the demo waits for its own daemons. They need seconds;
// a slow machine under load a minute.
const patience = 3 * time.Minute

// report waits until all is processed and prints what came of it.
func (d *demo) report(ctx context.Context, b *pipeline.Bus, paper *press.Press) error {
	start := time.Now()
	if err := d.settled(ctx, b, paper); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return nil
	}
	s, err := summary(ctx, b)
	if err != nil {
		return err
	}
	s.took = time.Since(start)
	if err := d.print(ctx, b, s); err != nil {
		return err
	}
	if d.keep {
		<-ctx.Done()
	}
	return nil
}

// settled waits until every feed has given all it has and nothing waits
// between the daemons.
func (d *demo) settled(ctx context.Context, b *pipeline.Bus, paper *press.Press) error {
	ctx, cancel := context.WithTimeoutCause(ctx, patience, fmt.Errorf("not done after %v: see --log-level info", patience))
	defer cancel()
	var durable string
	select {
	case durable = <-d.durable:
	case <-ctx.Done():
		return timeout(ctx)
	}
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		ok, err := idle(ctx, b, durable, paper)
		if ok || err != nil && ctx.Err() == nil {
			return err
		}
		select {
		case <-ctx.Done():
			return timeout(ctx)
		case <-tick.C:
		}
	}
}

// timeout is the error of a wait that took too long, nil of one that was
// called off.
func timeout(ctx context.Context) error {
	if cause := context.Cause(ctx); cause != context.Canceled {
		return cause
	}
	return nil
}

// idle reports whether all articles came, the corrected ones twice, and all
// readers are through. It asks in the order the work flows, so that what one
// has finished the next must have been given.
func idle(ctx context.Context, b *pipeline.Bus, durable string, paper *press.Press) (bool, error) {
	states, err := ingestd.Feeds(ctx, b)
	if err != nil {
		return false, err
	}
	for i, s := range paper.Sources() {
		if states[s.ID].Articles < paper.Outlets[i].Revisions() {
			return false, nil
		}
	}
	if l, err := b.ArticlesBacklog(ctx, extractd.Durable); err != nil || !l.Empty() {
		return false, err
	}
	l, err := b.ClaimsBacklog(ctx, durable)
	return err == nil && l.Empty(), err
}

// sum is what the demo counts.
type sum struct {
	articles, copies, skipped, claims int
	outlets                           map[string]int
	took                              time.Duration
}

func summary(ctx context.Context, b *pipeline.Bus) (s sum, err error) {
	newest := map[string]news.Article{}
	if err := b.ReplayArticles(ctx, time.Time{}, func(a news.Article) error { newest[a.ID] = a; return nil }); err != nil {
		return s, err
	}
	s.outlets = map[string]int{}
	for _, a := range newest {
		s.articles++
		s.outlets[a.Outlet.Name]++
		if a.CopyOf != "" {
			s.copies++
		}
		if !extractd.English(a.Language) {
			s.skipped++
		}
	}
	claims := map[string]int{}
	err = b.ReplayClaims(ctx, func(set news.ClaimSet) error { claims[set.Article.ID] = len(set.Claims); return nil })
	for _, n := range claims {
		s.claims += n
	}
	return s, err
}

// shown are the kinds of finding the report shows, in its order.
var shown = []news.FindingKind{
	news.Contradiction, news.Dispute, news.Correction, news.Transcription, news.Outcome, news.HedgeDrift, news.Arithmetic, news.Update,
	news.Agreement,
}

func (d *demo) print(ctx context.Context, b *pipeline.Bus, s sum) error {
	found, err := findings(ctx, b)
	if err != nil {
		return err
	}
	names := make([]string, 0, len(s.outlets))
	for name := range s.outlets {
		names = append(names, name)
	}
	slices.Sort(names)
	fmt.Fprintf(d.out, "Muster demo: %d feeds read (%s).\n", len(names), strings.Join(names, ", "))
	fmt.Fprintf(d.out, "%d articles (%d of them a copy of another, %d not in English and so not read), %d claims, %d findings: %s. %.1f s.\n\n",
		s.articles, s.copies, s.skipped, s.claims, len(found), counts(found), s.took.Seconds())
	p := page.On(d.out)
	for _, f := range choose(found, d.limit) {
		if err := p.Finding(f); err != nil {
			return err
		}
		fmt.Fprintln(d.out)
	}
	d.printHowTo(len(found))
	return nil
}

// findings asks the index for all findings, as search does.
func findings(ctx context.Context, b *pipeline.Bus) ([]news.Finding, error) {
	a, err := desk.Away{Bus: b}.Conflicts(ctx, desk.ConflictsRequest{Limit: desk.MaxLimit, Kinds: shown})
	return a.Findings, err
}

// plurals are those of kinds of findings that do not end in s.
var plurals = map[news.FindingKind]string{news.Arithmetic: "sums", news.Transcription: "errors of transcription", news.HedgeDrift: "drifts of hedge"}

func counts(found []news.Finding) string {
	var parts []string
	for _, kind := range shown {
		n := 0
		for _, f := range found {
			if f.Kind == kind {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, page.Plural(uint64(n), string(kind), cmp.Or(plurals[kind], string(kind)+"s")))
		}
	}
	return strings.Join(parts, ", ")
}

// choose takes the findings to show: the worst of each kind, a few of each,
// kinds in the order of shown.
func choose(found []news.Finding, limit int) []news.Finding {
	slices.SortStableFunc(found, func(a, b news.Finding) int {
		return cmp.Or(cmp.Compare(slices.Index(shown, a.Kind), slices.Index(shown, b.Kind)), cmp.Compare(b.Severity, a.Severity), strings.Compare(a.ID, b.ID))
	})
	perKind := max(limit/3, 1)
	var out []news.Finding
	n := map[news.FindingKind]int{}
	for _, f := range found {
		most := perKind
		if f.Kind == news.Contradiction {
			most = limit - perKind
		}
		if n[f.Kind] < most && len(out) < limit {
			n[f.Kind]++
			out = append(out, f)
		}
	}
	return out
}

func (d *demo) printHowTo(found int) {
	program := "muster search"
	if path, err := os.Executable(); err == nil && strings.Contains(path, "go-build") {
		program = "go run ./cmd/search"
	}
	fmt.Fprintf(d.out, "Search it (%s in all):\n", page.Plural(uint64(found), "finding", "findings"))
	for _, cmd := range []string{
		"find 'measure:troops place:LT'", "find 'figure:>=100k'", "conflicts --kind contradiction", "question 'troops zapad-2017'", "sources",
	} {
		fmt.Fprintf(d.out, "  %s --data %s %s\n", program, d.flags.Data, cmd)
	}
	if d.keep {
		fmt.Fprintln(d.out, "The demo keeps running: stop it with Ctrl-C.")
	} else {
		fmt.Fprintln(d.out, "With --keep the demo goes on running and search asks it instead of the folder.")
	}
}
