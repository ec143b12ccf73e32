package web

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"math"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"muster/desk"
	"muster/index"
	"muster/news"

	"github.com/google/go-cmp/cmp"
)

// hostile is what an article may hold: each piece must reach the reader as
// text or not at all.
const hostile = `<script>alert(1)</script>"><img src=x onerror=alert(2)> &amp; {{.Q}} ` + "\u202e\u0000evil\u2066 "

func told(id, outlet string, n float64, words string) news.Claim {
	text := words + "The ministry has 40 tanks."
	from := strings.Index(text, "40 tanks")
	return news.Claim{
		ID: id, Kind: news.FigureClaim, Sentence: news.Span{Start: 7, End: 7 + len(text), Text: text},
		Article: news.ArticleRef{ID: "a" + id, URL: "javascript:alert(3)", Title: words + "Tanks", Outlet: outlet, Published: time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC), Revision: 1},
		Figure: &news.Figure{
			Span: news.Span{Start: 7 + from, End: 7 + from + 8, Text: "40 tanks"}, Low: n, High: n, Hedge: news.About, Unit: "tank", Scope: news.Total, Text: "40 tanks",
		},
		Attribution: []news.Attribution{{Source: news.Source{Name: outlet + " <b>"}}},
		Sure:        map[news.Slot]float64{news.SlotBy: .93}, By: []news.Party{news.Nation("UA")}, Unsure: map[news.Slot][]string{news.SlotPlace: {"Kyiv", "UA"}},
	}
}

func found(words string) news.Finding {
	low, high := 40.0, 60.0
	return news.Finding{
		ID: "f1", Kind: news.Contradiction, Severity: .5, Gap: .33, Why: []string{words + "the numbers differ"},
		Sides: []news.Side{
			{Low: &low, High: &low, Stated: "40 tanks", Claims: []news.Claim{told("c1", "Alpha", 40, words)}, Sources: []string{"Alpha"}},
			{Low: &high, High: &high, Stated: "60 tanks", Claims: []news.Claim{told("c2", "Beta", 60, words)}, Sources: []string{"Beta"}},
		},
	}
}

// stack is a desk with one finding, told in the given words.
type stack struct{ words string }

func (s stack) Find(context.Context, desk.FindRequest) (desk.FindAnswer, error) {
	return desk.FindAnswer{Total: 45, Claims: []news.Claim{told("c1", "Alpha", 40, s.words)}, Facets: map[index.Facet][]index.Count{index.BySource: {{Value: s.words + "Alpha", Count: 3}}}}, nil
}

func (s stack) Conflicts(_ context.Context, r desk.ConflictsRequest) (desk.ConflictsAnswer, error) {
	if r.Query == "figure:x" {
		return desk.ConflictsAnswer{}, errors.New("query: figure:x\n       ^ not a number")
	}
	return desk.ConflictsAnswer{Total: 1, Findings: []news.Finding{found(s.words)}, Marks: map[string]desk.Mark{"f1": {Verdict: desk.Watch, Note: s.words, By: s.words}},
		Facets: map[index.Facet][]index.Count{index.ByKind: {{Value: "contradiction", Count: 1}}, index.BySource: {{Value: s.words + "Alpha", Count: 3}}}, Sampled: 9}, nil
}

func (s stack) Question(context.Context, desk.QuestionRequest) (a desk.QuestionAnswer, err error) {
	a.Summary, a.Missing = s.words, []string{string(news.SlotPlace)}
	return a, nil
}

func (s stack) Show(_ context.Context, r desk.ShowRequest) (a desk.ShowAnswer, err error) {
	f, c := found(s.words), told("c1", "Alpha", 40, s.words)
	switch r.ID {
	case "f1":
		a.Finding, a.Mark = &f, &desk.Mark{Verdict: desk.Watch, Note: s.words, By: s.words}
	case "c1":
		a.Claim, a.Findings = &c, []news.Finding{found(s.words)}
	default:
		err = index.ErrNotFound
	}
	return a, err
}

func (s stack) Article(context.Context, desk.ArticleRequest) (desk.ArticleAnswer, error) {
	c := told("c1", "Alpha", 40, s.words)
	return desk.ArticleAnswer{Set: news.ClaimSet{Article: c.Article, Claims: []news.Claim{c}}, Revisions: 1, Findings: []news.Finding{found(s.words)}}, nil
}

