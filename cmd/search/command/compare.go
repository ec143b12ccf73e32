package command

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"muster/cmd/daemon"
	"muster/cmd/form"
	"muster/cmd/page"
	"muster/crosscheck"
	"muster/extract"
	"muster/extract/entity"
	"muster/news"

	"github.com/spf13/cobra"
)

// side is one of two texts.
type side struct {
	Text      string `json:"text"`
	Published string `json:"published"`
	Outlet    string `json:"outlet"`
	file      string
}

// pair is one line of compare --jsonl.
type pair struct {
	ID string `json:"id"`
	A  side   `json:"a"`
	B  side   `json:"b"`
	// Want is the kind that must come of it, Not one that must not; Note says
	// why, By who says so.
	Want string `json:"want,omitempty"`
	Not  string `json:"not,omitempty"`
	Note string `json:"note,omitempty"`
	By   string `json:"by,omitempty"`
}

// passes reports whether a kind is what the pair wants; nil where it wants
// nothing.
func (p pair) passes(kind string) *bool {
	if p.Want == "" && p.Not == "" {
		return nil
	}
	ok := (p.Want == "" || kind == p.Want) && (p.Not == "" || kind != p.Not)
	return &ok
}

// verdict is what comes of a pair.
type verdict struct {
	ID string `json:"id,omitempty"`
	// Texts names the two: their files, where they are in files.
	Texts []string `json:"texts,omitempty"`
	Kind  string   `json:"kind"`
	// Passes says of a pair that wants something whether it came.
	Passes   *bool          `json:"passes,omitempty"`
	Findings []news.Finding `json:"findings"`
}

func (t *tool) compare() *cobra.Command {
	var p pair
	var asText, lines bool
	c := &cobra.Command{
		Use: "compare FILE FILE", Short: "Say what two texts claim about the same, and whether they contradict",
		Long: `Say what two texts claim about the same, and whether they contradict: one of
contradiction, update, agreement or unrelated, with the findings between them.
"-" is standard input. No index and no server are needed.

With --jsonl each line of the files, or of standard input, is
{"id","a":{"text","published","outlet"},"b":{...}}, and each line of the output
{"id","kind","findings":[...]}, in the same order. A pair may have "want", the kind
that must come of it, or "not", one that must not: "passes" then says whether it
is so (see: search export --format cases).`,
		Example: `  search compare monday.txt tuesday.txt --published-a 2024-02-25 --published-b 2024-02-26
  search compare --text "31,000 soldiers were killed." "Some 70,000 soldiers were killed."`,
		RunE: func(c *cobra.Command, args []string) error {
			w := weigher{extract.New()}
			if lines {
				return w.files(c, args)
			}
			if len(args) != 2 {
				return fmt.Errorf("compare wants two texts, not %d (or --jsonl)", len(args))
			}
			var err error
			if p.A.Text, err = textOf(c, args[0], asText); err != nil {
				return err
			}
			if p.B.Text, err = textOf(c, args[1], asText); err != nil {
				return err
			}
			if !asText {
				p.A.file, p.B.file = args[0], args[1]
			}
			v, err := w.weigh(p)
			if err != nil {
				return err
			}
			err = t.write(c, "", form.Answer{Whole: v, Text: func(out page.Page) error { return verdictText(out, v) }})
			if v.Kind == crosscheck.Unrelated {
				return errors.Join(err, daemon.ErrNothing)
			}
			return err
		},
	}
	f := c.Flags()
	f.BoolVar(&asText, "text", false, "the arguments are the texts themselves")
	f.BoolVar(&lines, "jsonl", false, "read and write one JSON object a line")
	f.StringVar(&p.A.Published, "published-a", "", "`day` the first text was published: 2024-03-31 or 2024-03-31T12:00:00Z")
	f.StringVar(&p.B.Published, "published-b", "", "`day` the second text was published")
	f.StringVar(&p.A.Outlet, "outlet-a", "", "outlet of the first text")
	f.StringVar(&p.B.Outlet, "outlet-b", "", "outlet of the second text")
	return c
}

