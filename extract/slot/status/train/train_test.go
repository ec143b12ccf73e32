package main

import (
	"bytes"
	"strings"
	"testing"

	"muster/extract/slot/status"
	"muster/news"
)

// examples are figures of two articles: what "will" stands over is planned.
func examples() []example {
	var es []example
	for i := range 12 {
		e := example{fold: i % 2, signs: []string{"rule:any", "verb:aux=will"}, gold: 1}
		if i%3 == 0 {
			e.signs, e.gold = []string{"rule:any"}, 0
		}
		es = append(es, e)
	}
	return es
}

func TestLearnedAnswersWhatItSaw(t *testing.T) {
	b := weights(examples())
	m, err := status.Read(b)
	if err != nil {
		t.Fatal(err)
	}
	for signs, want := range map[string]news.Modality{"rule:any verb:aux=will": news.Planned, "rule:any": news.Actual} {
		if got, _ := m.Modality(strings.Fields(signs)); got != want {
			t.Errorf("%s is %s, want %s", signs, got, want)
		}
	}
	if !bytes.Equal(b, weights(examples())) {
		t.Error("the same examples gave other weights")
	}
}

func TestReport(t *testing.T) {
	var b bytes.Buffer
	report(&b, examples(), "all", nil, false)
	if !strings.Contains(b.String(), "rules 33.3 learned 100.0 of 12") {
		t.Errorf("report is %q", b.String())
	}
}
