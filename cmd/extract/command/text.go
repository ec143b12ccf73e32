package command

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"muster/cmd/page"
	"muster/extract"
	"muster/extract/entity"
	"muster/news"
)

// maxLine is the longest input line --jsonl takes: an article of 16 MiB is no
// article.
const maxLine = 16 << 20

func textCommand() *cobra.Command {
	var published, outlet string
	var lines, asJSON bool
	c := &cobra.Command{
		Use:   "text [FILE...]",
		Short: "Plain text in, claims out",
		Long: `Reads plain text from the files, or from standard input, and writes its claims:
for people on a terminal, else, or with --json, as JSON lines. With --jsonl each input line is {"id","text","published","outlet"}
and each output line all that was read in it: figures, dates, entities,
attributions and claims. Spans are byte offsets into the text.`,
		Example: `  echo "NATO will send 4,000 troops to Latvia." | extract text --published 2023-07-10
  extract text --jsonl articles.jsonl > claims.jsonl`,
		RunE: func(cmd *cobra.Command, files []string) error {
			f := filter{extractor: extract.New(), out: cmd.OutOrStdout(), errs: cmd.ErrOrStderr(), json: asJSON}
			if lines {
				return f.files(cmd.InOrStdin(), files, f.jsonl)
			}
			day, err := parseTime(published)
			if err != nil {
				return fmt.Errorf("--published: %w", err)
			}
			return f.files(cmd.InOrStdin(), files, func(name string, r io.Reader) error {
				return f.text(name, r, day, outlet)
			})
		},
	}
	c.Flags().StringVar(&published, "published", "", "day of publication, 2024-03-31 or 2024-03-31T12:00:00Z: what \"yesterday\" is counted from")
	c.Flags().StringVar(&outlet, "outlet", "", "name of the outlet: the last link of every chain of sources")
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON lines on a terminal too")
	c.Flags().BoolVar(&lines, "jsonl", false, "read and write one JSON object a line")
	return c
}

type filter struct {
	extractor *extract.Extractor
	out, errs io.Writer
	json      bool
}

// files runs read over each file, or standard input where none is named.
func (f *filter) files(stdin io.Reader, files []string, read func(string, io.Reader) error) error {
	if len(files) == 0 {
		return read("standard input", stdin)
	}
	for _, name := range files {
		file, err := os.Open(name)
		if err != nil {
			return err
		}
		err = read(name, file)
		file.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

func (f *filter) text(name string, r io.Reader, published time.Time, outlet string) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	a := news.Article{
		ID: news.ArticleID(name), Text: string(b), Published: published, Outlet: outletOf(outlet),
	}
	claims := f.extractor.Extract(a).Claims
	if p := page.On(f.out); p.Terminal && !f.json {
		return p.LongClaims(uint64(len(claims)), claims)
	}
	w := bufio.NewWriter(f.out)
	enc := newEncoder(w)
	for _, c := range claims {
		if err := enc.Encode(c); err != nil {
			return err
		}
	}
	return w.Flush()
}

// input is one line of --jsonl.
type input struct {
	ID        string `json:"id"`
	Text      string `json:"text"`
	Published string `json:"published"`
	Outlet    string `json:"outlet"`
}

// result is what came of one line, in its place in the order of the input.
type result struct {
	line int
	out  []byte
	err  error
}

// jsonl reads articles line by line on all cores and writes the results in the
// order of the input. A bad line is reported and passed over; it makes the
// whole run fail in the end.
func (f *filter) jsonl(name string, r io.Reader) error {
	queue := make(chan chan result, 4*runtime.GOMAXPROCS(0))
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	scanned := make(chan error, 1)
	go func() {
		defer close(queue)
		sc := bufio.NewScanner(r)
		sc.Buffer(make([]byte, 64<<10), maxLine)
		for n := 1; sc.Scan(); n++ {
			line := append([]byte(nil), sc.Bytes()...)
			if len(strings.TrimSpace(string(line))) == 0 {
				continue
			}
			done := make(chan result, 1)
			queue <- done
			slots <- struct{}{}
			go func() {
				out, err := f.line(line)
				<-slots
				done <- result{n, out, err}
			}()
		}
		scanned <- sc.Err()
	}()
	bad, err := f.collect(name, queue)
	if err != nil {
		return err
	}
	if err := <-scanned; err != nil {
		return fmt.Errorf("%s: %w (a line may have %d bytes at most)", name, err, maxLine)
	}
	if bad > 0 {
		return fmt.Errorf("%s: %d lines could not be read", name, bad)
	}
	return nil
}

func (f *filter) collect(name string, queue <-chan chan result) (bad int, err error) {
	w := bufio.NewWriter(f.out)
	for done := range queue {
		res := <-done
		switch {
		case err != nil: // keep draining: the reader must not block
		case res.err != nil:
			bad++
			fmt.Fprintf(f.errs, "extract: %s:%d: %v\n", name, res.line, res.err)
		default:
			_, err = w.Write(res.out)
		}
	}
	return bad, errors.Join(err, w.Flush())
}

func (f *filter) line(line []byte) ([]byte, error) {
	var in input
	if err := json.Unmarshal(line, &in); err != nil {
		return nil, err
	}
	published, err := parseTime(in.Published)
	if err != nil {
		return nil, fmt.Errorf("published: %w", err)
	}
	var b strings.Builder
	err = newEncoder(&b).Encode(f.extractor.Extract(news.Article{
		ID: in.ID, Text: in.Text, Published: published, Outlet: outletOf(in.Outlet),
	}))
	return []byte(b.String()), err
}

func newEncoder(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc
}

// outletOf is the outlet of the table under the name that the user gave it.
func outletOf(name string) news.Source {
	s, ok := entity.OutletByName(name)
	if ok && s.Name != name {
		s.Aliases = append([]string{s.Name}, s.Aliases...)
	}
	s.Name = name
	return s
}

// parseTime reads when something was published; a month or year stands for its
// first day.
func parseTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.DateOnly, time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no day (2024-03-31), month (2024-03), year or time (2024-03-31T12:00:00Z)", s)
}
