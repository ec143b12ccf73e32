package command

import (
	"context"
	"io"

	"muster/cmd/daemon"
	"muster/cmd/form"
	"muster/cmd/page"
	answers "muster/cmd/search/answer"
	"muster/cmd/search/serve"
	"muster/desk"
	"muster/ingest"
	"muster/news"
	"muster/pipeline"

	"github.com/spf13/cobra"
)

// reading is what of an article is shown.
type reading struct {
	tool       *tool
	text, diff bool
}

func (t *tool) article() *cobra.Command {
	r := reading{tool: t}
	c := &cobra.Command{
		Use: "article ID|URL|CLAIM", Short: "Show an article: its claims and findings, its text, or what was changed in it", Args: cobra.ExactArgs(1),
		Long: `Show an article's claims and the findings they stand in; with --text its text, the
figures of its claims marked; with --diff what was changed in it after it was
published. It is named by its ID, its URL, or a claim that was read in it ('#3' of
the list shown last).`,
		Example: "  search article '#1' --text\n  search article https://gazette.example/tanks --diff",
		RunE: func(c *cobra.Command, args []string) error {
			id, err := form.Meant(args[0])
			if err != nil {
				return err
			}
			return t.ask(c.Context(), func(d desk.Desk) error {
				a, err := d.Article(c.Context(), desk.ArticleRequest{ID: id})
				if err != nil {
					return err
				}
				if r.text || r.diff {
					return r.kept(c, a)
				}
				return t.write(c, "/article/"+a.Set.Article.ID, form.Answer{Whole: a, Items: a.Set.Claims, IDs: claimIDs(a.Set.Claims),
					Text: func(p page.Page) error { return answers.Article(p, a) },
					CSV:  func(w io.Writer) error { return page.ClaimsCSV(w, a.Set.Claims) }})
			})
		},
	}
	t.tabular(c)
	c.Flags().BoolVar(&r.text, "text", false, "its text, with the figures of its claims marked")
	c.Flags().BoolVar(&r.diff, "diff", false, "what was changed in it, revision by revision")
	c.MarkFlagsMutuallyExclusive("text", "diff", "csv")
	return c
}

// keptArticle is what the streams keep of an article.
type keptArticle struct {
	news.Article
	Edits []ingest.Edit `json:"edits"`
}

// kept shows what the index has not: text and changes.
func (r reading) kept(c *cobra.Command, a desk.ArticleAnswer) error {
	ref := a.Set.Article
	k, err := r.tool.keptArticle(c.Context(), ref.ID)
	if err != nil {
		return err
	}
	nothing := ""
	switch {
	case k.ID == "":
		nothing = "the text of " + ref.ID + " is no longer kept"
	case r.diff && len(k.Edits) == 0:
		nothing = "nothing was changed in " + ref.ID + " since it was first read"
	}
	if nothing != "" && !r.tool.form.IsJSON() {
		return daemon.Nothing(c, nothing)
	}
	at := "/article/" + ref.ID
	if r.diff {
		return r.tool.write(c, at+"#changes", form.Answer{Whole: k, Items: k.Edits, Text: func(p page.Page) error { return answers.Edits(p, a, k.Edits) }})
	}
	return r.tool.write(c, at, form.Answer{Whole: k, Text: func(p page.Page) error { return answers.Text(p, a, k.Article) }})
}

// keptArticle reads an article from the streams of the server, or of the store
// that no server has open.
func (t *tool) keptArticle(ctx context.Context, id string) (k keptArticle, err error) {
	err = t.with(ctx, func(b *pipeline.Bus) error {
		k.Article, k.Edits, err = serve.Kept(ctx, b, id)
		return err
	})
	return k, err
}
