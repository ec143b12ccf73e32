package slot

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"muster/extract/weight"
)

func TestReadRefuses(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"kind state\t.5", "line 2: 2 fields, want 11"},
		{"kind state\tmuch" + strings.Repeat("\t", 9), "line 2"},
	} {
		_, err := Read([]byte("# weights\n" + c.line + "\n"))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q gives %v, want %q", c.line, err, c.want)
		}
	}
}

// Each kind of feature that the code makes must have been learned: a feature that
// was renamed without learning anew would silently weigh nothing.
func TestEveryKindOfFeatureHasAWeight(t *testing.T) {
	plain, err := weight.Unpack(shipped)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]bool{}
	for _, line := range strings.Split(string(plain), "\n") {
		f := strings.Split(line, "\t")
		for i := 1; i < len(f); i++ {
			if f[i] != "" {
				kinds[fmt.Sprint(1+(i-1)/slotCount, " ", strings.Fields(f[0])[0])] = true
			}
		}
	}
	for _, k := range []string{
		"1 nobody", "1 several", "1 kind", "1 any", "1 way", "1 link", "1 steps", "1 order", "1 mention", "1 phrase", "1 elsewhere",
		"1 back", "1 ahead", "1 count", "1 rank", "1 first", "1 before", "1 acts", "1 suffers", "1 is", "1 owns", "1 mostly", "1 speaks", "1 other",
		"1 ruled", "1 located", "1 beside", "1 around", "1 main", "1 paragraph", "2 first", "2 same", "2 sentences", "2 article", "2 figure", "2 as", "2 country", "2 state",
	} {
		if !kinds[k] {
			t.Errorf("no weight for %q", k)
		}
	}
	if Shipped().least[placeSlot] == 0 {
		t.Error("places are stated however unsure")
	}
}

func TestSoftmax(t *testing.T) {
	x := []float64{1000, 1000, -1000}
	softmax(x)
	if math.Abs(x[0]-.5) > 1e-9 || x[2] > 1e-9 {
		t.Errorf("got %v", x)
	}
}

func TestFeaturesStandOnce(t *testing.T) {
	var f features
	f.add("kind", "state")
	f.add("kind", "state")
	f.add("kind state")
	if len(f.list) != 1 {
		t.Errorf("%d features, want 1: a blank divides the parts", len(f.list))
	}
}
