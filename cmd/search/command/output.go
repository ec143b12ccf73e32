package command

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"muster/cmd/page"

	"github.com/cli/go-gh/v2/pkg/browser"
	"github.com/cli/go-gh/v2/pkg/jq"
	"github.com/cli/go-gh/v2/pkg/template"
	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// form is how an answer is written: for a person, or as JSON or CSV.
type form struct {
	// json is "" for none, "*" for everything, else names of fields.
	json string
	csv  bool
	jq   string
	// template is one of text/template, over the JSON.
	template string
	// open shows the page of the answer instead, which is served at site.
	open    bool
	site    string
	long    bool
	noColor bool
	noPager bool
}

func (o *form) bind(c *cobra.Command) {
	p := c.PersistentFlags()
	p.StringVar(&o.json, "json", "", "write JSON; --json=`FIELDS` only these fields of each item")
	p.Lookup("json").NoOptDefVal = "*"
	p.StringVar(&o.jq, "jq", "", "write JSON as the jq `EXPRESSION` selects it")
	p.StringVar(&o.template, "template", "", "write JSON as a Go `TEMPLATE` shows it (tablerow, timeago, join and others as in gh)")
	p.BoolVar(&o.open, "open", false, "open the page of the answer in a browser; off a terminal write its address")
	p.StringVar(&o.site, "site", "http://127.0.0.1:8420", "`address` of the page that --open opens")
	p.BoolVar(&o.noColor, "no-color", false, "no colours, also on a terminal (env NO_COLOR)")
	p.BoolVar(&o.noPager, "no-pager", false, "long answers too without a pager (env PAGER)")
}

func (o *form) asJSON() bool { return o.json != "" || o.jq != "" || o.template != "" }

func (o *form) check() error {
	if o.asJSON() && o.csv {
		return errors.New("--json and --csv: choose one")
	}
	if o.jq != "" && o.template != "" {
		return errors.New("--jq and --template: choose one")
	}
	return nil
}

// page is where text goes; colours and columns only where a person looks.
func (o *form) page(w io.Writer) page.Page {
	p := page.On(w)
	p.Color = p.Color && !o.noColor
	return p
}

// answer is what a command has to say, in each form.
type answer struct {
	whole any
	// items are what --json=FIELDS picks from; nil where there is one thing.
	items any
	text  func(page.Page) error
	csv   func(io.Writer) error
	// path is where the page shows it, "" where it does not.
	path string
	// ids are those that '#1', '#2' name afterwards.
	ids []string
}

func (o *form) write(w io.Writer, a answer) error {
	switch {
	case o.open:
		return o.browse(w, a.path)
	case o.asJSON():
		return o.writeJSON(w, a)
	case o.csv && a.csv != nil:
		return a.csv(w)
	}
	p := o.page(w)
	if !p.Terminal {
		return a.text(p)
	}
	var whole bytes.Buffer
	p.W = &whole
	if err := a.text(p); err != nil {
		return err
	}
	if err := remember(a.ids); err != nil {
		return err
	}
	return o.leaf(page.Screen(w), whole.Bytes())
}

func (o *form) writeJSON(w io.Writer, a answer) error {
	value, err := picked(a, o.json)
	if err != nil {
		return err
	}
	var raw bytes.Buffer
	e := json.NewEncoder(&raw)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return err
	}
	if o.jq != "" || o.template != "" {
		if raw, err = cleaned(raw); err != nil {
			return err
		}
	}
	if o.jq != "" {
		if err := jq.Evaluate(&raw, w, o.jq); err != nil {
			return fmt.Errorf("--jq: %w", err)
		}
		return nil
	}
	if o.template != "" {
		return o.fill(w, &raw)
	}
	_, err = w.Write(page.EscapeJSON(raw.Bytes()))
	return err
}

// cleaned is JSON whose texts hold nothing that a terminal would act on: jq and
// templates write them as they are.
func cleaned(raw bytes.Buffer) (out bytes.Buffer, err error) {
	d := json.NewDecoder(&raw)
	d.UseNumber()
	var value any
	if err := d.Decode(&value); err != nil {
		return out, err
	}
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	return out, e.Encode(cleanTexts(value))
}

