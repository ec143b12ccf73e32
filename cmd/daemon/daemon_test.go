package daemon

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"muster/pipeline"

	"github.com/spf13/cobra"
)

// program is a command that prints the settings it ends up with.
func program(args ...string) (*cobra.Command, *Flags, *bytes.Buffer) {
	f, out := &Flags{}, &bytes.Buffer{}
	root := &cobra.Command{Use: "prog", RunE: func(c *cobra.Command, _ []string) error {
		_, err := fmt.Fprintf(out, "%s %s %d", f.Server, f.LogLevel, f.Replicas)
		return err
	}}
	f.Bind(root)
	f.BindDaemon(root)
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(out)
	return root, f, out
}

func TestFlagOverEnvironmentOverFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "muster.toml")
	write(t, file, "server = \"nats://file\"\nlog-level = \"warn\"\nreplicas = 3\n")
	t.Setenv("MUSTER_LOG_LEVEL", "error")
	t.Setenv("NATS_URL", "nats://env")
	root, _, out := program("--config", file, "--server", "nats://flag")
	if code := Execute(root); code != ExitOK || out.String() != "nats://flag error 3" {
		t.Errorf("code %d, %q", code, out)
	}
}

// TestSections: the nearest section stands, and what no command knows is told.
func TestSections(t *testing.T) {
	home := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", home)
	write(t, filepath.Join(home, "muster", "config.toml"), "log-level = \"warn\"\nserver = \"nats://top\"\n[up]\nreplicas = 2\n[search]\nserver = \"nats://search\"\n[search.find]\nlog-level = \"error\"\n")
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"find"}, "nats://search error 0"}, {[]string{"list"}, "nats://search warn 0"}, {[]string{"find", "-s", "nats://x"}, "nats://x error 0"},
	} {
		f, out := &Flags{}, &bytes.Buffer{}
		root := &cobra.Command{Use: "search"}
		f.Bind(root)
		for _, name := range []string{"find", "list"} {
			root.AddCommand(&cobra.Command{Use: name, RunE: func(*cobra.Command, []string) error {
				_, err := fmt.Fprintf(out, "%s %s %d", f.Server, f.LogLevel, f.Replicas)
				return err
			}})
		}
		root.SetArgs(c.args)
		root.SetErr(out)
		if code := Execute(root); code != ExitOK || out.String() != c.want {
			t.Errorf("%v: code %d, %q, want %q", c.args, code, out, c.want)
		}
	}
	write(t, filepath.Join(home, "muster", "config.toml"), "[serch]\nserver = \"x\"\n")
	root, _, out := program()
	if code := Execute(root); code != ExitFailure || !strings.Contains(out.String(), "config.toml:1: unknown section [serch]") {
		t.Errorf("%d, %q", code, out)
	}
}

// TestContexts: the context in use says where to go, unless somebody says
// where himself.
func TestContexts(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	if err := SaveContext("desk", Context{Server: "nats://desk"}); err != nil {
		t.Fatal(err)
	}
	if err := SaveContext("lab", Context{Server: "nats://lab"}); err != nil {
		t.Fatal(err)
	}
	if err := UseContext("desk"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "nats://desk info 1"}, {[]string{"--context", "lab"}, "nats://lab info 1"}, {[]string{"--server", "nats://x"}, "nats://x info 1"},
		{[]string{"--data", "x"}, " info 1"}, {[]string{"--context", "no"}, `prog: --context: no such context: "no" (see: muster context list)`},
		{[]string{"--context", "../x"}, `prog: --context: context name "../x": want letters, digits, - and _`},
	} {
		root, _, out := program(c.args...)
		if Execute(root); strings.TrimSuffix(out.String(), "\n") != c.want {
			t.Errorf("%v: %q, want %q", c.args, out, c.want)
		}
	}
	if err := RemoveContext("desk"); err != nil || CurrentContext() != "" {
		t.Error(err, CurrentContext())
	}
	if names, err := Contexts(); err != nil || fmt.Sprint(names) != "[lab]" {
		t.Error(names, err)
	}
	if err := UseContext("desk"); err == nil {
		t.Error("a context that is not there is used")
	}
}

func TestWrongSettingsAreShown(t *testing.T) {
	file := filepath.Join(t.TempDir(), "muster.toml")
	for _, c := range []struct{ toml, flag, want string }{
		{"", "--servr=x", "prog: unknown flag: --servr: do you mean --server?"},
		{"", "--log-level=loud", `prog: --log-level "loud": want debug, info, warn or error`},
		{"", "--keep=90x", `want 90d or 36h`},
		{"", "--keep=-1d", `want a number of days, as 90d`},
		{"", "--keep=3d", `prog: --keep 3d: want 14d or more`},
		{"", "--replicas=many", `prog: --replicas "many": want a whole number (see prog --help)`},
		{"# head\nservr = 1\n", "--config=" + file, `prog: ` + file + `:2: unknown key "servr" (keys are the names of flags: see --help)`},
		{"replicas = \"x\"\n", "--config=" + file, file + `:1: replicas = x`},
		{"replicas = = 3\n", "--config=" + file, file + `:1:12: `},
		{"", "--config=" + file + ".absent", "no such file"},
	} {
		write(t, file, c.toml)
		root, _, out := program(c.flag)
		if code := Execute(root); code != ExitFailure || !strings.Contains(out.String(), c.want) {
			t.Errorf("%s %q: code %d, got %q, want %q", c.flag, c.toml, code, out, c.want)
		}
	}
}

func TestJoinFindsTheServerOfTheFolder(t *testing.T) {
	folder := t.TempDir()
	root, f, _ := program("--data", folder, "--log-level", "error")
	if code := Execute(root); code != ExitOK {
		t.Fatal("code", code)
	}
	if _, err := f.Join(t.Context(), "tool"); err == nil || !strings.Contains(err.Error(), "no Muster is running here (data folder "+folder) {
		t.Errorf("error %v", err)
	}
	f.Listen = "127.0.0.1:0"
	err := f.Host(t.Context(), "host", pipeline.Part{Name: "tool", Work: func(ctx context.Context, _ *pipeline.Bus) error {
		b, err := f.Join(ctx, "tool")
		if err == nil {
			b.Close()
		}
		return err
	}})
	if err != nil {
		t.Error(err)
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
