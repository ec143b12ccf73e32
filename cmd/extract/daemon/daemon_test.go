package daemon

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"

	"muster/news"
	"muster/pipeline"
)

func TestEnglishArticlesBecomeClaimSets(t *testing.T) {
	var log bytes.Buffer
	b, err := pipeline.Open(t.Context(), pipeline.Options{Data: t.TempDir(), QuickStore: true, Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	for id, lang := range map[string]string{"a": "en-GB", "b": "lt", "c": ""} {
		if err := b.PublishArticle(t.Context(), news.Article{ID: id, Hash: "h" + id, Language: lang, Revision: 1, CopyOf: "wire"}); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	got := map[string]news.ClaimSet{}
	watch := pipeline.Part{Name: "watch", Work: func(ctx context.Context, b *pipeline.Bus) error {
		return b.ConsumeClaims(ctx, "watch", func(_ context.Context, sets []news.ClaimSet) error {
			for _, s := range sets {
				got[s.Article.ID] = s
			}
			left, err := b.ArticlesBacklog(ctx, Durable)
			if len(got) == 2 && err == nil && left.Empty() {
				cancel()
			}
			return err
		})
	}}
	read := func(a news.Article) news.Extraction {
		return news.Extraction{ID: a.ID, Claims: []news.Claim{{ID: "claim of " + a.ID}}}
	}
	if err := b.RunParts(ctx, Part(Config{Extract: read, Version: "7", Workers: 1}), watch); err != nil {
		t.Fatal(err)
	}
	s := got["a"]
	if len(got) != 2 || s.Hash != "ha" || s.Extractor != "7" || s.Article.CopyOf != "wire" || len(s.Claims) != 1 || s.Claims[0].ID != "claim of a" {
		t.Errorf("%+v", got)
	}
	if !strings.Contains(log.String(), `msg="article skipped: only English is read so far" article=b language=lt`) {
		t.Errorf("log: %s", log.String())
	}
}
