package daemon

import (
	"bytes"
	"testing"
)

func TestLive(t *testing.T) {
	var out bytes.Buffer
	l := &Live{out: &out, width: func() int { return 12 }}
	for _, err := range []error{l.Show("8 feeds"), l.Show("8 feeds")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := l.Write([]byte("warn: slow\n")); err != nil {
		t.Fatal(err)
	}
	if err := l.Show("83 articles\n, 714 claims"); err != nil {
		t.Fatal(err)
	}
	l.End()
	l.End()
	if _, err := l.Write([]byte("stopped\n")); err != nil {
		t.Fatal(err)
	}
	want := anew + "8 feeds" + anew + "warn: slow\n8 feeds" + anew + "83 article…" + "\nstopped\n"
	if out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
}
