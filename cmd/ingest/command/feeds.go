package command

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	ingestd "muster/cmd/ingest/daemon"

	"muster/cmd/daemon"
	"muster/cmd/form"
	"muster/cmd/page"
	"muster/ingest"
	"muster/ingest/discover"
	"muster/ingest/fetch"
	"muster/ingest/sources"
	"muster/news"
	"muster/pipeline"

	"github.com/andybalholm/cascadia"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/text/language"
)

// settings are what a user sets of a feed.
type settings struct {
	name, kind, country, language string
	interval                      time.Duration
	text, selector                string
	categories, keep, block       []string
}

// bindFeed adds the flags of what only a feed has.
func (s *settings) bindFeed(p *pflag.FlagSet) {
	p.DurationVar(&s.interval, "interval", 0, "fetch it so often (default: as its rhythm is)")
	p.StringSliceVar(&s.categories, "category", nil, "where to put it, as Baltics or War/Losses; more than one with commas")
	p.StringSliceVar(&s.keep, "keep-words", nil, "take only items with one of these words in title or feed text; a phrase, or * for any ending, as drone*")
	p.StringSliceVar(&s.block, "block-words", nil, "leave out items with one of these words")
}

func (s *settings) bind(p *pflag.FlagSet) {
	p.StringVar(&s.name, "name", "", "name of the outlet (default: the feed's title)")
	p.StringVar(&s.kind, "kind", "", "agency, newspaper, broadcaster, online, state-media, government, ministry or organisation")
	p.StringVar(&s.country, "country", "", "the outlet's country, ISO 3166 alpha-2")
	p.StringVar(&s.language, "language", "", "language of the feed (default: as it says)")
	p.StringVar(&s.text, "text", "", "where the text is from: feed, page, or auto")
	p.StringVar(&s.selector, "selector", "", "CSS selector of the main text on the outlet's pages")
}

// check finds settings that make no sense.
func (s settings) check() error {
	if s.text != "" && s.text != "feed" && s.text != "page" && s.text != "auto" {
		return fmt.Errorf("--text %q: feed, page or auto", s.text)
	}
	if s.interval != 0 && s.interval < 10*time.Second {
		return fmt.Errorf("--interval %s: no host wants to be asked more often than every 10 s", s.interval)
	}
	if s.kind != "" && !sources.IsOutlet(news.SourceKind(s.kind)) {
		return fmt.Errorf("--kind %q: want agency, newspaper, broadcaster, online, state-media, government, ministry or organisation", s.kind)
	}
	if s.country != "" && countryCode(s.country) == "" {
		return fmt.Errorf("--country %q: want a code as LT, or the name of a country", s.country)
	}
	if s.language != "" {
		if _, err := language.Parse(s.language); err != nil {
			return fmt.Errorf("--language %q: want a tag as en, uk or pt-BR", s.language)
		}
	}
	if _, err := cascadia.Compile(s.selector); s.selector != "" && err != nil {
		return fmt.Errorf("--selector %q: %w", s.selector, err)
	}
	if err := sources.CheckWords(s.keep); err != nil {
		return fmt.Errorf("--keep-words: %w", err)
	}
	if err := sources.CheckWords(s.block); err != nil {
		return fmt.Errorf("--block-words: %w", err)
	}
	return nil
}

// apply sets what the user gave and leaves the rest.
func (s settings) apply(p *pflag.FlagSet, to *sources.Source) error {
	if err := s.check(); err != nil {
		return err
	}
	to.Outlet.Name = cmp.Or(s.name, to.Outlet.Name)
	to.Outlet.Kind = cmp.Or(news.SourceKind(s.kind), to.Outlet.Kind, news.Online)
	to.Outlet.Country = cmp.Or(countryCode(s.country), to.Outlet.Country)
	to.Language = cmp.Or(s.language, to.Language)
	for flag, set := range map[string]func(){
		"interval":    func() { to.Interval = int(s.interval / time.Second) },
		"text":        func() { to.Text = strings.TrimPrefix(s.text, "auto") },
		"selector":    func() { to.Selector = s.selector },
		"category":    func() { to.Categories = filled(s.categories) },
		"keep-words":  func() { to.Keep = filled(s.keep) },
		"block-words": func() { to.Block = filled(s.block) },
	} {
		if p.Changed(flag) {
			set()
		}
	}
	return nil
}

