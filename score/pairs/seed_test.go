package pairs

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"muster/crosscheck"
	"muster/extract"
	"muster/news"
)

// TestSeedReckonings: the first real article holds two sums that come out and
// nothing that contradicts.
func TestSeedReckonings(t *testing.T) {
	names, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "seeds", "000_*.txt"))
	if len(names) == 0 {
		t.Skip("no seeds beside the repository")
	}
	b, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	a := news.Article{
		ID: news.ArticleID("seed"), Text: string(b), Language: "en", Revision: 1,
		Outlet: news.Source{Name: "unknown"}, Published: time.Date(2023, 7, 10, 12, 0, 0, 0, time.UTC),
	}
	x := extract.New().Extract(a)
	var got []string
	for _, f := range crosscheck.Check(x.Claims) {
		t.Logf("%s %v", f.Kind, f.Why[len(f.Why)-1])
		switch f.Kind {
		case news.Arithmetic:
			got = append(got, f.Why[len(f.Why)-1])
			if !*f.Holds {
				t.Errorf("a sum that does not come out: %v", f.Why)
			}
		case news.Contradiction, news.Dispute, news.Transcription, news.Correction:
			t.Errorf("%s in an article without one: %v", f.Kind, f.Why)
		}
	}
	all := strings.Join(got, "\n")
	for _, want := range []string{"8 × (4,000 to 5,000) = 32,000 to 40,000", "4 × over 10,000"} {
		if !strings.Contains(all, want) {
			t.Errorf("no reckoning %q in %q", want, got)
		}
	}
}