func (s stack) Sources(_ context.Context, r desk.SourcesRequest) (desk.SourcesAnswer, error) {
	called := s.words
	if r.Name != "" {
		called = r.Name
	}
	return desk.SourcesAnswer{Sources: []desk.Source{{Name: called, Claims: 2, Contradicted: 1, By: []index.Count{{Value: s.words, Count: 1}},
		Copies: &desk.Copies{From: []index.Count{{Value: s.words + "Wire", Count: 9}}, By: []index.Count{{Value: s.words + "Daily", Count: 2}, {Value: s.words + "Post", Count: 1}}}}}}, nil
}

// Story implements Newsroom.
func (s stack) Story(context.Context, string) (Story, error) {
	c := told("c1", "Alpha", 40, s.words)
	text := strings.Repeat(" ", c.Sentence.Start) + c.Sentence.Text
	return Story{Article: news.Article{Text: text, Authors: []string{s.words}}, Edits: []Edit{{Revision: 2, Was: s.words + " 30 tanks", Is: s.words + " 40 tanks"}}}, nil
}

// Watch implements Newsroom: the one finding comes, and then the reader goes.
func (s stack) Watch(_ context.Context, _ time.Time, use func(news.Finding) error) error {
	return use(found(s.words))
}

// Feeds implements Newsroom.
func (s stack) Feeds(context.Context) ([]Feed, error) {
	return []Feed{{ID: "one", URL: "javascript:alert(4)", Outlet: s.words + "Alpha", Language: "en", Trouble: Failing, Health: s.words + "failed twice: no such host", Items: 3, Every: time.Hour}}, nil
}

func (stack) Stats(context.Context, desk.StatsRequest) (index.Stats, error) {
	return index.Stats{Articles: 2, Claims: 2, Findings: 1}, nil
}

var plainWords = Words{
	Asked: func(news.Question) string { return "tanks held" }, Told: func(news.Claim) string { return "tanks held" }, Called: func(s string) string { return s },
	Reasons: func(f news.Finding) []string { return f.Why },
}

func site1(t *testing.T, words string, password string) http.Handler {
	t.Helper()
	h, err := New(Config{Desk: stack{words}, Marks: noted{}, Newsroom: stack{words}, Guard: Guard{User: "reader", Password: password}, Words: Words{
		Asked:  func(news.Question) string { return words + "tanks held" },
		Told:   func(news.Claim) string { return words + "tanks held" },
		Called: func(s string) string { return s }, Reasons: plainWords.Reasons,
	}})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// HostileSites are the page over hostile text and over a word of a megabyte,
// for the browser.
func HostileSites(t *testing.T) map[string]http.Handler {
	return map[string]http.Handler{"markup": site1(t, hostile, ""), "a long word": site1(t, strings.Repeat("w", 1<<20), "")}
}

// HostilePaths are the pages to try on them.
func HostilePaths() []string { return slices.Sorted(maps.Keys(shown)) }

// request asks as a browser on this machine does.
func request(method, path string, body io.Reader) *http.Request {
	r := httptest.NewRequest(method, path, body)
	r.Host = "localhost:8420"
	return r
}

func get(t *testing.T, h http.Handler, path string) (*http.Response, string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, request(http.MethodGet, path, nil))
	r := w.Result()
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r, string(raw)
}

// shown is what each page must hold of the one finding.
var shown = map[string]string{
	"/":                  `<mark>40 tanks</mark>`,
	"/finding/f1":        `the numbers differ`,
	"/claim/c1":          `href="/finding/f1"`,
	"/article/ac1":       `href="/finding/f1"`,
	"/search?q=x":        `href="/search?q=x&#43;source`,
	"/question?q=x":      `<li>where</li>`,
	"/sources":           `<th scope="col">Contradicted</th>`,
	"/feeds":             `failed twice: no such host`,
	"/source?name=Alpha": `It is republished by`,
	"/who?name=UA":       `All of them`,
	"/event?name=Zapad":  `<h2>tanks held</h2>`,
	"/?since=2024-03-01": `<option value="2024-03-01" selected>`,
	"/help":              `published:2023-04..2023-07`,
}

func TestPages(t *testing.T) {
	h := site1(t, "", "")
	for path, want := range shown {
		r, body := get(t, h, path)
		if r.StatusCode != 200 || !strings.Contains(body, want) {
			t.Errorf("%s: %d, without %q:\n%s", path, r.StatusCode, want, body)
		}
		if r.Header.Get("Content-Security-Policy") != policy || r.Header.Get("X-Content-Type-Options") != "nosniff" || r.Header.Get("X-Frame-Options") != "DENY" {
			t.Errorf("%s: headers %v", path, r.Header)
		}
	}
}

