package why

import (
	"math"
	"strings"
	"testing"
	"time"

	"muster/crosscheck/judge"
	"muster/news"
)

func told(outlet, source, text string, value float64) news.Claim {
	return news.Claim{
		ID: outlet, Kind: news.FigureClaim, Modality: news.Actual,
		Article:     news.ArticleRef{ID: outlet, Outlet: outlet, Published: time.Date(2024, 5, 2, 0, 0, 0, 0, time.UTC)},
		Figure:      &news.Figure{Low: value, High: value, Hedge: news.Exact, Unit: news.Persons, Text: text},
		Measure:     news.Measure{Act: "kill", ActClass: "kill", Of: "soldier"},
		Of:          []news.Party{news.Nation("UA")},
		When:        news.On("2024-05-01"),
		Attribution: []news.Attribution{{Source: news.Source{Name: source}}},
	}
}

func TestSentences(t *testing.T) {
	a, b := told("Alpha", "governor", "12 soldiers", 12), told("Beta", "ministry", "40 soldiers", 40)
	for kind, want := range map[news.FindingKind]string{
		news.Contradiction: "Both cannot be true",
		news.Dispute:       "at war",
		news.Transcription: "one source",
		news.Correction:    "replaces its own figure",
		news.HedgeDrift:    "what softens it is not",
		news.Update:        "still going on",
		news.Outcome:       "What came of the plan",
		news.Agreement:     "Both can be true",
		news.Unsure:        "it is not sure that both answer one question",
	} {
		all := strings.Join(Sentences(Pair{A: a, B: b, Verdict: judge.Verdict{Time: .1}, Kind: kind}), " ")
		if !strings.Contains(all, want) {
			t.Errorf("%s: %s", kind, all)
		}
		for _, quote := range []string{`"12 soldiers"`, `"40 soldiers"`} {
			if strings.Count(all, quote) != 1 {
				t.Errorf("%s: %s stands %d times: %s", kind, quote, strings.Count(all, quote), all)
			}
		}
		if !strings.Contains(all, "Not known of both: where.") {
			t.Errorf("%s does not say that the place is not known: %s", kind, all)
		}
	}
}

// What is not sure names the slot that would make it so.
func TestUnsure(t *testing.T) {
	a, b := told("Alpha", "governor", "12 soldiers", 12), told("Beta", "ministry", "40 soldiers", 40)
	for slot := range should {
		all := strings.Join(Sentences(Pair{A: a, B: b, Verdict: judge.Verdict{Unknown: slot}, Kind: news.Unsure}), " ")
		if !strings.Contains(all, "If both ") || !strings.Contains(all, ", they contradict each other.") {
			t.Errorf("%s: %s", slot, all)
		}
	}
}

func TestTakenBack(t *testing.T) {
	a, b := told("Alpha", "governor", "12 soldiers", 12), told("Alpha", "governor", "40 soldiers", 40)
	a.Standing = news.Superseded
	if all := strings.Join(Sentences(Pair{A: a, B: b, Kind: news.Correction}), " "); !strings.Contains(all, "no longer stands") {
		t.Error(all)
	}
}

func TestNumber(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 12: "12", 1200.5: "1,200.5", 4127: "4,127", 5.9e6: "5,900,000", -1500: "-1,500", math.Inf(1): "?",
		7: "7", 999: "999", 1000: "1,000", 40000: "40,000", 1234567.5: "1,234,567.5", .25: "0.25", 1.0 / 3: "0.33", 2e12: "2,000,000,000,000",
	} {
		if got := Number(v); got != want {
			t.Errorf("%v is written %q, want %q", v, got, want)
		}
	}
}

func TestSum(t *testing.T) {
	whole := told("Alpha", "governor", "158 people", 158)
	parts := []news.Claim{told("Alpha", "governor", "122 soldiers", 122), told("Alpha", "governor", "36 civilians", 36)}
	if got := Sum(parts, whole, true); got[0] != `"122 soldiers" and "36 civilians" make "158 people".` {
		t.Error(got)
	}
	if got := Sum(parts, told("Alpha", "governor", "150 people", 150), false); got[0] != `"122 soldiers" and "36 civilians" make 158, not "150 people".` {
		t.Error(got)
	}
}
