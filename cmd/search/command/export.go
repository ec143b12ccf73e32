package command

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"muster/cmd/page"
	"muster/desk"
	"muster/news"

	"github.com/spf13/cobra"
)

// caseFiles are the forms of a case file.
var caseFiles = map[string]func(io.Writer, []news.Finding) error{
	"markdown": func(w io.Writer, f []news.Finding) error { return page.Page{W: w}.Markdown(f) },
	"csv":      page.FindingsCSV,
	"jsonl": func(w io.Writer, all []news.Finding) error {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		for _, f := range all {
			if err := e.Encode(f); err != nil {
				return err
			}
		}
		return nil
	},
}

func (t *tool) export() *cobra.Command {
	var format string
	var marks []string
	c := &cobra.Command{
		Use: "export [QUERY...]", Short: "Write findings as a case file: every quote with its chain, date, link and ID",
		Example: `  search export country:UA --format markdown > case.md`,
		RunE: func(c *cobra.Command, args []string) error {
			write, known := caseFiles[format]
			if !known {
				return fmt.Errorf("--format %q: want markdown, csv or jsonl", format)
			}
			r := desk.ConflictsRequest{Query: strings.Join(args, " "), Limit: t.limit, Skip: t.skip}
			if err := checkQuery(r.Query); err != nil {
				return err
			}
			var err error
			if r.Marks, err = verdicts(marks); err != nil {
				return err
			}
			return t.ask(c.Context(), func(d desk.Desk) error {
				a, err := d.Conflicts(c.Context(), r)
				if err != nil {
					return err
				}
				sayNear(c, a.Near)
				return errors.Join(write(c.OutOrStdout(), a.Findings), found(int(a.Total)))
			})
		},
	}
	t.listing(c)
	markFlag(c.Flags(), &marks)
	c.Flags().StringVar(&format, "format", "markdown", "markdown, csv or jsonl")
	return c
}
