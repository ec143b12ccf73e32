package extract

import (
	"testing"
	"time"

	"muster/news"
)

// warSentences name the sides of each war of onset.list; the day is one on which
// the article could have been printed.
var warSentences = []struct{ from, text, published string }{
	{"2022-02-24", "Russia has lost 3,000 tanks in Ukraine.", "2023-05-02"},
	{"2014-04-14", "Russia denied that 40 of its men had died in Ukraine.", "2015-05-02"},
	{"2011-03-15", "The war in Syria has killed 300 doctors.", "2013-05-02"},
	{"2015-09-30", "Russia flew 40 sorties over Syria.", "2016-05-02"},
	{"2014-09-22", "The United States hit 12 targets in Syria.", "2014-11-02"},
	{"2014-08-08", "The United States hit 12 targets in Iraq.", "2014-09-02"},
	{"2019-10-09", "Turkey sent 80 vehicles into Syria.", "2019-11-02"},
	{"2003-03-20", "The United States lost 12 men in Iraq.", "2004-05-02"},
	{"2001-10-07", "The United States lost 12 men in Afghanistan.", "2004-05-02"},
	{"2015-03-26", "Saudi Arabia has flown 900 sorties over Yemen.", "2016-05-02"},
	{"2023-10-07", "Israel and Palestine counted 12 dead.", "2024-01-02"},
	{"2014-07-08", "Israel and Palestine counted 12 dead.", "2014-08-02"},
	{"2012-11-14", "Israel and Palestine counted 12 dead.", "2012-11-20"},
	{"2006-07-12", "Israel lost 12 men in Lebanon.", "2006-08-02"},
	{"2011-02-15", "The war in Libya has killed 300 people.", "2011-08-02"},
	{"2023-04-15", "The war in Sudan has killed 300 people.", "2023-08-02"},
	{"2020-11-04", "The war in Ethiopia has killed 300 people.", "2021-08-02"},
	{"2020-09-27", "Azerbaijan and Armenia counted 300 dead.", "2020-10-12"},
	{"2008-08-08", "Russia lost 12 men in Georgia.", "2008-08-12"},
	{"1984-08-15", "The insurgency in Turkey has killed 300 people.", "1994-08-02"},
	{"2009-07-26", "The insurgency in Nigeria has killed 300 people.", "2014-08-02"},
	{"1980-09-22", "Iraq and Iran counted 300 dead.", "1984-08-02"},
	{"1950-06-25", "North Korea and South Korea counted 300 dead.", "1951-08-02"},
}

// TestEachWarIsNeeded: every row of the list has a sentence that finds it, which
// without the row finds it no more.
func TestEachWarIsNeeded(t *testing.T) {
	full := newOnsets(embedded("onset"))
	if len(full) != len(warSentences) {
		t.Fatalf("%d wars, %d sentences", len(full), len(warSentences))
	}
	x := *extractor()
	for i, s := range warSentences {
		day, err := time.Parse(time.DateOnly, s.published)
		if err != nil {
			t.Fatal(err)
		}
		found := func() bool {
			for _, q := range x.TimeQuestions(news.Article{ID: "a", Text: s.text, Published: day}) {
				for _, w := range q.Claim.Wars {
					if string(w.From) == s.from {
						return true
					}
				}
			}
			return false
		}
		x.onsets = full
		if !found() {
			t.Errorf("%q: the war of %s is not found", s.text, s.from)
		}
		x.onsets = append(append([]onset{}, full[:i]...), full[i+1:]...)
		if found() {
			t.Errorf("%q: the war of %s is found without its row", s.text, s.from)
		}
	}
}

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
