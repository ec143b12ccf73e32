package page

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

// article is a page around the inner HTML of an article, long enough to be
// found by any means.
func article(inner string) string {
	return "<html lang=en><head><title>Report</title></head><body><nav><a href=/>Home</a></nav><article><h1>Report</h1>" + body + inner + body + "</article><footer>About us</footer></body></html>"
}

// TestFiguresSurvive: a number changed in silence is worse than a lost one.
func TestFiguresSurvive(t *testing.T) {
	for in, want := range map[string]string{
		"<p>They fired 10<sup>6</sup> rounds in all the months of the campaign, staff said.</p>":                               "fired 10^6 rounds",
		"<p>About 3 x 10<sup>4</sup> shells a month are made in the country, he said on Monday.</p>":                           "3 x 10^4 shells",
		"<p>The brigade lost 400<sup>4</sup> men in the town, according to the colonel himself.</p>":                           "lost 400 men",
		"<p>The brigade lost 400<sup><a href='#fn4'>[4]</a></sup> men in the town, said the colonel.</p>":                      "lost 400 men",
		"<p>Russia took 320 km<sup>2</sup> in February, a think tank said in its monthly report.</p>":                          "320 km2 in",
		"<p>The 7<sup>th</sup> brigade has 40 tanks left after the winter, according to its chief.</p>":                        "The 7th brigade",
		"<p>They hold 1<sup>1</sup>/<sub>2</sub> villages on the bank, according to the council.</p>":                          "1 1/2 villages",
		"<p>The minister said so.<sup>3</sup> Nobody else did in the three days that followed it.</p>":                         "said so. Nobody",
		"<p>Stocks of CO<sub>2</sub> cartridges fell to 40 in the northern depot, a sergeant said.</p>":                        "CO2 cartridges",
		"<p><span>12 tanks</span><span>340 men</span> were counted at the crossing by the monitors.</p>":                       "12 tanks 340 men",
		"<p><span class=dropcap>T</span>he ministry put the losses at 40 vehicles since the spring.</p>":                       "The ministry put",
		"<p><b>Ger</b><i>many</i> sent 18 tanks in the spring of that year, the chancellery said.</p>":                         "Germany sent",
		"<p><b>Reuters</b><time>3 March</time> The depot burnt for two days, according to the mayor.</p>":                      "Reuters 3 March",
		"<p>Losses were:<br>personnel - about 1,234,560 (+1,020) persons<br>tanks - 11,500 (+4)<br>aircraft - 430 (+0)</p>":    "persons\n\ntanks - 11,500 (+4)\n\naircraft - 430",
		"<p>One line that is long<br>and goes on in the next one for the width of its column.</p>":                             "long and goes on",
		"<table><tr><td>1st Brigade</td><td><ul><li>12 tanks</li><li>340 men</li></ul></td></tr></table>":                      "12 tanks\n\n340 men",
		"<table><tr><th>Equipment</th><th>Destroyed</th><th>Captured</th></tr><tr><td>Tanks</td><td>12</td><td>3</td></table>": "Tanks: destroyed 12, captured 3",
		"<table><tr><td>Tanks</td><td>12</td><td>3</td></tr><tr><td>Aircraft</td><td>5</td><td>0</td></tr></table>":            "Tanks: 12, 3\n\nAircraft: 5, 0",
		"<table><caption>Losses in May</caption><tr><td>Tanks</td><td>12</td></tr></table>":                                    "Losses in May\n\nTanks: 12",
	} {
		p, err := Read(t.Context(), []byte(article(in)), "", "https://gazette.example/x")
		if err != nil || !strings.Contains(p.Text, want) {
			t.Errorf("%s:\n%v %q, want %q", in, err, p.Text, want)
		}
		if got := PlainOf(in); !strings.Contains(got, want) {
			t.Errorf("in a feed, %s:\n%q, want %q", in, got, want)
		}
	}
}

