package pipeline

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"muster/news"

	natsserver "github.com/nats-io/nats-server/v2/server"
)

// exampleServer starts a server on the accounts of deploy/nats/nats.conf,
// without its TLS and addresses.
func exampleServer(t *testing.T) *natsserver.Server {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "deploy", "nats", "nats.conf"))
	if err != nil {
		t.Fatal(err)
	}
	_, accounts, found := strings.Cut(string(raw), "\naccounts {")
	if !found {
		t.Fatal("the example has no accounts")
	}
	accounts = strings.NewReplacer("$MUSTER_PASSWORD", "m", "$READER_PASSWORD", "r", "$SYS_PASSWORD", "s").Replace(accounts)
	file := filepath.Join(t.TempDir(), "nats.conf")
	head := "listen: \"127.0.0.1:-1\"\nmax_payload: 8MB\njetstream { store_dir: \"" + t.TempDir() + "\" }\naccounts {"
	if err := os.WriteFile(file, []byte(head+accounts), 0o600); err != nil {
		t.Fatal(err)
	}
	opts, err := natsserver.ProcessConfigFile(file)
	if err != nil {
		t.Fatal(err)
	}
	opts.NoLog, opts.NoSigs = true, true
	s, err := natsserver.NewServer(opts)
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	t.Cleanup(s.Shutdown)
	if !s.ReadyForConnections(10 * time.Second) {
		t.Fatal("the server does not start")
	}
	return s
}

// TestReaderReadsAndChangesNothing: the reader of the example can ask, watch
// and look at the status; what it may not is refused at once, not after the
// time for an answer.
func TestReaderReadsAndChangesNothing(t *testing.T) {
	s := exampleServer(t)
	as := func(user string, o Options) *Bus {
		t.Helper()
		o.Server, o.Log = strings.Replace(s.ClientURL(), "nats://", "nats://"+user+"@", 1), slog.New(slog.DiscardHandler)
		b, err := Open(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(b.Close)
		return b
	}
	owner, reader := as("muster:m", Options{}), as("reader:r", Options{Visit: true})
	publish(t, owner, 2)
	if err := owner.PublishFinding(t.Context(), news.Finding{ID: "a", Kind: news.Contradiction}); err != nil {
		t.Fatal(err)
	}
	if _, err := Feeds[string](owner).Put(t.Context(), "one", "state", 0); err != nil {
		t.Fatal(err)
	}
	if err := owner.Serve(t.Context(), "search", map[string]Answer{"find": func(context.Context, []byte) ([]byte, error) { return []byte("found"), nil }}); err != nil {
		t.Fatal(err)
	}
	if out, err := reader.Request(t.Context(), "search.find", nil); string(out) != "found" || err != nil {
		t.Errorf("asks: %q, %v", out, err)
	}
	if n, err := reader.Counts(t.Context()); err != nil || n.Articles != 2 {
		t.Errorf("counts: %+v, %v", n, err)
	}
	if left, err := reader.ArticlesBacklog(t.Context(), "extract"); err != nil || left.Waiting != 2 {
		t.Errorf("backlog: %+v, %v", left, err)
	}
	if all, err := Feeds[string](reader).All(t.Context()); err != nil || len(all) != 1 {
		t.Errorf("feeds: %v, %v", all, err)
	}
	n := 0
	if err := reader.ReplayFindings(t.Context(), func(news.Finding) error { n++; return nil }); err != nil || n != 1 {
		t.Errorf("findings: %d, %v", n, err)
	}
	for what, try := range map[string]func() error{
		"publish an article": func() error { return reader.PublishArticle(t.Context(), article(7)) },
		"read articles": func() error {
			return reader.ReplayArticles(t.Context(), time.Time{}, func(news.Article) error { return nil })
		},
		"ask for more": func() error { _, err := reader.Request(t.Context(), "desk.admin", nil); return err },
	} {
		start := time.Now()
		err := try()
		if took := time.Since(start); !errors.Is(err, ErrDenied) || took > 3*time.Second {
			t.Errorf("%s: after %v: %v", what, took, err)
		}
	}
}

// TestLatestIsWhatTheLeaderHas: written, changed, deleted, and never there; of
// an outside server, which is asked in another way.
func TestLatestIsWhatTheLeaderHas(t *testing.T) {
	s := exampleServer(t)
	b, err := Open(t.Context(), Options{Server: strings.Replace(s.ClientURL(), "nats://", "nats://muster:m@", 1), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	seen := Seen[string](b)
	latest := func(want string, version uint64) {
		t.Helper()
		if got, v, err := seen.Latest(t.Context(), "a"); got != want || v != version || err != nil {
			t.Errorf("%q %d %v, want %q %d", got, v, err, want, version)
		}
	}
	latest("", 0)
	v, err := seen.Put(t.Context(), "a", "one", 0)
	if err != nil {
		t.Fatal(err)
	}
	latest("one", v)
	if v, err = seen.Put(t.Context(), "a", "two", v); err != nil {
		t.Fatal(err)
	}
	latest("two", v)
	if err := seen.Delete(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	latest("", 0)
}
