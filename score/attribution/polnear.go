package attribution

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"

	"muster/extract/entity"
	"muster/news"
	"muster/score/goldfile"
	"muster/score/table"
)

// goldArticle is a line of polnear.jsonl.gz. Offsets are code points.
type goldArticle struct {
	ID           string            `json:"id"`
	Publisher    string            `json:"publisher"`
	Date         string            `json:"date"`
	Text         string            `json:"text"`
	Attributions []goldAttribution `json:"attributions"`
}

type goldAttribution struct {
	Source  *goldSpan `json:"source"`
	Cue     *goldSpan `json:"cue"`
	Content *goldSpan `json:"content"`
	Class   string    `json:"cue_class"`
}

// goldSpan may be split in parts.
type goldSpan struct {
	Parts [][2]int `json:"parts"`
}

// overlaps reports whether one part shares a byte with s.
func (g *goldSpan) overlaps(s news.Span) bool {
	for _, p := range g.Parts {
		if p[0] < s.End && s.Start < p[1] {
			return true
		}
	}
	return false
}

// inHalfB deals the articles into the half that is looked at (A) and the half
// that is not (B).
func inHalfB(id string) bool {
	h := fnv.New32a()
	h.Write([]byte(id))
	return h.Sum32()>>7&1 == 1
}

// readPolnear reads the gold with its offsets turned into bytes.
func readPolnear(goldDir string) ([]goldArticle, error) {
	f, err := os.Open(filepath.Join(goldDir, "attribution", "polnear.jsonl.gz"))
	if err != nil {
		return nil, fmt.Errorf("score/attribution: %w", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("score/attribution: %w", err)
	}
	var all []goldArticle
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var a goldArticle
		if err := json.Unmarshal(sc.Bytes(), &a); err != nil {
			return nil, fmt.Errorf("score/attribution: polnear line %d: %w", len(all)+1, err)
		}
		a.toBytes()
		all = append(all, a)
	}
	return all, sc.Err()
}

func (a *goldArticle) toBytes() {
	at := goldfile.Offsets(a.Text)
	for _, g := range a.Attributions {
		for _, s := range []*goldSpan{g.Source, g.Cue, g.Content} {
			if s == nil {
				continue
			}
			for i, p := range s.Parts {
				s.Parts[i] = [2]int{at[p[0]], at[p[1]]}
			}
		}
	}
}

// fit says whether a prediction counts for a gold attribution.
type fit func(g *goldAttribution, p *news.Attribution) bool

func cueFits(g *goldAttribution, p *news.Attribution) bool {
	return g.Cue != nil && g.Cue.overlaps(p.Cue)
}

func sourceFits(g *goldAttribution, p *news.Attribution) bool {
	if !cueFits(g, p) {
		return false
	}
	if g.Source == nil {
		return p.Mention.Empty()
	}
	return g.Source.overlaps(p.Mention)
}

func contentFits(g *goldAttribution, p *news.Attribution) bool {
	return cueFits(g, p) && g.Content != nil && g.Content.overlaps(p.Content)
}

// match pairs gold and predictions one to one, as many as can be, and returns
// for each gold attribution its prediction or -1.
func match(gold []goldAttribution, pred []news.Attribution, fits fit) []int {
	owner := make([]int, len(pred))
	for j := range owner {
		owner[j] = -1
	}
	var try func(i int, tried []bool) bool
	try = func(i int, tried []bool) bool {
		for j := range pred {
			if tried[j] || !fits(&gold[i], &pred[j]) {
				continue
			}
			tried[j] = true
			if owner[j] < 0 || try(owner[j], tried) {
				owner[j] = i
				return true
			}
		}
		return false
	}
	of := make([]int, len(gold))
	for i := range gold {
		of[i] = -1
		try(i, make([]bool, len(pred)))
	}
	for j, i := range owner {
		if i >= 0 {
			of[i] = j
		}
	}
	return of
}

// layers are the rows of the table.
var layers = []struct {
	name   string
	fits   fit
	report bool // reporting cues only
}{
	{"cue", cueFits, false},
	{"cue and source", sourceFits, false},
	{"cue and content", contentFits, false},
	{"reporting cue", cueFits, true},
	{"reporting cue and source", sourceFits, true},
}

func scorePolnear(goldDir string, read readFunc) (table.Table, error) {
	articles, err := readPolnear(goldDir)
	if err != nil {
		return table.Table{}, err
	}
	counts := make([][2]table.Count, len(layers))
	for _, a := range articles {
		pred := read(a.Text, contextOf(a.Publisher, a.Date)).All
		half := 0
		if inHalfB(a.ID) {
			half = 1
		}
		for k, l := range layers {
			counts[k][half] = counts[k][half].Add(count(a.Attributions, pred, l.fits, l.report))
		}
	}
	t := table.Table{Title: "attribution: PolNeAR", Notes: []string{
		"Overlap of spans, one to one. The errors of half B were not read.",
		"Rows of reporting cues count the gold of that class only; a prediction is an error there when it fits no gold at all.",
	}}
	for k, l := range layers {
		t.Rows = append(t.Rows,
			table.Row{Name: l.name, Count: counts[k][0].Add(counts[k][1])},
			table.Row{Name: l.name + ", half A", Count: counts[k][0]},
			table.Row{Name: l.name + ", half B", Count: counts[k][1]})
	}
	return t, nil
}

func contextOf(outlet, day string) entity.Context {
	d, _ := news.ParseDay(day)
	return entity.Context{Published: d.Time(), Outlet: news.Source{Name: outlet}}
}

// count is the score of one article. With report set, gold of other classes
// neither counts nor harms.
func count(gold []goldAttribution, pred []news.Attribution, fits fit, report bool) table.Count {
	var c table.Count
	paired := 0
	for i, j := range match(gold, pred, fits) {
		counts := !report || gold[i].Class == "report"
		switch {
		case j >= 0 && counts:
			c.TP++
			paired++
		case j >= 0:
			paired++
		case counts:
			c.FN++
		}
	}
	c.FP = len(pred) - paired
	return c
}
