package web

import (
	"strings"
	"testing"

	"muster/news"
)

func TestNeighbours(t *testing.T) {
	const text = "He came. Two tanks burned! They sent 3 tanks.\n\nNobody was hurt. Then it rained."
	span := func(s string) news.Span {
		at := strings.Index(text, s)
		return news.Span{Start: at, End: at + len(s), Text: s}
	}
	for s, want := range map[string]around{
		"They sent 3 tanks.": {"Two tanks burned!", "Nobody was hurt."},
		"He came.":           {"", "Two tanks burned!"},
		"Then it rained.":    {"Nobody was hurt.", ""},
	} {
		if got := neighbours(text, span(s)); got != want {
			t.Errorf("%s: %+v", s, got)
		}
	}
	other := span("He came.")
	other.Text = "She came"
	for _, bad := range []news.Span{other, {Start: -1, End: 2}, {Start: 5, End: 2}, {Start: 0, End: 999}} {
		if got := neighbours(text, bad); got != (around{}) {
			t.Errorf("%+v: %+v", bad, got)
		}
	}
	long := strings.Repeat("ж", 400)
	got := neighbours(long+" x "+long, news.Span{Start: 801, End: 802, Text: "x"})
	if len(got.Before) > longestAround+3 || len(got.After) > longestAround+3 || !strings.HasPrefix(got.Before, "…") || !strings.HasSuffix(got.After, "…") {
		t.Errorf("%+v", got)
	}
}
