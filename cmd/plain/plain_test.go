package plain

import "testing"

func TestText(t *testing.T) {
	for s, want := range map[string]string{
		"a\x1b[2J\u009b1mb": "a[2J1mb", "safe\u202etxt": "safetxt", "a\r\nb\u2028c\td": "a  b c d", "\x00\x7f\u200b\U000e0041": "",
		"👩\u200d🚒 zwölf": "👩\u200d🚒 zwölf", "\xff": "\ufffd",
	} {
		if got := Text(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
