package lexicon

import (
	"fmt"
	"io/fs"
	"strings"
)

// class is one line of class.list.
type class struct {
	in     Class
	coarse bool
}

func load(fsys fs.FS) (*table, error) {
	t := &table{classes: map[Class]class{}, nouns: map[string]Class{}, canon: map[string]string{}}
	for _, step := range []func(fs.FS) error{t.readClasses, t.readWordNet, t.readNouns, t.readActs, t.readForms} {
		if err := step(fsys); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// readClasses takes a class only below one that stands above it, so the
// classes are a tree.
func (t *table) readClasses(fsys fs.FS) error {
	entries, err := ReadList(fsys, "en/class.list")
	if err != nil {
		return err
	}
	for _, e := range entries {
		in := Class(e.Attrs["in"])
		if _, ok := t.classes[in]; in != "" && !ok {
			return fmt.Errorf("lexicon: %s:%d: in=%s stands not above", e.File, e.Line, in)
		}
		t.classes[Class(e.Name)] = class{in: in, coarse: e.Attrs["coarse"] == "yes"}
	}
	return nil
}

// readWordNet reads the compiled table: a noun, a tab, its class.
func (t *table) readWordNet(fsys fs.FS) error {
	b, err := fs.ReadFile(fsys, "en/wordnet.tsv")
	if err != nil {
		return fmt.Errorf("lexicon: %w", err)
	}
	n := 0
	for line := range strings.Lines(string(b)) {
		n++
		noun, c, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if _, known := t.classes[Class(c)]; !ok || !known {
			return fmt.Errorf("lexicon: wordnet.tsv:%d: %q is no noun and class", n, line)
		}
		t.nouns[noun] = Class(c)
	}
	return nil
}

// readNouns reads the list by hand, which has the last word.
func (t *table) readNouns(fsys fs.FS) error {
	entries, err := ReadList(fsys, "en/noun.list")
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, e := range entries {
		if _, ok := t.classes[Class(e.Section)]; !ok {
			return fmt.Errorf("lexicon: %s:%d: no class %q", e.File, e.Line, e.Section)
		}
		for _, f := range e.Forms() {
			if seen[f] {
				return fmt.Errorf("lexicon: %s:%d: %q has a class already", e.File, e.Line, f)
			}
			seen[f] = true
			t.nouns[f], t.canon[f] = Class(e.Section), e.Name
		}
	}
	return nil
}
