package weight

import (
	"bytes"
	"testing"
)

// TestPack: what is packed is the same again, smaller, and the same bytes each
// time; what is not packed stays, and what is broken is an error.
func TestPack(t *testing.T) {
	file := bytes.Repeat([]byte("lead path|0\t.01\t-.02\n"), 1000)
	one, two := Pack(file), Pack(file)
	if !bytes.Equal(one, two) || len(one)*10 > len(file) {
		t.Errorf("%d bytes, then %d", len(one), len(two))
	}
	for _, f := range [][]byte{one, file} {
		if got, err := Unpack(f); err != nil || !bytes.Equal(got, file) {
			t.Errorf("%d bytes, %v", len(got), err)
		}
	}
	for _, bad := range [][]byte{one[:20], one[:len(one)-9], append(bytes.Clone(one[:2]), "gone"...)} {
		if _, err := Unpack(bad); err == nil {
			t.Errorf("%d bytes of it are read", len(bad))
		}
	}
}
