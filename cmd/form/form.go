// Package form is the form of an answer: text for a person, through a pager
// where it is long, JSON of all or some fields, what a jq expression or a
// template makes of that, or CSV. All programs write their answers through it.
package form

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"muster/cmd/page"

	"github.com/cli/go-gh/v2/pkg/jq"
	"github.com/spf13/pflag"
	"golang.org/x/term"
)

// Form is how an answer is written; the zero value is text.
type Form struct {
	// JSON is "" for none, "*" for everything, else names of fields.
	JSON string
	CSV  bool
	JQ   string
	// Template is one of text/template, over the JSON.
	Template string
	NoColor  bool
	NoPager  bool
}

// Bind adds the flags of forms to a command that answers.
func (o *Form) Bind(p *pflag.FlagSet) {
	p.StringVar(&o.JSON, "json", "", "write JSON; --json=`FIELDS` only these fields of each item")
	p.Lookup("json").NoOptDefVal = "*"
	p.StringVar(&o.JQ, "jq", "", "write JSON as the jq `EXPRESSION` selects it")
	p.StringVar(&o.Template, "template", "", "write JSON as a Go `TEMPLATE` shows it (tablerow, timeago, join and others as in gh)")
	p.BoolVar(&o.NoColor, "no-color", false, "no colours, also on a terminal (env NO_COLOR)")
	p.BoolVar(&o.NoPager, "no-pager", false, "long answers too without a pager (env PAGER)")
}

// IsJSON reports whether JSON is written, in whatever selection.
func (o *Form) IsJSON() bool { return o.JSON != "" || o.JQ != "" || o.Template != "" }

// Check finds forms that exclude each other.
func (o *Form) Check() error {
	if o.IsJSON() && o.CSV {
		return errors.New("--json and --csv: choose one")
	}
	if o.JQ != "" && o.Template != "" {
		return errors.New("--jq and --template: choose one")
	}
	return nil
}

// Page is where text goes; colours and columns only where a person looks.
func (o *Form) Page(w io.Writer) page.Page {
	p := page.On(w)
	p.Color = p.Color && !o.NoColor
	return p
}

// Answer is what a command has to say, in each form.
type Answer struct {
	Whole any
	// Items are what --json=FIELDS picks from; nil where there is one thing.
	Items any
	Text  func(page.Page) error
	CSV   func(io.Writer) error
	// IDs are those that '#1', '#2' name afterwards.
	IDs []string
}

// Write writes the answer.
func (o *Form) Write(w io.Writer, a Answer) error {
	if err := o.Check(); err != nil {
		return err
	}
	switch {
	case o.IsJSON():
		return o.writeJSON(w, a)
	case o.CSV && a.CSV != nil:
		return a.CSV(w)
	}
	p := o.Page(w)
	if !p.Terminal {
		return a.Text(p)
	}
	var whole bytes.Buffer
	p.W = &whole
	if err := a.Text(p); err != nil {
		return err
	}
	if err := remember(a.IDs); err != nil {
		return err
	}
	return o.leaf(page.Screen(w), whole.Bytes())
}

func (o *Form) writeJSON(w io.Writer, a Answer) error {
	value, err := picked(a, o.JSON)
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
	if o.JQ != "" || o.Template != "" {
		if raw, err = cleaned(raw); err != nil {
			return err
		}
	}
	if o.JQ != "" {
		if err := jq.Evaluate(&raw, w, o.JQ); err != nil {
			return fmt.Errorf("--jq: %w", err)
		}
		return nil
	}
	if o.Template != "" {
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
func (o *Form) fill(w io.Writer, raw io.Reader) error {
	if err := fillTemplate(o.Page(w), o.Template, raw, time.Now()); err != nil {
		return fmt.Errorf("--template: %w", err)
	}
	return nil
}

// picked is the answer, or the named fields of each of its items.
func picked(a Answer, fields string) (any, error) {
	if fields == "" || fields == "*" {
		return a.Whole, nil
	}
	of := a.Items
	if of == nil {
		of = []any{a.Whole}
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
func (o *Form) leaf(f *os.File, text []byte) error {
	_, height, err := term.GetSize(int(f.Fd()))
	pager := os.Getenv("PAGER")
	if pager == "" {
		pager = "less"
	}
	long := err == nil && height > 0 && bytes.Count(text, []byte("\n")) >= height
	if o.NoPager || !long || pager == "cat" || !term.IsTerminal(int(os.Stdin.Fd())) {
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

// Line writes one of a stream of answers as JSON on a line of its own, or as
// --jq and --template select it.
func (o *Form) Line(w io.Writer, item any) error {
	if o.JQ != "" || o.Template != "" {
		return o.writeJSON(w, Answer{Whole: item})
	}
	value, err := picked(Answer{Whole: item}, o.JSON)
	if err != nil {
		return err
	}
	if one, isList := value.([]map[string]any); isList {
		value = one[0]
	}
	var raw bytes.Buffer
	e := json.NewEncoder(&raw)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return err
	}
	_, err = w.Write(page.EscapeJSON(raw.Bytes()))
	return err
}

// Said is an answer of one line.
func Said(format string, args ...any) func(page.Page) error {
	return func(p page.Page) error {
		_, err := fmt.Fprintln(p.W, page.Clean(fmt.Sprintf(format, args...)))
		return err
	}
}
