package question

import (
	"bytes"
	"reflect"
	"testing"
	"time"

	"muster/crosscheck/frame"
	"muster/news"
)

// What is written of slots is read again, every field of them.
func TestSlotsAreReadAgain(t *testing.T) {
	full := claim(func(c *news.Claim) {
		c.By, c.To = []news.Party{news.Nation("RU")}, []news.Party{news.Nation("PL"), news.Nation("US")}
		c.Subject, c.Event, c.Restrict = c.Of, news.Event{ID: "e1", Name: "Zapad"}, []string{"in the first wave"}
		c.Modality, c.Standing, c.PartOf, c.Polarity = news.Planned, news.Superseded, "whole", news.Denied
		c.Article.CopyOf, c.Article.Revision, c.Article.Published = "b", 3, time.Date(2024, 5, 2, 1, 0, 0, 0, time.UTC)
		c.Sentence.Start, c.Figure.Span.Start = 90, 95
		c.Attribution = []news.Attribution{{Source: news.Source{Name: "ministry", Kind: news.Ministry, Country: "UA"}}}
		c.Sure = map[news.Slot]float64{news.SlotBy: .4}
	})
	v := reflect.ValueOf(*full)
	for i := range v.NumField() {
		if v.Field(i).IsZero() {
			t.Errorf("%s is empty: the test does not see whether it is read", v.Type().Field(i).Name)
		}
	}
	empty := claim(func(c *news.Claim) { *c = news.Claim{ID: "d"} })
	var b bytes.Buffer
	w := frame.NewWriter(&b)
	all := NewWriter(w)
	for _, s := range []*Slots{full, empty, full} {
		all.Slots(s)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r := frame.NewReader(&b)
	again := NewReader(r)
	for _, want := range []*Slots{full, empty, full} {
		var got Slots
		if again.Slots(&got); got != *want {
			t.Errorf("read %+v, want %+v", got, *want)
		}
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
}
