// Package daemon is the life every program of Muster shares: flags,
// environment and file -> logger -> bus -> health and metrics -> its parts;
// and on a signal: stop taking, finish what is held, close, exit 0 only if
// drained.
package daemon

import (
	"context"
	"errors"
	"fmt"

	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"muster/cmd/page"
	"muster/pipeline"

	sd "github.com/coreos/go-systemd/v22/daemon"
	"github.com/spf13/cobra"
)

// Flags are the flags all programs share, after Bind and the parsing of the
// command line.
type Flags struct {
	Server, Creds, TLSCert, TLSKey, TLSCA string
	// Data is the folder of everything this machine keeps.
	Data string
	// Listen is where an embedded server lets others join.
	Listen string
	// Replicas of each stream on an outside server.
	Replicas int
	// Health is host:port for /healthz, /readyz and /metrics; empty: none.
	Health string
	// Profiles adds /debug/pprof/ to it.
	Profiles bool
	// Keep is how long articles, claims and findings stay in their streams; 0
	// is for ever.
	Keep                time.Duration
	LogLevel, LogFormat string
	// Config is a file of settings, Context a name of what to reach.
	Config, Context string
	logger          *slog.Logger
	level           slog.LevelVar
	foot            *Live
}

// Bind adds the shared flags to the root command and reads environment and
// file before any command runs.
func (f *Flags) Bind(root *cobra.Command) {
	p := root.PersistentFlags()
	p.StringVarP(&f.Server, "server", "s", "", "NATS server `URL` (env NATS_URL); default: the muster running on --data")
	p.StringVar(&f.Creds, "creds", "", "NATS credentials `file`")
	p.StringVar(&f.TLSCert, "tlscert", "", "TLS client certificate `file`")
	p.StringVar(&f.TLSKey, "tlskey", "", "TLS client key `file`")
	p.StringVar(&f.TLSCA, "tlsca", "", "TLS certificate authority `file`")
	p.StringVar(&f.Data, "data", defaultData(), "`folder` for what is kept on this machine")
	p.StringVar(&f.LogLevel, "log-level", "info", "debug, info, warn or error")
	p.StringVar(&f.LogFormat, "log-format", "auto", "text, json, or auto: for people on a terminal, else JSON")
	p.StringVar(&f.Config, "config", "", "TOML `file` with flags as keys and commands as sections (flag > environment > context > file; default: ~/.config/muster/config.toml)")
	p.StringVar(&f.Context, "context", "", "the server of this context (see: muster context)")
	_ = root.RegisterFlagCompletionFunc("context", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		names, _ := Contexts()
		return names, cobra.ShellCompDirectiveNoFileComp
	})
	_ = root.RegisterFlagCompletionFunc("log-level", cobra.FixedCompletions([]string{"debug", "info", "warn", "error"}, cobra.ShellCompDirectiveNoFileComp))
	_ = root.RegisterFlagCompletionFunc("log-format", cobra.FixedCompletions([]string{"auto", "text", "json"}, cobra.ShellCompDirectiveNoFileComp))
	Versions(root, "")
	root.SilenceUsage, root.SilenceErrors = true, true
	root.SetFlagErrorFunc(flagged)
	root.PersistentPreRunE = func(c *cobra.Command, _ []string) error { return f.Settle(c) }
	root.SetHelpFunc(tell)
	root.SetUsageFunc(func(c *cobra.Command) error {
		fmt.Fprintln(c.OutOrStderr(), usage(c, page.On(c.OutOrStderr()).Width))
		return nil
	})
	help := helpCommand()
	root.SetHelpCommand(help)
	root.AddCommand(help)
}

// BindDaemon adds the flags that only mean something to a command that keeps
// streams or runs on.
func (f *Flags) BindDaemon(c *cobra.Command) {
	p := c.Flags()
	p.IntVar(&f.Replicas, "replicas", 1, "replicas of each stream (3 in a cluster)")
	p.StringVar(&f.Health, "health", "", "serve /healthz, /readyz and /metrics at `host:port`")
	p.BoolVar(&f.Profiles, "pprof", false, "serve /debug/pprof/ at --health too")
	p.Var((*Span)(&f.Keep), "keep", "how long articles, claims and findings stay in their streams, as 90d or 36h; 0: for ever")
}