// TestHostile: no page passes on markup, a script's address, or characters
// that turn the direction of the text; a sentence of a megabyte is cut.
func TestHostile(t *testing.T) {
	for _, words := range []string{hostile, strings.Repeat("w", 1<<20)} {
		h := site1(t, words, "")
		for path := range shown {
			r, body := get(t, h, path)
			if r.StatusCode != 200 || len(body) > 100_000 {
				t.Errorf("%s: %d, %d bytes", path, r.StatusCode, len(body))
			}
			body = strings.ReplaceAll(body, script, "")
			for _, bad := range []string{"<script", "<img", "javascript:", "\u202e", "\u2066", "\x00", "{{"} {
				if strings.Contains(strings.ReplaceAll(body, "{{.Q}}", ""), bad) {
					t.Errorf("%s holds %q", path, bad)
				}
			}
		}
	}
}

// script is the one there is.
const script = `<script src="/live.js" defer></script>`

// TestNoScriptNoOutside: the pages load our style, and the board our script,
// and nothing else.
func TestNoScriptNoOutside(t *testing.T) {
	h := site1(t, "", "")
	for path := range shown {
		_, body := get(t, h, path)
		body = strings.ReplaceAll(body, script, "")
		for _, bad := range []string{"<script", " style=", "<style", " src=", "onclick"} {
			if strings.Contains(body, bad) {
				t.Errorf("%s holds %q", path, bad)
			}
		}
	}
}

func TestErrors(t *testing.T) {
	h := site1(t, "", "")
	for path, want := range map[string]int{"/finding/no": 404, "/claim/f1": 404, "/nowhere": 404, "/?q=figure:x": 400, "/api/show/no": 404} {
		if r, body := get(t, h, path); r.StatusCode != want {
			t.Errorf("%s: %d, want %d: %s", path, r.StatusCode, want, body)
		}
	}
	if _, body := get(t, h, "/?q=figure:x"); !strings.Contains(body, "       ^ not a number") {
		t.Errorf("the place of the mistake is not shown:\n%s", body)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, request(http.MethodPost, "/", nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", w.Code)
	}
}

// noted are the marks that were set.
type noted map[string]desk.Mark

func (s noted) Set(_ context.Context, id string, m desk.Mark) error { s[id] = m; return nil }

// TestMark: a form of the page marks, one of another site does not, nor does
// what is no mark.
func TestMark(t *testing.T) {
	for name, c := range map[string]struct {
		path, origin, form string
		want               int
	}{
		"own":         {"/finding/f1/mark", "http://localhost:8420", "verdict=wrong&note=two+things&by=Ann", 303},
		"other site":  {"/finding/f1/mark", "http://evil.example", "verdict=wrong", 403},
		"no origin":   {"/finding/f1/mark", "null", "verdict=wrong", 403},
		"no finding":  {"/finding/c1/mark", "http://localhost:8420", "verdict=wrong", 404},
		"no verdict":  {"/finding/f1/mark", "http://localhost:8420", "verdict=nice", 400},
		"long note":   {"/finding/f1/mark", "http://localhost:8420", "verdict=wrong&note=" + strings.Repeat("x", 1001), 400},
		"long form":   {"/finding/f1/mark", "http://localhost:8420", "verdict=wrong&x=" + strings.Repeat("x", longestForm), 400},
		"control":     {"/finding/f1/mark", "http://localhost:8420", "verdict=wrong&by=%1b[2J", 400},
		"right":       {"/finding/f1/mark", "http://localhost:8420", "verdict=resolved&right=1", 303},
		"no side":     {"/finding/f1/mark", "http://localhost:8420", "verdict=resolved&right=9", 400},
		"right of?":   {"/finding/f1/mark", "http://localhost:8420", "verdict=wrong&right=1", 400},
		"taking back": {"/finding/f1/mark", "http://localhost:8420", "verdict=none", 303},
	} {
		marks := noted{}
		h, err := New(Config{Desk: stack{}, Marks: marks, Words: plainWords})
		if err != nil {
			t.Fatal(err)
		}
		r := request(http.MethodPost, c.path, strings.NewReader(c.form))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", c.origin)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != c.want || (len(marks) == 1) != (c.want == 303) {
			t.Errorf("%s: %d, want %d; %v", name, w.Code, c.want, marks)
		}
		if m := marks["f1"]; name == "own" && (m.Verdict != desk.Wrong || m.Note != "two things" || m.By != "Ann" || m.At.IsZero()) {
			t.Errorf("%+v", m)
		}
		if m := marks["f1"]; name == "right" && !slices.Equal(m.Right, found("").Sides[0].Sources) {
			t.Errorf("%+v", m)
		}
	}
}