// filled are the values of a list that are not empty; --flag= empties it.
func filled(list []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return strings.TrimSpace(s) == "" })
}

func addCommand(flags *daemon.Flags) *cobra.Command {
	var cfg fetch.Config
	var set settings
	var o form.Form
	var keep bool
	c := &cobra.Command{
		Use: "add SITE-OR-FEED", Short: "Add a feed, or the feed of a site", Args: cobra.ExactArgs(1),
		Long: "add looks for the feed of a site in what its page names, at the usual places, and in its sitemaps where it\n" +
			"has no feed. Where nothing is given the outlet is called as the feed is; an outlet that is known by its\n" +
			"address has its kind and country.",
		Example: "  ingest add gazette.example\n  ingest add https://gazette.example/defence --name Gazette --country LT\n" +
			"  ingest add gazette.example --category Baltics --keep-words 'drone*,air defence' --block-words football",
		RunE: func(c *cobra.Command, args []string) error {
			if err := set.check(); err != nil {
				return err
			}
			found, err := find(c, cfg, args[0])
			if err != nil && keep {
				found, err = asGiven(args[0], err)
			} else if err != nil {
				err = fmt.Errorf("%w\n--keep adds the address all the same, to be tried again", err)
			}
			if err != nil {
				return err
			}
			s, err := source(c.Flags(), set, found)
			if err != nil {
				return err
			}
			return begin(c, flags, func(b *pipeline.Bus) error {
				roster, err := ingestd.NewRoster(c.Context(), b)
				if err != nil {
					return err
				}
				id, added, err := roster.Add(c.Context(), s)
				if err == nil && !added {
					err = fmt.Errorf("%s is in the list already, as %s", s.URL, id)
				}
				if err != nil {
					return err
				}
				return o.Write(c.OutOrStdout(), form.Answer{Whole: s, Text: form.Said("added %s: %s (%s, %s, %s)", s.ID, s.URL, s.Outlet.Name, found.How,
					page.Plural(uint64(len(found.Items)), "item", "items"))})
			})
		},
	}
	fetchFlags(c.Flags(), &cfg)
	set.bind(c.Flags())
	set.bindFeed(c.Flags())
	o.Bind(c.Flags())
	c.Flags().BoolVar(&keep, "keep", false, "add the address also where no feed is found there now")
	return c
}

// asGiven is a feed at an address where none is found now.
func asGiven(address string, why error) (discover.Found, error) {
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return discover.Found{}, fmt.Errorf("%q is no http address", address)
	}
	return discover.Found{URL: address, How: "kept as given: " + daemon.Plain(why)}, nil
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
	if site, err := url.Parse(found.Link); err == nil && site.Host != "" {
		s.Site = found.Link
	}
	introduce(&s)
	return s, set.apply(p, &s)
}

func hostOf(url string) string {
	_, rest, _ := strings.Cut(url, "://")
	host, _, _ := strings.Cut(rest, "/")
	return strings.TrimPrefix(host, "www.")
}

func setCommand(flags *daemon.Flags) *cobra.Command {
	var set settings
	var o form.Form
	c := &cobra.Command{
		Use: "edit ID", Aliases: []string{"set"}, Short: "Change the settings of a feed", Args: cobra.ExactArgs(1),
		Example: "  ingest edit gazette-3410b05f --category Baltics --block-words=football,cricket\n  ingest edit gazette-3410b05f --keep-words=",
		RunE: func(c *cobra.Command, args []string) error {
			if err := set.check(); err != nil {
				return err
			}
			return changed(c, flags, &o, args[0], "set", func(f *ingest.Feed) {
				_ = set.apply(c.Flags(), &f.Source)
				if c.Flags().Changed("keep-words") || c.Flags().Changed("block-words") {
					f.ETag, f.LastModified = "", "" // what was left out is judged anew
				}
			})
		},
	}
	set.bind(c.Flags())
	set.bindFeed(c.Flags())
	o.Bind(c.Flags())
	return c
}

