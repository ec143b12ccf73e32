package command

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"muster/cmd/daemon"
	"muster/cmd/form"
	"muster/cmd/page"
	"muster/cmd/search/alert"
	"muster/desk"
	"muster/pipeline"

	"github.com/spf13/cobra"
)

func (t *tool) alerts() *cobra.Command {
	c := &cobra.Command{
		Use: "alert", Short: "Be told of findings: by webhook, command or a file of JSON lines",
		Long: `Be told of findings. An alert is a saved query and where to send what it finds;
search daemons work on it, also while no command of yours runs. What is new,
what changed and what no longer holds is told at least once: the same event may
come again with the same "id". What cannot be told is tried for about an hour
and then kept among the dead letters (muster dead list).`,
		Example: `  search alert add losses 'measure:killed country:UA' --kind contradiction --webhook https://desk.example/hook
  search alert add all --min-severity 0.5 --file all.jsonl
  search alert log losses`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(t.alertAdd(), t.alertList(), t.alertLog(), t.alertTest(),
		t.alertChange("pause", "Tell nothing until it is resumed; what comes meanwhile is told then", "paused", func(a *alert.Alert) { a.Paused = true }),
		t.alertChange("resume", "Tell again, also what came meanwhile", "resumed", func(a *alert.Alert) { a.Paused = false }),
		t.alertRemove())
	return c
}

// with runs do on the bus of the running server, or on the store itself.
func (t *tool) with(ctx context.Context, do func(*pipeline.Bus) error) error {
	b, err := t.flags.Borrow(ctx, "search alert")
	if err != nil {
		return err
	}
	defer b.Close()
	return do(b)
}

func (t *tool) alertAdd() *cobra.Command {
	var a alert.Alert
	var least severity
	var kinds []string
	var since string
	c := &cobra.Command{
		Use: "add NAME [QUERY...]", Short: "Add an alert", Args: cobra.MinimumNArgs(1),
		Long: `Add an alert. A webhook gets a POST of an event, a command the event on its
standard input, a file in the folder "alerts" beside the daemon's index the event
as a line: {"id","alert","state","title","changes","finding","at"}, where state is
new, changed or withdrawn. Commands run only where the daemon was started with
--alert-commands.`,
		RunE: func(c *cobra.Command, args []string) (err error) {
			now := time.Now()
			a.Name, a.Query, a.Severity, a.Since = args[0], strings.Join(args[1:], " "), float64(least), now.UTC().Truncate(time.Second)
			day, err := sinceDay(since, now)
			if err != nil {
				return err
			}
			if day != "" {
				a.Since = day.Time()
			}
			if a.Kinds, err = kindsOf(kinds); err != nil {
				return err
			}
			if err := errors.Join(checkQuery(a.Query), a.Check()); err != nil {
				return err
			}
			return t.with(c.Context(), func(b *pipeline.Bus) error {
				_, err := alert.Table(b).Put(c.Context(), a.Name, a, 0)
				if errors.Is(err, pipeline.ErrChanged) {
					return fmt.Errorf("there is an alert %q already: remove it first", a.Name)
				}
				if err != nil {
					return err
				}
				return t.write(c, "", form.Answer{Whole: a, Text: form.Said("added %s: %s", a.Name, a.To())})
			})
		},
	}
	f := c.Flags()
	f.StringVar(&a.Webhook, "webhook", "", "POST each event as JSON to this `URL`")
	f.StringVar(&a.Command, "command", "", "run this `COMMAND` with each event as JSON on its standard input")
	f.StringVar(&a.File, "file", "", "append each event as a line to this file in the daemon's folder of alerts")
	f.Var(&least, "min-severity", "only from this severity on")
	f.StringSliceVar(&kinds, "kind", nil, "only these kinds (default: all but agreement)")
	f.StringVar(&since, "since", "", "also findings stored since: 2023-07-01, 7d, 12h (default: only those to come)")
	return c
}

// known is an alert that there is, and its version.
func known(ctx context.Context, b *pipeline.Bus, name string) (alert.Alert, uint64, error) {
	a, version, err := alert.Table(b).Get(ctx, name)
	if err == nil && version == 0 {
		err = fmt.Errorf("there is no alert %q (see: search alert list)", name)
	}
	return a, version, err
}

func (t *tool) alertChange(use, short, done string, change func(*alert.Alert)) *cobra.Command {
	return &cobra.Command{
		Use: use + " NAME", Short: short, Args: cobra.ExactArgs(1), ValidArgsFunction: t.alertNames,
		RunE: func(c *cobra.Command, args []string) error {
			return t.with(c.Context(), func(b *pipeline.Bus) error {
				a, version, err := known(c.Context(), b, args[0])
				if err != nil {
					return err
				}
				change(&a)
				if _, err = alert.Table(b).Put(c.Context(), a.Name, a, version); err != nil {
					return err
				}
				return t.write(c, "", form.Answer{Whole: a, Text: form.Said("%s %s", done, a.Name)})
			})
		},
	}
}

func (t *tool) alertRemove() *cobra.Command {
	return &cobra.Command{
		Use: "remove NAME", Short: "Remove an alert and its log", Args: cobra.ExactArgs(1), ValidArgsFunction: t.alertNames,
		RunE: func(c *cobra.Command, args []string) error {
			return t.with(c.Context(), func(b *pipeline.Bus) error {
				a, _, err := known(c.Context(), b, args[0])
				if err != nil {
					return err
				}
				if err := alert.Table(b).Delete(c.Context(), a.Name); err != nil {
					return err
				}
				if err := b.DropFindingsReader(c.Context(), a.Reader()); err != nil {
					return err
				}
				log := alert.Log(b)
				keys, err := log.Keys(c.Context(), func(key string) bool { return strings.HasPrefix(key, a.Name+".") })
				for _, key := range keys {
					err = errors.Join(err, log.Delete(c.Context(), key))
				}
				if err != nil {
					return err
				}
				return t.write(c, "", form.Answer{Whole: a, Text: form.Said("removed %s", a.Name)})
			})
		},
	}
}

// shownAlert is an alert and how it fares.
type shownAlert struct {
	alert.Alert
	Told    int       `json:"told"`
	Last    time.Time `json:"last,omitzero"`
	Failing int       `json:"failing"`
	Error   string    `json:"error,omitempty"`
}

// fares lists the alerts by name, each with what its log has.
func fares(ctx context.Context, b *pipeline.Bus) ([]shownAlert, error) {
	all, err := alert.Table(b).All(ctx)
	if err != nil {
		return nil, err
	}
	logs, err := alert.Log(b).All(ctx)
	if err != nil {
		return nil, err
	}
	shown := map[string]*shownAlert{}
	for name, a := range all {
		shown[name] = &shownAlert{Alert: a}
	}
	for _, s := range alert.ByTime(logs) {
		a := shown[s.Alert]
		switch {
		case a == nil:
		case s.Error != "":
			if a.Failing++; a.Error == "" {
				a.Error = s.Error
			}
		default:
			if a.Told++; a.Last.IsZero() {
				a.Last = s.At
			}
		}
	}
	out := make([]shownAlert, 0, len(shown))
	for _, name := range sortedKeys(shown) {
		out = append(out, *shown[name])
	}
	return out, nil
}

func (t *tool) alertList() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List alerts and how they fare", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			var all []shownAlert
			err := t.with(c.Context(), func(b *pipeline.Bus) (err error) { all, err = fares(c.Context(), b); return err })
			if err != nil {
				return err
			}
			if len(all) == 0 && !t.form.IsJSON() {
				return daemon.Nothing(c, "no alerts (see: search alert add --help)")
			}
			err = t.write(c, "", form.Answer{Whole: all, Items: all, Text: func(p page.Page) error {
				rows := make([][]string, len(all))
				for i, a := range all {
					rows[i] = []string{a.Name, standing(a), strconv.Itoa(a.Told), page.LocalDay(a.Last), a.Of(), a.To(), a.Error}
				}
				return p.Table([]page.Column{{Name: "NAME", Look: page.Bold, Whole: true}, {Name: "STATE", Whole: true}, {Name: "TOLD", Whole: true, Spare: 2}, {Name: "LAST", Whole: true, Spare: 1},
					{Name: "OF"}, {Name: "TO"}, {Name: "ERROR", Look: page.Red}}, rows)
			}})
			return errors.Join(err, found(len(all)))
		},
	}
}

