package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	extractd "muster/cmd/extract/daemon"
	ingestd "muster/cmd/ingest/daemon"
	"muster/cmd/muster/press"
	"muster/cmd/search/serve"
	"muster/extract"
	"muster/extract/entity"
	"muster/ingest/fetch"
	"muster/news"
	"muster/pipeline"
	"muster/web"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// The tests of this file use the page as people do, in a headless Chromium: the demo's
// newspapers are fetched, read, indexed and cross-checked by the daemons
// themselves, and the page they serve is used. Where MUSTER_BROWSER is
// "required", as in the gate, a missing Chromium fails them.
//
// MUSTER_SHOTS names a folder that gets a picture of every page in every look.

// chromium is the browser's program.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("MUSTER_BROWSER") == "required" {
		t.Fatal("no chromium is installed, and MUSTER_BROWSER requires one")
	}
	t.Skip("no chromium is installed (Debian: apt install chromium): the page is not tried in a browser")
	return ""
}

// browser starts a Chromium that asks nobody outside this machine.
func browser(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium(t)), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WSURLReadTimeout(2*time.Minute),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-dev-shm-usage", true),
	)
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("chromium does not start: %v", err)
	}
	return ctx
}

// tab is one page of the browser, and all that it complained of.
type tab struct {
	t    *testing.T
	ctx  context.Context
	home string
	mu   sync.Mutex
	// trouble is errors, dialogs and requests to others; guarded by mu.
	trouble []string
}

// open opens a tab on the page at home. What it complained of in the end fails
// the test.
func open(t *testing.T, in context.Context, home string) *tab {
	t.Helper()
	ctx, stop := chromedp.NewContext(in)
	p := &tab{t: t, ctx: ctx, home: home}
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, s := range p.trouble {
			t.Error(s)
		}
	})
	call(p, network.Enable, network.EnableParams{})
	call(p, cdplog.Enable, cdp.Empty{})
	return p
}

func (p *tab) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		p.trouble = append(p.trouble, "exception: "+e.ExceptionDetails.Text)
	case *cdplog.EventEntryAdded:
		if e.Entry.Level == cdplog.EntryLevelError && e.Entry.Source != cdplog.EntrySourceNetwork {
			p.trouble = append(p.trouble, "console: "+e.Entry.Text+" "+e.Entry.URL)
		}
	case *page.EventJavascriptDialogOpening:
		p.trouble = append(p.trouble, "a dialog opened: "+e.Message)
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, p.home) && !strings.HasPrefix(e.Request.URL, "about:") && !strings.HasPrefix(e.Request.URL, "data:") {
			p.trouble = append(p.trouble, "a request to another host: "+e.Request.URL)
		}
	}
}

// do runs actions in the tab.
func (p *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	run(p, chromedp.Steps(actions...))
}

func run[T any](p *tab, action chromedp.Action[T]) T {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, time.Minute)
	defer stop()
	v, err := chromedp.Run(ctx, action)
	if err != nil {
		p.t.Fatal(err)
	}
	return v
}

// call gives the browser a command of its protocol.
func call[P, R any](p *tab, command cdp.Command[P, R], params P) {
	p.t.Helper()
	if _, err := chromedp.Call(p.ctx, command, params); err != nil {
		p.t.Fatal(err)
	}
}

// visit goes to an address of the page.
func (p *tab) visit(path string) {
	p.t.Helper()
	p.do(chromedp.Navigate(p.home + strings.TrimPrefix(path, "/")))
}

// follow clicks what leads to another page and waits for that.
func (p *tab) follow(selector string) {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, time.Minute)
	defer stop()
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(selector))); err != nil {
		p.t.Fatalf("%s on %s: %v", selector, p.path(), err)
	}
}

// path is where the tab is.
func (p *tab) path() string {
	p.t.Helper()
	return "/" + strings.TrimPrefix(run(p, chromedp.Location()), p.home)
}

// value is what an expression of JavaScript says of the page.
func value[T any](p *tab, expression string) T {
	p.t.Helper()
	return run(p, chromedp.Evaluate[T](expression))
}

