package main

import (
	"encoding/xml"
	"fmt"
	"html"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"muster/bench/text"
)

// press serves the articles from feeds that grow with time.
type press struct {
	texts []text.File
	total int
	addr  string
	srv   *http.Server
	mu    sync.Mutex
	from  time.Time     // when the feeds began to grow
	over  time.Duration // until when they do
}

// feeds is how many feeds share the articles.
const feeds = 10

func newPress(texts []text.File, o options) *press { return &press{texts: texts, total: o.articles} }

func (p *press) start() error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	p.addr = l.Addr().String()
	p.srv = &http.Server{Handler: p, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = p.srv.Serve(l) }()
	return nil
}

func (p *press) stop() { _ = p.srv.Close() }

// begin lets the feeds grow to all articles within d from now on.
func (p *press) begin(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.from, p.over = time.Now(), d
}

func (p *press) out() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.from.IsZero() {
		return 0
	}
	return min(p.total, int(float64(p.total)*float64(time.Since(p.from))/float64(p.over)))
}

func (p *press) opml() string {
	var sb strings.Builder
	sb.WriteString(`<opml version="2.0"><head/><body>`)
	for i := range feeds {
		fmt.Fprintf(&sb, `<outline text="Outlet %d" xmlUrl="http://outlet%[1]d.example/feed" language="en"/>`, i)
	}
	return sb.String() + "</body></opml>"
}

// ServeHTTP serves /feed of each outlet, with every article in full.
func (p *press) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var outlet int
	if _, err := fmt.Sscanf(r.Host, "outlet%d.example", &outlet); err != nil || r.URL.Path != "/feed" {
		http.NotFound(w, r)
		return
	}
	fmt.Fprintf(w, `<rss version="2.0"><channel><title>Outlet %d</title>`, outlet)
	for i := p.out() - 1; i >= 0; i-- {
		if i%feeds != outlet {
			continue
		}
		a := p.texts[i%len(p.texts)]
		date, _ := time.Parse("2006-01-02", a.Published)
		var body strings.Builder
		for line := range strings.SplitSeq(a.Text, "\n") {
			body.WriteString("<p>" + html.EscapeString(line) + "</p>")
		}
		var escaped strings.Builder
		_ = xml.EscapeText(&escaped, []byte(body.String()))
		fmt.Fprintf(w, "<item><title>%s</title><link>http://%s/%d</link><pubDate>%s</pubDate><description>%s</description></item>\n",
			html.EscapeString(a.Title), r.Host, i, date.Add(time.Duration(i)*time.Minute).Format(time.RFC1123Z), escaped.String())
	}
	fmt.Fprint(w, "</channel></rss>")
}
