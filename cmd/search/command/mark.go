package command

import (
	"context"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"muster/cmd/form"
	"muster/cmd/page"
	answers "muster/cmd/search/answer"
	"muster/desk"
	"muster/news"
	"muster/pipeline"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func (t *tool) mark() *cobra.Command {
	var m desk.Mark
	var right string
	c := &cobra.Command{
		Use: "mark FINDING resolved|wrong|known|watch|none", Short: "Say of a finding what became of it", Args: cobra.ExactArgs(2),
		Long: `Say of a finding what became of it. A finding that is resolved, wrong or known is
no longer listed unless --mark asks for it, and never again as new; one to watch
stays. "none" takes the mark back. --right says which side turned out right, for
the record of its sources. Marks are kept beside the index, so they
outlast one that is built anew. The finding is named as for show.`,
		Example: `  search mark '#1' wrong --note 'two different exercises'
  search mark '#2' resolved --right NATO
  search conflicts --mark wrong`,
		RunE: func(c *cobra.Command, args []string) error {
			m.Verdict, m.At = desk.Verdict(args[1]), time.Now().UTC().Truncate(time.Second)
			if err := m.Check(); err != nil {
				return err
			}
			id, err := form.Meant(args[0])
			if err != nil {
				return err
			}
			f, err := t.findingOf(c.Context(), id)
			if err != nil {
				return err
			}
			id = f.ID
			if right != "" {
				if m.Right, err = desk.SideOf(f, right); err != nil {
					return fmt.Errorf("--right: %w", err)
				}
			}
			if err := m.Check(); err != nil {
				return err
			}
			b, err := t.flags.Borrow(c.Context(), "search mark")
			if err != nil {
				return err
			}
			defer b.Close()
			if _, err = desk.SetMark(c.Context(), pipeline.Verdicts[desk.Mark](b), id, m); err != nil {
				return err
			}
			return t.write(c, "", form.Answer{Whole: marked{id, m}, Text: form.Said("%s: %s", page.ShortID(id), answers.Marked(m))})
		},
	}
	c.Flags().StringVar(&m.Note, "note", "", "why, in a sentence")
	c.Flags().StringVar(&right, "right", "", "the `SOURCE` that turned out right, or the number of its side")
	c.Flags().StringVar(&m.By, "by", userName(), "who says so")
	return c
}

// marked is what was said of which finding.
type marked struct {
	Finding string `json:"finding"`
	desk.Mark
}

// userName is who uses this program, "" where the system does not say.
func userName() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return u.Username
}

// findingOf is the finding that the beginning of an ID names.
func (t *tool) findingOf(ctx context.Context, id string) (f news.Finding, err error) {
	err = t.ask(ctx, func(d desk.Desk) error {
		a, err := d.Show(ctx, desk.ShowRequest{ID: id})
		if err == nil && a.Finding == nil {
			err = fmt.Errorf("%s is no finding: only findings are marked", id)
		}
		if err == nil {
			f = *a.Finding
		}
		return err
	})
	return f, err
}

// storedMarks reads the marks of a store that no server has open; a folder
// with nothing but an index has none.
func (t *tool) storedMarks(ctx context.Context) (map[string]desk.Mark, error) {
	if _, err := os.Stat(filepath.Join(t.flags.Data, "nats")); err != nil {
		return nil, nil
	}
	b, err := t.flags.Borrow(ctx, "search")
	if err != nil {
		return nil, err
	}
	defer b.Close()
	return pipeline.Verdicts[desk.Mark](b).All(ctx)
}

// markFlag adds the flag that asks for findings by their marks.
func markFlag(f *pflag.FlagSet, to *[]string) {
	f.StringSliceVar(to, "mark", nil, "only those marked so: watch, known, resolved, wrong; none, any (default: all that are not dealt with)")
}

func verdicts(words []string) (all []desk.Verdict, err error) {
	for _, w := range words {
		v := desk.Verdict(strings.ToLower(w))
		if v != desk.Unmarked && v != desk.AnyMark && !slices.Contains(desk.Verdicts, v) {
			return nil, fmt.Errorf("--mark %q: want watch, known, resolved, wrong, none or any", w)
		}
		all = append(all, v)
	}
	return all, nil
}
