package command

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"muster/cmd/daemon"
	"muster/cmd/scripted"
	"muster/cmd/search/alert"
	"muster/cmd/search/serve"
	"muster/extract/entity"
	"muster/news"
	"muster/pipeline"

	"github.com/rogpeppe/go-internal/testscript"
)

// The scripts run the program as its user does. "house DATA" is a process
// with the server and the daemon in it that has taken four articles;
// with a second argument it ends then and leaves the folder.
func TestMain(m *testing.M) {
	scripted.Main(m, map[string]func(){"search": func() { daemon.Main(Root()) }, "house": house})
}

// TestScripts gives each script a store of its own at $MUSTER_DATA that nobody
// has open: a copy of one that is made once.
func TestScripts(t *testing.T) {
	made := t.TempDir()
	if err := keepHouse(made, true); err != nil {
		t.Fatal(err)
	}
	store := os.DirFS(made)
	scripted.Run(t, func(e *testscript.Env) error {
		data := filepath.Join(e.WorkDir, "data")
		e.Setenv("MUSTER_DATA", data)
		return os.CopyFS(data, store)
	})
}

func house() {
	if err := keepHouse(os.Args[1], len(os.Args) > 2); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func keepHouse(data string, leave bool) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	bus, err := pipeline.Open(ctx, pipeline.Options{Data: data, Listen: "127.0.0.1:0", QuickStore: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	defer bus.Close()
	ready := make(chan string, 1)
	part := serve.Part(serve.Config{Folder: serve.IndexFolder(data), CountryName: entity.CountryName, Alerts: alert.Teller{Folder: serve.AlertsFolder(data)}, Ready: func(name string) { ready <- name }})
	fill := pipeline.Part{Name: "fill", Work: func(ctx context.Context, b *pipeline.Bus) error {
		reader := <-ready
		for _, set := range articles() {
			if err := b.PublishClaims(ctx, set); err != nil {
				return err
			}
		}
		for {
			left, err := b.ClaimsBacklog(ctx, reader)
			if err != nil || left.Empty() {
				if leave {
					stop()
				}
				return os.WriteFile(filepath.Join(data, "ready"), nil, 0o600)
			}
			time.Sleep(5 * time.Millisecond)
		}
	}}
	return bus.RunParts(ctx, part, fill)
}

func articles() []news.ClaimSet {
	return []news.ClaimSet{
		report("Alpha Wire", "2023-07-10", "Canada had 1,500 soldiers in Latvia, the ministry said on Monday.", "1,500 soldiers", 1500, "CA"),
		report("Beta Post", "2023-07-10", "The Latvian base already holds 2,600 Canadian soldiers, two officers said.", "2,600 Canadian soldiers", 2600, "CA"),
		report("Gamma News", "2023-07-09", "About 800 Germans serve there. \x1b[31mRed\x1b[0m", "About 800 Germans", 800, "DE"),
		report("Delta =Daily", "2023-06-01", "Lithuania counts 15,000 soldiers of its own.", "15,000 soldiers", 15000, "LT"),
	}
}

func report(outlet, day, text, figure string, n float64, who string) news.ClaimSet {
	published, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	at := strings.Index(text, figure)
	ref := news.ArticleRef{
		ID: news.ArticleID(outlet), URL: "https://news.example/" + day, Title: "Soldiers abroad", Outlet: outlet, Published: published, Revision: 1,
	}
	// The sentence stands in the middle of an article.
	const before = 100
	span := news.Span{Start: before, End: before + len(text), Text: text}
	number := news.Span{Start: before + at, End: before + at + len(figure), Text: figure}
	return news.ClaimSet{Article: ref, Hash: day, Extractor: "test", Claims: []news.Claim{{
		ID: news.ClaimID(ref.ID, news.FigureClaim, span, number), Article: ref, Kind: news.FigureClaim, Sentence: span,
		Figure:    &news.Figure{Span: number, Low: n, High: n, Hedge: news.Exact, Unit: news.Persons, Scope: news.Total, Text: figure, Noun: "soldiers"},
		MeasureID: "troops", Measure: news.Measure{Act: "deploy", ActClass: "deploy", Role: news.DoneTo, Of: "soldier", OfClass: []news.Class{"soldier", "person"}}, Nature: news.Stock, Counted: "soldiers", By: []news.Party{news.Nation(who)}, Of: []news.Party{news.Nation(who)}, Subject: []news.Party{news.Nation(who)}, Place: []news.Where{news.Land("LV")},
		Modality: news.Actual, Polarity: news.Asserted, Confidence: .9,
		Attribution: []news.Attribution{{Source: news.Source{Name: outlet, Kind: news.Newspaper}, CueKind: news.Publishes}},
	}}}
}

func TestSinceDay(t *testing.T) {
	now := time.Date(2026, 3, 10, 6, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		text string
		want news.Day
	}{{"", ""}, {"2023-07-01", "2023-07-01"}, {"7d", "2026-03-03"}, {"2w", "2026-02-24"}, {"12h", "2026-03-09"}} {
		if got, err := sinceDay(c.text, now); err != nil || got != c.want {
			t.Errorf("%q: %q, %v, want %q", c.text, got, err, c.want)
		}
	}
	for _, bad := range []string{"d", "7", "x7d", "-3d", "2023-13-01", "７d"} {
		if got, err := sinceDay(bad, now); err == nil {
			t.Errorf("%q is read as %q", bad, got)
		}
	}
}
