package pipeline

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"muster/news"
)

// TestFollowFindings: what changed comes with what it was before, what is said
// again in the same words does not come, and a start after a message passes
// over those before it.
func TestFollowFindings(t *testing.T) {
	b := withBus(t, t.TempDir())
	a := news.Finding{ID: "a", Kind: news.Contradiction, Severity: .2}
	for _, change := range []func(){
		func() {}, func() { a.Severity = .4 },
		func() { a.FirstSeen = time.Unix(1e9, 0) }, // the same words
		func() { a.Withdrawn = true },
	} {
		change()
		if err := b.PublishFinding(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		from Start
		want string
	}{{Start{}, "[0.2 new 0.4 was 0.2 0.4 was 0.4]"}, {Start{Seq: 1}, "[0.4 was 0.2 0.4 was 0.4]"}, {Start{Seq: 2}, "[0.4 was 0.4]"}} {
		var got []string
		ctx, cancel := context.WithCancel(t.Context())
		err := b.FollowFindings(ctx, c.from, func(now Told, before *news.Finding) error {
			line := fmt.Sprint(now.Finding.Severity, " new")
			if before != nil {
				line = fmt.Sprint(now.Finding.Severity, " was ", before.Severity)
			}
			got = append(got, line)
			if now.Finding.Withdrawn {
				cancel()
			}
			return nil
		})
		cancel()
		if err != nil || fmt.Sprint(got) != c.want {
			t.Errorf("%+v: %v, %v, want %s", c.from, got, err, c.want)
		}
	}
}

// TestFindingsSince: what was told of after a place counts, unless in the words
// that stood before.
func TestFindingsSince(t *testing.T) {
	b := withBus(t, t.TempDir())
	tell := func(f news.Finding) {
		t.Helper()
		if err := b.PublishFinding(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	if ids, last, err := b.FindingsSince(t.Context(), 0); err != nil || last != 0 || ids != nil {
		t.Errorf("%v %d %v", ids, last, err)
	}
	tell(news.Finding{ID: "a", Severity: .2})
	tell(news.Finding{ID: "b", Severity: .2})
	tell(news.Finding{ID: "a", Severity: .4})
	for seq, want := range map[uint64]string{0: "[a b]", 1: "[a b]", 2: "[a]", 3: "[]"} {
		ids, last, err := b.FindingsSince(t.Context(), seq)
		if slices.Sort(ids); err != nil || last != 3 || fmt.Sprint(ids) != want {
			t.Errorf("%d: %v %d %v", seq, ids, last, err)
		}
	}
}

// TestFindingsReader: a reader goes on where it was, and one that was dropped
// begins again.
func TestFindingsReader(t *testing.T) {
	b := withBus(t, t.TempDir())
	for i := range 2 {
		if err := b.PublishFinding(t.Context(), news.Finding{ID: fmt.Sprint("f", i), Kind: news.Update}); err != nil {
			t.Fatal(err)
		}
	}
	since := time.Unix(1e9, 0)
	read := func(n int) (ids []string) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		err := b.ConsumeFindings(ctx, "alert-x", since, func(_ context.Context, told Told) error {
			if ids = append(ids, told.Finding.ID); len(ids) == n {
				cancel()
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return ids
	}
	if got := fmt.Sprint(read(1)); got != "[f0]" {
		t.Error(got)
	}
	if got := fmt.Sprint(read(1)); got != "[f1]" {
		t.Error(got)
	}
	if err := b.DropFindingsReader(t.Context(), "alert-x"); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(read(2)); got != "[f0 f1]" {
		t.Error(got)
	}
	if err := b.DropFindingsReader(t.Context(), "alert-y"); err != nil {
		t.Error("a reader that is not there:", err)
	}
	if f, err := b.LoadFinding(t.Context(), 2); err != nil || f == nil || f.ID != "f1" {
		t.Error(f, err)
	}
	if f, err := b.LoadFinding(t.Context(), 99); err != nil || f != nil {
		t.Error(f, err)
	}
}

// TestTableFollow: records there and records to come, changed and removed.
func TestTableFollow(t *testing.T) {
	b := withBus(t, t.TempDir())
	alerts := Alerts[string](b)
	if _, err := alerts.Put(t.Context(), "one", "first", 0); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var got []string
	err := alerts.Follow(ctx, func() { got = append(got, "caught up") }, func(key string, record *string, _ uint64) {
		if record == nil {
			got = append(got, key+" gone")
			cancel()
			return
		}
		got = append(got, key+" "+*record)
		if err := alerts.Delete(ctx, "one"); err != nil {
			t.Error(err)
		}
	})
	if err != nil || fmt.Sprint(got) != "[one first caught up one gone]" {
		t.Error(got, err)
	}
}
