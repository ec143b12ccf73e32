package crosscheck

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"muster/news"
	"muster/score/goldfile"
)

// Ref names one claim: the article and the row in its gold.
type Ref struct {
	Article string
	Row     int
}

// Pair is two claims.
type Pair struct{ A, B Ref }

// Relation is a pair that answers one question, and what it is.
type Relation struct {
	Pair
	// Label is agreement, contradiction, update, correction or hedge.
	Label string
	// Dispute: the sides are at war with each other.
	Dispute bool
}

// Near is a pair that only looks alike, and the first slot that tells why not.
type Near struct {
	Pair
	Differ string
}

// Sum is claims that add up, or fail to.
type Sum struct {
	Parts []Ref
	Whole Ref
	Holds bool
}

// Cluster is the articles of one story with the questions that their claims
// answer.
type Cluster struct {
	Name, Part string
	Articles   []news.Article
	Claims     map[Ref]news.Claim
	Questions  [][]Ref
	Relations  []Relation
	Near       []Near
	Sums       []Sum
}

// file is a cluster as it is written.
type file struct {
	Articles  []string
	Questions []struct {
		Claims    []ref
		Relations []struct {
			A, B    ref
			Label   string
			Dispute bool
		}
	}
	Near []struct {
		A, B   ref
		Differ string
	}
	Sums []struct {
		Parts []ref
		Whole ref
		Holds bool
	}
}

// ref is written ["b001", 3].
type ref Ref

func (r *ref) UnmarshalJSON(b []byte) error {
	var row int
	id, rest, ok := strings.Cut(strings.Trim(string(b), "[] \n"), ",")
	if _, err := fmt.Sscan(rest, &row); err != nil || !ok {
		return fmt.Errorf("score/crosscheck: %q is no article and row", b)
	}
	*r = ref{strings.Trim(id, `" `), row}
	return nil
}

// Read reads the clusters of a part ("fit", "check", "own"; empty: all), by name. A
// gold folder without any is an error that wraps fs.ErrNotExist.
func Read(dir, part string) ([]Cluster, error) {
	files, err := filepath.Glob(filepath.Join(dir, "xcheck", "*.json"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("score/crosscheck: no xcheck/*.json in %s: %w", dir, fs.ErrNotExist)
	}
	parts, err := goldfile.Parts(dir)
	if err != nil {
		return nil, err
	}
	sort.Strings(files)
	r := newReader(dir)
	var out []Cluster
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".json")
		if part != "" && parts.Of(name) != part {
			continue
		}
		c, err := r.cluster(f)
		if err != nil {
			return nil, err
		}
		c.Name, c.Part = name, parts.Of(name)
		out = append(out, c)
	}
	return out, nil
}

func (r *reader) cluster(path string) (c Cluster, err error) {
	var f file
	if err := goldfile.ReadJSON(path, &f); err != nil {
		return c, err
	}
	c.Claims = map[Ref]news.Claim{}
	for _, id := range f.Articles {
		a, claims, err := r.article(id)
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return c, err
		}
		c.Articles = append(c.Articles, a)
		for i, claim := range claims {
			c.Claims[Ref{id, i}] = claim
		}
	}
	for _, q := range f.Questions {
		var refs []Ref
		for _, one := range q.Claims {
			refs = append(refs, Ref(one))
		}
		c.Questions = append(c.Questions, refs)
		for _, e := range q.Relations {
			c.Relations = append(c.Relations, Relation{Pair{Ref(e.A), Ref(e.B)}, e.Label, e.Dispute})
		}
	}
	for _, e := range f.Near {
		c.Near = append(c.Near, Near{Pair{Ref(e.A), Ref(e.B)}, e.Differ})
	}
	for _, s := range f.Sums {
		sum := Sum{Whole: Ref(s.Whole), Holds: s.Holds}
		for _, p := range s.Parts {
			sum.Parts = append(sum.Parts, Ref(p))
		}
		c.Sums = append(c.Sums, sum)
	}
	return c, nil
}
