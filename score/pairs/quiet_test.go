package pairs

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"muster/crosscheck"
	"muster/extract"
	"muster/news"
)

// Judgement: the share of pairs that do not contradict and are called so.
const falseAlarms = 0.01

// TestStrangersAreQuiet pairs sentences of articles about different matters, as
// if told on one day: hardly any may contradict.
func TestStrangersAreQuiet(t *testing.T) {
	ss := sentences(t)
	pairs, alarms := 0, 0
	for i, a := range ss {
		for step := 1; step <= 40; step++ {
			b := ss[(i+step*37)%len(ss)]
			if kin(a.title, b.title) {
				continue
			}
			pairs++
			if ask(t, a.read, b.read, "strangers") {
				alarms++
			}
		}
	}
	tally(t, "pairs of strangers", pairs, alarms)
}

// TestRewordedIsQuiet holds each sentence against itself in other words and by
// another outlet a day on: hardly any may contradict.
func TestRewordedIsQuiet(t *testing.T) {
	x := extract.New()
	pairs, alarms := 0, 0
	for _, s := range sentences(t) {
		other := reword.Replace(s.text)
		if other == s.text {
			continue
		}
		pairs++
		if ask(t, s.read, x.Extract(text(other, "The Other Gazette", "2024-03-02", "b")), "reworded") {
			alarms++
		}
	}
	tally(t, "reworded sentences", pairs, alarms)
}

// reword puts common words of the news in others.
var reword = strings.NewReplacer(
	"more than", "over", "over ", "more than ", "about ", "around ", "around ", "roughly ", "nearly", "almost", "at least", "no fewer than",
	"troops", "soldiers", "soldiers", "troops", " killed", " left dead", "injured", "wounded", "percent", "per cent", "%", " percent",
	" said ", " stated ", "according to", "in the words of", "have been", "were", "will ", "is going to ",
	"warplanes", "planes", "fired", "launched", "as many as", "up to", "up to", "as many as", "U.S.", "American", "Russian", "Moscow's",
)

type sentence struct {
	title, text string
	read        news.Extraction
}

// sentences are those of the shared articles that hold a figure claim, each
// read alone as of one day.
func sentences(t *testing.T) []sentence {
	t.Helper()
	files, err := filepath.Glob("../../../shared/articles/*.json")
	if err != nil || len(files) == 0 {
		t.Skip("no articles in ../shared/articles")
	}
	x := extract.New()
	var out []sentence
	for _, f := range files {
		b, err := os.ReadFile(f)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		var a struct{ Title, Outlet, Text string }
		if err := json.Unmarshal(b, &a); err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, c := range x.Extract(text(a.Text, a.Outlet, "2024-03-01", a.Title)).Claims {
			if c.Figure == nil || seen[c.Sentence.Text] {
				continue
			}
			seen[c.Sentence.Text] = true
			out = append(out, sentence{a.Title, c.Sentence.Text, x.Extract(text(c.Sentence.Text, a.Outlet, "2024-03-01", a.Title))})
		}
	}
	return out
}

// kin reports whether two titles share a word of substance.
func kin(a, b string) bool {
	for _, w := range strings.Fields(strings.ToLower(a)) {
		if len(w) > 4 && strings.Contains(strings.ToLower(b), w) {
			return true
		}
	}
	return a == b
}

func ask(t *testing.T, a, b news.Extraction, what string) bool {
	t.Helper()
	kind, fs := crosscheck.CompareTexts(a, b)
	if kind != string(news.Contradiction) {
		return false
	}
	t.Logf("%s:\n\t%s", what, strings.Join(fs[0].Why, "\n\t"))
	return true
}

func tally(t *testing.T, what string, pairs, alarms int) {
	t.Helper()
	t.Logf("%s: %d of %d contradict (%.2f %%)", what, alarms, pairs, 100*float64(alarms)/float64(pairs))
	if float64(alarms) > falseAlarms*float64(pairs) {
		t.Errorf("%s: %d of %d contradict, more than %.0f %%", what, alarms, pairs, 100*falseAlarms)
	}
}
