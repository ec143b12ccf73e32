package goldfile

import (
	"cmp"
	"hash/fnv"
	"path/filepath"
	"strings"
)

// Folds divides the articles of dir into n parts for cross-validation: the
// articles of one cluster of dir/xcheck, which tell of one event, share a part.
// The part of an article, 0 to n-1, hangs on its ID or its cluster's name alone.
func Folds(dir string, n int) (func(id string) int, error) {
	files, err := filepath.Glob(filepath.Join(dir, "xcheck", "*.json"))
	if err != nil {
		return nil, err
	}
	cluster := map[string]string{}
	for _, f := range files {
		var c struct{ Articles []string }
		if err := ReadJSON(f, &c); err != nil {
			return nil, err
		}
		for _, id := range c.Articles {
			cluster[id] = strings.TrimSuffix(filepath.Base(f), ".json")
		}
	}
	return func(id string) int {
		h := fnv.New32a()
		h.Write([]byte(cmp.Or(cluster[id], id)))
		return int(h.Sum32() % uint32(n))
	}, nil
}
