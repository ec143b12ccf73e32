package pipeline

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"muster/news"
)

// TestBackupSurvivesTheLossOfEverythingElse fills a new store from a backup:
// the same articles under the same numbers, records, claims and findings.
func TestBackupSurvivesTheLossOfEverythingElse(t *testing.T) {
	b := withBus(t, t.TempDir())
	publish(t, b, 6)
	s, err := b.stream(t.Context(), articlesStream)
	if err != nil {
		t.Fatal(err)
	}
	for _, seq := range []uint64{1, 2, 4} { // the front expired, a hole behind it
		if err := s.DeleteMsg(t.Context(), seq); err != nil {
			t.Fatal(err)
		}
	}
	set := news.ClaimSet{Article: article(4).Ref(), Hash: "h", Extractor: "1"}
	if err := errors.Join(b.PublishClaims(t.Context(), set), b.PublishFinding(t.Context(), news.Finding{ID: "a", Kind: news.Contradiction})); err != nil {
		t.Fatal(err)
	}
	if _, err := Seen[string](b).Put(t.Context(), "article.x", "seen", 0); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	n, err := b.Backup(t.Context(), &out)
	if err != nil || n[articlesStream] != 3 || n[claimsStream] != 1 {
		t.Fatalf("backup: %v, %v", n, err)
	}
	b.Close()
	r := withBus(t, t.TempDir())
	if _, err := r.Restore(t.Context(), bytes.NewReader(out.Bytes())); err != nil {
		t.Fatal(err)
	}
	for seq, want := range map[uint64]string{3: "Report 2", 5: "Report 4", 6: "Report 5"} {
		if a, err := r.LoadArticle(t.Context(), seq); err != nil || a.Title != want {
			t.Errorf("article at %d: %q, %v", seq, a.Title, err)
		}
	}
	if v, _, err := Seen[string](r).Get(t.Context(), "article.x"); v != "seen" || err != nil {
		t.Errorf("record: %q, %v", v, err)
	}
	if c, err := r.Counts(t.Context()); err != nil || c.Claims != 1 || c.Findings != 1 {
		t.Errorf("counts: %+v, %v", c, err)
	}
	if _, err := r.Restore(t.Context(), bytes.NewReader(out.Bytes())); !errors.Is(err, ErrNotEmpty) {
		t.Errorf("restored twice: %v", err)
	}
	if _, err := withBus(t, t.TempDir()).Restore(t.Context(), bytes.NewReader([]byte("no backup"))); err == nil {
		t.Error("garbage is restored")
	}
}

func TestTraceFollowsAnArticle(t *testing.T) {
	b := withBus(t, t.TempDir())
	publish(t, b, 2)
	ref := article(1).Ref()
	claim := news.Claim{ID: "c", Article: ref}
	err := errors.Join(
		b.PublishClaims(t.Context(), news.ClaimSet{Article: ref, Hash: "h", Extractor: "7", Claims: []news.Claim{claim}}),
		b.PublishFinding(t.Context(), news.Finding{ID: "f", Kind: news.Contradiction, Sides: []news.Side{{Claims: []news.Claim{claim}}}}))
	if err != nil {
		t.Fatal(err)
	}
	steps, err := b.Trace(t.Context(), ref.ID[:8])
	if err != nil || len(steps) != 3 || steps[0].Stream != articlesStream || steps[1].What != "1 claims of revision 1, read by extractor 7" || steps[2].What != "contradiction f, stands" {
		t.Errorf("%+v, %v", steps, err)
	}
}

// TestKeepBoundsTheStreams: what is too old goes, and a tool that opens the
// store leaves the limit as it is.
func TestKeepBoundsTheStreams(t *testing.T) {
	folder := t.TempDir()
	b := withBus(t, folder)
	b.Close()
	for _, o := range []Options{{Keep: 90 * 24 * time.Hour}, {KeepAsIs: true}} {
		o.Data, o.QuickStore = folder, true
		b, err := Open(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		s, err := b.stream(context.Background(), articlesStream)
		if err != nil || s.CachedInfo().Config.MaxAge != 90*24*time.Hour {
			t.Errorf("%+v: %v, %v", o, s.CachedInfo().Config.MaxAge, err)
		}
		b.Close()
	}
}

// TestAToolLeavesStreamsAlone: a tool started without --replicas must not
// make streams of three replicas streams of one. Here a stream's description
// stands for what a tool might change, since one server has one replica.
func TestAToolLeavesStreamsAlone(t *testing.T) {
	folder := t.TempDir()
	b := withBus(t, folder)
	s, err := b.stream(t.Context(), articlesStream)
	if err != nil {
		t.Fatal(err)
	}
	cfg := s.CachedInfo().Config
	cfg.Description = "set by somebody else"
	if _, err := b.js.UpdateStream(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
	b.keepAsIs = true
	if err := b.declare(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s, err = b.stream(t.Context(), articlesStream); err != nil || s.CachedInfo().Config.Description != cfg.Description {
		t.Errorf("a tool changed the stream: %+v, %v", s.CachedInfo().Config, err)
	}
}