// TestAPI: an answer is the desk's own, field for field.
func TestAPI(t *testing.T) {
	_, body := get(t, site1(t, "", ""), "/api/conflicts")
	var got, want any
	a, _ := stack{}.Conflicts(t.Context(), desk.ConflictsRequest{})
	raw, err := json.Marshal(a)
	if err = errors.Join(err, json.Unmarshal(raw, &want), json.Unmarshal([]byte(body), &got)); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-desk +api\n%s", d)
	}
}

func TestAtom(t *testing.T) {
	_, body := get(t, site1(t, hostile, ""), "/feed.atom?q=tanks&kind=dispute&sort=newest")
	var f feed
	if err := xml.Unmarshal([]byte(body), &f); err != nil {
		t.Fatal(err)
	}
	if len(f.Entries) != 1 || f.Entries[0].ID != "urn:muster:finding:f1" || f.Entries[0].Link.Href != "http://localhost:8420/finding/f1" {
		t.Errorf("%+v", f)
	}
	if f.ID != "urn:muster:findings:kind%3Ddispute%26q%3Dtanks" || f.Title != "Muster: contradictions, kind=dispute&q=tanks" {
		t.Errorf("the feed is called %s, %q", f.ID, f.Title)
	}
	if f.Links[0].Href != "http://localhost:8420/feed.atom?kind=dispute&q=tanks&sort=newest" || f.Links[1].Href != "http://localhost:8420/?kind=dispute&q=tanks&sort=newest" {
		t.Errorf("%+v", f.Links)
	}
}

// TestFeedOfPage: a reader of feeds that is given the address of a board finds
// the feed of that board.
func TestFeedOfPage(t *testing.T) {
	h := site1(t, "", "")
	for path, want := range map[string]string{"/?q=tanks&kind=dispute": `href="/feed.atom?kind=dispute&amp;q=tanks"`, "/help": `href="/feed.atom"`} {
		if _, body := get(t, h, path); !strings.Contains(body, `type="application/atom+xml" `+want) {
			t.Errorf("%s does not name %s", path, want)
		}
	}
}

func TestSinceOf(t *testing.T) {
	now := time.Date(2026, 3, 10, 6, 0, 0, 0, time.UTC)
	for text, want := range map[string]news.Day{"": "", "2023-07-01": "2023-07-01", "7d": "2026-03-03", "d": "", "-7d": "", "7": "", "x": "", "999999d": ""} {
		if got := sinceOf(text, now); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestNumber(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 999: "999", 1000: "1,000", 1234567.5: "1,234,567.5", -12000: "−12,000", .333: "0.33"} {
		if got := number(v); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
	}
}

func TestRound(t *testing.T) {
	for v, want := range map[float64]float64{33.28: 34, 158.88: 160, 60: 60, 0: 0, -33.28: -33, .0042: .0042} {
		if got := round(v, math.Ceil); math.Abs(got-want) > 1e-9 {
			t.Errorf("%v: %v, want %v", v, got, want)
		}
	}
}

func TestUnit(t *testing.T) {
	for u, want := range map[news.Unit]string{news.Persons: "people", "missile": "missiles", "percent": "percent", "USD": "USD", "": ""} {
		if got := unit(u); got != want {
			t.Errorf("%q: %q, want %q", u, got, want)
		}
	}
}

// TestPlot: the stated mark lies inside what the words allow, and both inside
// the plot.
func TestPlot(t *testing.T) {
	p := plotOf(sidesOf(found("")))
	if p == nil || len(p.Bars) != 2 {
		t.Fatalf("%+v", p)
	}
	for _, b := range p.Bars {
		if b.Stated < b.Soft || b.Stated+b.StatedWide > b.Soft+b.SoftWide || b.Soft < margin || b.Soft+b.SoftWide > plotWidth-margin+.1 {
			t.Errorf("%+v", b)
		}
	}
	open := told("c3", "Gamma", 60, "")
	open.Figure.High, open.Figure.Hedge = math.Inf(1), news.AtLeast
	if p := plotOf([][]news.Claim{{told("c1", "A", 40, "")}, {open}}); p.Bars[1].SoftWide < plotWidth*openRoom/2 {
		t.Errorf("the end of the highest figure is open, and not seen: %+v", p.Bars[1])
	}
	if p := plotOf([][]news.Claim{{told("c1", "A", 40, "")}}); p != nil {
		t.Errorf("one figure alone is drawn: %+v", p)
	}
}
