package pipeline

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"muster/news"
)

// TestDamageHealsOrIsTold harms one file of a stopped store: everything stored
// later is read all the same, and what the stream lost is told.
func TestDamageHealsOrIsTold(t *testing.T) {
	articles := filepath.Join("nats", "jetstream", "$G", "streams", "ARTICLES")
	overwrite := func(text string) func([]byte) []byte { return func([]byte) []byte { return []byte(text) } }
	for name, c := range map[string]struct {
		file string
		harm func([]byte) []byte
		lost string
	}{
		"garbage in a reader's state": {filepath.Join(articles, "obs", "test", "o.dat"), overwrite("not the state of a reader"), ""},
		"an empty reader's state":     {filepath.Join(articles, "obs", "test", "o.dat"), overwrite(""), ""},
		"a reader's settings cut off": {filepath.Join(articles, "obs", "test", "meta.inf"), overwrite("{"), ""},
		"one bit of a stream": {filepath.Join(articles, "msgs", "1.blk"), func(raw []byte) []byte {
			raw[len(raw)*2/5] ^= 4
			return raw
		}, "ARTICLES ends at 2 and had 5"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			b := withBus(t, folder)
			publish(t, b, 5)
			n := 0
			until(t, b, func(news.Article) (bool, error) { n++; return n == 3, nil })
			b.Close()
			harm(t, filepath.Join(folder, c.file), c.harm)
			b = withBus(t, folder)
			told(t, b, c.lost)
			if err := b.PublishArticle(t.Context(), article(77)); err != nil {
				t.Fatal(err)
			}
			until(t, b, func(a news.Article) (bool, error) { return a.Title == "Report 77", nil })
			if c.lost == "" {
				return
			}
			told(t, b, c.lost) // until a person accepts it
			if err := b.AcceptLoss(t.Context()); err != nil {
				t.Fatal(err)
			}
			told(t, b, "")
		})
	}
}

func harm(t *testing.T, file string, how func([]byte) []byte) {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err == nil {
		err = os.WriteFile(file, how(raw), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func told(t *testing.T, b *Bus, lost string) {
	t.Helper()
	err := b.Ready()
	switch {
	case lost == "" && err != nil:
		t.Fatalf("not ready: %v", err)
	case lost != "" && (err == nil || !strings.Contains(err.Error(), lost) || !strings.Contains(err.Error(), "muster check --repair")):
		t.Fatalf("ready: %v, want it to tell %q", err, lost)
	}
}

func TestNearlyFullDiskPausesAndGoesOn(t *testing.T) {
	b := withBus(t, t.TempDir())
	free := uint64(reserve - 1)
	d := disk{"/data", func(string) (uint64, bool) { return free, true }}
	err := d.look()
	if !errors.Is(err, errNoRoom) || !strings.Contains(err.Error(), "95 MB left for /data") {
		t.Fatalf("nearly full: %v", err)
	}
	b.full.Store(true)
	if _, err := b.consumeOnce(t.Context(), source{stream: articlesStream, durable: "test", batch: 1}, newHands(1), nil, nil); !errors.Is(err, errNoRoom) {
		t.Errorf("reading goes on: %v", err)
	}
	b.full.Store(false)
	if free = reserve; d.look() != nil {
		t.Error("room again, and still full")
	}
	publish(t, b, 1)
	until(t, b, func(news.Article) (bool, error) { return true, nil })
}

// TestJetStreamComesBack: a server that turned JetStream off, as it does on a
// full disk, gets it back with all it held.
func TestJetStreamComesBack(t *testing.T) {
	b := withBus(t, t.TempDir())
	publish(t, b, 3)
	if err := b.server.current().ShutdownJetStream(); err != nil {
		t.Fatal(err)
	}
	if err := b.PublishArticle(t.Context(), article(9)); err == nil {
		t.Fatal("stored in a JetStream that is off")
	}
	n := 0
	until(t, b, func(news.Article) (bool, error) { n++; return n == 3, nil })
	if err := b.PublishArticle(t.Context(), article(9)); err != nil {
		t.Error(err)
	}
}

func TestFolderIsPrivate(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	withBus(t, folder)
	if st, err := os.Stat(folder); err != nil || st.Mode().Perm() != 0o700 {
		t.Errorf("mode %v, %v", st.Mode(), err)
	}
	if st, err := os.Stat(filepath.Join(folder, urlFile)); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("secret: mode %v, %v", st.Mode(), err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), Options{Data: file, Log: slog.New(slog.DiscardHandler)})
	if err == nil || !strings.Contains(err.Error(), "no folder stands there") {
		t.Errorf("a file as folder: %v", err)
	}
}

// TestStoreWithoutAnAddressHasALocalDoor: tools of the same user find it.
func TestStoreWithoutAnAddressHasALocalDoor(t *testing.T) {
	folder := t.TempDir()
	host := withBus(t, folder)
	url, ok := Discover(folder)
	if !ok || !strings.Contains(url, "@127.0.0.1:") {
		t.Fatalf("door %q, %v", url, ok)
	}
	guest, err := Open(t.Context(), Options{Server: url, Visit: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer guest.Close()
	publish(t, host, 1)
	if n, err := guest.Counts(context.Background()); err != nil || n.Articles != 1 {
		t.Errorf("counts %+v, %v", n, err)
	}
	_, err = Open(t.Context(), Options{Server: "nats://" + strings.SplitN(url, "@", 2)[1], Visit: true, Log: slog.New(slog.DiscardHandler)})
	if err == nil || !strings.Contains(err.Error(), "Authorization") {
		t.Errorf("without the secret: %v", err)
	}
}
