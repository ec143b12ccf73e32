package goldfile

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"muster/extract/entity"
)

// ownDir holds the gold that is the project's own.
const ownDir = "../testdata"

// ownClaim is a row as it is written, with the sentence that no scorer needs.
type ownClaim struct {
	Row
	Sentence string
	Nth      int
}

// ownFile is an article with its gold.
type ownFile struct {
	ID, Outlet, Published string
	Text, URL, Title      string
	Claims                []ownClaim
	Dates                 []struct{ Text, Lo, Hi string }
	Countries             []struct{ Text, ISO2, Kind string }
	People                []struct{ Text, Name string }
}

func ownFiles(t *testing.T) []ownFile {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(ownDir, "claims2", "*.json"))
	if err != nil || len(files) < 60 {
		t.Fatalf("%d files of gold, want 60 at least: a net with fewer has holes (%v)", len(files), err)
	}
	var all []ownFile
	for _, f := range files {
		var g, a ownFile
		if err := ReadJSON(f, &g); err != nil {
			t.Fatal(err)
		}
		if err := ReadJSON(filepath.Join(ownDir, "articles2", filepath.Base(f)), &a); err != nil {
			t.Fatal(err)
		}
		if id := strings.TrimSuffix(filepath.Base(f), ".json"); g.ID != id || a.ID != id || g.Outlet != a.Outlet || g.Published != a.Published {
			t.Errorf("%s: the article and its gold are not of one piece", id)
		}
		g.Text, g.URL, g.Title = a.Text, a.URL, a.Title
		all = append(all, g)
	}
	texts, err := filepath.Glob(filepath.Join(ownDir, "articles2", "*.json"))
	if err != nil || len(texts) != len(all) {
		t.Errorf("%d texts for %d files of gold: %v", len(texts), len(all), err)
	}
	return all
}

// TestOwnRows: every row of our own gold lies where it says.
func TestOwnRows(t *testing.T) {
	urls := map[string]string{}
	for _, g := range ownFiles(t) {
		if other := urls[g.URL]; other != "" {
			t.Errorf("%s and %s have one URL", other, g.ID)
		}
		urls[g.URL] = g.ID
		for i, c := range g.Claims {
			if err := c.check(g.Text); err != nil {
				t.Errorf("%s, row %d (%s): %v", g.ID, i, c.FigureText, err)
			}
			if n := len(c.Attribution); n == 0 || c.Attribution[n-1] != g.Outlet {
				t.Errorf("%s, row %d: the outlet is not the last to say it", g.ID, i)
			}
		}
	}
}

// check reports what is wrong with a row of an article.
func (c *ownClaim) check(text string) error {
	at := Offsets(text)
	switch {
	case c.Start < 0 || c.Start >= c.End || c.End >= len(at):
		return fmt.Errorf("%d to %d is not in the text", c.Start, c.End)
	case text[at[c.Start]:at[c.End]] != c.FigureText:
		return fmt.Errorf("the text has %q there", text[at[c.Start]:at[c.End]])
	case !c.inSentence(text, at[c.Start]):
		return fmt.Errorf("not in its sentence %q", c.Sentence)
	case c.Event == "":
		return fmt.Errorf("no event")
	case c.Lo != nil && c.Hi != nil && *c.Lo > *c.Hi:
		return fmt.Errorf("%g to %g", *c.Lo, *c.Hi)
	}
	return c.checkWords()
}

// inSentence reports whether the nth figure of the sentence is the one at a
// byte of the text.
func (c *ownClaim) inSentence(text string, at int) bool {
	in := 0
	for range max(1, c.Nth) {
		i := strings.Index(c.Sentence[in:], c.FigureText)
		if i < 0 {
			return false
		}
		in += i + 1
	}
	start := at - (in - 1)
	return start >= 0 && strings.HasPrefix(text[start:], c.Sentence)
}

// words are what a slot of a closed vocabulary may hold.
var words = map[string][]string{
	"approx":   {"exact", "about", "almost", "over", "just_over", "under", "at_least", "at_most", "up_to", "range", "vague"},
	"scope":    {"total", "each", "additional", "share", "change_factor", "rank"},
	"modality": {"actual", "planned", "proposed", "alleged", "hypothetical", "denied"},
	"unsure": {"lo", "hi", "approx", "unit", "counted", "predicate", "by", "of", "to", "subject", "place", "as_of", "scope",
		"modality", "attribution", "event"},
}

func (c *ownClaim) checkWords() error {
	for slot, value := range map[string]string{"approx": c.Approx, "scope": c.Scope, "modality": c.Modality} {
		if !slices.Contains(words[slot], value) {
			return fmt.Errorf("%s is no %s", value, slot)
		}
	}
	for _, u := range c.Unsure {
		if !slices.Contains(words["unsure"], u) {
			return fmt.Errorf("unsure of %q", u)
		}
	}
	for _, name := range slices.Concat(c.By, c.Of, c.To, c.Subject, c.Place) {
		if twoLetters(name) && entity.CountryName(name) == "" {
			return fmt.Errorf("%s is no country", name)
		}
	}
	if c.AsOf == nil {
		return nil
	}
	from, to, period := strings.Cut(*c.AsOf, "/")
	if !period {
		to = from
	}
	return days(from, to)
}

func twoLetters(name string) bool {
	return len(name) == 2 && strings.ToUpper(name) == name && name != "UN" && name != "EU"
}

func days(from, to string) error {
	for _, d := range []string{from, to} {
		if _, err := time.Parse(time.DateOnly, d); err != nil {
			return err
		}
	}
	if from > to {
		return fmt.Errorf("%s is after %s", from, to)
	}
	return nil
}