func cleanTexts(value any) any {
	switch v := value.(type) {
	case string:
		return page.Clean(v)
	case []any:
		for i := range v {
			v[i] = cleanTexts(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = cleanTexts(v[key])
		}
	}
	return value
}

// fill writes JSON as the template shows it.
func (o *form) fill(w io.Writer, raw io.Reader) error {
	p := o.page(w)
	t := template.New(w, max(p.Width, 80), p.Color)
	if err := t.Parse(o.template); err != nil {
		return fmt.Errorf("--template: %w", err)
	}
	if err := errors.Join(t.Execute(raw), t.Flush()); err != nil {
		return fmt.Errorf("--template: %w", err)
	}
	return nil
}

// browse opens the page of an answer.
func (o *form) browse(w io.Writer, path string) error {
	if path == "" {
		return errors.New("--open: no page shows this")
	}
	address := strings.TrimSuffix(o.site, "/") + path
	if page.Screen(w) == nil {
		_, err := fmt.Fprintln(w, address)
		return err
	}
	if err := browser.New("", w, os.Stderr).Browse(address); err != nil {
		return fmt.Errorf("--open: %w (the page is at %s)", err, address)
	}
	return nil
}

// asked is the path of a page that takes a query.
func asked(path, query string) string { return path + "?q=" + url.QueryEscape(query) }

// picked is the answer, or the named fields of each of its items.
func picked(a answer, fields string) (any, error) {
	if fields == "" || fields == "*" {
		return a.whole, nil
	}
	of := a.items
	if of == nil {
		of = []any{a.whole}
	}
	raw, err := json.Marshal(of)
	if err != nil {
		return nil, err
	}
	var items []map[string]any
	if err := json.Unmarshal(raw, &items); err != nil {
		return nil, err
	}
	out := make([]map[string]any, len(items))
	known := map[string]bool{}
	for i, item := range items {
		out[i] = map[string]any{}
		for name := range item {
			known[name] = true
		}
		for _, f := range strings.Split(fields, ",") {
			out[i][f] = item[f]
		}
	}
	return out, unknownFields(fields, known)
}

// unknownFields names a field that no item has. A field that is empty in every
// item is told from a misspelt one only where the items have others like it,
// so an empty answer accepts all.
func unknownFields(fields string, known map[string]bool) error {
	if len(known) == 0 {
		return nil
	}
	var names []string
	for name := range known {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, f := range strings.Split(fields, ",") {
		if !known[f] {
			return fmt.Errorf("--json: no field %q here; there are %s", f, strings.Join(names, ", "))
		}
	}
	return nil
}

// leaf shows text on a terminal, through a pager where it is longer than the
// screen.
func (o *form) leaf(f *os.File, text []byte) error {
	_, height, err := term.GetSize(int(f.Fd()))
	pager := os.Getenv("PAGER")
	if pager == "" {
		pager = "less"
	}
	long := err == nil && height > 0 && bytes.Count(text, []byte("\n")) >= height
	if o.noPager || !long || pager == "cat" || !term.IsTerminal(int(os.Stdin.Fd())) {
		_, err := f.Write(text)
		return err
	}
	words := strings.Fields(pager)
	run := exec.Command(words[0], words[1:]...)
	run.Stdin, run.Stdout, run.Stderr = bytes.NewReader(text), f, os.Stderr
	run.Env = os.Environ()
	if os.Getenv("LESS") == "" {
		run.Env = append(run.Env, "LESS=FRX")
	}
	if err := run.Start(); err != nil {
		_, err = f.Write(text)
		return err
	}
	// A reader who leaves a pager early has read what he wanted.
	_ = run.Wait()
	return nil
}

// lastList is the file that keeps the IDs of the last list, "" where this
// machine has no place for it.
func lastList() string {
	dir := os.Getenv("XDG_STATE_HOME")
	if dir == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return ""
		}
		dir = filepath.Join(home, ".local", "state")
	}
	return filepath.Join(dir, "muster", "last-list")
}

// remember keeps what '#1', '#2' mean. Where it cannot be kept, they mean
// nothing.
func remember(ids []string) error {
	path := lastList()
	if len(ids) == 0 || path == "" || os.MkdirAll(filepath.Dir(path), 0o700) != nil {
		return nil
	}
	return os.WriteFile(path, []byte(strings.Join(ids, "\n")), 0o600)
}

// meant is the ID behind '#1', or 1; any other word is an ID itself.
func meant(word string) (string, error) {
	number := strings.TrimPrefix(word, "#")
	n, err := strconv.Atoi(number)
	if err != nil || len(number) > 3 {
		return word, nil
	}
	raw, err := os.ReadFile(lastList())
	if err != nil {
		return "", fmt.Errorf("%s: no list was shown before on a terminal", word)
	}
	ids := strings.Split(string(raw), "\n")
	if n < 1 || n > len(ids) {
		return "", fmt.Errorf("%s: the last list had #1 to #%d", word, len(ids))
	}
	return ids[n-1], nil
}

// columns are plain columns of these names.
func columns(names ...string) []page.Column {
	out := make([]page.Column, len(names))
	for i, name := range names {
		out[i].Name = name
	}
	return out
}

func sortedKeys[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Local().Format(time.DateOnly)
}
