package byline

import (
	"strings"
	"testing"
)

func TestNames(t *testing.T) {
	for in, want := range map[string]string{
		"Ann Writer":                                 "Ann Writer",
		"By Ann Writer and Bo Co":                    "Ann Writer|Bo Co",
		"by Ann Writer, Bo Co, and Cy Do":            "Ann Writer|Bo Co|Cy Do",
		"BY ANN WRITER & BO CO":                      "ANN WRITER|BO CO",
		"desk@gazette.example (Ann Writer)":          "Ann Writer",
		"Ann Writer (ann@gazette.example)":           "Ann Writer",
		"Ann Writer <ann@gazette.example>":           "Ann Writer",
		"desk@gazette.example":                       "",
		"mailto:desk@gazette.example":                "",
		"https://gazette.example/ann":                "",
		"Written by: Ann Writer | Gazette":           "Ann Writer|Gazette",
		"Ann Writer; Ann Writer":                     "Ann Writer",
		"Ministry of Defence and Security":           "Ministry of Defence and Security",
		"admin":                                      "",
		"N/A":                                        "",
		"All the news that is fit to print on paper": "",
		"Ann Writer on 3 March 2026":                 "Ann Writer",
		"":                                           "",
	} {
		if got := strings.Join(Names(in), "|"); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