func removeCommand(flags *daemon.Flags) *cobra.Command {
	var o form.Form
	c := &cobra.Command{
		Use: "remove ID", Short: "Take a feed out; its articles stay", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return with(c.Context(), flags, func(b *pipeline.Bus) error {
				if err := ingestd.Remove(c.Context(), b, args[0]); err != nil {
					return err
				}
				return o.Write(c.OutOrStdout(), form.Answer{Whole: map[string]string{"id": args[0]}, Text: form.Said("removed %s", args[0])})
			})
		},
	}
	o.Bind(c.Flags())
	return c
}

func pauseCommand(flags *daemon.Flags) *cobra.Command {
	var o form.Form
	c := &cobra.Command{
		Use: "pause ID", Short: "Stop fetching a feed until it is resumed", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return changed(c, flags, &o, args[0], "paused", func(f *ingest.Feed) { f.Paused = true })
		},
	}
	o.Bind(c.Flags())
	return c
}

func resumeCommand(flags *daemon.Flags) *cobra.Command {
	var o form.Form
	c := &cobra.Command{
		Use: "resume ID", Short: "Fetch a feed again: one that was paused, failed or retired", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return changed(c, flags, &o, args[0], "resumed", func(f *ingest.Feed) {
				f.Paused, f.Retired, f.Failures, f.Error = false, false, 0, ""
			})
		},
	}
	o.Bind(c.Flags())
	return c
}

func refreshCommand(flags *daemon.Flags) *cobra.Command {
	var o form.Form
	var all bool
	c := &cobra.Command{
		Use: "refresh [ID...]", Short: "Have feeds fetched now, and not when their rhythm has it",
		Example: "  ingest refresh gazette-3410b05f\n  ingest refresh --all",
		RunE: func(c *cobra.Command, ids []string) error {
			if len(ids) == 0 != all {
				return errors.New("which ones? give their IDs, or --all (see: ingest list)")
			}
			return with(c.Context(), flags, func(b *pipeline.Bus) error {
				if all {
					known, err := ingestd.Feeds(c.Context(), b)
					if err != nil {
						return err
					}
					ids = slices.DeleteFunc(slices.Sorted(maps.Keys(known)), func(id string) bool { return known[id].Resting() })
				}
				for _, id := range ids {
					f, err := ingestd.Change(c.Context(), b, id, func(*ingest.Feed) {})
					if err == nil && f.Resting() {
						err = fmt.Errorf("%s is %s: resume it first", id, f.Health())
					}
					if err != nil {
						return err
					}
				}
				return o.Write(c.OutOrStdout(), form.Answer{Whole: ids, Text: form.Said("%s to be fetched now", page.Plural(uint64(len(ids)), "feed is", "feeds are"))})
			})
		},
	}
	c.Flags().BoolVar(&all, "all", false, "all that are neither paused nor retired")
	o.Bind(c.Flags())
	return c
}

// changed changes a feed and says so.
func changed(c *cobra.Command, flags *daemon.Flags, o *form.Form, id, what string, change func(*ingest.Feed)) error {
	return with(c.Context(), flags, func(b *pipeline.Bus) error {
		f, err := ingestd.Change(c.Context(), b, id, change)
		if err != nil {
			return err
		}
		return o.Write(c.OutOrStdout(), form.Answer{Whole: f, Text: form.Said("%s %s (%s)", what, f.Source.ID, f.Source.Outlet.Name)})
	})
}

