package serve

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"muster/desk"
	"muster/index"
	"muster/news"
)

// taker opens the index of the house without its daemon.
func (h *house) taker() *taker {
	h.t.Helper()
	x, err := index.Open(index.Config{Path: h.folder})
	if err != nil {
		h.t.Fatal(err)
	}
	t, err := newTaker(h.t.Context(), x, h.folder, h.bus)
	if err != nil {
		h.t.Fatal(err)
	}
	return t
}

func (h *house) memory() string { return filepath.Join(h.folder, memoryFile) }

// TestMemory: a daemon that ended leaves what its cross-check knew, and the
// next takes it up; a file that is harmed, of another program or of another
// index is put away, and the index tells instead.
func TestMemory(t *testing.T) {
	h := newHouse(t)
	h.start()
	h.publish(told("Alpha", 1, "CA", 1500, "2023-07-10"), told("Beta", 1, "CA", 2600, "2023-07-10"))
	h.settle()
	h.stop()
	kept, err := os.ReadFile(h.memory())
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string][]byte{
		"whole": kept, "cut": kept[:len(kept)-1], "empty": {},
		"one bit": append(slices.Clone(kept[:40]), append([]byte{kept[40] ^ 1}, kept[41:]...)...),
	} {
		if err := os.WriteFile(h.memory(), file, 0o600); err != nil {
			t.Fatal(err)
		}
		tk := h.taker()
		if recalled := tk.memory.at > 0; recalled != (name == "whole") {
			t.Errorf("%s: recalled %v", name, recalled)
		}
		if tk.checker.Claims() != 2 || len(tk.unsaid) != 0 {
			t.Errorf("%s: %d claims, %d findings to say", name, tk.checker.Claims(), len(tk.unsaid))
		}
		if _, err := os.Stat(h.memory()); name != "whole" && !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: the file is still there: %v", name, err)
		}
		if err := tk.index.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestOldMemory: a file of an earlier hour, as a crash leaves it, is made up for
// by what the index took after it: claims, revisions, what was forgotten.
func TestOldMemory(t *testing.T) {
	h := newHouse(t)
	h.start()
	alpha := told("Alpha", 1, "CA", 1500, "2023-07-10")
	h.publish(alpha, told("Beta", 1, "CA", 2600, "2023-07-10"), told("Gamma", 1, "DE", 700, "2023-07-01"), told("Delta", 1, "DE", 900, "2023-07-01"))
	h.settle()
	h.stop()
	old, err := os.ReadFile(h.memory())
	if err != nil {
		t.Fatal(err)
	}
	h.start()
	h.publish(news.Forget(alpha.Article), told("Delta", 2, "DE", 701, "2023-07-01"), told("Epsilon", 1, "CA", 1500, "2023-07-10"))
	h.settle()
	want := ids(h.conflicts(desk.ConflictsRequest{}))
	h.stop()
	if err := os.WriteFile(h.memory(), old, 0o600); err != nil {
		t.Fatal(err)
	}
	tk := h.taker()
	if tk.memory.claims != 3 || tk.checker.Claims() != 4 || len(tk.unsaid) != 0 || !tk.checker.Forgotten(alpha.Article.ID) {
		t.Errorf("%d claims taken in again of %d, %d findings to say", tk.memory.claims, tk.checker.Claims(), len(tk.unsaid))
	}
	all, err := tk.checker.Findings()
	if err != nil {
		t.Fatal(err)
	}
	all = slices.DeleteFunc(all, func(f news.Finding) bool { return f.Kind == news.Agreement })
	if got := ids(all); !slices.Equal(got, want) {
		t.Errorf("findings %v, want %v", got, want)
	}
	if err := tk.index.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestMemoryOfOthers: what the index has lost, as one put back from a backup
// has, the cross-check does not know either; nor what another index holds.
func TestMemoryOfOthers(t *testing.T) {
	h := newHouse(t)
	tk := h.taker()
	defer tk.index.Close()
	other := tk.memory
	other.instance = "another index"
	for name, write := range map[string]func() error{
		"a later change": func() error { return tk.memory.write(tk.index.Generation()+1, tk.checker) },
		"another index":  func() error { return other.write(tk.index.Generation(), tk.checker) },
	} {
		if err := write(); err != nil {
			t.Fatal(err)
		}
		if _, err := tk.memory.read(tk.shelf, tk.index.Generation()); !errors.Is(err, errOther) {
			t.Errorf("a file of %s: %v", name, err)
		}
	}
}
