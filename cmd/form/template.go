package form

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"text/template"
	"time"

	"muster/cmd/page"

	"github.com/cli/go-gh/v2/pkg/tableprinter"
	"github.com/cli/go-gh/v2/pkg/text"
)

// sheet is what a template writes on: its functions are those that templates of
// gh have, under the same names.
type sheet struct {
	page.Page
	now   time.Time
	table tableprinter.TablePrinter
}

// fillTemplate writes JSON as a template shows it. Rows of a table that nobody
// rendered come last.
func fillTemplate(p page.Page, source string, raw io.Reader, now time.Time) error {
	s := &sheet{Page: p, now: now}
	s.begin()
	t, err := template.New("").Funcs(s.functions()).Parse(source)
	if err != nil {
		return err
	}
	var data any
	if err := json.NewDecoder(raw).Decode(&data); err != nil {
		return err
	}
	if err := t.Execute(p.W, data); err != nil {
		return err
	}
	_, err = s.render()
	return err
}

func (s *sheet) functions() template.FuncMap {
	return template.FuncMap{
		"autocolor": s.autocolor, "color": color, "hyperlink": hyperlink, "join": join, "pluck": pluck,
		"tablerow": s.row, "tablerender": s.render, "timeago": s.ago, "timefmt": formatted, "truncate": truncated,
		"contains":   func(part, in string) bool { return strings.Contains(in, part) },
		"hasPrefix":  func(part, in string) bool { return strings.HasPrefix(in, part) },
		"hasSuffix":  func(part, in string) bool { return strings.HasSuffix(in, part) },
		"replace":    func(old, by, in string) string { return strings.ReplaceAll(in, old, by) },
		"regexMatch": func(pattern, in string) (bool, error) { return regexp.MatchString(pattern, in) },
	}
}

func (s *sheet) begin() { s.table = tableprinter.New(s.W, true, max(s.Width, 80)) }

func (s *sheet) row(fields ...any) (string, error) {
	for _, f := range fields {
		cell, err := scalar(f)
		if err != nil {
			return "", err
		}
		first, _, more := strings.Cut(cell, "\n")
		if more {
			first += "..."
		}
		s.table.AddField(first)
	}
	s.table.EndRow()
	return "", nil
}

func (s *sheet) render() (string, error) {
	err := s.table.Render()
	s.begin()
	return "", err
}

// codes are the colours, as ANSI has them.
var codes = map[string]string{"black": "30", "red": "31", "green": "32", "yellow": "33", "blue": "34", "magenta": "35", "cyan": "36", "white": "37"}

// color writes in a colour: "red", "red+b" for bold, "red+u" underlined, "red+h"
// bright.
func color(style string, v any) (string, error) {
	words, err := scalar(v)
	if err != nil || words == "" {
		return words, err
	}
	name, attributes, _ := strings.Cut(style, "+")
	code, known := codes[name]
	if !known {
		return "", fmt.Errorf("there is no colour %q", name)
	}
	n, err := strconv.Atoi(code)
	if err != nil {
		return "", err
	}
	var look []string
	for _, a := range attributes {
		switch a {
		case 'b':
			look = append(look, "1")
		case 'u':
			look = append(look, "4")
		case 'h':
			n += 60 // the bright ones of ANSI
		}
	}
	return "\x1b[" + strings.Join(append(look, strconv.Itoa(n)), ";") + "m" + words + "\x1b[0m", nil
}

func (s *sheet) autocolor(style string, v any) (string, error) {
	if s.Color {
		return color(style, v)
	}
	return scalar(v)
}

func hyperlink(address, words string) string {
	if words == "" {
		words = address
	}
	return "\x1b]8;;" + address + "\x1b\\" + words + "\x1b]8;;\x1b\\"
}

func pluck(field string, items []any) (out []any, err error) {
	for _, item := range items {
		object, is := item.(map[string]any)
		if !is {
			return nil, fmt.Errorf("pluck %q: %v has no fields", field, item)
		}
		out = append(out, object[field])
	}
	return out, nil
}

func join(between string, items []any) (string, error) {
	words := make([]string, len(items))
	for i, item := range items {
		var err error
		if words[i], err = scalar(item); err != nil {
			return "", err
		}
	}
	return strings.Join(words, between), nil
}

func formatted(layout, at string) (string, error) {
	t, err := time.Parse(time.RFC3339, at)
	return t.Format(layout), err
}

func (s *sheet) ago(at string) (string, error) {
	t, err := time.Parse(time.RFC3339, at)
	return text.RelativeTimeAgo(s.now, t), err
}

func truncated(width int, v any) (string, error) {
	words, err := scalar(v)
	return text.Truncate(width, words), err
}

// scalar is a value that is no list and has no fields, as text; a whole number
// without a point, others with two digits behind it.
func scalar(v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case bool:
		return strconv.FormatBool(v), nil
	case float64:
		if v == math.Trunc(v) {
			return strconv.FormatFloat(v, 'f', 0, 64), nil
		}
		return strconv.FormatFloat(v, 'f', 2, 64), nil
	}
	return "", fmt.Errorf("%v is a list, or has fields", v)
}
