package command

import (
	"errors"
	"io"
	"net/url"
	"strings"

	"muster/cmd/daemon"
	"muster/cmd/form"
	"muster/cmd/page"
	"muster/crosscheck/why"
	"muster/desk"

	"github.com/spf13/cobra"
)

func (t *tool) event() *cobra.Command {
	return t.viewing(&cobra.Command{
		Use: "event NAME...", Short: "Show all figures on one event, over time",
		Example: "  search event 'Zapad 2017'",
	}, desk.OfEvent, "/event")
}

func (t *tool) who() *cobra.Command {
	return t.viewing(&cobra.Command{
		Use: "who NAME...", Short: "Show all figures of one country, party, or source, over time",
		Long: `Show all figures of one country or party, over time; of a name that is no party,
those that it gives as a source.`,
		Example: "  search who Ukraine\n  search who 'Islamic State' --long",
	}, desk.OfParty, "/who")
}

// viewing makes the command of a view, which the page shows too.
func (t *tool) viewing(c *cobra.Command, of desk.Subject, path string) *cobra.Command {
	c.Args = cobra.MinimumNArgs(1)
	c.RunE = func(c *cobra.Command, args []string) error {
		name := strings.Join(args, " ")
		return t.ask(c.Context(), func(d desk.Desk) error {
			v, err := desk.ViewOf(c.Context(), d, desk.ViewRequest{Name: name, Of: of})
			if err != nil {
				return err
			}
			if v.Total == 0 && !t.form.IsJSON() {
				return daemon.Nothing(c, page.Clean(strings.Join(append([]string{"no figure is known of " + name}, v.Near...), ": ")))
			}
			err = t.write(c, path+"?name="+url.QueryEscape(name), form.Answer{Whole: v, Items: v.Strands, IDs: claimIDs(v.Claims()),
				Text: func(p page.Page) error { return t.viewText(p, v) },
				CSV:  func(w io.Writer) error { return page.ClaimsCSV(w, v.Claims()) }})
			return errors.Join(err, found(int(v.Total)))
		})
	}
	t.tabular(c)
	t.whole(c)
	return c
}

func (t *tool) viewText(p page.Page, v desk.View) error {
	strands := make([]page.Strand, len(v.Strands))
	for i, s := range v.Strands {
		strands[i] = page.Strand{What: page.Asked(s.Question), Claims: s.Claims}
	}
	if err := p.Over(strands, t.long); err != nil {
		return err
	}
	return p.Print(func(b *page.Printer) {
		b.Line("")
		line := page.Plural(v.Total, "figure", "figures") + " of " + page.Clean(v.Name) + ", " + page.Plural(v.Conflicts, "contradiction", "contradictions")
		if shown := uint64(len(v.Claims())); shown < v.Total {
			line += "; the newest " + why.Number(float64(shown)) + " are shown"
		}
		b.Line("%s", b.In(page.Faint, line))
	})
}