// text is the text of the first element that fits.
func (p *tab) text(selector string) string {
	p.t.Helper()
	return value[string](p, fmt.Sprintf("(document.querySelector(%q)?.textContent ?? '').replace(/\\s+/g, ' ').trim()", selector))
}

// look is a way to see the page.
type look struct {
	name          string
	width, height int64
	phone, dark   bool
}

var looks = []look{{"desktop-light", 1280, 800, false, false}, {"desktop-dark", 1280, 800, false, true}, {"phone-light", 360, 740, true, false}, {"phone-dark", 360, 740, true, true}}

func (p *tab) wear(l look) {
	p.t.Helper()
	scheme := "light"
	if l.dark {
		scheme = "dark"
	}
	options := []chromedp.EmulateViewportOption{}
	if l.phone {
		options = append(options, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	p.do(chromedp.EmulateViewport(l.width, l.height, options...))
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
}

// newspapers serves the demo's outlets and returns where.
func newspapers(t *testing.T, p *press.Press) string {
	t.Helper()
	s := httptest.NewServer(p)
	t.Cleanup(s.Close)
	return strings.TrimPrefix(s.URL, "http://")
}

// house runs the daemons on the demo's newspapers and returns their bus and the
// page's address once all is told, a correction last.
func house(t *testing.T) (*pipeline.Bus, string) {
	t.Helper()
	paper, err := press.New()
	if err != nil {
		t.Fatal(err)
	}
	bus, err := pipeline.Open(t.Context(), pipeline.Options{Data: t.TempDir(), QuickStore: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	served, ready := make(chan string, 1), make(chan string, 1)
	ended := make(chan error, 1)
	go func() {
		ended <- bus.RunParts(ctx,
			ingestd.Part(ingestd.Config{
				Fetch: fetch.Config{AllowPrivate: true, Delay: -1, Resolve: map[string]string{".example": newspapers(t, paper)}},
				Feeds: paper.Sources(), MinInterval: time.Second, MaxInterval: 2 * time.Second, Quiet: time.Second,
			}),
			extractd.Part(extractd.Config{Extract: extract.New().Extract}),
			serve.Part(serve.Config{
				Folder: filepath.Join(t.TempDir(), "index"), CountryName: entity.CountryName, Ready: func(durable string) { ready <- durable },
				Web: serve.Web{Address: "127.0.0.1:0", Served: func(url string) { served <- url }},
			}))
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		bus.Close()
	})
	home, reader := <-served, <-ready
	corrected := errors.New("corrected")
	err = bus.WatchFindings(ctx, time.Time{}, func(f news.Finding) error {
		if f.Kind == news.Correction {
			return corrected
		}
		return nil
	})
	if !errors.Is(err, corrected) {
		t.Fatal(err)
	}
	settle(t, bus, reader, paper)
	return bus, home
}

// settle waits until every article of the newspapers is read and taken into the
// index; one of them is in a language that is not read.
func settle(t *testing.T, bus *pipeline.Bus, reader string, paper *press.Press) {
	t.Helper()
	want := -1
	for _, o := range paper.Outlets {
		want += o.Revisions()
	}
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		n, err := bus.Counts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		left, err := bus.ClaimsBacklog(t.Context(), reader)
		if err != nil {
			t.Fatal(err)
		}
		if n.Claims >= uint64(want) && left.Empty() {
			return
		}
		<-tick.C // as long as it takes: go test has a limit of its own
	}
}

// TestBrowser uses the page.
func TestBrowser(t *testing.T) {
	in := browser(t)
	bus, home := house(t)
	for name, try := range map[string]func(*testing.T, *tab){
		"board to source": boardToSource, "search and narrow": searchAndNarrow, "mark": mark, "correction": correction, "keyboard": keyboard, "no script": noScript,
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t, in, home)
			p.wear(looks[0])
			try(t, p)
		})
	}
	t.Run("live", func(t *testing.T) { live(t, open(t, in, home), bus) })
	for name, site := range web.HostileSites(t) {
		t.Run(name, func(t *testing.T) { hostile(t, in, site) })
	}
	for _, l := range looks {
		if l.phone != l.dark && os.Getenv("MUSTER_SHOTS") == "" {
			continue // half of the looks show every size and every colour
		}
		t.Run(l.name, func(t *testing.T) {
			p := open(t, in, home)
			p.wear(l)
			for name, path := range places(p) {
				p.visit(path)
				suits(t, p, l, name)
			}
		})
	}
}

