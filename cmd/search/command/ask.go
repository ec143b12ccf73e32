package command

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"muster/cmd/daemon"
	"muster/cmd/form"
	"muster/cmd/page"
	answers "muster/cmd/search/answer"
	"muster/desk"
	"muster/index"
	"muster/news"

	"github.com/spf13/cobra"
)

func (t *tool) find() *cobra.Command {
	var sort string
	var facets []string
	c := &cobra.Command{
		Use: "find QUERY...", Short: "Find claims", Args: cobra.MinimumNArgs(1),
		Long: "Find claims, a line each; off a terminal lines are tab-separated and whole.\n\n" + language,
		Example: `  search find troops Lithuania
  search find 'figure:10k..40k measure:troops' --csv`,
		RunE: func(c *cobra.Command, args []string) error {
			r := desk.FindRequest{Query: strings.Join(args, " "), Limit: t.limit, Skip: t.skip, Sort: index.Sort(sort)}
			for _, f := range facets {
				r.Facets = append(r.Facets, index.Facet(f))
			}
			if err := checkQuery(r.Query); err != nil {
				return err
			}
			return t.ask(c.Context(), func(d desk.Desk) error {
				a, err := d.Find(c.Context(), r)
				if err != nil {
					return err
				}
				sayNear(c, a.Near)
				err = t.write(c, asked("/search", r.Query), form.Answer{Whole: a, Items: a.Claims, IDs: claimIDs(a.Claims),
					Text: func(p page.Page) error {
						list := p.Claims
						if t.long {
							list = p.LongClaims
						}
						return errors.Join(list(a.Total, a.Claims), answers.Facets(p, a.Facets))
					},
					CSV: func(w io.Writer) error { return page.ClaimsCSV(w, a.Claims) }})
				return errors.Join(err, found(int(a.Total)))
			})
		},
	}
	t.listing(c)
	t.tabular(c)
	t.whole(c)
	c.Flags().StringVar(&sort, "sort", string(index.Newest), "newest, oldest or relevance")
	c.Flags().StringSliceVar(&facets, "facets", nil, "count by source, outlet, measure or kind")
	return c
}

func (t *tool) conflicts() *cobra.Command {
	var r desk.ConflictsRequest
	var since, sort string
	var least severity
	var kinds, marks []string
	var fresh bool
	c := &cobra.Command{
		Use: "conflicts [QUERY...]", Short: "Show where claims contradict, update or correct each other",
		Example: `  search conflicts --since 7d --min-severity 0.5
  search conflicts country:UA --kind contradiction,dispute
  search conflicts --new --sort seen`,
		RunE: func(c *cobra.Command, args []string) (err error) {
			r.Query, r.Limit, r.Skip, r.Sort = strings.Join(args, " "), t.limit, t.skip, index.Sort(sort)
			if err := checkQuery(r.Query); err != nil {
				return err
			}
			if r.Since, err = sinceDay(since, time.Now()); err != nil {
				return err
			}
			r.Severity = float64(least)
			if r.Kinds, err = kindsOf(kinds); err != nil {
				return err
			}
			if r.Marks, err = verdicts(marks); err != nil {
				return err
			}
			seen := func() error { return nil }
			if fresh {
				if r.Only, seen, err = t.unseen(c.Context(), r); err != nil {
					return err
				}
				if r.Only != nil && len(r.Only) == 0 && !t.form.IsJSON() {
					return daemon.Nothing(c, "nothing was found or changed since this was asked with --new last")
				}
			}
			return t.ask(c.Context(), func(d desk.Desk) error {
				a, err := d.Conflicts(c.Context(), r)
				if err != nil {
					return err
				}
				if a.Behind != "" {
					fmt.Fprintln(c.ErrOrStderr(), page.Clean(a.Behind))
				}
				sayNear(c, a.Near)
				a.Findings = page.WordedAll(a.Findings)
				err = t.write(c, asked("/", r.Query), form.Answer{Whole: a, Items: a.Findings, IDs: findingIDs(a.Findings),
					Text: func(p page.Page) error {
						p.Marks = answers.Marks(a.Marks)
						if t.long {
							return p.LongFindings(a.Total, a.Findings)
						}
						return p.Findings(a.Total, a.Findings)
					},
					CSV: func(w io.Writer) error { return page.FindingsCSV(w, a.Findings) }})
				if err == nil {
					err = seen()
				}
				return errors.Join(err, found(int(a.Total)))
			})
		},
	}
	t.listing(c)
	t.tabular(c)
	t.whole(c)
	f := c.Flags()
	f.StringVar(&since, "since", "", "only where a claim was published since: 2023-07-01, 7d, 12h")
	f.Var(&least, "min-severity", "only from this severity on")
	f.StringSliceVar(&kinds, "kind", nil, "contradiction, update, correction, agreement, arithmetic, transcription, dispute, hedge-drift, outcome, unsure (default: all but agreement and unsure)")
	f.StringVar(&sort, "sort", string(index.Severest), "severity, newest, oldest or seen")
	markFlag(f, &marks)
	f.BoolVar(&r.Withdrawn, "withdrawn", false, "also those that no longer hold")
	f.BoolVar(&fresh, "new", false, "only what was found or changed since the same was asked with --new here last")
	return c
}

// kindsOf reads kinds of findings.
func kindsOf(words []string) (kinds []news.FindingKind, err error) {
	for _, k := range words {
		if err := checkQuery("kind:" + k); err != nil {
			return nil, fmt.Errorf("--kind: %w", err)
		}
		kinds = append(kinds, news.FindingKind(k))
	}
	return kinds, nil
}

