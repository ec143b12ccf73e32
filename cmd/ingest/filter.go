package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"muster/ingest/feed"
	"muster/ingest/page"

	"github.com/spf13/cobra"
)

// maxInput bounds one file of a filter, in bytes.
const maxInput = 64 << 20

func parseCommand() *cobra.Command {
	var url string
	c := &cobra.Command{
		Use: "parse [FILE...]", Short: "Read feeds: bytes in, one JSON line a feed out",
		Example: "  curl -s https://gazette.example/feed | ingest parse",
		RunE: func(c *cobra.Command, files []string) error {
			return each(c, files, func(raw []byte, out *json.Encoder) error {
				f, err := feed.Parse(raw, "", url)
				if err != nil {
					return err
				}
				items := f.Items
				if items == nil {
					items = []feed.Item{}
				}
				return out.Encode(struct {
					Feed  feed.Feed   `json:"feed"`
					Items []feed.Item `json:"items"`
				}{f, items})
			})
		},
	}
	c.Flags().StringVar(&url, "url", "", "the `URL` the feed came from, to complete its links with")
	return c
}

func pageCommand() *cobra.Command {
	var url string
	c := &cobra.Command{
		Use: "page [FILE...]", Short: "Read pages: HTML in, one JSON line an article out",
		RunE: func(c *cobra.Command, files []string) error {
			return each(c, files, func(raw []byte, out *json.Encoder) error {
				p, err := page.Read(c.Context(), raw, "", url)
				if err != nil {
					return err
				}
				return out.Encode(p)
			})
		},
	}
	c.Flags().StringVar(&url, "url", "", "the `URL` the page came from")
	return c
}

// each runs do over the files, or standard input where none is named. A file
// that fails does not stop the others; the error names them all.
func each(c *cobra.Command, files []string, do func([]byte, *json.Encoder) error) error {
	if len(files) == 0 {
		files = []string{"-"}
	}
	out := json.NewEncoder(c.OutOrStdout())
	out.SetEscapeHTML(false)
	var failed []error
	for _, name := range files {
		raw, err := input(c, name)
		if err == nil {
			err = do(raw, out)
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", name, err))
		}
	}
	return errors.Join(failed...)
}

func input(c *cobra.Command, name string) ([]byte, error) {
	var r io.Reader = c.InOrStdin()
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, errors.Unwrap(err)
		}
		defer func() { _ = f.Close() }()
		r = f
	}
	raw, err := io.ReadAll(io.LimitReader(r, maxInput+1))
	if len(raw) > maxInput {
		return nil, fmt.Errorf("more than %d bytes", maxInput)
	}
	return raw, err
}