// boardToSource goes from the board to a finding, to the sentence in its
// article, and finds the way out to where it was published.
func boardToSource(t *testing.T, p *tab) {
	p.visit("/?kind=contradiction")
	asked := p.text(".card h2")
	p.follow(".card h2 a")
	if got := p.text("h1"); got != asked || !strings.HasPrefix(p.path(), "/finding/") {
		t.Errorf("%s shows %q, the board said %q", p.path(), got, asked)
	}
	if n := value[int](p, "document.querySelectorAll('.side').length"); n < 2 {
		t.Errorf("the finding has %d sides", n)
	}
	quote, figure := p.text(".side blockquote"), p.text(".side mark")
	if figure == "" || !strings.Contains(quote, figure) {
		t.Errorf("the figure %q is not marked in %q", figure, quote)
	}
	out := value[string](p, "document.querySelector('.side .from a[rel~=noreferrer]').href")
	if u, err := url.Parse(out); err != nil || !strings.HasSuffix(u.Host, ".example") {
		t.Errorf("the source is at %q", out)
	}
	p.follow(".side .from a[href^='/article/']")
	story := value[string](p, `(() => { const s = document.querySelector('.story').cloneNode(true); s.querySelectorAll('.note').forEach(n => n.remove()); return s.textContent.replace(/\s+/g, ' ') })()`)
	if !strings.Contains(story, quote) {
		t.Errorf("%s does not hold %q", p.path(), quote)
	}
}

// searchAndNarrow searches from the head of the page and takes a facet.
func searchAndNarrow(t *testing.T, p *tab) {
	p.visit("/")
	p.do(chromedp.SendKeys(chromedp.CSS("header input[name=q]"), "soldiers"))
	p.follow("header form button")
	const count = "parseInt(document.querySelector('.count').textContent.replaceAll(',', ''))"
	all := value[int](p, count)
	want := value[int](p, "parseInt(document.querySelector('aside li span').textContent)")
	p.follow("aside li a")
	got := value[int](p, count)
	if all == 0 || got != want || got > all {
		t.Errorf("%d claims, a facet of %d, narrowed to %d at %s", all, want, got, p.path())
	}
}

// mark says of a finding that it is known: the board no longer shows it unless
// asked, until the mark is taken back.
func mark(t *testing.T, p *tab) {
	p.visit("/?kind=arithmetic")
	all := p.text(".count")
	p.follow(".card h2 a")
	at := p.path()
	p.do(
		chromedp.Click(chromedp.CSS("input[value=known]")),
		chromedp.SendKeys(chromedp.CSS("textarea[name=note]"), "the sum <b>comes</b> out"),
		chromedp.SendKeys(chromedp.CSS("input[name=by]"), "Ann"),
	)
	p.follow(".marking button")
	if said := p.text("#mark"); !strings.Contains(said, "known, says Ann") || !strings.Contains(said, "the sum <b>comes</b> out") {
		t.Errorf("%s says %q", p.path(), said)
	}
	p.visit("/?kind=arithmetic")
	if p.text(".count") == all {
		t.Error("what is known is still shown")
	}
	p.visit("/?kind=arithmetic&mark=known")
	if !strings.Contains(p.text(".card"), "known") {
		t.Errorf("what is known cannot be asked for: %q", p.text("main"))
	}
	p.visit(at)
	p.do(chromedp.Click(chromedp.CSS("input[value=none]")))
	p.follow(".marking button")
	p.visit("/?kind=arithmetic")
	if p.text(".count") != all {
		t.Error("the mark cannot be taken back")
	}
}

