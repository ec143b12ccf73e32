package pipeline

import (
	"context"
	"errors"
	"testing"
	"time"

	"muster/news"
)

// TestPresent: every daemon answers for itself, with its troubles and what it
// left out, until it ends.
func TestPresent(t *testing.T) {
	b := withBus(t, t.TempDir())
	ctx, end := context.WithCancel(t.Context())
	for _, name := range []string{"search", "extract"} {
		if err := b.Present(ctx, name, "v1"); err != nil {
			t.Fatal(err)
		}
	}
	b.Skipped("not in English")
	b.Skipped("not in English")
	b.Trouble("disk", errors.New("full"))
	all, err := b.Alive(t.Context(), 2*time.Second)
	if err != nil || len(all) != 2 || all[0].Name != "extract" || all[0].Skipped["not in English"] != 2 || len(all[1].Troubles) != 1 || all[1].PID == 0 {
		t.Errorf("%+v, %v", all, err)
	}
	end()
}

func TestLags(t *testing.T) {
	b := withBus(t, t.TempDir())
	publish(t, b, 3)
	until(t, b, func(news.Article) (bool, error) { return true, nil })
	all, err := b.Lags(t.Context())
	if err != nil || len(all) != 1 || all[0].Stream != articlesStream || all[0].Reader != "test" || all[0].Empty() {
		t.Errorf("%+v, %v", all, err)
	}
}
