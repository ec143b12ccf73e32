package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"muster/cmd/daemon"
	extractd "muster/cmd/extract/daemon"
	ingestd "muster/cmd/ingest/daemon"
	"muster/cmd/search/alert"
	"muster/cmd/search/serve"
	"muster/extract"
	"muster/extract/entity"
	"muster/ingest/fetch"
	"muster/ingest/sources"
	"muster/pipeline"

	"github.com/spf13/cobra"
)

// defaultListen is where NATS tools look first.
const defaultListen = "127.0.0.1:4222"

func upCommand(flags *daemon.Flags) *cobra.Command {
	var cfg ingestd.Config
	var languages []string
	var page serve.Web
	var commands bool
	c := &cobra.Command{
		Use: "up", Short: "Run everything in this process, with the server inside, until stopped", Args: cobra.NoArgs,
		Long: "up fetches feeds, extracts claims, indexes them and cross-checks them. Feeds are listed, added and\n" +
			"removed with `ingest`, claims and contradictions found with `search`; both find this process by --data.\n" +
			"With --server it does the same on that NATS server. On a terminal a line says how all fares,\n" +
			"and only trouble is logged above it, unless --log-level asks for more.",
		RunE: func(c *cobra.Command, _ []string) error {
			list, err := sources.Select(languages)
			if err != nil {
				return fmt.Errorf("--languages: %w", err)
			}
			cfg.Feeds, cfg.Copies = list, filepath.Join(flags.Data, "copies")
			all := parts(cfg, searching(flags.Data, page, commands))
			if live := flags.Live(); live != nil && !c.Flags().Changed("log-level") {
				// The line says what a stream of log would, but for trouble.
				if err := flags.SetLogLevel("warn"); err != nil {
					return err
				}
				t := &ticker{live: live, page: page.Address}
				all = append(all, t.part())
			}
			return flags.Host(c.Context(), "up", all...)
		},
	}
	flags.BindDaemon(c)
	p := c.Flags()
	p.StringVar(&flags.Listen, "listen", defaultListen, "`host:port` at which other processes can join; empty: only this user's tools, by the secret in --data")
	p.StringSliceVar(&languages, "languages", []string{"en"}, "built-in feeds to begin with, by language (all, none)")
	p.IntVar(&cfg.Workers, "workers", ingestd.Workers, "feeds in hand at once; most wait for their turn at a host")
	p.DurationVar(&cfg.MinInterval, "min-interval", 2*time.Minute, "fetch a feed no more often")
	p.DurationVar(&cfg.MaxInterval, "max-interval", 24*time.Hour, "fetch a feed no less often")
	p.BoolVar(&commands, "alert-commands", false, "run the commands of alerts: whoever may write to the bus may then run any as this user")
	page.Flags(p)
	fetchFlags(c, &cfg.Fetch)
	return c
}

func fetchFlags(c *cobra.Command, cfg *fetch.Config) {
	p := c.Flags()
	p.StringVar(&cfg.Agent, "user-agent", fetch.DefaultAgent, "User-Agent; name a `contact` in it")
	p.DurationVar(&cfg.Delay, "host-delay", time.Second, "pause between two requests to one host")
	p.StringToStringVar(&cfg.Resolve, "resolve", nil, "connect to host:port for hosts that end so (`suffix=host:port`)")
	p.BoolVar(&cfg.AllowPrivate, "allow-private", false, "fetch from loopback and private addresses too")
}

// searching is how the index of a data folder is kept.
func searching(data string, page serve.Web, commands bool) serve.Config {
	return serve.Config{
		Folder: serve.IndexFolder(data), CountryName: entity.CountryName, Web: page,
		Alerts: alert.Teller{Folder: serve.AlertsFolder(data), Commands: commands},
	}
}

// parts are the three daemons on one bus.
func parts(cfg ingestd.Config, search serve.Config) []pipeline.Part {
	return []pipeline.Part{
		ingestd.Part(cfg),
		{Name: "extract", Work: func(ctx context.Context, b *pipeline.Bus) error {
			return extractd.Part(extractd.Config{Extract: extract.New().Extract}).Work(ctx, b)
		}},
		serve.Part(search),
	}
}