func listCommand(flags *daemon.Flags) *cobra.Command {
	var o form.Form
	var builtin, failing bool
	var category string
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
			if category != "" {
				known := categoriesOf(feeds)
				feeds = slices.DeleteFunc(feeds, func(f ingest.Feed) bool { return !inCategory(f.Source, category) })
				if len(feeds) == 0 && !o.IsJSON() {
					return daemon.Nothing(c, "no feed is in "+page.Clean(category)+"; there are "+cmp.Or(page.Clean(strings.Join(known, ", ")), "no categories"))
				}
			}
			if len(feeds) == 0 && !o.IsJSON() {
				return daemon.Nothing(c, none[failing])
			}
			return o.Write(c.OutOrStdout(), form.Answer{Whole: feeds, Items: feeds, Text: func(p page.Page) error { return feedsText(p, feeds, time.Now()) }})
		},
	}
	o.Bind(c.Flags())
	c.Flags().BoolVar(&builtin, "builtin", false, "the built-in list instead")
	c.Flags().BoolVar(&failing, "failing", false, "only those that fail, are retired or silent")
	c.Flags().StringVar(&category, "category", "", "only those in this category, or in one within it")
	return c
}

// inCategory reports whether a feed is in a category or in one within it.
func inCategory(s sources.Source, category string) bool {
	return slices.ContainsFunc(s.Categories, func(c string) bool {
		return strings.EqualFold(c, category) || strings.HasPrefix(strings.ToLower(c), strings.ToLower(category)+"/")
	})
}

func categoriesOf(feeds []ingest.Feed) []string {
	all := map[string]bool{}
	for _, f := range feeds {
		for _, c := range f.Source.Categories {
			all[c] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// none is what there is to say where no feed is listed, and where none fails.
var none = map[bool]string{false: "no feeds (see: ingest add --help)", true: "no feed fails"}

// trouble orders feeds: those that fail first, then those that are silent.
func trouble(f ingest.Feed) int {
	switch {
	case f.Failures > 0 || f.Retired:
		return 0
	case f.Silent:
		return 1
	}
	return 2
}

// states returns the feeds sorted by outlet, those in trouble first.
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
		return cmp.Or(trouble(a)-trouble(b), strings.Compare(strings.ToLower(a.Source.Outlet.Name), strings.ToLower(b.Source.Outlet.Name)), strings.Compare(a.Source.ID, b.Source.ID))
	})
	return list, err
}

// feedsText writes a line a feed. A narrow terminal shows what a person asks of
// one first: whether it fares well, and its ID.
func feedsText(p page.Page, feeds []ingest.Feed, now time.Time) error {
	columns := []page.Column{{Name: "OUTLET", Look: page.Bold}, {Name: "LANG", Whole: true, Spare: 1}, {Name: "ITEMS", Whole: true, Spare: 2}, {Name: "ARTICLES", Whole: true, Spare: 4}, {Name: "EVERY", Whole: true, Spare: 3},
		{Name: "LAST", Whole: true}, {Name: "NEXT", Whole: true}, {Name: "HEALTH"}, {Name: "FEED", Look: page.Faint, Whole: true}, {Name: "CATEGORY", Spare: 5}}
	rows := make([][]string, len(feeds))
	for i, f := range feeds {
		rows[i] = []string{f.Source.Outlet.Name, f.Source.Language, strconv.Itoa(f.Items), strconv.Itoa(f.Articles),
			span(time.Duration(f.Interval) * time.Second), since(f.Worked, now), until(f, now), f.Health(), f.Source.ID, strings.Join(f.Source.Categories, ", ")}
	}
	return p.Table(columns, rows)
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

// begin is with for commands that bring something: where there is no store they
// make one. That nothing runs to fetch what is added is told.
func begin(c *cobra.Command, flags *daemon.Flags, do func(*pipeline.Bus) error) error {
	_, running := pipeline.Discover(flags.Data)
	b, err := flags.Found(c.Context(), "ingest")
	if err != nil {
		return err
	}
	defer b.Close()
	if err := do(b); err != nil {
		return err
	}
	if flags.Server == "" && !running {
		fmt.Fprintln(c.ErrOrStderr(), "no Muster runs on this store: what was added is worked on when one does (muster up)")
	}
	return nil
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
