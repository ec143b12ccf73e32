package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"muster/cmd/page"
	"muster/cmd/search/serve"
	"muster/desk"
	"muster/news"
	"muster/pipeline"

	"github.com/spf13/cobra"
)

// casesFormat is the form of an export that compare reads: a finding that a
// person marked is a test of the cross-check.
const casesFormat = "cases"

// texts gives the text of an article, "" where it is not kept.
type texts func(ctx context.Context, article string) (string, error)

// cases writes a line a finding: two of its articles as the sides of a pair, and
// what must not come of them where the finding was marked wrong, else what must.
func (x exporting) cases(c *cobra.Command, d desk.Desk, found []news.Finding) error {
	ctx := c.Context()
	all := make([]pair, 0, len(found))
	err := x.tool.reading(ctx, func(text texts) error {
		for _, f := range found {
			p, fits, err := caseOf(ctx, f, text)
			if err != nil {
				return err
			}
			if fits {
				all = append(all, p)
			}
		}
		return nil
	})
	for i := range all {
		a, e := d.Show(ctx, desk.ShowRequest{ID: all[i].ID})
		err = errors.Join(err, e)
		all[i].expect(a.Mark)
	}
	if left := len(found) - len(all); left > 0 && err == nil {
		fmt.Fprintf(c.ErrOrStderr(), "%s within one sentence, or of one side: no pair of texts\n", page.Plural(uint64(left), "finding is", "findings are"))
	}
	return errors.Join(err, jsonLines(c.OutOrStdout(), all))
}

// expect sets what a mark says of the pair.
func (p *pair) expect(m *desk.Mark) {
	if m == nil {
		return
	}
	p.Note, p.By = m.Note, m.By
	if m.Verdict == desk.Wrong {
		p.Not, p.Want = p.Want, ""
	}
}

// caseOf is the pair of a finding: two articles, or two sentences of one. A
// finding of one side, or within one sentence, is none.
func caseOf(ctx context.Context, f news.Finding, text texts) (p pair, fits bool, err error) {
	if len(f.Sides) < 2 || len(f.Sides[0].Claims) == 0 || len(f.Sides[1].Claims) == 0 {
		return p, false, nil
	}
	a, b := f.Sides[0].Claims[0], f.Sides[1].Claims[0]
	if a.Article.ID == b.Article.ID {
		if a.Sentence == b.Sentence {
			return p, false, nil
		}
		text = func(context.Context, string) (string, error) { return "", nil }
	}
	p = pair{ID: f.ID, Want: string(f.Kind)}
	for to, c := range map[*side]news.Claim{&p.A: a, &p.B: b} {
		if *to, err = sideOf(ctx, c, text); err != nil {
			return p, false, err
		}
	}
	return p, true, nil
}

// sideOf is the article of a claim, or the claim's sentence where its text is
// not kept.
func sideOf(ctx context.Context, c news.Claim, text texts) (s side, err error) {
	s = side{Outlet: c.Article.Outlet, Text: c.Sentence.Text}
	if !c.Article.Published.IsZero() {
		s.Published = c.Article.Published.UTC().Format(time.RFC3339)
	}
	whole, err := text(ctx, c.Article.ID)
	if whole != "" {
		s.Text = whole
	}
	return s, err
}

// reading runs do with what gives the texts of articles: the streams of the
// server or of the folder; of a folder with nothing but an index there are none.
func (t *tool) reading(ctx context.Context, do func(texts) error) error {
	if _, err := os.Stat(filepath.Join(t.flags.Data, "nats")); err != nil && t.flags.Server == "" {
		return do(func(context.Context, string) (string, error) { return "", nil })
	}
	return t.with(ctx, func(b *pipeline.Bus) error {
		return do(func(ctx context.Context, id string) (string, error) {
			a, _, err := serve.Kept(ctx, b, id)
			if err != nil {
				return "", fmt.Errorf("article %s: %w", id, err)
			}
			return a.Text, nil
		})
	})
}