func TestCorrectionsAreKept(t *testing.T) {
	const note = "Correction: An earlier version of this report gave 12,000 soldiers. It was 1,200."
	for name, raw := range map[string]string{
		"an aside":         strings.Replace(article(""), "<footer>", "<aside class='box'>"+note+"</aside><footer>", 1),
		"a class":          strings.Replace(article(""), "<footer>", "<div class='article-correction'><p>An earlier version of this report gave 12,000 soldiers. It was 1,200.</p></div><footer>", 1),
		"in the footer":    strings.Replace(article(""), "About us", "<p>"+note+"</p>", 1),
		"within the text":  article("<p><em>" + note + "</em></p>"),
		"beside the title": strings.Replace(article(""), "</h1>", "</h1><div class=editors-note>"+note+"</div>", 1),
	} {
		p, err := Read(t.Context(), []byte(raw), "", "https://gazette.example/x")
		if err != nil || strings.Count(p.Text, note) != 1 {
			t.Errorf("%s: %v %q", name, err, p.Text)
		}
	}
	p, err := Read(t.Context(), []byte(strings.Replace(article(""), "<footer>", "<aside>More news</aside><footer>", 1)), "", "")
	if err != nil || strings.Contains(p.Text, "More news") {
		t.Errorf("an aside that corrects nothing: %v %q", err, p.Text)
	}
}

// TestDays: a wrong day is worse than none, since "on Monday" is counted from
// it.
func TestDays(t *testing.T) {
	meta := func(name, value string) string { return "<meta property='" + name + "' content='" + value + "'>" }
	for name, c := range map[string]struct {
		head, inner, foot, url string
		want                   string // with "?" where guessed
	}{
		"a copyright year":            {foot: "<p>Copyright 2019 Gazette. All rights reserved.</p>"},
		"a copyright sign and months": {foot: "<p>© Gazette, January 2019</p>"},
		"US order by the weekday":     {head: meta("article:published_time", "Thu, 04/09/2026 - 08:15") + meta("article:modified_time", "Wed, 04/15/2026 - 11:40"), want: "2026-04-09T08:15"},
		"US order by the other date":  {head: meta("article:published_time", "04/09/2026 - 08:15") + meta("article:modified_time", "04/15/2026 - 11:40"), want: "2026-04-09T08:15"},
		"order not told":              {head: meta("article:published_time", "04/09/2026"), want: ""},
		"order of the locale":         {head: meta("article:published_time", "04/09/2026") + meta("og:locale", "en_US"), want: "2026-04-09T00:00"},
		"p.m.":                        {head: meta("article:published_time", "March 3, 2026, 4:40 p.m."), want: "2026-03-03T16:40"},
		"a zone in brackets":          {head: meta("date", "Tue, 03 Mar 2026 16:40:00 +0200 (EET)"), want: "2026-03-03T14:40"},
		"a German line":               {inner: "<p class=byline>Von Anna Autor, 3. März 2026, 16:40 Uhr</p>", want: "2026-03-03T16:40?"},
		"an embedded post":            {inner: "<blockquote class=twitter-tweet><p>So many tanks</p><a href=x>March 1, 2021</a><time datetime=2021-03-01>1 March 2021</time></blockquote>"},
		"an embedded post and a date": {inner: "<blockquote class=twitter-tweet><time datetime=2021-03-01>x</time></blockquote><time datetime='2026-03-03T10:00:00Z'>today</time>", want: "2026-03-03T10:00"},
		"the address":                 {url: "https://gazette.example/2026/03/03/tanks", want: "2026-03-03T00:00?"},
		"the address against a meta":  {url: "https://gazette.example/2026/03/03/tanks", head: meta("date", "2019-01-01") + meta("pubdate", "2026-03-03T09:00:00Z"), want: "2026-03-03T09:00"},
		"a day and its clock":         {head: meta("date", "2026-03-03") + meta("pubdate", "2026-03-03T09:00:00Z"), want: "2026-03-03T09:00"},
	} {
		raw := strings.Replace(strings.Replace(article(c.inner), "<head>", "<head>"+c.head, 1), "About us", c.foot, 1)
		url := c.url
		if url == "" {
			url = "https://gazette.example/x"
		}
		p, err := Read(t.Context(), []byte(raw), "", url)
		got := ""
		if !p.Published.IsZero() {
			got = p.Published.Format("2006-01-02T15:04")
		}
		if p.Guessed {
			got += "?"
		}
		if err != nil || got != c.want {
			t.Errorf("%s: %q, want %q, %v", name, got, c.want, err)
		}
	}
}

