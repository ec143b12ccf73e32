package index

import (
	"slices"
	"testing"

	"muster/news"
)

// What changed since a change is what later ones wrote, each article once and
// as it is now.
func TestSince(t *testing.T) {
	x := filled(t)
	first := x.Generation()
	revised := sets(samples[0])[0]
	revised.Article.Revision = 2
	forgotten := news.Forget(news.ArticleRef{ID: "art2"})
	for _, c := range []Change{{Sets: []news.ClaimSet{revised}}, {}, {Sets: []news.ClaimSet{forgotten}}, {Sets: []news.ClaimSet{revised}}} {
		if err := x.Apply(c); err != nil {
			t.Fatal(err)
		}
	}
	since := func(generation uint64) (out []string) {
		err := x.EachSetSince(generation, func(s news.ClaimSet) error {
			if s.Article.Revision != 1 {
				out = append(out, s.Article.ID)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, c := range []struct {
		since uint64
		want  []string
	}{
		{first, []string{"art2", "art1"}}, {first + 1, []string{"art2", "art1"}},
		{first + 3, []string{"art1"}}, {first + 4, nil},
	} {
		if got := since(c.since); !slices.Equal(got, c.want) {
			t.Errorf("since change %d: %v, want %v", c.since, got, c.want)
		}
	}
	if got := x.Generation(); got != first+4 {
		t.Errorf("change %d, want %d", got, first+4)
	}
}
