package index

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"muster/news"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

func TestReplace(t *testing.T) {
	x := filled(t)
	kept, gone := samples[0], samples[1]
	added := sample{"art1", "Reuters", "2023-07-10", "Seven ships sailed.", 7, 7, nil}
	revised := sets(kept, added)[0]
	revised.Article.Revision = 2
	for i := range revised.Claims {
		revised.Claims[i].Article.Revision = 2
	}
	if err := x.Apply(Change{Sets: []news.ClaimSet{revised}}); err != nil {
		t.Fatal(err)
	}
	r := find(t, x, "article:art1", Request{})
	if got := firstWords(r.Found); got != "NATO Seven" {
		t.Errorf("after a revision the article claims %q", got)
	}
	if r.Found[0].Article.Revision != 2 {
		t.Error("a kept claim names the old revision")
	}
	if _, err := x.Claim(gone.claim().ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("a claim that is gone: %v", err)
	}
	if c, err := x.Claim(kept.claim().ID[:10]); err != nil || c.ID != kept.claim().ID {
		t.Errorf("a claim by the beginning of its ID: %v", err)
	}
	if c, err := x.Known(gone.claim().ID); err != nil || c.ID != gone.claim().ID || c.Article.Revision != 1 {
		t.Errorf("a claim of an earlier revision: %+v, %v", c, err)
	}
	if c, err := x.Known(kept.claim().ID); err != nil || c.Article.Revision != 2 {
		t.Errorf("a claim of both revisions: %+v, %v", c, err)
	}
	if err := x.Apply(Change{Sets: []news.ClaimSet{{Article: news.ArticleRef{ID: "art1", Revision: 1}}}}); err != nil {
		t.Fatal(err)
	}
	if n := find(t, x, "article:art1", Request{}).Total; n != 2 {
		t.Errorf("an older revision that comes late leaves %d claims", n)
	}
	if _, err := x.Known(gone.claim().ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("a claim no revision has any longer: %v", err)
	}
	if err := x.Apply(Change{Sets: []news.ClaimSet{{Article: news.ArticleRef{ID: "art1", Revision: 3}}}}); err != nil {
		t.Fatal(err)
	}
	if n := find(t, x, "article:art1", Request{}).Total; n != 0 {
		t.Errorf("an empty set leaves %d claims", n)
	}
	if sets, err := x.Article("art1"); err != nil || len(sets) != 3 || len(sets[2].Claims) != 0 {
		t.Errorf("an empty set is not remembered: %v", err)
	}
}

func TestReopen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "index")
	if _, err := Open(Config{Path: path, ReadOnly: true}); !errors.Is(err, ErrAbsent) {
		t.Errorf("no folder: %v", err)
	}
	x := open(t, path)
	if err := x.Apply(Change{Sets: sets(samples...)}); err != nil {
		t.Fatal(err)
	}
	instance := x.Instance()
	if _, err := Open(Config{Path: path, ReadOnly: true, Patience: 1e6}); !errors.Is(err, ErrInUse) {
		t.Errorf("beside a writer: %v", err)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		r, err := Open(Config{Path: path, ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		if n := find(t, r, "", Request{}).Total; n != 5 || r.Instance() != instance {
			t.Errorf("reopened: %d claims, instance %s for %s", n, r.Instance(), instance)
		}
		seen := 0
		if err := r.EachSet(func(s news.ClaimSet) error { seen += len(s.Claims); return nil }); err != nil || seen != 5 {
			t.Errorf("each set: %d claims, %v", seen, err)
		}
	}
}

// TestDamaged breaks the files in several ways; none may pass unseen or take
// the process down.
func TestDamaged(t *testing.T) {
	for name, harm := range map[string]func(path string) error{
		"no bolt": func(p string) error { return os.Remove(filepath.Join(p, "store", "root.bolt")) },
		"bolt garbage": func(p string) error {
			return os.WriteFile(filepath.Join(p, "store", "root.bolt"), []byte("garbage"), 0o600)
		},
		"meta garbage": func(p string) error { return os.WriteFile(filepath.Join(p, "index_meta.json"), []byte("{"), 0o600) },
		"segment gone": func(p string) error { return eachSegment(p, os.Remove) },
		"segment cut":  func(p string) error { return eachSegment(p, func(f string) error { return os.Truncate(f, 40) }) },
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "index")
			x := open(t, path)
			if err := x.Apply(Change{Sets: sets(samples...)}); err != nil {
				t.Fatal(err)
			}
			if err := x.Close(); err != nil {
				t.Fatal(err)
			}
			if err := harm(path); err != nil {
				t.Fatal(err)
			}
			x, err := Open(Config{Path: path})
			if err == nil {
				defer x.Close()
			}
			if !errors.Is(err, ErrDamaged) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func eachSegment(path string, harm func(string) error) error {
	files, err := filepath.Glob(filepath.Join(path, "store", "*.zap"))
	if err == nil && len(files) == 0 {
		err = os.ErrNotExist
	}
	for _, f := range files {
		err = errors.Join(err, harm(f))
	}
	return err
}

func TestStats(t *testing.T) {
	x := filled(t)
	s, err := x.Stats(t.Context())
	if err != nil || s.Articles != 4 || s.Claims != 5 || s.Bytes == 0 {
		t.Errorf("%+v, %v", s, err)
	}
}

// TestMerge: what is stored survives the merging of segments that hold
// claims, former claims, articles and findings together.
func TestMerge(t *testing.T) {
	x := filled(t)
	for i := range 12 {
		again := sample{fmt.Sprint("more", i), "AP", "2024-01-01", "Seven ships sailed.", 7, 7, nil}
		f := finding(.5, news.Contradiction, samples[0], again)
		if err := x.Apply(Change{Sets: sets(again), Findings: []news.Finding{f}}); err != nil {
			t.Fatal(err)
		}
	}
	gone := sets(samples[1])[0]
	gone.Article.Revision = 2
	if err := x.Apply(Change{Sets: []news.ClaimSet{gone}}); err != nil {
		t.Fatal(err)
	}
	advanced, err := x.bleve.Advanced()
	if err != nil {
		t.Fatal(err)
	}
	if err := advanced.(*scorch.Scorch).ForceMerge(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if r := find(t, x, "", Request{}); len(r.Found) != 16 || r.Total != 16 {
		t.Errorf("%d claims of %d", len(r.Found), r.Total)
	}
	if c, err := x.Known(samples[0].claim().ID); err != nil || c.Sentence.Text != samples[0].sentence {
		t.Errorf("a former claim: %+v, %v", c, err)
	}
	r := find(t, x, "", Request{Facets: []Facet{ByMeasure, BySource}})
	if r.Facets[ByMeasure][0] != (Count{"troops", 15}) || r.Facets[BySource][0] != (Count{"AP", 12}) {
		t.Errorf("facets: %v", r.Facets)
	}
}
