package command

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"muster/cmd/daemon"
	"muster/cmd/form"
	"muster/cmd/page"
	"muster/crosscheck"
	"muster/extract"
	"muster/news"

	"github.com/spf13/cobra"
)

// paper is one article of check: a line of --jsonl, or a file.
type paper struct {
	ID string `json:"id"`
	side
}

// shownFinding is one line of check --jsonl.
type shownFinding struct {
	ID          string           `json:"id"`
	Kind        news.FindingKind `json:"kind"`
	Holds       *bool            `json:"holds,omitempty"`
	Probability float64          `json:"probability"`
	Severity    float64          `json:"severity"`
	Sides       []shownSide      `json:"sides"`
	Why         []string         `json:"why"`
}

type shownSide struct {
	Low     *float64     `json:"low"`
	High    *float64     `json:"high"`
	Unit    news.Unit    `json:"unit"`
	Stated  string       `json:"stated,omitempty"`
	Sources []string     `json:"sources,omitempty"`
	Claims  []shownClaim `json:"claims"`
}

// shownClaim says where a figure stands: start and end are byte offsets in the
// text of its article.
type shownClaim struct {
	Article   string `json:"article"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Text      string `json:"text"`
	Outlet    string `json:"outlet"`
	Published string `json:"published,omitempty"`
}

func (t *tool) checkTexts() *cobra.Command {
	var lines, all bool
	var kinds []string
	var published, outlet string
	c := &cobra.Command{
		Use: "check [FILE...]", Short: "Read articles and say where they contradict each other",
		Long: `Read articles and hold all their claims against each other, in the order of
publication. No index and no server are needed. "-" or no file is standard input.

With --jsonl each line of the files, or of standard input, is an article
{"id","text","published","outlet"}, and each line of the output a finding
{"id","kind","probability","severity","sides":[{"low","high","unit","claims":
[{"article","start","end","text","outlet","published"}]}],"why"}.

What would be a contradiction, were it surer that both answer one question, is
shown with --kind unsure or --all; it names what is not known.

Severity is how probable the finding is, times how many independent sources the
weaker side has, times how fresh the sides are to each other.`,
		Example: "  search check monday.txt tuesday.txt\n  search check --jsonl < articles.jsonl\n  search check --kind unsure *.txt",
		RunE: func(c *cobra.Command, args []string) error {
			only, err := kindsOf(kinds)
			if err != nil {
				return err
			}
			papers, err := papersOf(c, args, lines, side{Published: published, Outlet: outlet})
			if err != nil {
				return err
			}
			findings, err := checkPapers(papers)
			if err != nil {
				return err
			}
			findings = slices.DeleteFunc(findings, func(f news.Finding) bool {
				switch {
				case len(only) > 0:
					return !slices.Contains(only, f.Kind)
				case all:
					return false
				}
				return f.Kind == news.Unsure || !lines && minor(f)
			})
			findings = page.WordedAll(findings)
			if lines {
				return writeFindings(c.OutOrStdout(), findings)
			}
			if len(findings) == 0 && !t.form.IsJSON() {
				return daemon.Nothing(c, nothingIn(papers))
			}
			err = t.write(c, "", form.Answer{Whole: findings, Items: findings, Text: func(out page.Page) error {
				for _, f := range findings {
					if err := out.Finding(f); err != nil {
						return err
					}
					fmt.Fprintln(out.W)
				}
				return nil
			}})
			return errors.Join(err, found(len(findings)))
		},
	}
	f := c.Flags()
	f.BoolVar(&lines, "jsonl", false, "read and write one JSON object a line")
	f.BoolVar(&all, "all", false, "also agreements, sums that come out and what is not sure")
	f.StringSliceVar(&kinds, "kind", nil, "only findings of these kinds: contradiction, update, correction, agreement, arithmetic, transcription, dispute, hedge-drift, outcome, unsure")
	f.StringVar(&published, "published", "", "`day` the files were published: 2024-03-31 or 2024-03-31T12:00:00Z")
	f.StringVar(&outlet, "outlet", "", "outlet of the files")
	return c
}

// nothingIn says that articles do not contradict each other, and what more would
// tell.
func nothingIn(papers []paper) string {
	words := page.Plural(uint64(len(papers)), "article", "articles") + " read, and no contradiction found"
	for _, p := range papers {
		if p.Published == "" {
			return words + "; figures of unknown days are not held against each other: say the day with --published"
		}
	}
	return words + " (--all shows what agrees, too)"
}

// minor reports whether a finding is no news for the default list.
func minor(f news.Finding) bool {
	return f.Kind == news.Agreement || f.Holds != nil && *f.Holds
}

// papersOf reads the articles: a file each, or a line each.
func papersOf(c *cobra.Command, args []string, lines bool, like side) ([]paper, error) {
	if len(args) == 0 {
		args = []string{"-"}
	}
	var out []paper
	for _, name := range args {
		in, err := open(c, name)
		if err != nil {
			return nil, err
		}
		if lines {
			ps, err := readPapers(name, in)
			if err = errors.Join(err, in.Close()); err != nil {
				return nil, err
			}
			out = append(out, ps...)
			continue
		}
		b, err := io.ReadAll(in)
		if err = errors.Join(err, in.Close()); err != nil {
			return nil, err
		}
		p := paper{ID: name, side: like}
		p.Text, p.file = string(b), name
		out = append(out, p)
	}
	return out, nil
}

func open(c *cobra.Command, name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(c.InOrStdin()), nil
	}
	return os.Open(name)
}

func readPapers(name string, in io.Reader) (out []paper, err error) {
	sc := bufio.NewScanner(in)
	sc.Buffer(make([]byte, 64<<10), maxLine)
	for n := 1; sc.Scan(); n++ {
		if len(sc.Bytes()) == 0 {
			continue
		}
		var p paper
		if err := json.Unmarshal(sc.Bytes(), &p); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		if p.ID == "" {
			p.ID = fmt.Sprintf("%s:%d", name, n)
		}
		out = append(out, p)
	}
	return out, sc.Err()
}

// checkPapers reads all articles and gives their findings, worst first.
func checkPapers(papers []paper) ([]news.Finding, error) {
	x := extract.New()
	checker := crosscheck.New(crosscheck.Config{})
	for _, p := range papers {
		when, err := readPeriod(p.Published)
		if err != nil {
			return nil, fmt.Errorf("%s: published: %w", p.ID, err)
		}
		a := article(p.ID, p.side, when.from)
		a.URL = p.file
		checker.Load(news.ClaimSet{Article: a.Ref(), Claims: x.Extract(a).Claims})
	}
	var out []news.Finding
	err := checker.Settle(func(f news.Finding) error { out = append(out, f); return nil })
	slices.SortFunc(out, func(a, b news.Finding) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), cmp.Compare(a.ID, b.ID))
	})
	return out, err
}

func writeFindings(w io.Writer, findings []news.Finding) error {
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, f := range findings {
		if err := enc.Encode(shown(f)); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if len(findings) == 0 {
		return daemon.ErrNothing
	}
	return nil
}

func shown(f news.Finding) shownFinding {
	s := shownFinding{ID: f.ID, Kind: f.Kind, Holds: f.Holds, Probability: f.Probability, Severity: f.Severity, Why: f.Why, Sides: []shownSide{}}
	for _, side := range f.Sides {
		out := shownSide{Low: side.Low, High: side.High, Unit: side.Unit, Stated: side.Stated, Sources: side.Sources}
		for _, c := range side.Claims {
			out.Claims = append(out.Claims, shownClaimOf(c))
		}
		s.Sides = append(s.Sides, out)
	}
	return s
}

func shownClaimOf(c news.Claim) shownClaim {
	span := c.Sentence
	if c.Figure != nil {
		span = c.Figure.Span
	}
	out := shownClaim{Article: c.Article.ID, Start: span.Start, End: span.End, Text: span.Text, Outlet: c.Article.Outlet}
	if !c.Article.Published.IsZero() {
		out.Published = c.Article.Published.Format(time.DateOnly)
	}
	return out
}
