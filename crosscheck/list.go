package crosscheck

import (
	"bufio"
	"embed"
	"fmt"
	"strings"
)

//go:embed en/*.list
var lists embed.FS

// line is one line of a list file: names joined by "|", then ";" and
// key=value attributes. Attribute values may hold blanks.
type line struct {
	section string
	names   []string
	attrs   map[string]string
}

// readList reads an embedded list. It panics on a broken one: the lists are
// part of the program and read by its tests.
func readList(name string) []line {
	b, err := lists.ReadFile("en/" + name)
	if err != nil {
		panic(fmt.Errorf("crosscheck: %w", err))
	}
	var lines []line
	section := ""
	sc := bufio.NewScanner(strings.NewReader(string(b)))
	for n := 1; sc.Scan(); n++ {
		text := strings.TrimSpace(sc.Text())
		switch {
		case text == "" || text[0] == '#':
		case text[0] == '[':
			section = strings.Trim(text, "[]")
		default:
			l, err := parseLine(text)
			if err != nil {
				panic(fmt.Errorf("crosscheck: %s:%d: %w", name, n, err))
			}
			l.section = section
			lines = append(lines, l)
		}
	}
	return lines
}

func parseLine(text string) (line, error) {
	names, attrs, _ := strings.Cut(text, ";")
	l := line{attrs: map[string]string{}}
	for _, n := range strings.Split(names, "|") {
		if n = strings.TrimSpace(n); n == "" {
			return l, fmt.Errorf("an empty name in %q", text)
		}
		l.names = append(l.names, n)
	}
	key := ""
	for _, f := range strings.Fields(attrs) {
		k, v, ok := strings.Cut(f, "=")
		switch {
		case ok:
			key = k
			l.attrs[k] = v
		case key == "":
			return l, fmt.Errorf("%q is no key=value", f)
		default:
			l.attrs[key] += " " + f
		}
	}
	return l, nil
}
