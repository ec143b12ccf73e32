package gazetteer

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"
)

// Neighbours reports whether two countries, by their ISO 3166 alpha-2 codes,
// share a border on land.
func Neighbours(a, b string) bool { return borders()[[2]string{a, b}] }

var borders = sync.OnceValue(func() map[[2]string]bool {
	pairs, err := readBorders(en)
	if err != nil {
		panic(err)
	}
	return pairs
})

func readBorders(lists fs.FS) (map[[2]string]bool, error) {
	b, err := fs.ReadFile(lists, "en/border.list")
	if err != nil {
		return nil, fmt.Errorf("gazetteer: %w", err)
	}
	pairs := map[[2]string]bool{}
	n := 0
	for line := range strings.Lines(string(b)) {
		n++
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		from, to, ok := strings.Cut(line, ":")
		if !ok {
			return nil, fmt.Errorf("gazetteer: en/border.list:%d: no colon in %q", n, line)
		}
		for _, c := range strings.Fields(to) {
			if len(from) != 2 || len(c) != 2 || pairs[[2]string{from, c}] {
				return nil, fmt.Errorf("gazetteer: en/border.list:%d: %s and %s are no new pair of codes", n, from, c)
			}
			pairs[[2]string{from, c}], pairs[[2]string{c, from}] = true, true
		}
	}
	return pairs, nil
}
