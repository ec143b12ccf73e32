package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"sort"
	"strings"

	"muster/lexicon"
)

// irregular keeps those lines of verb.exc, a form and its base, whose base is a
// verb of act.list.
func irregular(exceptions string, lists fs.FS) ([]byte, error) {
	entries, err := lexicon.ReadList(lists, "en/act.list")
	if err != nil {
		return nil, err
	}
	verbs := map[string]bool{}
	for _, e := range entries {
		for _, v := range strings.Fields(e.Attrs["verbs"]) {
			verb, _, _ := strings.Cut(v, "-")
			verbs[verb] = true
		}
	}
	var lines []string
	for line := range strings.Lines(exceptions) {
		if f := strings.Fields(line); len(f) == 2 && verbs[f[1]] && !strings.Contains(f[0], "-") {
			lines = append(lines, f[0]+"\t"+f[1])
		}
	}
	sort.Strings(lines)
	var out bytes.Buffer
	for _, l := range lines {
		fmt.Fprintln(&out, l)
	}
	return out.Bytes(), nil
}
