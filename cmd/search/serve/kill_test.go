package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"muster/bench/made"
	"muster/desk"
	"muster/index"
	"muster/news"
	"muster/pipeline"

	"github.com/google/go-cmp/cmp"
)

// The test process becomes the daemon where these are set: what to join and
// where the index is.
const (
	joinVar   = "MUSTER_TEST_JOIN"
	folderVar = "MUSTER_TEST_FOLDER"
)

func TestMain(m *testing.M) {
	if url := os.Getenv(joinVar); url != "" {
		if err := victim(url, os.Getenv(folderVar)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func victim(url, folder string) error {
	bus, err := pipeline.Open(context.Background(), pipeline.Options{Server: url, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	defer bus.Close()
	return Serve(context.Background(), bus, Config{Folder: folder})
}

// state is all that a daemon keeps and has said.
type state struct{ Claims, Held, Said []string }

// TestKilled kills the daemon with SIGKILL at random moments while articles
// come in: in the end the index holds what an undisturbed one holds, and each
// finding that holds was published.
func TestKilled(t *testing.T) {
	const kills = 6
	sets := storm()
	calm := run(t, sets, 0)
	if len(calm.Held) < 5 {
		t.Fatalf("only %d findings: the test tests little", len(calm.Held))
	}
	if d := cmp.Diff(calm, run(t, sets, kills)); d != "" {
		t.Errorf("after %d kills -undisturbed +killed\n%s", kills, d)
	}
}

// storm is articles that contradict each other, some revised.
func storm() (sets []news.ClaimSet) {
	m := made.New(300, 0)
	for i := range 60 {
		set := m.Set()
		sets = append(sets, set)
		if i%7 == 0 {
			again := set
			again.Article.Revision = 2
			again.Hash += "2"
			again.Claims = append([]news.Claim(nil), set.Claims[:len(set.Claims)/2]...)
			for j := range again.Claims {
				again.Claims[j].Article = again.Article
			}
			sets = append(sets, again)
		}
	}
	return sets
}

func run(t *testing.T, sets []news.ClaimSet, kills int) state {
	t.Helper()
	bus, err := pipeline.Open(t.Context(), pipeline.Options{Data: t.TempDir(), Listen: "127.0.0.1:0", QuickStore: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer bus.Close()
	folder := filepath.Join(t.TempDir(), "index")
	d := start(t, bus.URL(), folder)
	r := rand.New(rand.NewPCG(7, 7))
	for i, set := range sets {
		if err := bus.PublishClaims(t.Context(), set); err != nil {
			t.Fatal(err)
		}
		if kills > 0 && i%(len(sets)/kills) == 0 {
			time.Sleep(time.Duration(r.IntN(300)) * time.Millisecond)
			stop(d)
			d = start(t, bus.URL(), folder)
		}
	}
	wait(t, bus, len(sets))
	stop(d)
	return read(t, bus, folder)
}

func start(t *testing.T, url, folder string) *exec.Cmd {
	t.Helper()
	d := exec.Command(os.Args[0])
	d.Env = append(os.Environ(), joinVar+"="+url, folderVar+"="+folder)
	d.Stderr = os.Stderr
	if err := d.Start(); err != nil {
		t.Fatal(err)
	}
	return d
}

// stop is kill -9.
func stop(d *exec.Cmd) {
	_ = d.Process.Kill()
	_ = d.Wait()
}

// wait asks the daemon until it has taken all articles.
func wait(t *testing.T, bus *pipeline.Bus, sets int) {
	t.Helper()
	want := map[string]int{}
	for _, s := range storm()[:sets] {
		want[s.Article.ID] = s.Article.Revision
	}
	away := desk.Away{Bus: bus}
	for ; ; time.Sleep(20 * time.Millisecond) {
		for id, revision := range want {
			a, err := away.Article(t.Context(), desk.ArticleRequest{ID: id})
			if err != nil || a.Set.Article.Revision < revision {
				break
			}
			delete(want, id)
		}
		if len(want) == 0 {
			return
		}
	}
}

func read(t *testing.T, bus *pipeline.Bus, folder string) (s state) {
	t.Helper()
	// A killed daemon's lock is gone with it.
	x, err := index.Open(index.Config{Path: folder})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	held := map[string]news.Finding{}
	err = errors.Join(
		x.EachSet(func(set news.ClaimSet) error {
			for _, c := range set.Claims {
				s.Claims = append(s.Claims, fmt.Sprint(c.ID, set.Article.Revision))
			}
			return nil
		}),
		x.EachFinding(func(f news.Finding) error {
			if !f.Withdrawn {
				held[f.ID] = f
				s.Held = append(s.Held, whole(f))
			}
			return nil
		}))
	said := map[string]string{}
	err = errors.Join(err, bus.ReplayFindings(t.Context(), func(f news.Finding) error { said[f.ID] = whole(f); return nil }))
	if err != nil {
		t.Fatal(err)
	}
	for id, f := range held {
		if said[id] != whole(f) {
			s.Said = append(s.Said, "unsaid, or last said otherwise: "+id)
		}
	}
	return s
}

// whole is a finding whole, as text.
func whole(f news.Finding) string {
	raw, err := json.Marshal(f)
	if err != nil {
		return err.Error()
	}
	return string(raw)
}
