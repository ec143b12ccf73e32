package copies

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// opened opens the memory of a folder, with a small head.
func opened(t *testing.T, folder string) *Memory {
	t.Helper()
	m, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	m.head, m.full, m.disk.db.NoSync = 2, 2, true
	t.Cleanup(func() { m.Close(noon) })
	return m
}

// TestAFileOutlastsItsProcess: what was learnt before is known after, who is
// linked with whom too, and from when on the stream is to be read.
func TestAFileOutlastsItsProcess(t *testing.T) {
	folder, w := t.TempDir(), words(1, 300)
	m := opened(t, folder)
	m.Place(article("b", 2, w), noon)
	for i := range 5 {
		m.Place(article(fmt.Sprint("other", i), 2, words(uint64(10+i), 300)), noon)
	}
	m.Reached(noon)
	m.Close(noon)
	m = opened(t, folder)
	if got := m.Place(article("c", 3, w), noon); got != "b" || !m.Since().Equal(noon) {
		t.Errorf("c is a copy of %q, the stream is to be read from %v", got, m.Since())
	}
	m.Close(noon)
	m = opened(t, folder)
	m.Quiet = time.Hour
	if got := m.Place(article("a", 1, w), noon); got != "" || len(m.Settle(noon)) != 0 {
		t.Errorf("a is a copy of %q", got)
	}
	m.Close(noon)
	m = opened(t, folder)
	if changes := m.Settle(noon.Add(time.Hour)); len(changes) != 2 || changes[0] != (Change{"b", "a"}) || changes[1] != (Change{"c", "a"}) {
		t.Errorf("changes %v", changes)
	}
	m.Close(noon)
	m = opened(t, folder)
	if m.CopyOf("b") != "a" || m.CopyOf("c") != "a" || len(m.Settle(noon.Add(time.Hour))) != 0 {
		t.Errorf("b is a copy of %q, c of %q", m.CopyOf("b"), m.CopyOf("c"))
	}
}

// TestSegmentsAreFewAndGo: young segments become one, and the oldest goes with
// its texts when there are too many, or they have had their time.
func TestSegmentsAreFewAndGo(t *testing.T) {
	folder := t.TempDir()
	m := opened(t, folder)
	put := func(i int, now time.Time) {
		m.Place(article(fmt.Sprint("a", i), i, words(uint64(i), 300)), now)
	}
	for i := range 2*mergedAt + 2 {
		put(i, noon)
	}
	if n := len(m.disk.segments); n > 2 {
		t.Errorf("%d segments: %v", n, m.disk.segments)
	}
	if got := m.Place(article("copy", 99, words(3, 300)), noon); got != "a3" {
		t.Errorf("a copy of %q", got)
	}
	m.disk.most = 20
	for i := range 40 {
		put(100+i, noon)
	}
	texts := 0
	for _, s := range m.disk.segments {
		texts += s.texts
	}
	if texts > 20 || m.CopyOf("copy") != "" {
		t.Errorf("%d texts are kept, copy of %q", texts, m.CopyOf("copy"))
	}
	late := noon.Add(keptFor + time.Hour)
	for i := range 3 {
		put(200+i, late)
	}
	m.Close(late)
	m = opened(t, folder)
	if got := m.Place(article("again", 100, words(139, 300)), late); got != "" {
		t.Errorf("a copy of %q, whose time is over", got)
	}
}

// TestARevisionFreesItsPlace: of an article that is in the file only the
// newest text counts, before and after it is written.
func TestARevisionFreesItsPlace(t *testing.T) {
	m := opened(t, t.TempDir())
	m.Place(article("a", 1, words(1, 300)), noon)
	m.flush(noon)
	m.Place(article("a", 1, words(2, 300)), noon)
	for i, name := range []string{"before", "after"} {
		if got := m.Place(article(fmt.Sprint("old", i), 2+i, words(1, 300)), noon); got == "a" {
			t.Errorf("%s it is written a copy of the old text is a copy", name)
		}
		if got := m.Place(article(fmt.Sprint("new", i), 2+i, words(2, 300)), noon); got != "a" {
			t.Errorf("%s it is written a copy is one of %q", name, got)
		}
		m.flush(noon)
	}
}

func TestOneFileHasOneProcess(t *testing.T) {
	folder := t.TempDir()
	opened(t, folder)
	if _, err := readDisk(filepath.Join(folder, fileName)); !errors.Is(err, ErrInUse) {
		t.Errorf("error %v", err)
	}
}

// TestADamagedFileIsMadeAnew: at the start, and where the damage shows later.
func TestADamagedFileIsMadeAnew(t *testing.T) {
	for name, harm := range map[string]func([]byte) []byte{
		"cut off": func(raw []byte) []byte { return raw[:len(raw)/2] },
		"empty":   func([]byte) []byte { return nil },
		"no file": func(raw []byte) []byte { return []byte("this is no file of ours, and it is longer than a head") },
		"holes": func(raw []byte) []byte {
			clear(raw[4*pageSize:])
			return raw
		},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			m := opened(t, folder)
			for i := range 20 {
				m.Place(article(fmt.Sprint("a", i), i, words(uint64(i), 300)), noon)
			}
			m.Close(noon)
			file := filepath.Join(folder, fileName)
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, harm(raw), 0o600); err != nil {
				t.Fatal(err)
			}
			m, err = Open(folder)
			if err != nil {
				t.Fatal(err)
			}
			m.Place(article("new", 1, words(99, 300)), noon)
			if got := m.Place(article("copy", 2, words(99, 300)), noon); got != "new" {
				t.Errorf("a copy of %q", got)
			}
			m.Close(noon)
			m = opened(t, folder)
			m.Place(article("newer", 1, words(98, 300)), noon)
			if got := m.Place(article("copy2", 2, words(98, 300)), noon); got != "newer" {
				t.Errorf("a copy of %q", got)
			}
		})
	}
}

// FuzzReadDoc: no bytes of a damaged file do harm.
func FuzzReadDoc(f *testing.F) {
	d := &doc{ID: "a", When: noon, sketch: []uint32{1, 2}, numbers: []uint32{3}}
	f.Add(d.bytes())
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, raw []byte) {
		if d, err := readDoc(1, raw); err == nil {
			if again, err := readDoc(1, d.bytes()); err != nil || again.ID != d.ID || len(again.sketch) != len(d.sketch) {
				t.Errorf("%+v becomes %+v, %v", d, again, err)
			}
		}
	})
}
