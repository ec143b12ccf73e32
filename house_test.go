// Package muster has tests only: this one reads every Go file of the house and
// fails on a broken arrow.
package muster

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// arrow says what packages below a folder may import of the house.
type arrow struct {
	from string   // folder
	may  []string // house packages, "/..." for a whole tree
}

// arrows is the drawing of DESIGN's layout. The first entry that fits a
// package holds.
var arrows = []arrow{
	{"news", nil},
	{"lexicon/build", []string{"lexicon"}},
	{"lexicon/listtest", []string{"lexicon"}},
	{"lexicon", nil},
	{"extract/rule", []string{"lexicon", "extract/token"}},
	{"extract/token", []string{"lexicon"}},
	{"extract/syntax/train", []string{"extract/syntax", "extract/syntax/model", "extract/token"}},
	{"extract/syntax/model", []string{"extract/token"}},
	{"extract/syntax", []string{"extract/token", "extract/syntax/model"}},
	{"extract/number", []string{"extract/token", "extract/rule"}},
	{"extract/figure", []string{"news", "extract/token", "extract/rule", "extract/number"}},
	{"extract/when", []string{"news", "extract/token", "extract/rule", "extract/number"}},
	{"extract/entity/gazetteer", []string{"news", "extract/token"}},
	{"extract/entity", []string{"news", "extract/token", "extract/rule", "extract/syntax", "extract/entity/gazetteer"}},
	{"extract/attribution/train", []string{"news", "extract/token", "extract/syntax", "extract/entity", "extract/attribution", "score/goldfile"}},
	{"extract/attribution", []string{"news", "extract/token", "extract/rule", "extract/syntax", "extract/entity"}},
	{"extract/modality", []string{"news", "extract/token", "extract/rule"}},
	{"extract/slot/status/train", []string{"news", "extract", "extract/weight", "extract/slot/status", "score/goldfile"}},
	{"extract/slot/status", []string{"news", "extract/weight"}},
	{"extract/slot/train", []string{"news", "extract", "extract/weight", "extract/entity", "extract/slot", "score/goldfile"}},
	{"extract/slot/when/train", []string{"news", "extract", "extract/weight", "extract/entity", "extract/slot/when", "score/goldfile"}},
	{"extract/slot/when", []string{"news", "extract/weight"}},
	{"extract/story/train", []string{"news", "extract", "extract/story", "crosscheck/fit", "score/goldfile", "score/reading"}},
	{"extract/story", []string{"news", "lexicon"}},
	{"extract/weight", nil},
	{"extract/site/train", []string{"news", "extract/site", "extract/figure", "extract/when", "extract/syntax", "extract/token", "extract/weight", "score/goldfile"}},
	{"extract/site", []string{"news", "lexicon", "extract/token", "extract/syntax", "extract/weight"}},
	{"extract", []string{"news", "lexicon", "extract/..."}},
	{"index/query", []string{"news"}},
	{"index", []string{"news", "index/query"}},
	{"crosscheck/train", []string{"score/crosscheck"}},
	{"crosscheck/fit", nil},
	{"crosscheck/frame", nil},
	{"crosscheck/amount", []string{"news", "crosscheck/frame"}},
	{"crosscheck/question", []string{"news", "lexicon", "crosscheck/frame", "crosscheck/amount"}},
	{"crosscheck/judge", []string{"news", "lexicon", "crosscheck/amount", "crosscheck/question"}},
	{"crosscheck/why", []string{"news", "crosscheck/amount", "crosscheck/question", "crosscheck/judge", "lexicon"}},
	{"crosscheck/sums", []string{"news", "crosscheck/amount", "crosscheck/question", "crosscheck/judge"}},
	{"crosscheck/ledger", []string{"news", "crosscheck/frame", "crosscheck/amount", "crosscheck/question", "crosscheck/judge", "crosscheck/sums"}},
	{"crosscheck", []string{"news", "lexicon", "crosscheck/..."}},
	{"ingest", []string{"news", "ingest/..."}},
	{"pipeline", []string{"news", "pipeline/..."}},
	{"desk", []string{"news", "lexicon", "index", "index/query", "crosscheck", "pipeline", "extract/entity", "extract/figure"}},
	{"web", []string{"news", "index", "crosscheck/amount", "crosscheck/why", "desk", "ingest/edit"}},
	// What a terminal shows is written without an index, so that extract links none.
	{"cmd/page", []string{"ingest/edit", "news", "lexicon", "extract/entity", "crosscheck/why", "cmd/plain"}},
	{"cmd/plain", nil},
	{"cmd", []string{"..."}},
	{"score", []string{"news", "lexicon", "extract/...", "crosscheck/...", "score/..."}},
	{"bench", []string{"..."}},
}

// ban keeps outside packages in the one room that knows them.
type ban struct {
	imports string   // prefix of the import path
	only    []string // folders that may; nil: none
	except  []string // folders the ban does not mean
	in      []string // folders the ban is for; nil: all
	why     string
}

var pure = []string{"extract", "crosscheck", "news", "lexicon"}

