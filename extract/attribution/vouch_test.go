package attribution

import (
	"slices"
	"testing"
)

func TestReadWeights(t *testing.T) {
	w, err := readWeights("# a comment\nbare\t-1.50\nkind=says\t0.25\n")
	if err != nil || len(w) != 2 || w["bare"] != -1.5 {
		t.Errorf("got %v, %v", w, err)
	}
	for _, broken := range []string{"bare -1", "bare\tmuch"} {
		if _, err := readWeights(broken); err == nil {
			t.Errorf("%q was read", broken)
		}
	}
	if p := w.probability(nil); p != 0.5 {
		t.Errorf("nothing known gives %v", p)
	}
}

// TestFeatures names a feature that each sentence must have.
func TestFeatures(t *testing.T) {
	for _, c := range []struct {
		text string
		at   int
		want string
	}{
		{"The mayor said the port, which has 40 cranes, is open.", 35, "opened by relative"},
		{"The mayor said the port shut after 40 men fell ill.", 35, "opened by after"},
		{"The mayor said 40 men fell ill.", 15, "distance=0-3"},
		{"40 men fell ill, the mayor said.", 0, "place before"},
		{"The mayor said the 40 men fell ill.", 19, "known thing"},
		{"The mayor said the 40-member crew fell ill.", 19, "compound"},
		{"“We sent 40 men,” the mayor said.", 11, "in quotation"},
		{"“We sent it. They lost 40 men,” the mayor said.", 25, "in quotation"},
	} {
		cs := read(c.text).Candidates(c.at)
		if len(cs) != 1 || !slices.Contains(cs[0].Features, c.want) {
			t.Errorf("%q: want %q in %+v", c.text, c.want, cs)
		}
	}
}