// correction leads from what was said first to what was changed, and a figure
// of the text tells its claim when it is pointed at.
func correction(t *testing.T, p *tab) {
	p.visit("/?kind=correction")
	p.follow(".card .side0 .value a")
	p.follow("main a[href$='#changes']")
	was, is := p.text("#changes del"), p.text("#changes ins")
	if was == "" || is == "" || was == is {
		t.Errorf("changed from %q to %q", was, is)
	}
	const note = "getComputedStyle(document.querySelector('.note')).visibility"
	if v := value[string](p, note); v != "hidden" {
		t.Errorf("the note is %s before anybody points", v)
	}
	value[bool](p, "document.querySelector('.claimed a').focus(), true")
	if v := value[string](p, note); v != "visible" || !strings.Contains(p.text(".note"), "→") {
		t.Errorf("the note is %s and tells %q", v, p.text(".note"))
	}
	inside := value[bool](p, "(() => { const n = document.querySelector('.note').getBoundingClientRect(), s = document.querySelector('.story').getBoundingClientRect(); return n.left >= s.right && n.right <= innerWidth })()")
	if !inside {
		t.Error("the note covers the text, or leaves the window")
	}
	picture(t, p, "desktop-light-note")
}

// live has two articles come while a board is open: the board says that there
// is something new, and leads to it.
func live(t *testing.T, p *tab, bus *pipeline.Bus) {
	p.wear(looks[0])
	p.visit("/?q=outlet%3A%22Evening+Post%22")
	run(p, chromedp.Poll[bool]("document.querySelector('[data-live]').dataset.state === 'listening'"))
	was := p.text(".count")
	for _, set := range []news.ClaimSet{
		report("Morning Post", "Canada had 1,500 soldiers in Latvia on Monday.", "1,500 soldiers", 1500),
		report("Evening Post", "The base in Latvia held 2,600 Canadian soldiers on Monday.", "2,600 Canadian soldiers", 2600),
	} {
		if err := bus.PublishClaims(p.ctx, set); err != nil {
			t.Fatal(err)
		}
	}
	p.do(chromedp.WaitVisible(chromedp.CSS("[data-live] a")))
	picture(t, p, "desktop-light-live")
	p.follow("[data-live] a")
	if now := p.text(".count"); now == was {
		t.Errorf("the board leads to nothing new: %q", now)
	}
}

// report is the claims of an article that says how many Canadians are in
// Latvia.
func report(outlet, text, figure string, n float64) news.ClaimSet {
	at := strings.Index(text, figure)
	ref := news.ArticleRef{ID: news.ArticleID(outlet), Title: "Abroad", Outlet: outlet, Published: time.Date(2023, 7, 10, 0, 0, 0, 0, time.UTC), Revision: 1}
	span, number := news.Span{End: len(text), Text: text}, news.Span{Start: at, End: at + len(figure), Text: figure}
	canada := []news.Party{news.Nation("CA")}
	return news.ClaimSet{Article: ref, Hash: "h", Extractor: "test", Claims: []news.Claim{{
		ID: news.ClaimID(ref.ID, news.FigureClaim, span, number), Article: ref, Kind: news.FigureClaim, Sentence: span,
		Figure:    &news.Figure{Span: number, Low: n, High: n, Hedge: news.Exact, Unit: news.Persons, Scope: news.Total, Text: figure, Noun: "soldiers"},
		MeasureID: "troops", Measure: news.Measure{Act: "deploy", ActClass: "deploy", Role: news.DoneTo, Of: "soldier", OfClass: []news.Class{"soldier", "person"}}, Nature: news.Stock, Counted: "soldiers",
		By: canada, Of: canada, Subject: canada, Place: []news.Where{news.Land("LV")}, When: news.On("2023-07-10"), Modality: news.Actual, Polarity: news.Asserted, Confidence: .9,
		Attribution: []news.Attribution{{Source: news.Source{Name: outlet, Kind: news.Newspaper}, CueKind: news.Publishes}},
	}}}
}

// keyboard walks with the tab key: the way to the content comes first, and
// whatever has the focus shows it.
func keyboard(t *testing.T, p *tab) {
	p.visit("/")
	last := -1
	for i := range 25 {
		p.do(chromedp.KeyEvent("\t"))
		at := value[struct {
			Index   int
			Outline string
			Text    string
			Top     float64
		}](p, `(() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
			return {Index: [...document.querySelectorAll('*')].indexOf(e), Outline: s.outlineStyle, Text: e.textContent.trim(), Top: r.bottom} })()`)
		if i == 0 && at.Text != "To the content" {
			t.Errorf("the focus is first on %q", at.Text)
		}
		if at.Index <= last || at.Outline == "none" || at.Top <= 0 {
			t.Fatalf("step %d: %+v after %d", i, at, last)
		}
		last = at.Index
	}
}