var bans = []ban{
	{imports: "github.com/nats-io/", only: []string{"pipeline"}, why: "pipeline alone knows NATS"},
	{imports: "github.com/blevesearch/", only: []string{"index"}, why: "index alone knows bleve"},
	{imports: "go.etcd.io/bbolt", only: []string{"index", "cmd/search", "ingest/copies"}, why: "state on disk belongs to the index daemon, and to what is known of a month's texts"},
	{imports: "os", in: pure, except: []string{"extract/syntax/train", "extract/slot/status/train", "extract/slot/train", "extract/slot/when/train", "extract/site/train", "extract/story/train", "extract/attribution/train", "lexicon/build", "crosscheck/train"}, why: "pure rooms open no file"},
	{imports: "net", in: pure, why: "pure rooms open no socket"},
	{imports: "net/http", in: append([]string{"index", "pipeline"}, pure...), why: "outgoing HTTP belongs to ingest/fetch, serving to web and cmd"},
	{imports: "github.com/spf13/", only: []string{"cmd", "bench"}, why: "flags belong to the roof"},
}

func TestArrows(t *testing.T) {
	eachImport(t, func(file, pkg, imp string, test bool) {
		if house, ok := strings.CutPrefix(imp, "muster/"); ok && !test {
			for _, a := range arrows {
				if within(pkg, a.from) {
					if !allowed(house, pkg, a.may) {
						t.Errorf("%s imports %s: %s may import only %v", file, imp, a.from, a.may)
					}
					return
				}
			}
			t.Errorf("%s: no arrow is drawn for %s", file, pkg)
		}
		if test {
			return
		}
		for _, b := range bans {
			hit := imp == b.imports || strings.HasSuffix(b.imports, "/") && strings.HasPrefix(imp, b.imports) || strings.HasPrefix(imp, b.imports+"/") && strings.Contains(b.imports, ".")
			if hit && (b.in == nil || withinAny(pkg, b.in)) && !withinAny(pkg, b.only) && !withinAny(pkg, b.except) {
				t.Errorf("%s imports %s: %s", file, imp, b.why)
			}
		}
	})
}

// TestPureRoomsReadNoClock looks for time.Now in the rooms whose results may
// depend on their arguments only.
func TestPureRoomsReadNoClock(t *testing.T) {
	eachFile(t, func(file, pkg string, src []byte) {
		if withinAny(pkg, pure) && !within(pkg, "extract/syntax/train") && strings.Contains(string(src), "time.Now(") {
			t.Errorf("%s reads the clock: \"now\" is an argument in %v", file, pure)
		}
	})
}

// TestEveryPackageIsExplained asks each package for a package comment.
func TestEveryPackageIsExplained(t *testing.T) {
	explained := map[string]bool{}
	eachFile(t, func(file, pkg string, src []byte) {
		f, err := parser.ParseFile(token.NewFileSet(), file, src, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		explained[pkg] = explained[pkg] || f.Doc.Text() != ""
	})
	if len(explained) < 3 {
		t.Fatalf("only %d packages were read", len(explained))
	}
	for pkg, ok := range explained {
		if !ok {
			t.Errorf("package %s has no package comment", pkg)
		}
		switch path.Base(pkg) {
		case "util", "utils", "common", "helpers", "base", "manager", "misc":
			t.Errorf("package %s: name it after what it holds", pkg)
		}
	}
}

func eachImport(t *testing.T, visit func(file, pkg, imp string, test bool)) {
	t.Helper()
	seen := 0
	walk(t, func(file, pkg string, src []byte) {
		f, err := parser.ParseFile(token.NewFileSet(), file, src, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range f.Imports {
			imp, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			seen++
			visit(file, pkg, imp, strings.HasSuffix(file, "_test.go"))
		}
	})
	if seen < 20 {
		t.Fatalf("only %d imports were read: the walk is broken", seen)
	}
}

func eachFile(t *testing.T, visit func(file, pkg string, src []byte)) {
	t.Helper()
	walk(t, func(file, pkg string, src []byte) {
		if !strings.HasSuffix(file, "_test.go") && pkg != "." {
			visit(file, pkg, src)
		}
	})
}

// walk reads the files itself: `go list` would let a broken arrow hide behind
// the test cache.
func walk(t *testing.T, visit func(file, pkg string, src []byte)) {
	t.Helper()
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || len(d.Name()) > 1 && d.Name()[0] == '.'):
			return filepath.SkipDir
		case d.IsDir() || filepath.Ext(p) != ".go":
			return nil
		}
		src, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		p = filepath.ToSlash(p)
		visit(p, path.Dir(p), src)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func allowed(house, pkg string, may []string) bool {
	for _, m := range may {
		tree, all := strings.CutSuffix(m, "...")
		if all && (tree == "" || strings.HasPrefix(house+"/", tree)) || house == m {
			return true
		}
	}
	return false
}

func within(pkg, folder string) bool {
	return pkg == folder || strings.HasPrefix(pkg, folder+"/")
}

func withinAny(pkg string, folders []string) bool {
	for _, f := range folders {
		if within(pkg, f) {
			return true
		}
	}
	return false
}
