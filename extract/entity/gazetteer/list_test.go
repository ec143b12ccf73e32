package gazetteer

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"muster/extract/token"
)

// TestEveryPlaceIsNeeded: each name of each line lies in the whole of that line, and
// no other line of the lists says so too. Without its line it would lie in nothing,
// or elsewhere.
func TestEveryPlaceIsNeeded(t *testing.T) {
	table := places()
	said := map[string]string{}
	for _, file := range []string{"en/place.list", "en/town.list"} {
		b, err := fs.ReadFile(en, file)
		if err != nil {
			t.Fatal(err)
		}
		country := ""
		for n, line := range strings.Split(string(b), "\n") {
			if strings.HasPrefix(line, "[") {
				country = strings.Trim(line, "[]")
				continue
			}
			whole, parts, ok := strings.Cut(line, ":")
			if !ok || line[0] == '#' {
				continue
			}
			where := fmt.Sprintf("%s:%d", file, n+1)
			for _, part := range strings.Split(parts, ",") {
				name := strings.TrimPrefix(strings.TrimSpace(part), "~")
				key := country + "/" + token.Fold(name)
				if first, ok := said[key]; ok {
					t.Errorf("%s: %s of %s stands already at %s", where, name, country, first)
				}
				said[key] = where
				if node := table.exact[key]; node == nil || whole != "-" && node.in != whole {
					t.Errorf("%s: %s does not lie in %s", where, name, whole)
				}
			}
		}
	}
}
