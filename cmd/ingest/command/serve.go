package command

import (
	"fmt"
	"time"

	ingestd "muster/cmd/ingest/daemon"

	"muster/cmd/daemon"
	"muster/ingest/fetch"
	"muster/ingest/sources"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// fetchFlags bind what all commands that fetch share.
func fetchFlags(p *pflag.FlagSet, cfg *fetch.Config) {
	p.StringVar(&cfg.Agent, "user-agent", fetch.DefaultAgent, "User-Agent; name a `contact` in it")
	p.DurationVar(&cfg.Timeout, "timeout", 30*time.Second, "limit of one request")
	p.Int64Var(&cfg.MaxWire, "max-bytes", 10<<20, "limit of one body as sent, in bytes")
	p.DurationVar(&cfg.Delay, "host-delay", time.Second, "pause between two requests to one host")
	p.StringToStringVar(&cfg.Resolve, "resolve", nil, "connect to host:port for hosts that end so (`suffix=host:port`)")
	p.BoolVar(&cfg.AllowPrivate, "allow-private", false, "fetch from loopback and private addresses too")
}

func serveCommand(flags *daemon.Flags) *cobra.Command {
	var cfg ingestd.Config
	var languages []string
	c := &cobra.Command{
		Use: "serve", Short: "Fetch feeds and publish their articles until stopped", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			list, err := sources.Select(languages)
			if err != nil {
				return fmt.Errorf("--languages: %w", err)
			}
			cfg.Feeds = list
			return flags.Run(c.Context(), "ingest", ingestd.Part(cfg))
		},
	}
	flags.BindDaemon(c)
	p := c.Flags()
	fetchFlags(p, &cfg.Fetch)
	p.StringSliceVar(&languages, "languages", []string{"en"}, "built-in feeds to begin with, by language (all, none)")
	p.StringVar(&cfg.WebSub.Listen, "websub-listen", "", "answer WebSub hubs at `host:port`")
	p.StringVar(&cfg.WebSub.Callback, "websub-callback", "", "the `URL` at which hubs reach that address")
	p.StringVar(&cfg.Copies, "copies", "", "`folder` for what is known of the last month's texts, so that copies are found at once after a start; empty: in memory, learnt again from the stream")
	p.IntVar(&cfg.Workers, "workers", ingestd.Workers, "feeds in hand at once; most wait for their turn at a host")
	p.DurationVar(&cfg.MinInterval, "min-interval", 2*time.Minute, "fetch a feed no more often")
	p.DurationVar(&cfg.MaxInterval, "max-interval", 24*time.Hour, "fetch a feed no less often")
	p.DurationVar(&cfg.Quiet, "copies-quiet", 5*time.Minute, "how long no copy of a text must have come before its copies are told anew")
	return c
}
