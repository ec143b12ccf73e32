package index

import (
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Ukraine's MiG-29s", "ukraine mig 29s"},
		{"1,200.5 km", "1200.5 km"},
		{"don't, “won’t” go.", "don won go"},
		{"Šimonytė", "simonyte"},
		{"3,", "3"},
		{"the U.S. army", "the u s army"},
		{"\xff\xfe", ""},
	} {
		if got := strings.Join(nameWords(c.text), " "); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
	if stem("soldiers") != stem("soldier") || stem("mig29s") != "mig29s" {
		t.Error("stems")
	}
}

func FuzzWords(f *testing.F) {
	f.Add("Ukraine's 1,200.5 MiG-29s’ \x1f")
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		eachWord(s, func(w string, at int) {
			if w == "" || at <= last {
				t.Fatalf("word %q at %d after %d", w, at, last)
			}
			last = at
			stem(w)
		})
	})
}