func standing(a shownAlert) string {
	switch {
	case a.Paused:
		return "paused"
	case a.Failing > 0:
		return strconv.Itoa(a.Failing) + " failing"
	}
	return "ok"
}

func (t *tool) alertLog() *cobra.Command {
	c := &cobra.Command{
		Use: "log [NAME]", Short: "Show what alerts told, the last first, and what they could not tell", Args: cobra.MaximumNArgs(1), ValidArgsFunction: t.alertNames,
		RunE: func(c *cobra.Command, args []string) error {
			var all []alert.Said
			err := t.with(c.Context(), func(b *pipeline.Bus) error {
				pattern := ">"
				if len(args) > 0 {
					if _, _, err := known(c.Context(), b, args[0]); err != nil {
						return err
					}
					pattern = args[0] + ".*"
				}
				some, err := alert.Log(b).Those(c.Context(), pattern)
				all = alert.ByTime(some)
				return err
			})
			if err != nil {
				return err
			}
			total := len(all)
			if total == 0 && !t.form.IsJSON() {
				return daemon.Nothing(c, "nothing was told yet (see: search alert list)")
			}
			all = all[min(t.skip, total):]
			all = all[:min(t.limit, len(all))]
			ids := make([]string, len(all))
			for i, s := range all {
				ids[i] = s.Finding
			}
			err = t.write(c, "", form.Answer{Whole: all, Items: all, IDs: ids, Text: func(p page.Page) error {
				rows := make([][]string, len(all))
				for i, s := range all {
					rows[i] = []string{s.At.Local().Format("2006-01-02 15:04:05"), s.Alert, string(s.State), outcome(s), s.Title, p.ID(s.Finding)}
				}
				columns, rows := p.Numbered([]page.Column{{Name: "TIME", Whole: true}, {Name: "ALERT", Look: page.Bold, Whole: true, Spare: 2}, {Name: "STATE", Whole: true}, {Name: "OUTCOME"},
					{Name: "FINDING"}, {Name: "ID", Look: page.Faint, Whole: true, Spare: 1}}, rows)
				return p.Table(columns, rows)
			}})
			return errors.Join(err, found(total))
		},
	}
	t.listing(c)
	return c
}

