package muster

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// unlinked are modules that go.mod asks for and the program is not linked with:
// what tests need.
var unlinked = []string{
	"github.com/rogpeppe/go-internal", "github.com/google/go-cmp", "pgregory.net/rapid", "github.com/chromedp/chromedp", "github.com/chromedp/cdproto",
}

// freeLicences ask for nothing but to be named.
var freeLicences = []string{"MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause"}

// TestModulesAreListed: deploy/modules.tsv has what go.mod has, in the same
// version, under a licence that lets it be part of this.
func TestModulesAreListed(t *testing.T) {
	asked, direct := goMod(t)
	raw, err := os.ReadFile("deploy/modules.tsv")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for line := range strings.Lines(string(raw)) {
		cells := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(cells) != 3 {
			continue
		}
		listed[cells[0]] = true
		if asked[cells[0]] != cells[1] {
			t.Errorf("%s is listed as %s, go.mod has %q", cells[0], cells[1], asked[cells[0]])
		}
		if !slices.Contains(freeLicences, cells[2]) {
			t.Errorf("%s comes under %s: may it be part of this?", cells[0], cells[2])
		}
	}
	for _, path := range direct {
		if !listed[path] && !slices.Contains(unlinked, path) {
			t.Errorf("%s is not listed in deploy/modules.tsv", path)
		}
	}
}

// goMod is the version of each module of go.mod, and which are used directly.
func goMod(t *testing.T) (asked map[string]string, direct []string) {
	t.Helper()
	raw, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	asked = map[string]string{}
	for line := range strings.Lines(string(raw)) {
		words := strings.Fields(line)
		if !strings.HasPrefix(line, "\t") || len(words) < 2 {
			continue
		}
		asked[words[0]] = words[1]
		if !strings.HasSuffix(strings.TrimSpace(line), "// indirect") {
			direct = append(direct, words[0])
		}
	}
	return asked, direct
}