// defaultData is $STATE_DIRECTORY under systemd, else the user's data folder.
func defaultData() string {
	if d := os.Getenv("STATE_DIRECTORY"); d != "" {
		return d
	}
	if d := os.Getenv("XDG_DATA_HOME"); d != "" {
		return filepath.Join(d, "muster")
	}
	if home, err := os.UserHomeDir(); err == nil {
		return filepath.Join(home, ".local", "share", "muster")
	}
	return "muster-data"
}

// Settle fills what the command line left open and makes the logger. It is done
// before each command; what completes a word for a shell does it itself, since
// for that only the outermost program's is done.
func (f *Flags) Settle(c *cobra.Command) error {
	if err := fill(c); err != nil {
		return err
	}
	if err := f.SetLogLevel(f.LogLevel); err != nil {
		return err
	}
	if f.Keep != 0 && f.Keep < shortestKeep {
		return fmt.Errorf("--keep %v: want 14d or more, since copies are recognised over twelve days", (*Span)(&f.Keep))
	}
	out := c.ErrOrStderr()
	if f.foot = liveOn(out); f.foot != nil && f.LogFormat == "auto" {
		out = f.foot
	}
	logger, err := newLogger(out, f.LogFormat, &f.level)
	if err != nil {
		return err
	}
	f.logger = logger
	slog.SetDefault(f.logger)
	return nil
}

// shortestKeep is the least --keep: ingest reads the last twelve days again for
// what is a copy of what.
const shortestKeep = 14 * 24 * time.Hour

// SetLogLevel changes what is logged from now on.
func (f *Flags) SetLogLevel(name string) error {
	var level slog.Level
	if err := level.UnmarshalText([]byte(name)); err != nil {
		return fmt.Errorf("--log-level %q: want debug, info, warn or error", name)
	}
	f.level.Set(level)
	return nil
}

// Live is the line at the foot of the terminal that the log is written to for
// people, nil where it is not.
func (f *Flags) Live() *Live {
	if f.LogFormat != "auto" {
		return nil
	}
	return f.foot
}

// Log is the program's logger.
func (f *Flags) Log() *slog.Logger { return f.logger }

// ErrNoServer means that there is no server to join.
var ErrNoServer = errors.New("no Muster is running here")

// options says which server to join.
func (f *Flags) options(name string) (pipeline.Options, error) {
	o := pipeline.Options{
		Name: name, Server: f.Server, Creds: f.Creds, TLSCert: f.TLSCert, TLSKey: f.TLSKey, TLSCA: f.TLSCA,
		Data: f.Data, Replicas: f.Replicas, Keep: f.Keep, Log: f.logger,
	}
	if o.Server != "" {
		return o, nil
	}
	url, ok := pipeline.Discover(f.Data)
	if !ok {
		return o, fmt.Errorf("%w (data folder %s): start `muster up`, or give --server", ErrNoServer, f.Data)
	}
	o.Server = url
	return o, nil
}

// Join connects a tool to the running server, or fails within seconds.
// ErrNoServer says that there is none on this machine.
func (f *Flags) Join(ctx context.Context, name string) (*pipeline.Bus, error) {
	return f.join(ctx, name, true)
}

func (f *Flags) join(ctx context.Context, name string, visit bool) (*pipeline.Bus, error) {
	o, err := f.options(name)
	if err != nil {
		return nil, err
	}
	o.Visit, o.KeepAsIs = visit, true
	return pipeline.Open(ctx, o)
}

// Borrow is Join for tools that change what is kept: where no server runs it
// opens the store itself for the moment. Where there is none it fails and makes
// none.
func (f *Flags) Borrow(ctx context.Context, name string) (*pipeline.Bus, error) {
	if _, err := os.Stat(filepath.Join(f.Data, "nats")); f.Server == "" && errors.Is(err, os.ErrNotExist) {
		if _, running := pipeline.Discover(f.Data); !running {
			return nil, fmt.Errorf("%w, and nothing is kept in %s: start `muster up`, add feeds with `ingest add`, or give --data or --server", ErrNoServer, f.Data)
		}
	}
	return f.Found(ctx, name)
}

