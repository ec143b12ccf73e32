package goldfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"muster/news"
)

// Row is one claim of gold with roles (format 2). Start and End are bytes after
// reading.
type Row struct {
	FigureText string   `json:"figure_text"`
	Start      int      `json:"start"`
	End        int      `json:"end"`
	Lo         *float64 `json:"lo"`
	Hi         *float64 `json:"hi"`
	Approx     string   `json:"approx"`
	Unit       string   `json:"unit"`
	Counted    string   `json:"counted"`
	Predicate  string   `json:"predicate"`
	By         []string `json:"by"`
	Of         []string `json:"of"`
	To         []string `json:"to"`
	Subject    []string `json:"subject"`
	Place      []string `json:"place"`
	// AsOf is a day, a period "from/to", or nil.
	AsOf        *string  `json:"as_of"`
	Scope       string   `json:"scope"`
	Modality    string   `json:"modality"`
	Attribution []string `json:"attribution"`
	Event       string   `json:"event"`
	// Unsure names the slots that are not scored.
	Unsure []string `json:"unsure"`
}

// RoleArticle is one article with its gold claims.
type RoleArticle struct {
	news.Article
	Part string // "fit", "check", or Own
	Rows []Row
}

// Own is the part of all gold in a folder that nothing divides.
const Own = "own"

// Divided are the parts of a folder: fit and check where split.tsv stands, else
// Own alone.
func Divided(dir string) ([]string, error) {
	parts, err := Parts(dir)
	if parts == nil {
		return []string{Own}, err
	}
	return []string{"fit", "check"}, nil
}

// Roles reads dir/claims2 and dir/articles2, by ID: those of one part of
// dir/split.tsv, or all where part is empty. Without any file the error wraps
// fs.ErrNotExist.
func Roles(dir, part string) ([]RoleArticle, error) {
	files, err := filepath.Glob(filepath.Join(dir, "claims2", "*.json"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("score: no claims2/*.json in %s: %w", dir, fs.ErrNotExist)
	}
	parts, err := Parts(dir)
	if err != nil {
		return nil, err
	}
	sort.Strings(files)
	var all []RoleArticle
	for _, f := range files {
		id := strings.TrimSuffix(filepath.Base(f), ".json")
		if part != "" && parts.Of(id) != part {
			continue
		}
		a, err := readRoles(dir, id, f)
		if err != nil {
			return nil, err
		}
		a.Part = parts.Of(id)
		all = append(all, a)
	}
	return all, nil
}

// Division says of which part each article and cluster is; nil where nothing
// divides the gold.
type Division map[string]string

// Of is the part of an article or cluster.
func (d Division) Of(name string) string {
	if d == nil {
		return Own
	}
	return d[name]
}

// Parts reads the lines "name<TAB>part" of dir/split.tsv; a folder without that
// file is not divided.
func Parts(dir string) (Division, error) {
	d, err := readDivision(filepath.Join(dir, "split.tsv"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return d, err
}

// Chosen reads "FILE:PART", a division and the part of it that a command is to
// work on. Of an empty choice the division is nil: nothing is left out.
func Chosen(choice string) (d Division, part string, err error) {
	if choice == "" {
		return nil, "", nil
	}
	at := strings.LastIndexByte(choice, ':')
	if at < 0 {
		return nil, "", fmt.Errorf("score: %q is not FILE:PART", choice)
	}
	d, err = readDivision(choice[:at])
	return d, choice[at+1:], err
}

func readDivision(file string) (Division, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("score: %w", err)
	}
	d := Division{}
	for line := range strings.Lines(string(raw)) {
		name, part, ok := strings.Cut(strings.TrimSpace(line), "\t")
		switch {
		case ok:
			d[name] = part
		case name != "":
			return nil, fmt.Errorf("score: %s: no tab in %q", file, name)
		}
	}
	return d, nil
}

func readRoles(dir, id, file string) (RoleArticle, error) {
	var g struct {
		Outlet, Published string
		Claims            []Row
	}
	var text struct{ Text string }
	if err := ReadJSON(file, &g); err != nil {
		return RoleArticle{}, err
	}
	if err := ReadJSON(filepath.Join(dir, "articles2", id+".json"), &text); err != nil {
		return RoleArticle{}, err
	}
	published, err := time.Parse(time.DateOnly, g.Published)
	if err != nil {
		return RoleArticle{}, fmt.Errorf("score: %s: published: %w", file, err)
	}
	at := Offsets(text.Text)
	for i := range g.Claims {
		r := &g.Claims[i]
		if r.Start < 0 || r.End < r.Start || r.End >= len(at) {
			return RoleArticle{}, fmt.Errorf("score: %s: claim %d does not lie in the text", file, i)
		}
		r.Start, r.End = at[r.Start], at[r.End]
	}
	return RoleArticle{
		Article: news.Article{ID: id, Text: text.Text, Published: published, Outlet: news.Source{Name: g.Outlet}},
		Rows:    g.Claims,
	}, nil
}