// TestOwnNames: the dates, countries and people of our own gold stand in its
// texts.
func TestOwnNames(t *testing.T) {
	for _, g := range ownFiles(t) {
		for _, d := range g.Dates {
			if err := days(d.Lo, d.Hi); err != nil || !strings.Contains(g.Text, d.Text) {
				t.Errorf("%s: date %q: %v", g.ID, d.Text, err)
			}
		}
		seen := map[string]bool{}
		for _, c := range g.Countries {
			known := entity.CountryName(c.ISO2) != "" && slices.Contains([]string{"country", "demonym", "capital", "metonym", "force"}, c.Kind)
			if !known || seen[c.Text] || !strings.Contains(g.Text, c.Text) {
				t.Errorf("%s: country %+v", g.ID, c)
			}
			seen[c.Text] = true
		}
		for _, p := range g.People {
			if p.Name == "" || !strings.Contains(g.Text, p.Text) {
				t.Errorf("%s: person %+v", g.ID, p)
			}
		}
	}
}

// ownCluster is a file of clusters with what its scorer skips.
type ownCluster struct {
	Cluster   string
	Articles  []string
	Questions []struct {
		Q         string
		Claims    []ownRef
		Relations []struct {
			A, B       ownRef
			Label, Why string
		}
	}
	Near []struct {
		A, B        ownRef
		Differ, Why string
	}
	Sums []struct {
		Parts []ownRef
		Whole ownRef
	}
}

// ownRef is written ["o001", 3].
type ownRef struct {
	article string
	row     int
}

func (r *ownRef) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&r.article, &r.row})
}

var (
	labels  = []string{"agreement", "contradiction", "update", "correction", "hedge"}
	differs = []string{"measure", "counted", "by", "of", "to", "place", "time", "event", "scope", "part", "modality", "reference"}
)

// TestOwnClusters: the clusters of our own gold name rows that there are, each
// in one question at most.
func TestOwnClusters(t *testing.T) {
	rows := map[string]int{}
	for _, g := range ownFiles(t) {
		rows[g.ID] = len(g.Claims)
	}
	files, err := filepath.Glob(filepath.Join(ownDir, "xcheck", "*.json"))
	if err != nil || len(files) < 12 {
		t.Fatalf("%d clusters, want 12 at least: %v", len(files), err)
	}
	in := map[string]string{}
	for _, f := range files {
		var c ownCluster
		if err := ReadJSON(f, &c); err != nil {
			t.Fatal(err)
		}
		if c.Cluster != strings.TrimSuffix(filepath.Base(f), ".json") {
			t.Errorf("%s holds %s", f, c.Cluster)
		}
		for _, id := range c.Articles {
			if in[id] != "" {
				t.Errorf("%s is in %s and %s", id, in[id], c.Cluster)
			}
			in[id] = c.Cluster
		}
		c.check(t, rows)
	}
}

func (c *ownCluster) check(t *testing.T, rows map[string]int) {
	t.Helper()
	there := func(refs ...ownRef) {
		for _, r := range refs {
			if !slices.Contains(c.Articles, r.article) || r.row < 0 || r.row >= rows[r.article] {
				t.Errorf("%s: no row %v", c.Cluster, r)
			}
		}
	}
	asked := map[ownRef]bool{}
	for _, q := range c.Questions {
		there(q.Claims...)
		for _, r := range q.Claims {
			if asked[r] {
				t.Errorf("%s: %v answers two questions", c.Cluster, r)
			}
			asked[r] = true
		}
		for _, r := range q.Relations {
			if !slices.Contains(q.Claims, r.A) || !slices.Contains(q.Claims, r.B) || r.A == r.B || !slices.Contains(labels, r.Label) || r.Why == "" {
				t.Errorf("%s: relation %+v", c.Cluster, r)
			}
		}
	}
	for _, n := range c.Near {
		there(n.A, n.B)
		if n.A == n.B || !slices.Contains(differs, n.Differ) || n.Why == "" {
			t.Errorf("%s: near %+v", c.Cluster, n)
		}
	}
	for _, s := range c.Sums {
		there(append(s.Parts, s.Whole)...)
	}
}

// TestOwnWords: no sentence of our own gold is anybody else's.
func TestOwnWords(t *testing.T) {
	texts := sharedTexts(t)
	if len(texts) == 0 {
		t.Skip("../shared is not beside this repository; nothing compared")
	}
	all := strings.Join(texts, "\n")
	for _, g := range ownFiles(t) {
		for _, s := range sentenceEnd.Split(g.Text, -1) {
			s = plainWords(s)
			if strings.Count(s, " ") >= 5 && strings.Contains(all, s) {
				t.Errorf("%s: %q stands in a text that is not ours", g.ID, s)
			}
		}
	}
}

var (
	sentenceEnd = regexp.MustCompile(`[.!?]["')]*\s+|\n`)
	noWord      = regexp.MustCompile(`[^a-z0-9]+`)
)

func plainWords(s string) string {
	return strings.TrimSpace(noWord.ReplaceAllString(strings.ToLower(s), " "))
}

// sharedTexts are the words of all articles beside the repository.
func sharedTexts(t *testing.T) (texts []string) {
	t.Helper()
	const shared = "../../../shared"
	for _, pattern := range []string{"articles/*.json", "gold/articles2/*.json", "seeds/*.txt"} {
		files, err := filepath.Glob(filepath.Join(shared, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			var a struct{ Text string }
			if json.Unmarshal(b, &a) != nil {
				a.Text = string(b)
			}
			texts = append(texts, plainWords(a.Text))
		}
	}
	return texts
}
