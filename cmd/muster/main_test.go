package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"muster/cmd/daemon"
	"muster/cmd/search/serve"
	"muster/ingest"
	"muster/news"
	"muster/pipeline"

	"github.com/spf13/cobra"
)

// run runs the program with the arguments and returns what it wrote.
func run(args ...string) (code int, out string) {
	var buf bytes.Buffer
	root := command()
	root.SetArgs(args)
	root.SetOut(&buf)
	root.SetErr(&buf)
	code = daemon.Execute(root)
	return code, buf.String()
}

// TestDemo is the whole length once: eight feeds in four formats, fetched,
// extracted, indexed, cross-checked, reported.
func TestDemo(t *testing.T) {
	data := t.TempDir()
	code, out := run("demo", "--data", data)
	if code != daemon.ExitOK {
		t.Fatalf("exit %d: %s", code, out)
	}
	for _, want := range []string{
		"8 feeds read", "20 articles (1 of them a copy of another, 1 not in English", "CONTRADICTION", "1 correction",
		"«Some 31,000 Ukrainian soldiers» have been killed", "Poland will spend «4.7% of GDP» on defence in 2024",
		"go run ./cmd/search --data " + data + " find",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the report does not say %q:\n%s", want, out)
		}
	}
	if code, out := run("dead", "list", "--data", data); code != daemon.ExitNothing {
		t.Errorf("dead letters: exit %d: %s", code, out)
	}
}

// TestKeeping takes the store of a demo through check, trace, backup, the loss
// of everything, and restore; and a lost article through check --repair.
func TestKeeping(t *testing.T) {
	data, backup, again := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "again")
	if code, out := run("demo", "--data", data); code != daemon.ExitOK {
		t.Fatalf("exit %d: %s", code, out)
	}
	id := firstArticle(t, data)
	for _, c := range []struct {
		code int
		want string
		args []string
	}{
		{daemon.ExitOK, "all fits", []string{"check", "--data", data}},
		{daemon.ExitOK, "read by extractor", []string{"trace", id[:10], "--data", data}},
		{daemon.ExitNothing, "", []string{"trace", "ffffffffffff", "--data", data}},
		{daemon.ExitOK, "of ARTICLES", []string{"backup", backup, "--data", data}},
		{daemon.ExitFailure, "the store is not empty", []string{"restore", backup, "--data", data}},
		{daemon.ExitOK, "of KV_SEEN", []string{"restore", backup, "--data", again}},
		{daemon.ExitOK, "all fits", []string{"check", "--data", again}},
		{daemon.ExitOK, "read by extractor", []string{"trace", id, "--data", again}},
		{daemon.ExitNothing, "no dead letters", []string{"dead", "list", "--data", again}},
		{daemon.ExitNothing, "no such dead letter", []string{"dead", "retry", "--all", "--data", again}},
		{daemon.ExitFailure, "which ones?", []string{"dead", "forget", "--data", again}},
	} {
		if code, out := run(c.args...); code != c.code || !strings.Contains(out, c.want) {
			t.Errorf("%v: exit %d, %q, want %d, %q", c.args, code, out, c.code, c.want)
		}
	}
	for _, c := range []struct {
		code int
		want string
		args []string
	}{
		{daemon.ExitFailure, "what is to be forgotten?", []string{"forget", "--data", again}},
		{daemon.ExitFailure, "no article is known as ffffffff", []string{"forget", "ffffffff", "--data", again}},
		{daemon.ExitFailure, "give --yes", []string{"forget", id, "--data", again}},
		{daemon.ExitOK, "forgotten: 1 article and 0 feeds", []string{"forget", id[:12], "--yes", "--data", again}},
		{daemon.ExitNothing, "nothing of that is known", []string{"forget", "--outlet", "No Such Paper", "--yes", "--data", again}},
		{daemon.ExitOK, "0 claims of revision", []string{"trace", id, "--data", again}},
		{daemon.ExitFailure, "no article is known as", []string{"forget", id, "--yes", "--data", again}},
		{daemon.ExitOK, "and 1 feed", []string{"forget", "--outlet", "Defence Ledger", "--yes", "--data", again}},
		{daemon.ExitOK, "all fits", []string{"check", "--data", again}},
	} {
		if code, out := run(c.args...); code != c.code || !strings.Contains(out, c.want) {
			t.Errorf("%v: exit %d, %q, want %d, %q", c.args, code, out, c.code, c.want)
		}
	}
	lateClaims(t, again, id)
	if code, out := run("check", "--data", again); code != daemon.ExitNothing || !strings.Contains(out, "wrong: 1 messages hold text of forgotten articles") {
		t.Errorf("claims that came late: exit %d, %q", code, out)
	}
	if code, out := run("check", "--repair", "--data", again); code != daemon.ExitOK || !strings.Contains(out, "mended: 1 messages") {
		t.Errorf("claims that came late: exit %d, %q", code, out)
	}
	record(t, again, "article.gone", ingest.Revision{Hash: "h", Number: 1, Seq: 999})
	record(t, again, "item.gone", ingest.Item{Article: "gone", Print: "p"})
	for i, want := range []string{"wrong: 1 articles are recorded as seen", "mended: 1 articles are recorded as seen", "all fits"} {
		args := []string{"check", "--data", again}
		if i == 1 {
			args = append(args, "--repair")
		}
		if code, out := run(args...); !strings.Contains(out, want) || (code == daemon.ExitOK) != (i > 0) {
			t.Errorf("%v: exit %d, %q, want %q", args, code, out, want)
		}
	}
}