// Found is Borrow for tools that begin a store: where there is none it makes
// one.
func (f *Flags) Found(ctx context.Context, name string) (*pipeline.Bus, error) {
	b, err := f.join(ctx, name, false)
	if !errors.Is(err, ErrNoServer) {
		return b, err
	}
	keepPrivate()
	return pipeline.Open(ctx, pipeline.Options{Name: name, Data: f.Data, Alone: true, KeepAsIs: true, Log: f.logger})
}

// Ask is Join for a tool that only sends requests.
func (f *Flags) Ask(ctx context.Context, name string) (*pipeline.Bus, error) {
	o, err := f.options(name)
	if err != nil {
		return nil, err
	}
	o.AskOnly = true
	return pipeline.Open(ctx, o)
}

// Run is the life of a daemon that joins a server and waits for it as long as
// it takes.
func (f *Flags) Run(ctx context.Context, name string, parts ...pipeline.Part) error {
	o, err := f.options(name)
	if err != nil {
		return err
	}
	o.Patience = -1
	return f.live(ctx, o, parts)
}

// Host is the life of a daemon that has the server inside, unless --server
// names an outside one.
func (f *Flags) Host(ctx context.Context, name string, parts ...pipeline.Part) error {
	if f.Server != "" {
		return f.Run(ctx, name, parts...)
	}
	o := pipeline.Options{Name: name, Data: f.Data, Listen: f.Listen, Keep: f.Keep, Log: f.logger}
	return f.live(ctx, o, parts)
}

func (f *Flags) live(ctx context.Context, o pipeline.Options, parts []pipeline.Part) error {
	ctx, stop := Signalled(ctx)
	defer stop()
	keepPrivate()
	opened := func(*pipeline.Bus) {}
	if f.Health != "" {
		var end func()
		var err error
		if opened, end, err = serveHealth(f.Health, f.logger, f.Profiles); err != nil {
			return err
		}
		defer end()
	}
	b, err := pipeline.Open(ctx, o)
	if err != nil {
		return err
	}
	defer b.Close()
	opened(b)
	version, commit := build()
	if err := b.Present(ctx, o.Name, version+" "+commit); err != nil {
		return err
	}
	_, _ = sd.SdNotify(false, sd.SdNotifyReady)
	f.logger.Info("running", "name", o.Name, "server", b.ServerName())
	context.AfterFunc(ctx, func() {
		_, _ = sd.SdNotify(false, sd.SdNotifyStopping)
		f.logger.Info("stopping: finishing what is held")
	})
	if err := b.RunParts(ctx, parts...); err != nil {
		return err
	}
	f.logger.Info("stopped, all drained")
	return nil
}

// Signalled ends the context at the first SIGINT or SIGTERM; a second one
// kills the process.
func Signalled(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// Exit codes of all programs.
const (
	ExitOK      = 0
	ExitNothing = 1 // asked, and nothing found
	ExitFailure = 2 // wrong usage, or failed
)

// ErrNothing ends a program with ExitNothing and no message.
var ErrNothing = errors.New("nothing found")

// Nothing tells on standard error that there is nothing, and returns
// ErrNothing.
func Nothing(c *cobra.Command, words string) error {
	fmt.Fprintln(c.ErrOrStderr(), words)
	return ErrNothing
}

// Main runs the program and exits.
func Main(root *cobra.Command) { os.Exit(Execute(root)) }

// Execute runs the program and returns its exit code.
func Execute(root *cobra.Command) int {
	suggesting(root)
	err := root.ExecuteContext(context.Background())
	switch {
	case err == nil:
		return ExitOK
	case errors.Is(err, ErrNothing):
		return ExitNothing
	}
	fmt.Fprintf(root.ErrOrStderr(), "%s: %s\n", root.Name(), Plain(err))
	return ExitFailure
}

// stopWithin is how long the health server waits for its last answers.
const stopWithin = 2 * time.Second
