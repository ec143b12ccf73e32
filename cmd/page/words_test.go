package page

import (
	"testing"

	"muster/news"
)

func TestPeriod(t *testing.T) {
	for want, w := range map[string]news.When{
		"2024": {From: "2024-01-01", To: "2024-12-31"}, "2024-02": {From: "2024-02-01", To: "2024-02-29"},
		"2023-02-01 to 2023-02-27": {From: "2023-02-01", To: "2023-02-27"}, "2024-02-01 to 2024-03-31": {From: "2024-02-01", To: "2024-03-31"},
		"2024-02-01": news.On("2024-02-01"), "": {},
	} {
		if got := Period(w); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	since := news.When{From: "2024-01-01"}
	if got := Period(since); got != since.ISO() {
		t.Errorf("open: %q", got)
	}
}