func textOf(c *cobra.Command, arg string, asText bool) (string, error) {
	switch {
	case asText:
		return arg, nil
	case arg == "-":
		b, err := io.ReadAll(c.InOrStdin())
		return string(b), err
	}
	b, err := os.ReadFile(arg)
	if errors.Is(err, os.ErrNotExist) {
		return "", fmt.Errorf("%w (--text takes the arguments as texts)", err)
	}
	return string(b), err
}

func verdictText(out page.Page, v verdict) error {
	kind := v.Kind
	if len(v.Texts) > 0 {
		kind += ": " + page.Clean(strings.Join(v.Texts, " and "))
	}
	if _, err := fmt.Fprintln(out.W, kind); err != nil {
		return err
	}
	for _, f := range v.Findings {
		if f.Kind == "" {
			for _, why := range page.Reasons(f) {
				fmt.Fprintln(out.W, "  -", page.Clean(why))
			}
			continue
		}
		fmt.Fprintln(out.W)
		if err := out.Finding(f); err != nil {
			return err
		}
	}
	return nil
}

// weigher compares texts; it may be used by many goroutines.
type weigher struct{ extractor *extract.Extractor }

func (w weigher) weigh(p pair) (verdict, error) {
	a, err := readPeriod(p.A.Published)
	if err != nil {
		return verdict{}, fmt.Errorf("%s: published: %w", cmp.Or(p.A.file, "the first text"), err)
	}
	b, err := readPeriod(p.B.Published)
	if err != nil {
		return verdict{}, fmt.Errorf("%s: published: %w", cmp.Or(p.B.file, "the second text"), err)
	}
	v := verdict{ID: p.ID, Texts: filesOf(p), Findings: []news.Finding{}}
	kind, findings := crosscheck.CompareTexts(
		w.read(p.ID+"/a", p.A, a.within(b)),
		w.read(p.ID+"/b", p.B, b.within(a)))
	v.Kind, v.Passes = kind, p.passes(kind)
	v.Findings = append(v.Findings, page.WordedAll(findings)...)
	return v, nil
}

// filesOf are the files of the two texts, nil where they are in none.
func filesOf(p pair) []string {
	if p.A.file == "" && p.B.file == "" {
		return nil
	}
	return []string{p.A.file, p.B.file}
}

func (w weigher) read(id string, s side, published time.Time) news.ClaimSet {
	a := article(news.ArticleID(id), s, published)
	a.URL = s.file
	return news.ClaimSet{Article: a.Ref(), Claims: w.extractor.Extract(a).Claims}
}

func article(id string, s side, published time.Time) news.Article {
	outlet := news.Source{Name: s.Outlet}
	if known, ok := entity.OutletByName(s.Outlet); ok {
		outlet = known
	}
	return news.Article{ID: id, Text: s.Text, Published: published, Outlet: outlet}
}

// period is when a text was published: an instant, or the first of a month or
// year and that of the next.
type period struct{ from, next time.Time }

// layouts are the writings of a time of publication, with what they leave
// open.
var layouts = []struct {
	layout        string
	years, months int
}{{time.DateOnly, 0, 0}, {time.RFC3339, 0, 0}, {"2006-01-02T15:04:05", 0, 0}, {"2006-01-02 15:04:05", 0, 0}, {"2006-01", 0, 1}, {"2006", 1, 0}}

func readPeriod(s string) (period, error) {
	if s == "" {
		return period{}, nil
	}
	for _, l := range layouts {
		if t, err := time.Parse(l.layout, s); err == nil {
			return period{t, t.AddDate(l.years, l.months, 0)}, nil
		}
	}
	return period{}, fmt.Errorf("%q is no day (2024-03-31), month (2024-03), year or time (2024-03-31T12:00:00Z)", s)
}

// within is the instant a period is taken for, beside that of the other text:
// the other's where it may be the same, so that two texts do not differ in
// days that nobody stated; else the first.
func (p period) within(other period) time.Time {
	if p.next.After(p.from) && !other.from.Before(p.from) && other.from.Before(p.next) {
		return other.from
	}
	return p.from
}

// line is one pair in, one verdict out.
func (w weigher) line(raw []byte) ([]byte, error) {
	var p pair
	if err := json.Unmarshal(raw, &p); err != nil {
		return nil, err
	}
	v, err := w.weigh(p)
	if err != nil {
		return nil, err
	}
	out, err := json.Marshal(v)
	return append(out, '\n'), err
}
