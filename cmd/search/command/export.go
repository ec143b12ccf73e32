package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"muster/cmd/page"
	"muster/desk"
	"muster/news"

	"github.com/spf13/cobra"
)

func sortedKeys[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }

// caseFiles are the forms of a case file.
var caseFiles = map[string]func(io.Writer, []news.Finding) error{
	"markdown": func(w io.Writer, f []news.Finding) error { return page.Page{W: w}.Markdown(f) },
	"html":     page.HTML,
	"jsonld":   page.JSONLD,
	"csv":      page.FindingsCSV,
	"jsonl":    jsonLines[news.Finding],
}

// formats are the names of all forms.
func formats() []string {
	return slices.Sorted(slices.Values(append(sortedKeys(caseFiles), casesFormat)))
}

func jsonLines[T any](w io.Writer, all []T) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, one := range all {
		if err := e.Encode(one); err != nil {
			return err
		}
	}
	return nil
}

// exporting is one run of export.
type exporting struct {
	tool       *tool
	of, format string
	marks      []string
}

func (t *tool) export() *cobra.Command {
	x := exporting{tool: t}
	c := &cobra.Command{
		Use: "export [QUERY...]", Short: "Write a case file: every quote with its chain, date, link and ID",
		Long: `Write a case file of findings, of claims, or of the answers to one question: every
quote with its chain, date, link and ID. jsonld is ClaimReview of schema.org; cases
are tests of the cross-check that ` + "`search compare --jsonl`" + ` runs: of a finding
marked wrong, that it does not come again.`,
		Example: "  search export country:UA --format html > case.html\n  search export --of question 'troops Lithuania'\n  search export --mark wrong --format cases > wrong.jsonl",
		RunE:    func(c *cobra.Command, args []string) error { return x.run(c, strings.Join(args, " ")) },
	}
	t.listing(c)
	markFlag(c.Flags(), &x.marks)
	c.Flags().StringVar(&x.format, "format", "markdown", strings.Join(formats(), ", "))
	c.Flags().StringVar(&x.of, "of", "findings", "findings, claims or question")
	return c
}

func (x exporting) run(c *cobra.Command, query string) error {
	write := caseFiles[x.format]
	if !slices.Contains(formats(), x.format) {
		return fmt.Errorf("--format %q: want %s", x.format, strings.Join(formats(), ", "))
	}
	if x.format == casesFormat && x.of != "findings" {
		return fmt.Errorf("--format %s is of findings, not of %s", casesFormat, x.of)
	}
	collect, known := map[string]func(context.Context, *cobra.Command, desk.Desk, string) ([]news.Finding, error){
		"findings": x.findings, "claims": x.claims, "question": x.question,
	}[x.of]
	if !known {
		return fmt.Errorf("--of %q: want findings, claims or question", x.of)
	}
	if err := checkQuery(query); err != nil {
		return err
	}
	return x.tool.ask(c.Context(), func(d desk.Desk) error {
		all, err := collect(c.Context(), c, d, query)
		if err != nil {
			return err
		}
		if x.format == casesFormat {
			return errors.Join(x.cases(c, d, all), found(len(all)))
		}
		all = page.WordedAll(all)
		if x.of == "claims" {
			if plain := plainClaims[x.format]; plain != nil {
				return errors.Join(plain(c.OutOrStdout(), quotedIn(all)), found(len(all)))
			}
		}
		return errors.Join(write(c.OutOrStdout(), all), found(len(all)))
	})
}

// plainClaims are the forms in which claims stand alone.
var plainClaims = map[string]func(io.Writer, []news.Claim) error{"csv": page.ClaimsCSV, "jsonl": jsonLines[news.Claim]}

func quotedIn(all []news.Finding) (claims []news.Claim) {
	for _, f := range all {
		for _, s := range f.Sides {
			claims = append(claims, s.Claims...)
		}
	}
	return claims
}

func (x exporting) findings(ctx context.Context, c *cobra.Command, d desk.Desk, query string) ([]news.Finding, error) {
	marks, err := verdicts(x.marks)
	if err != nil {
		return nil, err
	}
	a, err := d.Conflicts(ctx, desk.ConflictsRequest{Query: query, Limit: x.tool.limit, Skip: x.tool.skip, Marks: marks})
	sayNear(c, a.Near)
	return a.Findings, err
}

// claims gives claims the form of a finding: a side each.
func (x exporting) claims(ctx context.Context, c *cobra.Command, d desk.Desk, query string) ([]news.Finding, error) {
	a, err := d.Find(ctx, desk.FindRequest{Query: query, Limit: x.tool.limit, Skip: x.tool.skip})
	sayNear(c, a.Near)
	if err != nil || len(a.Claims) == 0 {
		return nil, err
	}
	f := news.Finding{Kind: news.FindingKind(strings.TrimSuffix("claims: "+query, ": "))}
	for _, claim := range a.Claims {
		side := news.Side{Claims: []news.Claim{claim}, Sources: []string{claim.Origin().Name}, Stated: page.Told(claim)}
		if claim.Figure != nil {
			side.Stated = claim.Figure.Text + ": " + side.Stated
		}
		f.Sides = append(f.Sides, side)
	}
	return []news.Finding{f}, nil
}

// question gives the answers to a question the form of a finding: a side a
// position.
func (x exporting) question(ctx context.Context, c *cobra.Command, d desk.Desk, query string) ([]news.Finding, error) {
	a, err := d.Question(ctx, desk.QuestionRequest{Query: query})
	sayNear(c, a.Near)
	if err != nil || len(a.Positions) == 0 {
		return nil, err
	}
	f := news.Finding{Kind: "question", Question: a.Question, Why: []string{a.Summary}}
	for _, p := range a.Positions {
		f.Sides = append(f.Sides, news.Side{Low: p.Low, High: p.High, Stated: p.Stated, Claims: p.Claims, Sources: p.Sources})
	}
	return []news.Finding{f}, nil
}
