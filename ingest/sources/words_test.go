package sources

import "testing"

func TestWants(t *testing.T) {
	for _, c := range []struct {
		keep, block []string
		text        string
		want        bool
	}{
		{nil, nil, "anything", true},
		{[]string{"drone*", "air defence"}, nil, "DRONES over the port", true},
		{[]string{"drone*", "air defence"}, nil, "New air-defence site", true},
		{[]string{"drone", "air defence"}, nil, "Drones over the air", false},
		{[]string{"drone*"}, []string{"football"}, "Football: drones above", false},
		{nil, []string{"ball"}, "Football", true},
		{[]string{"оборон*"}, nil, "Міністр Оборони", true},
		{[]string{"c++"}, nil, "c", true},
	} {
		if got := (Source{Keep: c.keep, Block: c.block}).Wants(c.text); got != c.want {
			t.Errorf("%v %v %q: %v", c.keep, c.block, c.text, got)
		}
	}
	for word, good := range map[string]bool{"drone*": true, "air defence": true, "": false, " * ": false, "a,b": false, "*": false} {
		if err := CheckWords([]string{word}); (err == nil) != good {
			t.Errorf("%q: %v", word, err)
		}
	}
}
