package extract

import (
	"testing"
	"time"

	"muster/news"
)

// TestTimeIsSure: every figure claim says how probable its time is.
func TestTimeIsSure(t *testing.T) {
	for _, c := range figureClaims(t, "Rebels killed 12 soldiers near the town on Sunday. The army has 30,000 men.", "2024-03-06", "Ledger") {
		if p, ok := c.Sure[news.SlotWhen]; !ok || p <= 0 || p > 1 {
			t.Errorf("%q: sure %v, %v", c.Figure.Text, p, ok)
		}
	}
}

// TestMentionsTellTheirTheme: a date stands by what the article is about, or not;
// and the figure's sentence tells of the same or not.
func TestMentionsTellTheirTheme(t *testing.T) {
	text := "The blast in the port on Monday killed 12 sailors. The minister met envoys on Sunday. The blast also wounded 30 dockers."
	day := time.Date(2024, 3, 6, 0, 0, 0, 0, time.UTC)
	for _, q := range extractor().TimeQuestions(news.Article{ID: "a", Text: text, Published: day}) {
		if q.Figure.Low != 30 {
			continue
		}
		for _, m := range q.Claim.Mentions {
			monday := m.Time.From == "2024-03-04"
			if m.Shared != monday || m.Theme > 0.5 != monday || m.Same {
				t.Errorf("%v: theme %.2f, shared %v, same %v", m.Time, m.Theme, m.Shared, m.Same)
			}
		}
	}
}

// TestWarDoes: what a war has done is told apart from what is told beside it.
func TestWarDoes(t *testing.T) {
	day := time.Date(2013, 5, 2, 0, 0, 0, 0, time.UTC)
	for text, want := range map[string]bool{
		"The war in Syria has killed 300 doctors.":                      true,
		"Syria lost 300 doctors in the conflict.":                       true,
		"Syria has 300 doctors abroad who say that the war will go on.": false,
	} {
		for _, q := range extractor().TimeQuestions(news.Article{ID: "a", Text: text, Published: day}) {
			if len(q.Claim.Wars) != 1 || q.Claim.Wars[0].Doer != want {
				t.Errorf("%q: %+v, want %v", text, q.Claim.Wars, want)
			}
		}
	}
}
