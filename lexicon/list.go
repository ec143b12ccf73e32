package lexicon

import (
	"bufio"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// Entry is one line of a list file.
type Entry struct {
	Section string // of the last "[section]" line above; empty before the first
	Name    string
	Aliases []string
	Attrs   map[string]string // behind ";"; nil where none
	File    string
	Line    int
}

// Forms returns the name and the aliases.
func (e Entry) Forms() []string { return append([]string{e.Name}, e.Aliases...) }

// ReadList reads one list file. Attribute values run to the next "key=", so
// they may hold blanks. An entry twice in one section is an error that names
// file and line. A line "example: ..." gives the attribute example to the rows
// below it, to the end of the section or the next such line; a row's own
// example= goes before it. Package listtest runs the examples.
func ReadList(fsys fs.FS, name string) ([]Entry, error) {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	file, section, example := path.Base(name), "", ""
	var entries []Entry
	seen := map[string]int{}
	sc := bufio.NewScanner(strings.NewReader(string(b)))
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSpace(sc.Text())
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]"):
			section, example = strings.TrimSpace(line[1:len(line)-1]), ""
			continue
		case strings.HasPrefix(line, "example:"):
			example = strings.TrimSpace(strings.TrimPrefix(line, "example:"))
			continue
		}
		e := Entry{Section: section, File: file, Line: n}
		names, attrs, _ := strings.Cut(line, ";")
		for i, f := range strings.Split(names, "|") {
			f = strings.TrimSpace(f)
			switch {
			case f == "":
				return nil, fmt.Errorf("lexicon: %s:%d: an empty name", file, n)
			case i == 0:
				e.Name = f
			default:
				e.Aliases = append(e.Aliases, f)
			}
		}
		if first, ok := seen[section+"\x00"+e.Name]; ok {
			return nil, fmt.Errorf("lexicon: %s:%d: %q stands already on line %d", file, n, e.Name, first)
		}
		seen[section+"\x00"+e.Name] = n
		if e.Attrs, err = attributes(attrs); err != nil {
			return nil, fmt.Errorf("lexicon: %s:%d: %w", file, n, err)
		}
		if e.Attrs["example"] == "" && example != "" {
			if e.Attrs == nil {
				e.Attrs = map[string]string{}
			}
			e.Attrs["example"] = example
		}
		entries = append(entries, e)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("lexicon: %s: %w", file, err)
	}
	return entries, nil
}

func attributes(s string) (map[string]string, error) {
	var attrs map[string]string
	key := ""
	for _, f := range strings.Fields(s) {
		k, v, ok := strings.Cut(f, "=")
		switch {
		case ok:
			if attrs == nil {
				attrs = map[string]string{}
			}
			if _, twice := attrs[k]; twice {
				return nil, fmt.Errorf("attribute %q stands twice", k)
			}
			key, attrs[k] = k, v
		case key == "":
			return nil, fmt.Errorf("%q is no key=value", f)
		default:
			attrs[key] += " " + f
		}
	}
	return attrs, nil
}
