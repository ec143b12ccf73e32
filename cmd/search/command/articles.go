package command

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"muster/cmd/form"
	"muster/cmd/page"
	"muster/crosscheck/why"
	"muster/desk"
	"muster/index"
	"muster/news"

	"github.com/spf13/cobra"
)

// listedArticle is an article and how many of its claims were found.
type listedArticle struct {
	news.ArticleRef
	Claims int `json:"claims"`
}

func (t *tool) articles() *cobra.Command {
	var title string
	c := &cobra.Command{
		Use: "articles [QUERY...]", Short: "List the articles whose claims a query finds, the newest first",
		Long: `List the articles whose claims a query finds, the newest first, with how many of
their claims it finds. An article without any claim is not in the index.`,
		Example: "  search articles outlet:reuters published:7d\n  search articles --title 'air defence'",
		RunE: func(c *cobra.Command, args []string) error {
			query := strings.Join(args, " ")
			if err := checkQuery(query); err != nil {
				return err
			}
			return t.ask(c.Context(), func(d desk.Desk) error {
				all, whole, err := t.collect(c, d, query, title)
				if err != nil {
					return err
				}
				shown := all[min(t.skip, len(all)):]
				shown = shown[:min(t.limit, len(shown))]
				if !whole {
					fmt.Fprintf(c.ErrOrStderr(), "only the newest %s claims were looked at\n", why.Number(mostClaims))
				}
				if len(all) == 0 && title != "" {
					fmt.Fprintln(c.ErrOrStderr(), page.Clean("no article that the query finds has "+title+" in its title"))
				}
				err = t.write(c, asked("/search", query), form.Answer{Whole: shown, Items: shown, IDs: articleIDs(shown),
					Text: func(p page.Page) error { return articlesText(p, len(all), shown) },
					CSV: func(w io.Writer) error {
						return page.CSV(w, []string{"published", "outlet", "title", "claims", "article", "url"}, articleRows(page.Page{}, shown))
					}})
				return errors.Join(err, found(len(all)))
			})
		},
	}
	t.listing(c)
	t.tabular(c)
	c.Flags().StringVar(&title, "title", "", "only those with these `words` in their title")
	return c
}

// mostClaims is how many claims are looked at for their articles.
const mostClaims = 10_000

// collect reads claims page by page and gives their articles; whole is false
// where there are more claims than are looked at.
func (t *tool) collect(c *cobra.Command, d desk.Desk, query, title string) (all []listedArticle, whole bool, err error) {
	at := map[string]int{}
	for skip := 0; skip < mostClaims; skip += desk.MaxLimit {
		a, err := d.Find(c.Context(), desk.FindRequest{Query: query, Limit: desk.MaxLimit, Skip: skip, Sort: index.Newest})
		if err != nil {
			return nil, false, err
		}
		sayNear(c, a.Near)
		for _, claim := range a.Claims {
			ref := claim.Article
			if !titled(ref.Title, title) {
				continue
			}
			i, known := at[ref.ID]
			if !known {
				i = len(all)
				at[ref.ID] = i
				all = append(all, listedArticle{ArticleRef: ref})
			}
			all[i].Claims++
		}
		if len(a.Claims) < desk.MaxLimit {
			return all, true, nil
		}
	}
	return all, false, nil
}

// titled reports whether a title has all the words.
func titled(title, words string) bool {
	title = strings.ToLower(title)
	for _, w := range strings.Fields(strings.ToLower(words)) {
		if !strings.Contains(title, w) {
			return false
		}
	}
	return true
}

func articlesText(p page.Page, total int, shown []listedArticle) error {
	columns, rows := p.Numbered([]page.Column{{Name: "DATE", Whole: true}, {Name: "OUTLET"}, {Name: "TITLE", Look: page.Bold}, {Name: "CLAIMS", Whole: true},
		{Name: "ID", Look: page.Faint, Whole: true, Spare: 2}, {Name: "URL", Look: page.Faint, Spare: 1}}, articleRows(p, shown))
	if err := p.Table(columns, rows); err != nil {
		return err
	}
	return p.Total(uint64(total), len(shown), "article", "articles", "search article '#1' --text reads one")
}

func articleRows(p page.Page, all []listedArticle) [][]string {
	rows := make([][]string, len(all))
	for i, a := range all {
		rows[i] = []string{a.Published.UTC().Format(time.DateOnly), a.Outlet, a.Title, strconv.Itoa(a.Claims), p.ID(a.ID), a.URL}
	}
	return rows
}

func articleIDs(all []listedArticle) []string {
	ids := make([]string, len(all))
	for i, a := range all {
		ids[i] = a.ID
	}
	return ids
}