// TestStatus: who lives, what lags, and what is stored, while all runs.
func TestStatus(t *testing.T) {
	flags := &daemon.Flags{Data: t.TempDir(), Listen: "127.0.0.1:0", LogLevel: "error"}
	var out bytes.Buffer
	root := &cobra.Command{Use: "prog", RunE: func(c *cobra.Command, _ []string) error {
		search := searching(flags.Data, serve.Web{}, false)
		ready := make(chan struct{})
		search.Ready = func(string) { close(ready) }
		return flags.Host(c.Context(), "up", serve.Part(search), pipeline.Part{Name: "look", Work: func(ctx context.Context, b *pipeline.Bus) error {
			select {
			case <-ready:
			case <-ctx.Done():
				return nil
			}
			for _, args := range [][]string{{"status"}, {"status", "--json"}} {
				code, text := run(append(args, "--data", flags.Data)...)
				fmt.Fprintln(&out, code, text)
			}
			return errors.New("seen")
		}})
	}}
	flags.Bind(root)
	root.SetArgs([]string{"--data", flags.Data, "--log-level", "error"})
	root.SetErr(&out)
	daemon.Execute(root)
	for _, want := range []string{"index     0 articles, 0 claims", "up\t", "\tok\t", `"name": "up"`, `"free_bytes": `, "seen"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
	if code, text := run("status", "--data", t.TempDir()); code != daemon.ExitFailure {
		t.Errorf("%d %s", code, text)
	}
}

// opened is the store of a data folder that no process has open.
func opened(t *testing.T, data string) *pipeline.Bus {
	t.Helper()
	b, err := pipeline.Open(t.Context(), pipeline.Options{Data: data, Alone: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func firstArticle(t *testing.T, data string) (id string) {
	t.Helper()
	b := opened(t, data)
	defer b.Close()
	if err := b.ClaimIDs(t.Context(), func(one string) { id = one }); err != nil {
		t.Fatal(err)
	}
	return id
}

func record[T any](t *testing.T, data, key string, r T) {
	t.Helper()
	b := opened(t, data)
	defer b.Close()
	if _, err := pipeline.Seen[T](b).Put(t.Context(), key, r, 0); err != nil {
		t.Fatal(err)
	}
}

// lateClaims publishes claims of an article, as a daemon does that was at work
// on it while it was forgotten.
func lateClaims(t *testing.T, data, id string) {
	t.Helper()
	b := opened(t, data)
	defer b.Close()
	if err := b.PublishClaims(t.Context(), news.ClaimSet{Article: news.ArticleRef{ID: id, Revision: 2}, Claims: []news.Claim{}}); err != nil {
		t.Fatal(err)
	}
}

func TestWrongUseIsSaid(t *testing.T) {
	empty, real := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(real, "nats"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for want, args := range map[string][]string{
		`muster: unknown command "confilcts" for "muster search": do you mean conflicts?`:                                                                     {"search", "confilcts"},
		`muster: unknown command "lst" for "muster dead": do you mean list?`:                                                                                  {"dead", "lst"},
		`muster: unknown command "nosuch" for "muster" (see muster --help)`:                                                                                   {"nosuch"},
		"muster: unknown flag: --nosuch (see muster up --help)":                                                                                               {"up", "--nosuch"},
		`muster: --languages: no built-in feed is in "xx"`:                                                                                                    {"up", "--languages", "xx"},
		`muster: "x" is no number of a dead letter (see: muster dead list)`:                                                                                   {"dead", "show", "x"},
		"muster: no Muster is running here (data folder " + empty + "): start `muster up`, or give --server":                                                  {"status", "--data", empty},
		"muster: no Muster is running here, and nothing is kept in " + empty + ": start `muster up`, add feeds with `ingest add`, or give --data or --server": {"dead", "retry", "7", "--data", empty},
		`muster: listen address "nowhere": address nowhere: missing port in address`:                                                                          {"up", "--listen", "nowhere", "--data", empty, "--log-level", "error"},
		"muster: " + real + " is not empty and not of the demo, and the demo writes invented news: give --data a new folder":                                  {"demo", "--data", real},
		"muster: the demo writes invented news, so it joins no server (nats://127.0.0.1:1): leave out --server and NATS_URL":                                  {"demo", "--server", "nats://127.0.0.1:1"},
		"muster: unknown command \"extra\" for \"muster demo\"":                                                                                               {"demo", "extra"},
	} {
		code, out := run(args...)
		if code != daemon.ExitFailure || strings.TrimSpace(out) != want {
			t.Errorf("%v: exit %d, %q, want %q", args, code, out, want)
		}
	}
}

// TestNames: the program answers to the names of its parts, and carries them.
func TestNames(t *testing.T) {
	for path, want := range map[string]string{
		"muster": "muster", "/usr/bin/ingest": "ingest", "./extract": "extract", "bin/search.exe": "search", "m": "muster",
	} {
		if got := called(path).Name(); got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
	if code, out := run("search", "help", "query"); code != daemon.ExitOK || !strings.Contains(out, "eastern flank") {
		t.Errorf("exit %d: %s", code, out)
	}
	if code, out := run("search", "find", "((", "--data", t.TempDir()); code != daemon.ExitFailure {
		t.Errorf("exit %d: %s", code, out)
	}
}

// TestContextAndManual: contexts are kept, used and removed; the manual has a
// page for each command.
func TestContextAndManual(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	pages := t.TempDir()
	for _, c := range []struct {
		code int
		want string
		args []string
	}{
		{daemon.ExitNothing, "", []string{"context", "list"}},
		{daemon.ExitFailure, "give --server or --data", []string{"context", "add", "desk"}},
		{daemon.ExitOK, "added desk", []string{"context", "add", "desk", "--server", "nats://127.0.0.1:1", "--creds", "x.creds"}},
		{daemon.ExitFailure, "want letters", []string{"context", "add", "a b", "--data", "x"}},
		{daemon.ExitFailure, "no such context", []string{"context", "use", "nosuch"}},
		{daemon.ExitOK, "", []string{"context", "use", "desk"}},
		{daemon.ExitOK, "desk", []string{"context", "list"}},
		{daemon.ExitOK, "x.creds", []string{"context", "show", "desk"}},
		{daemon.ExitFailure, "no NATS server at nats://127.0.0.1:1", []string{"status", "--creds", ""}},
		{daemon.ExitOK, "", []string{"context", "remove", "desk"}},
		{daemon.ExitFailure, "no such context", []string{"context", "show", "desk"}},
		{daemon.ExitOK, "", []string{"man", pages}},
		{daemon.ExitOK, ".TH", []string{"man"}},
		{daemon.ExitOK, "extractor ", []string{"--version"}},
	} {
		if code, out := run(c.args...); code != c.code || !strings.Contains(out, c.want) {
			t.Errorf("%v: exit %d, %q, want %d, %q", c.args, code, out, c.code, c.want)
		}
	}
	if _, err := os.Stat(filepath.Join(pages, "muster-search-find.1")); err != nil {
		t.Error(err)
	}
}
