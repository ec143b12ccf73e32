package command

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	ingestd "muster/cmd/ingest/daemon"

	"muster/cmd/daemon"
	"muster/ingest"
	"muster/ingest/discover"
	"muster/ingest/fetch"
	"muster/ingest/sources"
	"muster/news"
	"muster/pipeline"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// settings are what a user sets of a feed.
type settings struct {
	name, kind, country, language string
	interval                      time.Duration
	text, selector                string
}

func (s *settings) bind(p *pflag.FlagSet) {
	p.StringVar(&s.name, "name", "", "name of the outlet (default: the feed's title)")
	p.StringVar(&s.kind, "kind", "", "agency, newspaper, broadcaster, online, state-media, government, ministry or organisation")
	p.StringVar(&s.country, "country", "", "the outlet's country, ISO 3166 alpha-2")
	p.StringVar(&s.language, "language", "", "language of the feed (default: as it says)")
	p.DurationVar(&s.interval, "interval", 0, "fetch it so often (default: as its rhythm is)")
	p.StringVar(&s.text, "text", "", "where the text is from: feed, page, or auto")
	p.StringVar(&s.selector, "selector", "", "CSS selector of the main text on the outlet's pages")
}

// apply sets what the user gave and leaves the rest.
func (s settings) apply(p *pflag.FlagSet, to *sources.Source) error {
	if s.text != "" && s.text != "feed" && s.text != "page" && s.text != "auto" {
		return fmt.Errorf("--text %q: feed, page or auto", s.text)
	}
	if s.interval != 0 && s.interval < 10*time.Second {
		return fmt.Errorf("--interval %s: no host wants to be asked more often than every 10 s", s.interval)
	}
	to.Outlet.Name = cmp.Or(s.name, to.Outlet.Name)
	to.Outlet.Kind = cmp.Or(news.SourceKind(s.kind), to.Outlet.Kind, news.Online)
	to.Outlet.Country = cmp.Or(strings.ToUpper(s.country), to.Outlet.Country)
	to.Language = cmp.Or(s.language, to.Language)
	if p.Changed("interval") {
		to.Interval = int(s.interval / time.Second)
	}
	if p.Changed("text") {
		to.Text = strings.TrimPrefix(s.text, "auto")
	}
	if p.Changed("selector") {
		to.Selector = s.selector
	}
	return nil
}

func addCommand(flags *daemon.Flags) *cobra.Command {
	var cfg fetch.Config
	var set settings
	c := &cobra.Command{
		Use: "add SITE-OR-FEED", Short: "Add a feed, or the feed of a site", Args: cobra.ExactArgs(1),
		Long: "add looks for the feed of a site in what its page names, at the usual places, and in its sitemaps where it\n" +
			"has no feed. Where nothing is given the outlet is called as the feed is.",
		Example: "  ingest add gazette.example\n  ingest add https://gazette.example/defence --name Gazette --country LT",
		RunE: func(c *cobra.Command, args []string) error {
			found, err := find(c, cfg, args[0])
			if err != nil {
				return err
			}
			s, err := source(c.Flags(), set, found)
			if err != nil {
				return err
			}
			return with(c.Context(), flags, func(b *pipeline.Bus) error {
				added, err := ingestd.Add(c.Context(), b, s)
				if err == nil && !added {
					err = fmt.Errorf("%s is in the list already, as %s", s.URL, s.ID)
				}
				if err == nil {
					fmt.Fprintf(c.OutOrStdout(), "added %s: %s (%s, %s, %d items)\n", s.ID, s.URL, s.Outlet.Name, found.How, len(found.Items))
				}
				return err
			})
		},
	}
	fetchFlags(c.Flags(), &cfg)
	set.bind(c.Flags())
	return c
}

// find looks for the feed of an address and tells on standard error what is
// tried.
func find(c *cobra.Command, cfg fetch.Config, address string) (discover.Found, error) {
	f := discover.Finder{Client: fetch.New(cfg), Trying: func(url string) { fmt.Fprintf(c.ErrOrStderr(), "trying %s\n", url) }}
	return f.Find(c.Context(), address)
}

func source(p *pflag.FlagSet, set settings, found discover.Found) (sources.Source, error) {
	host := hostOf(found.URL)
	outlet := news.Source{Name: cmp.Or(set.name, found.Title, host), Domains: []string{host}}
	s := sources.New(outlet, found.URL, found.Language)
	return s, set.apply(p, &s)
}

func hostOf(url string) string {
	_, rest, _ := strings.Cut(url, "://")
	host, _, _ := strings.Cut(rest, "/")
	return strings.TrimPrefix(host, "www.")
}

func setCommand(flags *daemon.Flags) *cobra.Command {
	var set settings
	c := &cobra.Command{
		Use: "set ID", Short: "Change the settings of a feed", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := set.apply(c.Flags(), &sources.Source{}); err != nil {
				return err
			}
			return changed(c, flags, args[0], "set", func(f *ingest.Feed) { _ = set.apply(c.Flags(), &f.Source) })
		},
	}
	set.bind(c.Flags())
	return c
}

func removeCommand(flags *daemon.Flags) *cobra.Command {
	return &cobra.Command{
		Use: "remove ID", Short: "Take a feed out; its articles stay", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return with(c.Context(), flags, func(b *pipeline.Bus) error { return ingestd.Remove(c.Context(), b, args[0]) })
		},
	}
}