func TestWalls(t *testing.T) {
	for line := range strings.SplitSeq(wallRows, "\n") {
		if yes, ok := strings.CutPrefix(line, " yes: "); ok && !says(yes, Paywall) && !says(yes, Consent) {
			t.Errorf("wall.list: nothing is found in %q", yes)
		}
	}
	teaser := "<p>The ministry has ordered tanks in secret, documents seen by this paper show. The order is the largest in years.</p>"
	for name, c := range map[string]struct {
		raw  string
		kind Kind
	}{
		"paywall":                  {"<html><body><article><h1>Secret</h1>" + teaser + "<div>Subscribe to continue reading. Already a subscriber? Log in.</div></article></body></html>", Paywall},
		"paywall by JSON-LD":       {`<html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Secret","isAccessibleForFree":"False"}</script></head><body><article>` + teaser + "</article></body></html>", Paywall},
		"consent":                  {"<html><head><title>Before you continue to Gazette</title></head><body><h1>We value your privacy</h1><p>We and our partners store data on your device, and you can choose below what to allow us to do with it.</p><button>Accept all</button></body></html>", Consent},
		"a check of browsers":      {"<html><head><title>Just a moment</title></head><body><p>Checking your browser before accessing the site. Enable JavaScript and cookies to continue with your visit to this page.</p></body></html>", Consent},
		"an article with a banner": {article(strings.Repeat(body, 5)) + "<div>We value your privacy. Accept all cookies</div><div>Subscribe to read more</div>", Article},
		"a list":                   {"<html><body>" + strings.Repeat("<li><a href=/x>Tanks</a></li>", 40) + "</body></html>", List},
		"nothing":                  {"<html><body>Hi</body></html>", Empty},
	} {
		p, err := Read(t.Context(), []byte(c.raw), "", "https://gazette.example/x")
		if p.Kind != c.kind || (c.kind == Article) != (err == nil) || c.kind != Article && p.Text != "" && len(p.Text) >= minText {
			t.Errorf("%s: %s, %v, %q", name, p.Kind, err, p.Text)
		}
		if (c.kind == Paywall || c.kind == Consent) && !errors.Is(err, ErrWalled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestEachWallCounts takes each phrase out in turn: its sentence must be lost.
func TestEachWallCounts(t *testing.T) {
	old := walls
	defer func() { walls = old }()
	row := ""
	for line := range strings.SplitSeq(wallRows, "\n") {
		if yes, ok := strings.CutPrefix(line, " yes: "); ok {
			walls = mustWalls(strings.Replace(wallRows, row+"\n", "", 1))
			if says(yes, Paywall) || says(yes, Consent) {
				t.Errorf("wall.list: %q may go", row)
			}
		} else {
			row = line
		}
	}
}

func TestLiveBlogs(t *testing.T) {
	posts := ""
	for i := range 4 {
		posts += fmt.Sprintf(`<article class="live-post" id="post-%d"><time datetime="2026-03-03T1%d:00:00Z">1%d:00</time><h2>Shelling %d</h2><p>Some %d00 soldiers crossed the river in the morning, the staff said.</p></article>`, i, i, i, i, i+1)
	}
	linked := `<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Live","liveBlogUpdate":[
{"@type":"BlogPosting","headline":"Shelling 1","datePublished":"2026-03-03T11:00:00Z","url":"https://x.example/live#post-1","articleBody":"Short."},
{"@type":"BlogPosting","headline":"Only here","datePublished":"2026-03-03T12:30:00Z","articleBody":"A post that the page does not show."}]}</script>`
	p, err := Read(t.Context(), []byte("<html><body><main>"+posts+"</main></body></html>"), "", "https://x.example/live")
	if err != nil || p.Kind != Live || len(p.Entries) != 4 {
		t.Fatalf("%s, %d entries, %v", p.Kind, len(p.Entries), err)
	}
	want := Entry{"post-1", "Shelling 1", at("2026-03-03T11:00:00Z"), "Some 200 soldiers crossed the river in the morning, the staff said."}
	if p.Entries[1] != want {
		t.Errorf("%+v", p.Entries[1])
	}
	p, err = Read(t.Context(), []byte("<html><head>"+linked+"</head><body><main>"+posts+"</main></body></html>"), "", "https://x.example/live")
	if err != nil || p.Kind != Live || len(p.Entries) != 2 || p.Entries[0] != want || p.Entries[1].Title != "Only here" {
		t.Errorf("%s, %+v, %v", p.Kind, p.Entries, err)
	}
}

// TestListsOfPostsAreNotLive: related stories have IDs and times as well.
func TestListsOfPostsAreNotLive(t *testing.T) {
	related := ""
	for i := range 5 {
		related += fmt.Sprintf(`<div class="post" id="post-%d"><time datetime="2026-03-0%dT10:00:00Z">x</time><h3>Story</h3><p>Another story of the paper.</p></div>`, i, i+1)
	}
	p, err := Read(t.Context(), []byte(article(related)), "", "https://gazette.example/tanks")
	if err != nil || p.Kind != Article || p.Entries != nil {
		t.Errorf("%s, %d entries, %v", p.Kind, len(p.Entries), err)
	}
	if p, _ = Read(t.Context(), []byte(article(related)), "", "https://gazette.example/live/tanks"); p.Kind != Live {
		t.Errorf("the address says live: %s", p.Kind)
	}
}

// hostile pages, each with what it costs at most.
var hostile = map[string]func() string{
	"100,000 paragraphs": func() string {
		return "<html><body><article>" + strings.Repeat("<p>The column reached the river, the staff said in a note to the press.</p>\n", 100_000)
	},
	"7,900 paragraphs": func() string {
		return "<html><body><article>" + strings.Repeat("<p>The column reached the river, the staff said in a note to the press.</p>\n", 7900)
	},
	"5,000 nested": func() string {
		return "<html><body>" + strings.Repeat("<div>", 5000) + "<p>" + strings.Repeat("The staff said so. ", 9) + "</p>"
	},
	"500 nested, wide": func() string {
		return "<html><body>" + strings.Repeat(strings.Repeat("<div>", 490)+"<p>"+strings.Repeat("The staff said so. ", 9)+"</p>"+strings.Repeat("</div>", 490), 14)
	},
	"50 MB":            func() string { return "<html><body><article>" + strings.Repeat(body, 50<<20/len(body)) },
	"50 MB of one tag": func() string { return strings.Repeat("<b>", 50<<20/3) },
	"open comments":    func() string { return strings.Repeat("<!--", 2<<20) },
	"open scripts":     func() string { return strings.Repeat("<script ", 1<<20) },
	"50,000 tables":    func() string { return "<body>" + strings.Repeat("<table><tr><td>1", 50_000) },
	"20,000 breaks":    func() string { return "<body><p>" + strings.Repeat("tanks 12<br>", 20_000) },
	"30,000 sup":       func() string { return "<body><p>" + strings.Repeat("1<sup>2</sup>", 30_000) },
	"30,000 spans": func() string {
		return "<body><p>" + strings.Repeat("<span>1", 300) + strings.Repeat("<span>ab</span>", 20_000)
	},
	"wide rows": func() string { return "<table>" + strings.Repeat("<tr>"+strings.Repeat("<td>1", 100), 300) },
	"deep JSON-LD": func() string {
		return "<script type='application/ld+json'>" + strings.Repeat("[", 1<<20) + "</script>" + article("")
	},
}

// TestHostilePages: 2 s on a machine that does nothing else; the test allows
// for company.
func TestHostilePages(t *testing.T) {
	for name, make := range hostile {
		raw := []byte(make())
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		_, err := Read(t.Context(), raw, "", "https://gazette.example/x")
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		t.Logf("%-20s %6v %4d MB held, %4d MB in all, %v", name, took.Round(time.Millisecond), (after.HeapSys-before.HeapSys)>>20, (after.TotalAlloc-before.TotalAlloc)>>20, err)
		if took > 6*time.Second {
			t.Errorf("%s: %v", name, took)
		}
	}
}

// TestWriteHostilePages writes the pages for measuring the program with them.
func TestWriteHostilePages(t *testing.T) {
	dir := os.Getenv("HOSTILE_PAGES")
	if dir == "" {
		t.Skip("HOSTILE_PAGES names no folder to write the pages to")
	}
	for name, make := range hostile {
		if err := os.WriteFile(dir+"/"+strings.ReplaceAll(name, " ", "-")+".html", []byte(make()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
