package crosscheck

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"muster/news"
)

// add gives the checker each claim as an article of its own.
func add(t testing.TB, c *Checker, claims ...news.Claim) []news.Finding {
	t.Helper()
	var out []news.Finding
	for _, cl := range claims {
		fs, err := c.Add(news.ClaimSet{Article: cl.Article, Claims: []news.Claim{cl}})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, fs...)
	}
	return out
}

func kinds(fs []news.Finding) []news.FindingKind {
	var out []news.FindingKind
	for _, f := range fs {
		out = append(out, f.Kind)
	}
	return out
}

func TestThirdSourceJoinsASide(t *testing.T) {
	c := New(Config{})
	first := add(t, c, killed(12, "The Courier", "").claim(t), killed(40, "The Herald", "").claim(t))
	if len(first) != 1 || first[0].Kind != news.Contradiction || len(first[0].Sides) != 2 {
		t.Fatalf("two sources: %v", kinds(first))
	}
	second := add(t, c, killed(40, "The Gazette", "Ann Lee/person/GB").claim(t))
	var same *news.Finding
	for i := range second {
		if second[i].Kind == news.Contradiction {
			same = &second[i]
		}
	}
	if same == nil || same.ID != first[0].ID {
		t.Fatalf("the contradiction was not updated: %v", second)
	}
	if n := len(same.Sides[1].Sources); n != 2 {
		t.Errorf("the higher side has %d sources, want 2: %v", n, same.Sides[1].Sources)
	}
	if same.Severity <= first[0].Severity && len(same.Sides[0].Sources) > 1 {
		t.Errorf("severity did not grow")
	}
	if again := add(t, c, killed(40, "The Gazette", "Ann Lee/person/GB").claim(t)); len(again) != 0 {
		t.Errorf("a repeat changed %v", kinds(again))
	}
}

func TestRevisionWithdrawsAndCorrects(t *testing.T) {
	c := New(Config{})
	wrong := killed(12, "The Courier", "")
	wrong.article, wrong.rev = "a1", 1
	first := add(t, c, killed(40, "The Herald", "").claim(t), wrong.claim(t))
	right := wrong
	right.low, right.rev, right.text = 40, 2, "The Courier now says 40."
	second := add(t, c, right.claim(t))
	got := map[news.FindingKind]bool{}
	for _, f := range second {
		if f.Kind == news.Contradiction && f.ID == first[0].ID && f.Withdrawn {
			got["withdrawn"] = true
		} else if !f.Withdrawn {
			got[f.Kind] = true
		}
	}
	want := map[news.FindingKind]bool{"withdrawn": true, news.Agreement: true, news.Correction: true}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestCopiesCountOnce(t *testing.T) {
	one := killed(40, "The Herald", "")
	one.text = "At least a convoy of rescue workers counted 40 dead in the town of Velmora on Friday morning, they told reporters."
	copied := one
	copied.outlet = "The Gazette"
	fs := Check([]news.Claim{killed(12, "The Courier", "").claim(t), one.claim(t), copied.claim(t)})
	if len(fs) != 1 || fs[0].Kind != news.Contradiction {
		t.Fatalf("findings: %v", kinds(fs))
	}
	if n := len(fs[0].Sides[1].Sources); n != 1 {
		t.Errorf("copied text counts %d times: %v", n, fs[0].Sides[1].Sources)
	}
}

func TestUnplacedClaimJoinsItsQuestion(t *testing.T) {
	bare := killed(40, "The Gazette", "")
	bare.place, bare.within = "", ""
	bare.subject = "UA"
	a, b := killed(12, "The Courier", ""), killed(40, "The Herald", "")
	a.subject, b.subject = "UA", "UA"
	fs := Check([]news.Claim{a.claim(t), b.claim(t), bare.claim(t)})
	n := 0
	for _, f := range fs {
		if f.Kind == news.Contradiction {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d contradictions for one question: %v", n, kinds(fs))
	}
}

// genClaims draws claims of few questions and outlets, so that they meet.
func genClaims(t *rapid.T) []news.Claim {
	n := rapid.IntRange(2, 14).Draw(t, "claims")
	var out []news.Claim
	for i := range n {
		c := killed(float64(rapid.SampledFrom([]int{5, 7, 9, 12, 40, 41, 315}).Draw(t, "value")),
			rapid.SampledFrom([]string{"The Courier", "The Herald", "The Gazette", "Agency"}).Draw(t, "outlet"),
			rapid.SampledFrom([]string{"", "Russian defence ministry/ministry/RU", "Ukrainian general staff/ministry/UA", "Ann Lee/person/GB"}).Draw(t, "source"))
		c.place = rapid.SampledFrom([]string{"Velmora", "", "Dornau"}).Draw(t, "place")
		if c.place == "" {
			c.within = ""
		}
		c.subject = rapid.SampledFrom([]string{"", "UA", "RU"}).Draw(t, "subject")
		c.measure = rapid.SampledFrom([]news.MeasureID{"killed", "wounded", "casualties"}).Draw(t, "measure")
		c.hedge = rapid.SampledFrom([]news.Hedge{news.Exact, news.About, news.AtLeast}).Draw(t, "hedge")
		if c.hedge == news.AtLeast {
			c.high = inf
		}
		c.when = rapid.SampledFrom([]string{"2024-03-01", "2024-03-02", ""}).Draw(t, "when")
		c.pub = fmt.Sprintf("2024-03-%02d", rapid.IntRange(1, 20).Draw(t, "pub"))
		c.nature = rapid.SampledFrom([]news.Nature{news.OfEvent, news.Cumulative}).Draw(t, "nature")
		c.article = fmt.Sprintf("article %d", rapid.IntRange(0, 9).Draw(t, "article"))
		c.outlet = "Outlet of " + c.article
		c.rev = rapid.IntRange(1, 2).Draw(t, "rev")
		c.at = i
		out = append(out, c.claim(t))
	}
	return out
}

func asJSON(t *rapid.T, fs []news.Finding) string {
	b, err := json.MarshalIndent(fs, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestOrderAndRepeatsDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		claims := genClaims(t)
		want := asJSON(t, Check(claims))
		shuffled := rapid.Permutation(append(append([]news.Claim{}, claims...), claims[:len(claims)/2]...)).Draw(t, "order")
		if d := cmp.Diff(want, asJSON(t, Check(shuffled))); d != "" {
			t.Fatalf("batch in another order:\n%s", d)
		}
		if d := cmp.Diff(want, asJSON(t, streamed(t, shuffled))); d != "" {
			t.Fatalf("streamed in another order:\n%s", d)
		}
	})
}

// streamed adds the article revisions in the order their claims first come,
// keeps the last word on every finding, and returns those that hold.
func streamed(t *rapid.T, claims []news.Claim) []news.Finding {
	c := New(Config{})
	held := map[string]news.Finding{}
	for _, set := range rapid.Permutation(setsOf(claims)).Draw(t, "sets") {
		for range rapid.IntRange(1, 2).Draw(t, "deliveries") {
			fs, err := c.Add(set)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range fs {
				if f.Withdrawn {
					delete(held, f.ID)
				} else {
					held[f.ID] = f
				}
			}
		}
	}
	var out []news.Finding
	for _, f := range held {
		out = append(out, f)
	}
	return last(out)
}
