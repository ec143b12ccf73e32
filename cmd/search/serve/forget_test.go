package serve

import (
	"errors"
	"os"
	"testing"

	"muster/desk"
	"muster/index"
	"muster/news"
)

// TestForgottenArticle: its claims and the findings that quote it go, whatever
// comes of it later, and an index built anew does not have them either.
func TestForgottenArticle(t *testing.T) {
	h := newHouse(t)
	h.start()
	alpha := told("Alpha", 1, "CA", 1500, "2023-07-10")
	h.publish(told("Alpha", 0, "CA", 1400, "2023-07-10"), alpha, told("Beta", 1, "CA", 2600, "2023-07-10"))
	h.settle()
	if got := h.conflicts(desk.ConflictsRequest{}); len(got) != 2 {
		t.Fatalf("%d findings", len(got))
	}
	h.publish(news.Forget(alpha.Article))
	h.settle()
	h.publish(told("Alpha", 2, "CA", 1700, "2023-07-10"))
	h.settle()
	gone := func(when string) {
		t.Helper()
		away := desk.Away{Bus: h.bus}
		if got := h.conflicts(desk.ConflictsRequest{Withdrawn: true}); len(got) != 0 {
			t.Errorf("%s: findings %+v", when, got)
		}
		if a, err := away.Find(t.Context(), desk.FindRequest{}); err != nil || a.Total != 1 || a.Claims[0].Article.Outlet != "Beta" {
			t.Errorf("%s: claims %+v, %v", when, a, err)
		}
		for _, id := range []string{alpha.Article.ID, alpha.Claims[0].ID} {
			if _, err := away.Show(t.Context(), desk.ShowRequest{ID: id}); !errors.Is(err, index.ErrNotFound) {
				t.Errorf("%s: %s: %v", when, id, err)
			}
		}
	}
	gone("at once")
	all := h.published()
	for _, last := range all[len(all)-2:] {
		if !last.Withdrawn || len(last.Sides) != 0 {
			t.Errorf("what is told: %+v", last)
		}
	}
	h.stop()
	if err := os.RemoveAll(h.folder); err != nil {
		t.Fatal(err)
	}
	h.start()
	h.settle()
	gone("built anew")
	h.stop()
}
