package command

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"

	"muster/cmd/page"

	"github.com/cli/browser"
	"github.com/spf13/cobra"
)

// browsing opens the page of an answer instead of writing it.
type browsing struct {
	open bool
	site string
}

// bind adds the flags to the commands of these names.
func (b *browsing) bind(root *cobra.Command, names ...string) {
	for _, c := range root.Commands() {
		if slices.Contains(names, c.Name()) {
			c.Flags().BoolVar(&b.open, "open", false, "open the page of the answer in a browser; off a terminal write its address")
			c.Flags().StringVar(&b.site, "site", "http://127.0.0.1:8420", "`address` of the page that --open opens")
		}
	}
}

// browse opens the page of an answer.
func (b *browsing) browse(w io.Writer, path string) error {
	if path == "" {
		return errors.New("--open: no page shows this")
	}
	address := strings.TrimSuffix(b.site, "/") + path
	if page.Screen(w) == nil {
		_, err := fmt.Fprintln(w, address)
		return err
	}
	if err := launch(address); err != nil {
		return fmt.Errorf("--open: %w (the page is at %s)", err, address)
	}
	return nil
}

// launch starts the browser of BROWSER, else that of the desktop.
func launch(address string) error {
	words := strings.Fields(os.Getenv("BROWSER"))
	if len(words) == 0 {
		return browser.OpenURL(address)
	}
	run := exec.Command(words[0], append(words[1:], address)...)
	run.Stdout, run.Stderr = os.Stderr, os.Stderr
	return run.Run()
}

// asked is the path of a page that takes a query.
func asked(path, query string) string { return path + "?q=" + url.QueryEscape(query) }
