package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	ingestd "muster/cmd/ingest/daemon"

	"muster/cmd/daemon"
	"muster/ingest"
	"muster/ingest/feed"
	"muster/ingest/fetch"
	"muster/ingest/page"
	"muster/ingest/sources"
	"muster/news"
	"muster/pipeline"

	"github.com/spf13/cobra"
)

func addCommand(flags *daemon.Flags) *cobra.Command {
	var cfg fetch.Config
	var outlet news.Source
	var kind, language string
	c := &cobra.Command{
		Use: "add URL", Short: "Add a feed, or the feed of a site's page", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			found, title, lang, err := discover(c.Context(), fetch.New(cfg), args[0])
			if err != nil {
				return err
			}
			outlet.Kind = news.SourceKind(kind)
			outlet.Name = cmp.Or(outlet.Name, title, args[0])
			outlet.Domains = []string{hostOf(found)}
			s := sources.New(outlet, found, cmp.Or(language, lang))
			return with(c.Context(), flags, func(b *pipeline.Bus) error {
				added, err := ingestd.Add(c.Context(), b, s)
				if err == nil && !added {
					err = fmt.Errorf("%s is in the list already, as %s", s.URL, s.ID)
				}
				if err == nil {
					fmt.Fprintf(c.OutOrStdout(), "added %s: %s (%s)\n", s.ID, s.URL, s.Outlet.Name)
				}
				return err
			})
		},
	}
	p := c.Flags()
	fetchFlags(p, &cfg)
	p.StringVar(&outlet.Name, "name", "", "name of the outlet (default: the feed's title)")
	p.StringVar(&kind, "kind", string(news.Online), "agency, newspaper, broadcaster, online, state-media, government, ministry or organisation")
	p.StringVar(&outlet.Country, "country", "", "the outlet's country, ISO 3166 alpha-2")
	p.StringVar(&language, "language", "", "language of the feed (default: as it says)")
	return c
}

// discover fetches the URL: the feed itself, or a page that leads to one.
func discover(ctx context.Context, client *fetch.Client, url string) (feedURL, title, language string, err error) {
	if !strings.Contains(url, "://") {
		url = "https://" + url
	}
	a, err := client.Get(ctx, fetch.Request{URL: url, Accept: fetch.AcceptFeed})
	if err != nil {
		return "", "", "", fmt.Errorf("%s: %w", url, err)
	}
	f, err := feed.Parse(a.Body, a.ContentType, a.URL)
	if err == nil {
		return cmp.Or(a.Moved, url), f.Title, f.Language, nil
	}
	candidates := page.Feeds(a.Body, a.ContentType, a.URL)
	if len(candidates) == 0 {
		return "", "", "", fmt.Errorf("%s: neither a feed nor a page that names one: %w", url, err)
	}
	var failed []error
	for _, c := range candidates {
		a, err := client.Get(ctx, fetch.Request{URL: c, Accept: fetch.AcceptFeed})
		if err == nil {
			f, err = feed.Parse(a.Body, a.ContentType, a.URL)
		}
		if err == nil {
			return c, f.Title, f.Language, nil
		}
		failed = append(failed, fmt.Errorf("%s: %w", c, err))
	}
	return "", "", "", errors.Join(failed...)
}

func hostOf(url string) string {
	_, rest, _ := strings.Cut(url, "://")
	host, _, _ := strings.Cut(rest, "/")
	return strings.TrimPrefix(host, "www.")
}

func removeCommand(flags *daemon.Flags) *cobra.Command {
	return &cobra.Command{
		Use: "remove ID", Short: "Take a feed out; its articles stay", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return with(c.Context(), flags, func(b *pipeline.Bus) error { return ingestd.Remove(c.Context(), b, args[0]) })
		},
	}
}

func listCommand(flags *daemon.Flags) *cobra.Command {
	var asJSON, builtin bool
	c := &cobra.Command{
		Use: "list", Short: "Show the feeds and how they fare", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			feeds, err := states(c.Context(), flags, builtin)
			if err != nil {
				return err
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
	fmt.Fprintln(t, "OUTLET\tLANG\tITEMS\tARTICLES\tNEXT\tHEALTH\tFEED")
	for _, f := range feeds {
		next := "-"
		if !f.Next.IsZero() && !f.Retired {
			next = "in " + max(f.Next.Sub(now), 0).Round(time.Second).String()
		}
		fmt.Fprintf(t, "%s\t%s\t%d\t%d\t%s\t%s\t%s\n", f.Source.Outlet.Name, f.Source.Language, f.Items, f.Articles, next, health(f), f.Source.ID)
	}
	return t.Flush()
}

// health says in a few words how a feed fares.
func health(f ingest.Feed) string {
	switch {
	case f.Retired:
		return "retired: " + f.Error
	case f.Failures > 0:
		return fmt.Sprintf("failed %d times: %s", f.Failures, f.Error)
	case f.Fetched.IsZero():
		return "not fetched yet"
	case f.Items == 0:
		return "works, but is empty"
	case len(f.Repaired) > 0:
		return "mended: " + strings.Join(f.Repaired, ", ")
	}
	return "good"
}

func importCommand(flags *daemon.Flags) *cobra.Command {
	return &cobra.Command{
		Use: "import FILE", Short: "Add the feeds of an OPML file (- is standard input)", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			r := c.InOrStdin()
			if args[0] != "-" {
				f, err := os.Open(args[0])
				if err != nil {
					return err
				}
				defer func() { _ = f.Close() }()
				r = f
			}
			list, err := sources.ReadOPML(r)
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			return with(c.Context(), flags, func(b *pipeline.Bus) error {
				n := 0
				for _, s := range list {
					added, err := ingestd.Add(c.Context(), b, s)
					if err != nil {
						return err
					}
					if added {
						n++
					}
				}
				fmt.Fprintf(c.OutOrStdout(), "%d feeds read, %d of them new\n", len(list), n)
				return nil
			})
		},
	}
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
