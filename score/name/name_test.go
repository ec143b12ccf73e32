package name

import "testing"

func TestAlike(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"the Ukrainian Air Force", "Ukraine’s air force", true},
		{"NATO", "NATO data", true},
		{"officials", "anonymous officials", true},
		{"Reuters", "TASS", false},
		{"UA", "US", false},
		{"UA", "UA", true},
		{"", "Reuters", false},
	} {
		if got := Alike(c.a, c.b); got != c.want {
			t.Errorf("Alike(%q, %q) is %v", c.a, c.b, got)
		}
	}
}