// noScript goes the same way in a browser that runs no script.
func noScript(t *testing.T, p *tab) {
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	boardToSource(t, p)
	searchAndNarrow(t, p)
	mark(t, p)
}

// hostile opens pages over texts that try to be more than text. What a script
// or a dialog would do is noticed by the tab; the page keeps its shape.
func hostile(t *testing.T, in context.Context, site http.Handler) {
	s := httptest.NewServer(site)
	t.Cleanup(s.Close)
	p := open(t, in, s.URL+"/")
	phone := looks[2]
	p.wear(phone)
	for _, path := range web.HostilePaths() {
		p.visit(path)
		if n := value[int](p, "document.querySelectorAll('script:not([src$=js]), img, iframe, object, [onerror]').length"); n > 0 {
			t.Errorf("%s holds %d elements that were text", path, n)
		}
		if wide := value[int64](p, "document.scrollingElement.scrollWidth"); wide > phone.width {
			t.Errorf("%s is %d wide in a window of %d", path, wide, phone.width)
		}
	}
}

// places are one address of every page, found by following links.
func places(p *tab) map[string]string {
	p.t.Helper()
	all := map[string]string{"board": "/", "search": "/search?q=soldiers", "sources": "/sources", "feeds": "/feeds", "source": "/source?name=NATO", "help": "/help", "question": "/question?q=measure%3Akill", "party": "/who?name=UA", "no event": "/event?name=zzzz", "nothing": "/search?q=zzzz", "wrong": "/?q=figure%3Ax"}
	p.visit("/?kind=contradiction")
	for name, prefix := range map[string]string{"finding": "/finding/", "article": "/article/", "claim": "/claim/"} {
		all[name] = value[string](p, fmt.Sprintf("new URL(document.querySelector(\"main a[href^='%s']\").href).pathname", prefix))
	}
	return all
}

// suits checks what a page must be in every look, and takes its picture.
func suits(t *testing.T, p *tab, l look, name string) {
	t.Helper()
	if wide := value[int64](p, "document.scrollingElement.scrollWidth"); wide > l.width {
		t.Errorf("%s is %d wide in a window of %d", name, wide, l.width)
	}
	dark := value[bool](p, `(() => { const c = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number); return c[0] + c[1] + c[2] < 382 })()`)
	if dark != l.dark {
		t.Errorf("%s: dark is %v", name, dark)
	}
	for _, fault := range value[[]string](p, faults) {
		t.Errorf("%s: %s", name, fault)
	}
	if axe := axeSource(t); axe != "" {
		for _, fault := range violations(p, axe) {
			t.Errorf("%s: axe: %s", name, fault)
		}
	}
	picture(t, p, l.name+"-"+name)
}

// axeSource is the program of axe-core, which the gate fetches and checks; it
// is not part of the project. Our own checks of faults run always.
func axeSource(t *testing.T) string {
	t.Helper()
	path := os.Getenv("MUSTER_AXE")
	if path == "" {
		t.Log("MUSTER_AXE names no axe-core: only our own checks of accessibility are made (make axe fetches it)")
		return ""
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// violations are what axe-core finds wrong on the page: rules of WCAG 2.2, A
// and AA, and good practice.
func violations(p *tab, axe string) (all []string) {
	p.t.Helper()
	value[int](p, axe+"; 0")
	raw := run(p, chromedp.Evaluate[string](`axe.run().then(r => JSON.stringify(r.violations.flatMap(v => v.nodes.map(n => v.id + ' at ' + n.target + ': ' + n.failureSummary))))`, chromedp.EvalAwaitPromise))
	if err := json.Unmarshal([]byte(raw), &all); err != nil {
		p.t.Fatal(err)
	}
	return all
}

// picture keeps what the page looks like, where somebody wants to look.
func picture(t *testing.T, p *tab, name string) {
	t.Helper()
	folder := os.Getenv("MUSTER_SHOTS")
	if folder == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(folder, name+".png"), run(p, chromedp.FullScreenshot(100)), 0o600); err != nil {
		t.Fatal(err)
	}
}