// sinceDay reads a day, or how long ago: 7d, 2w, 12h.
func sinceDay(s string, now time.Time) (news.Day, error) {
	if s == "" {
		return "", nil
	}
	if d, err := news.ParseDay(s); err == nil {
		return d, nil
	}
	n, err := strconv.Atoi(s[:len(s)-1])
	if err == nil && n >= 0 && n < 1e6 {
		switch s[len(s)-1] {
		case 'h':
			return news.DayOf(now.UTC().Add(-time.Duration(n) * time.Hour)), nil
		case 'd':
			return news.DayOf(now.UTC().AddDate(0, 0, -n)), nil
		case 'w':
			return news.DayOf(now.UTC().AddDate(0, 0, -7*n)), nil
		}
	}
	return "", fmt.Errorf("--since %q: want a day (2023-07-01) or how long ago (12h, 7d, 2w)", s)
}

func (t *tool) question() *cobra.Command {
	c := &cobra.Command{
		Use: "question QUERY...", Short: "Give all answers to one question: positions, who holds them, since when", Args: cobra.MinimumNArgs(1),
		Example: `  search question troops eastern flank
  search question measure:killed subject:UA`,
		RunE: func(c *cobra.Command, args []string) error {
			r := desk.QuestionRequest{Query: strings.Join(args, " ")}
			if err := checkQuery(r.Query); err != nil {
				return err
			}
			return t.ask(c.Context(), func(d desk.Desk) error {
				a, err := d.Question(c.Context(), r)
				if err != nil {
					return err
				}
				sayNear(c, a.Near)
				if len(a.Positions) == 0 && !t.form.IsJSON() {
					return found(0)
				}
				err = t.write(c, asked("/question", r.Query), form.Answer{Whole: a, Text: func(p page.Page) error { return answers.Question(p, a) },
					CSV: func(w io.Writer) error { return answers.QuestionCSV(w, a) }})
				return errors.Join(err, found(len(a.Positions)))
			})
		},
	}
	t.tabular(c)
	return c
}

func (t *tool) show() *cobra.Command {
	return &cobra.Command{
		Use: "show ID", Short: "Show the claim, finding or article of an ID, or of the beginning of one", Args: cobra.ExactArgs(1),
		Long: `Show one claim, finding or article whole. It is named by its ID or the beginning
of one, or by its number in the list shown last on this terminal: 3 or '#3'.`,
		RunE: func(c *cobra.Command, args []string) error {
			id, err := form.Meant(args[0])
			if err != nil {
				return err
			}
			return t.ask(c.Context(), func(d desk.Desk) error {
				a, err := d.Show(c.Context(), desk.ShowRequest{ID: id})
				if err != nil {
					return err
				}
				if a.Finding != nil {
					worded := page.Worded(*a.Finding)
					a.Finding = &worded
				}
				return t.write(c, shownAt(a), form.Answer{Whole: a, Text: func(p page.Page) error { return showText(p, a) }})
			})
		},
	}
}

// shownAt is the path of the page of one record.
func shownAt(a desk.ShowAnswer) string {
	switch {
	case a.Claim != nil:
		return "/claim/" + a.Claim.ID
	case a.Finding != nil:
		return "/finding/" + a.Finding.ID
	}
	return "/article/" + a.Article.Set.Article.ID
}

func showText(p page.Page, a desk.ShowAnswer) error {
	switch {
	case a.Claim != nil:
		return errors.Join(p.Claim(*a.Claim, a.Extractor), answers.Standing(p, a.Findings))
	case a.Finding != nil:
		if a.Mark != nil {
			p.Marks = answers.Marks(map[string]desk.Mark{a.Finding.ID: *a.Mark})
		}
		return p.Finding(*a.Finding)
	}
	return answers.Article(p, *a.Article)
}

func (t *tool) sources() *cobra.Command {
	var sort string
	c := &cobra.Command{
		Use: "sources [QUERY...]", Short: "List sources: how much each claims, how often and by whom it is contradicted",
		Long: `List sources, a line each: what it is, how much it claims, how much of that in
copies of others' articles, in how many contradictions it stands, and against whom.`,
		Example: "  search sources country:UA --sort share",
		RunE: func(c *cobra.Command, args []string) error {
			r := desk.SourcesRequest{Query: strings.Join(args, " "), Limit: t.limit, Skip: t.skip, Sort: sort}
			if err := checkQuery(r.Query); err != nil {
				return err
			}
			return t.ask(c.Context(), func(d desk.Desk) error {
				a, err := d.Sources(c.Context(), r)
				if err != nil {
					return err
				}
				sayNear(c, a.Near)
				err = t.write(c, asked("/sources", r.Query), form.Answer{Whole: a, Items: a.Sources, Text: func(p page.Page) error { return answers.Sources(p, a) },
					CSV: func(w io.Writer) error { return answers.SourcesCSV(w, a) }})
				return errors.Join(err, found(len(a.Sources)))
			})
		},
	}
	t.listing(c)
	c.Flags().StringVar(&sort, "sort", "claims", strings.Join(desk.SourceSorts(), ", "))
	t.tabular(c)
	return c
}

// whole adds the flag of lists whose items can be shown whole.
func (t *tool) whole(c *cobra.Command) {
	c.Flags().BoolVarP(&t.long, "long", "l", false, "each item whole, with quotes, links and reasons")
}

func claimIDs(claims []news.Claim) []string {
	ids := make([]string, len(claims))
	for i, c := range claims {
		ids[i] = c.ID
	}
	return ids
}

func findingIDs(findings []news.Finding) []string {
	ids := make([]string, len(findings))
	for i, f := range findings {
		ids[i] = f.ID
	}
	return ids
}

// sayNear tells a person who found nothing what came near.
func sayNear(c *cobra.Command, near []string) {
	for _, line := range near {
		fmt.Fprintln(c.ErrOrStderr(), page.Clean(line))
	}
}