func pauseCommand(flags *daemon.Flags) *cobra.Command {
	return &cobra.Command{
		Use: "pause ID", Short: "Stop fetching a feed until it is resumed", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return changed(c, flags, args[0], "paused", func(f *ingest.Feed) { f.Paused = true })
		},
	}
}

func resumeCommand(flags *daemon.Flags) *cobra.Command {
	return &cobra.Command{
		Use: "resume ID", Short: "Fetch a feed again: one that was paused, failed or retired", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return changed(c, flags, args[0], "resumed", func(f *ingest.Feed) {
				f.Paused, f.Retired, f.Failures, f.Error = false, false, 0, ""
			})
		},
	}
}

// changed changes a feed and says so.
func changed(c *cobra.Command, flags *daemon.Flags, id, what string, change func(*ingest.Feed)) error {
	return with(c.Context(), flags, func(b *pipeline.Bus) error {
		f, err := ingestd.Change(c.Context(), b, id, change)
		if err == nil {
			fmt.Fprintf(c.OutOrStdout(), "%s %s (%s)\n", what, f.Source.ID, f.Source.Outlet.Name)
		}
		return err
	})
}

func listCommand(flags *daemon.Flags) *cobra.Command {
	var asJSON, builtin, failing bool
	c := &cobra.Command{
		Use: "list", Short: "Show the feeds and how they fare", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			feeds, err := states(c.Context(), flags, builtin)
			if err != nil {
				return err
			}
			if failing {
				feeds = slices.DeleteFunc(feeds, func(f ingest.Feed) bool { return f.Error == "" && !f.Silent })
			}
			if len(feeds) == 0 {
				return daemon.ErrNothing
			}
			if asJSON {
				enc := json.NewEncoder(c.OutOrStdout())
				enc.SetIndent("", "  ")
				return enc.Encode(feeds)
			}
			return printFeeds(c.OutOrStdout(), feeds, time.Now())
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	c.Flags().BoolVar(&builtin, "builtin", false, "the built-in list instead")
	c.Flags().BoolVar(&failing, "failing", false, "only those that fail, are retired or silent")
	return c
}

// states returns the feeds sorted by outlet.
func states(ctx context.Context, flags *daemon.Flags, builtin bool) (list []ingest.Feed, err error) {
	if builtin {
		for _, s := range sources.Builtin() {
			list = append(list, ingest.Feed{Source: s})
		}
		return list, nil
	}
	err = with(ctx, flags, func(b *pipeline.Bus) error {
		all, err := ingestd.Feeds(ctx, b)
		for _, f := range all {
			list = append(list, f)
		}
		return err
	})
	slices.SortFunc(list, func(a, b ingest.Feed) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Source.Outlet.Name), strings.ToLower(b.Source.Outlet.Name)), strings.Compare(a.Source.ID, b.Source.ID))
	})
	return list, err
}

func printFeeds(w io.Writer, feeds []ingest.Feed, now time.Time) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "OUTLET\tLANG\tITEMS\tARTICLES\tEVERY\tLAST\tNEXT\tHEALTH\tFEED")
	for _, f := range feeds {
		fmt.Fprintf(t, "%s\t%s\t%d\t%d\t%s\t%s\t%s\t%s\t%s\n", f.Source.Outlet.Name, f.Source.Language, f.Items, f.Articles,
			span(time.Duration(f.Interval)*time.Second), since(f.Worked, now), until(f, now), f.Health(), f.Source.ID)
	}
	return t.Flush()
}

// since is how long ago something was, "-" for never.
func since(t, now time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return span(now.Sub(t)) + " ago"
}

// until is when the feed is fetched next.
func until(f ingest.Feed, now time.Time) string {
	switch {
	case f.Resting() || f.Next.IsZero():
		return "-"
	case !f.Next.After(now):
		return "now"
	}
	return "in " + span(f.Next.Sub(now))
}

// span writes a time in the two units that matter.
func span(d time.Duration) string {
	switch {
	case d == 0:
		return "-"
	case d < time.Minute:
		return d.Round(time.Second).String()
	case d < 48*time.Hour:
		return strings.TrimSuffix(d.Round(time.Minute).String(), "0s")
	}
	return fmt.Sprintf("%dd", int(d.Hours())/24)
}

func exportCommand(flags *daemon.Flags) *cobra.Command {
	var builtin bool
	c := &cobra.Command{
		Use: "export", Short: "Write the feeds as OPML", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			feeds, err := states(c.Context(), flags, builtin)
			if err != nil {
				return err
			}
			list := make([]sources.Source, len(feeds))
			for i, f := range feeds {
				list[i] = f.Source
			}
			return sources.WriteOPML(c.OutOrStdout(), list)
		},
	}
	c.Flags().BoolVar(&builtin, "builtin", false, "the built-in list instead")
	return c
}

// with runs do on the bus of the running server, or on the store itself.
func with(ctx context.Context, flags *daemon.Flags, do func(*pipeline.Bus) error) error {
	b, err := flags.Borrow(ctx, "ingest")
	if err != nil {
		return err
	}
	defer b.Close()
	return do(b)
}
