// Package text reads the articles that benchmarks work on: JSON files, each
// with "title", "outlet", "published" and "text".
package text

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"muster/news"
)

// File is one article as it lies in a folder.
type File struct {
	// Name is the file's own.
	Name                           string `json:"-"`
	Title, Outlet, Published, Text string
}

// Read reads the articles of a folder in the order of their names. A folder
// without any is an error, as is a file that holds none.
func Read(dir string) (all []File, err error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("no articles in %q (give -articles DIR)", dir)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		f := File{Name: filepath.Base(name)}
		if err := json.Unmarshal(raw, &f); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, f)
	}
	return all, nil
}

// Article is the file as an article; of no day where it states none.
func (f File) Article() news.Article {
	a := news.Article{Title: f.Title, Text: f.Text, Language: "en", Revision: 1, Outlet: news.Source{Name: f.Outlet}}
	if day, err := time.Parse(time.DateOnly, f.Published[:min(10, len(f.Published))]); err == nil {
		a.Published = day
	}
	return a
}