func outcome(s alert.Said) string {
	if s.Error == "" {
		return "told"
	}
	return fmt.Sprintf("try %d: %s", s.Tries, s.Error)
}

func (t *tool) alertTest() *cobra.Command {
	return &cobra.Command{
		Use: "test NAME", Short: "Show the event that the newest finding of an alert would give", Args: cobra.ExactArgs(1), ValidArgsFunction: t.alertNames,
		RunE: func(c *cobra.Command, args []string) error {
			var a alert.Alert
			err := t.with(c.Context(), func(b *pipeline.Bus) (err error) { a, _, err = known(c.Context(), b, args[0]); return err })
			if err != nil {
				return err
			}
			r := desk.ConflictsRequest{Query: a.Query, Kinds: a.Kinds, Severity: a.Severity, Sort: "seen", Limit: 1}
			return t.ask(c.Context(), func(d desk.Desk) error {
				got, err := d.Conflicts(c.Context(), r)
				if err != nil || len(got.Findings) == 0 {
					sayNear(c, got.Near)
					return errors.Join(err, daemon.ErrNothing)
				}
				f := got.Findings[0]
				fmt.Fprintf(c.ErrOrStderr(), "%s fit now; the newest as it would be told (%s):\n", page.Plural(got.Total, "finding", "findings"), a.To())
				if !t.form.IsJSON() {
					t.form.JSON = "*"
				}
				return t.write(c, "", form.Answer{Whole: alert.Event{ID: a.Name + ":" + f.ID, Alert: a.Name, State: alert.New, Title: alert.Title(f), Finding: page.Worded(f), At: time.Now().UTC().Truncate(time.Second)}})
			})
		},
	}
}

// alertNames completes the names of alerts.
func (t *tool) alertNames(c *cobra.Command, args []string, begun string) (names []string, d cobra.ShellCompDirective) {
	d = cobra.ShellCompDirectiveNoFileComp
	if len(args) > 0 || t.flags.Settle(c) != nil {
		return nil, d
	}
	_ = t.with(c.Context(), func(b *pipeline.Bus) (err error) {
		names, err = alert.Table(b).Keys(c.Context(), func(key string) bool { return strings.HasPrefix(key, begun) })
		return err
	})
	return names, d
}
