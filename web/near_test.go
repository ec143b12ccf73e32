package web

import "testing"

func TestMeantBy(t *testing.T) {
	for _, c := range []struct{ q, line, want string }{
		{"solders country:UA", "nothing has solders: do you mean soldiers?", "soldiers country:UA"},
		{"source:NAT0", "nothing has source:NAT0: do you mean source:nato?", "source:nato"},
		{"tanks", "nothing has solders: do you mean soldiers?", ""},
		{"tanks", "3 found are marked as dealt with: ask for them by mark, or for any", ""},
	} {
		got := meantBy(c.q, c.line)
		if got == nil && c.want != "" || got != nil && got.Query != c.want {
			t.Errorf("%s, %s: %+v", c.q, c.line, got)
		}
	}
}
