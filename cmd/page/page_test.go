package page

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"muster/news"
)

func TestInterval(t *testing.T) {
	one, two := 1000.0, 2000.0
	for _, c := range []struct {
		low, high *float64
		want      string
	}{{&one, &two, "1,000 to 2,000"}, {&one, &one, "1,000"}, {&one, nil, "1,000 or more"}, {nil, &two, "up to 2,000"}, {nil, nil, "any number"}} {
		if got := Interval(c.low, c.high); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func claim(sentence string, start, from, to int) news.Claim {
	return news.Claim{
		ID: "0123456789abcdef", Kind: news.FigureClaim, Sentence: news.Span{Start: start, End: start + len(sentence), Text: sentence},
		Figure:      &news.Figure{Span: news.Span{Start: start + from, End: start + to}, Low: 3, High: 3},
		Attribution: []news.Attribution{{Source: news.Source{Name: "five diplomats"}}, {Source: news.Source{Name: "Reuters"}}, {Source: news.Source{Name: "Reuters"}}},
	}
}

// TestSentence: the figure is marked wherever the sentence stands, and spans
// that do not fit mark nothing.
func TestSentence(t *testing.T) {
	plain, color := Page{}, Page{Color: true}
	c := claim("They sent 3 tanks.", 500, 10, 17)
	if got := plain.Sentence(c); got != "They sent «3 tanks»." {
		t.Error(got)
	}
	if got := color.Sentence(c); got != "They sent \x1b[1;33m3 tanks\x1b[0m." {
		t.Errorf("%q", got)
	}
	for _, bad := range []news.Claim{claim("Short.", 500, 10, 17), claim("Short.", 500, -4, 2), claim("Short.", 500, 3, 3)} {
		if got := plain.Sentence(bad); got != "Short." {
			t.Errorf("%q", got)
		}
	}
	if got := Chain(c); got != "five diplomats → Reuters" {
		t.Error(got)
	}
}

// TestNoArticleDrivesTheTerminal: control characters of articles never reach
// the page.
func TestNoArticleDrivesTheTerminal(t *testing.T) {
	evil := "\x1b[2Jboo\u202e\r\n\x07"
	c := claim(evil+"3 tanks", 0, len(evil), len(evil)+7)
	c.Subject, c.Place, c.MeasureID, c.Article.Title, c.Article.URL, c.Rules = []news.Party{{Name: evil}}, []news.Where{{Name: evil}}, news.MeasureID(evil), evil, evil, []string{evil}
	c.Attribution[0].Source.Name = evil
	f := news.Finding{ID: "abc", Kind: news.Contradiction, Question: news.Question{Measure: news.Measure{Of: evil}}, Why: []string{evil},
		Sides: []news.Side{{Claims: []news.Claim{c}, Sources: []string{evil}}}}
	var out bytes.Buffer
	p := Page{W: &out}
	for _, err := range []error{
		p.Claims(1, []news.Claim{c}), p.LongClaims(1, []news.Claim{c}),
		p.Findings(1, []news.Finding{f}), p.LongFindings(1, []news.Finding{f}),
		p.Claim(c, "7"), p.Finding(f), p.Markdown([]news.Finding{f}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if got := out.String(); strings.ContainsAny(got, "\x1b\x07\r\u202e") || !strings.Contains(got, "boo") {
		t.Errorf("%q", got)
	}
}

func TestCSV(t *testing.T) {
	c := claim("They sent 3 tanks.", 0, 10, 17)
	c.Article.Outlet, c.Figure.High = "=cmd()", math.Inf(1)
	var out bytes.Buffer
	if err := ClaimsCSV(&out, []news.Claim{c}); err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(out.String(), "\n")
	if !strings.Contains(rows[1], ",'=cmd(),") || !strings.Contains(rows[1], ",3,,") {
		t.Error(rows[1])
	}
	for cell, want := range map[string]string{"-3": "-3", "-x": "'-x", "+1.5": "+1.5", "@a": "'@a", "": "", "a=b": "a=b"} {
		if got := harmless(cell); got != want {
			t.Errorf("%q becomes %q", cell, got)
		}
	}
}

// TestMarkdown: what an article says stays text.
func TestMarkdown(t *testing.T) {
	c := claim("They *sent* [3](x) tanks.", 0, 5, 6)
	c.Article.URL = "https://a.example/<b>"
	var out bytes.Buffer
	f := news.Finding{ID: "f", Kind: news.Contradiction, Sides: []news.Side{{Claims: []news.Claim{c}}}}
	if err := (Page{W: &out}).Markdown([]news.Finding{f}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"They \*sent\* \[3\](x) tanks."`, "(<https://a.example/%3Cb%3E>)", "## contradiction: "} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in\n%s", want, out.String())
		}
	}
}

// TestHTML: what an article says stays text, and no link runs a script.
func TestHTML(t *testing.T) {
	c := claim("They <b>sent</b> 3 tanks.", 0, 17, 18)
	c.Article.URL = "javascript:alert(1)"
	f := news.Finding{ID: "f", Kind: news.Contradiction, Sides: []news.Side{{Claims: []news.Claim{c}}}, Why: []string{"<i>"}}
	var out bytes.Buffer
	if err := HTML(&out, []news.Finding{f}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"They &lt;b&gt;sent&lt;/b&gt; <mark>3</mark> tanks.", "&lt;i&gt;", "five diplomats → Reuters", "Finding f"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "javascript:") {
		t.Error(out.String())
	}
}

func TestJSONLD(t *testing.T) {
	f := news.Finding{ID: "f", Kind: news.Contradiction, Why: []string{"Both give it."}, Sides: []news.Side{{Stated: "3 tanks", Claims: []news.Claim{claim("They sent 3 tanks.", 0, 10, 17)}}}}
	var out bytes.Buffer
	if err := JSONLD(&out, []news.Finding{f}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"@type": "ClaimReview"`, `"text": "They sent 3 tanks."`, `"name": "five diplomats"`, `"alternateName": "contradiction"`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in\n%s", want, out.String())
		}
	}
}

// TestNarrow: on a narrow terminal a list leaves columns out instead of
// cutting all of them, and what names an item, its number or ID, is never cut.
func TestNarrow(t *testing.T) {
	f := news.Finding{ID: "0123456789abcdef", Kind: news.Contradiction, Gap: .5, Question: news.Question{Measure: news.Measure{Act: "deploy", Of: "soldier"}},
		Sides: []news.Side{{Stated: strings.Repeat("many tanks ", 9), Claims: []news.Claim{claim("They sent 3 tanks.", 0, 10, 17)}, Sources: []string{"Reuters", "Associated Press", "the ministry"}}}}
	for width, want := range map[int]bool{80: false, 160: true} {
		var out bytes.Buffer
		if err := (Page{W: &out, Terminal: true, Width: width}).Findings(1, []news.Finding{f}); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(out.String(), "SOURCES"); got != want || !strings.Contains(out.String(), "#1  contradiction  ") || strings.Contains(out.String(), "0123456789\n") != want {
			t.Errorf("%d: %s", width, out.String())
		}
		for line := range strings.SplitSeq(out.String(), "\n") {
			if len(line) > width {
				t.Errorf("%d: %q", width, line)
			}
		}
	}
}

// TestReasons: codes of the countries that a finding is about are written as
// names, and nothing else is changed.
func TestReasons(t *testing.T) {
	f := news.Finding{Question: news.Question{By: []string{"DE"}, Place: []string{"LT"}, Event: "NATO"},
		Why: []string{`Both give soldiers deployed by DE in LT, IN and EU.`, `A says "LT and DE", B "2 in DE".`}}
	want := "Both give soldiers deployed by Germany in Lithuania, IN and EU.\n" + f.Why[1]
	if got := strings.Join(Reasons(f), "\n"); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// TestNationsInReasons: a nationality that is counted is written as a name, and
// its country not said again.
func TestNationsInReasons(t *testing.T) {
	c := news.Claim{Measure: news.Measure{Of: "palestinian", Act: "kill", Role: news.DoneTo}, By: []news.Party{news.Nation("IL")}, Of: []news.Party{news.Nation("PS")}}
	f := news.Finding{Sides: []news.Side{{Claims: []news.Claim{c}}}, Why: []string{"Both give palestinians killed of PS by IL 6 May 2024."}}
	want := "Both give Palestinians killed by Israel 6 May 2024."
	if got := Worded(f).Why[0]; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if got := Worded(Worded(f)).Why[0]; got != want {
		t.Errorf("twice: %s", got)
	}
}

// TestStatement: a claim without a figure is not told by its own sentence twice.
func TestStatement(t *testing.T) {
	const said = "It was the largest attack, he said."
	c := news.Claim{Kind: news.StatementClaim, Sentence: news.Span{End: len(said), Text: said}, Counted: said, Modality: news.Actual}
	var out bytes.Buffer
	if err := (Page{W: &out}).LongClaims(1, []news.Claim{c}); err != nil || strings.Count(out.String(), "largest") != 1 {
		t.Errorf("%v\n%s", err, out.String())
	}
}

// TestSides: on a terminal what all sides end with is written once.
func TestSides(t *testing.T) {
	for _, c := range []struct{ want, stated string }{
		{"3.9% | 3.26% of GDP", "3.9% of GDP|3.26% of GDP"}, {"Some 31,000 | Close to 70,000 dead soldiers", "Some 31,000 dead soldiers|Close to 70,000 dead soldiers"},
		{"12 soldiers | 12 troops", "12 soldiers|12 troops"}, {"76 | more than 76", "76|more than 76"}, {"tanks | 3 tanks", "tanks|3 tanks"}, {"two | three | 5 tanks", "two tanks|three tanks|5 tanks"},
	} {
		var f news.Finding
		for one := range strings.SplitSeq(c.stated, "|") {
			f.Sides = append(f.Sides, news.Side{Stated: one})
		}
		if got := (Page{Terminal: true}).sides(f); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
		if got, whole := (Page{}).sides(f), strings.ReplaceAll(c.stated, "|", " | "); got != whole {
			t.Errorf("off a terminal %q, want %q", got, whole)
		}
	}
}

// TestAsked: whose they are stands beside what is counted, and nationalities
// are names.
func TestAsked(t *testing.T) {
	for want, q := range map[string]news.Question{
		"soldiers of Canada deployed in Latvia":    {Measure: news.Measure{Of: "soldier", Act: "deploy", Role: news.DoneTo}, Of: []string{"CA"}, Place: []string{"LV"}},
		"Ukrainian soldiers killed by Russia":      {Measure: news.Measure{Of: "ukrainian soldier", Act: "kill", Role: news.DoneTo}, By: []string{"RU"}},
		"soldiers of Russia that march in Belarus": {Measure: news.Measure{Of: "soldier", Act: "march", Role: news.Doer}, Of: []string{"RU"}, Place: []string{"BY"}},
		"Ukrainian soldiers lost":                  {Measure: news.Measure{Of: "ukrainian soldier", Act: "lose", Role: news.DoneTo}, Of: []string{"UA"}, Subject: []string{"UA"}},
		"firefighters of Ukraine, zzz":             {Measure: news.Measure{Of: "firefighter", Act: "zzz"}, Of: []string{"UA"}},
		"tonnes of Ukraine":                        {Unit: "tonne", Of: []string{"UA"}},
	} {
		if got := Asked(q); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
