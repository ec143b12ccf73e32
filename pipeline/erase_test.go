package pipeline

import (
	"slices"
	"testing"
	"time"

	"muster/news"

	"github.com/nats-io/nats.go/jetstream"
)

// TestErase: of the articles meant nothing is left but that they are
// forgotten, and no message that went counts as lost.
func TestErase(t *testing.T) {
	folder := t.TempDir()
	b := withBus(t, folder)
	publish(t, b, 4)
	quoting := func(n int) news.Finding {
		claim := news.Claim{ID: "c", Article: article(n).Ref()}
		return news.Finding{ID: article(n).ID + "-f", Kind: news.Contradiction, Sides: []news.Side{{}, {Claims: []news.Claim{claim}}}}
	}
	for n := range 4 {
		set := news.ClaimSet{Article: article(n).Ref(), Hash: article(n).Hash, Extractor: "1", Claims: []news.Claim{}}
		for _, err := range []error{b.PublishClaims(t.Context(), set), b.PublishFinding(t.Context(), quoting(n))} {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := b.PublishClaims(t.Context(), news.Forget(article(1).Ref())); err != nil {
		t.Fatal(err)
	}
	b.writeMarks(t.Context())
	meant := func(id string) bool { return id == article(1).ID || id == article(3).ID }
	if n, err := b.Holding(t.Context(), meant); n != 6 || err != nil {
		t.Fatalf("holding %d, %v", n, err)
	}
	if n, err := b.Erase(t.Context(), meant); n != 6 || err != nil {
		t.Fatalf("erased %d, %v", n, err)
	}
	left := func(b *Bus) (ids []string) {
		t.Helper()
		for _, stream := range markedStreams {
			if err := b.replay(t.Context(), stream, time.Time{}, func(m jetstream.Msg) error {
				ids = append(ids, articlesIn(m.Data())...)
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
		return ids
	}
	b.Close()
	b = withBus(t, folder)
	if slices.ContainsFunc(left(b), meant) {
		t.Errorf("left: %q", left(b))
	}
	if lost, err := b.Losses(t.Context()); len(lost) > 0 || err != nil {
		t.Errorf("lost: %v, %v", lost, err)
	}
	if n, err := b.Erase(t.Context(), meant); n != 0 || err != nil {
		t.Errorf("erased again %d, %v", n, err)
	}
	if c, err := b.Counts(t.Context()); err != nil || c.Articles != 2 || c.Claims != 3 || c.Findings != 2 {
		t.Errorf("%+v, %v", c, err)
	}
}
