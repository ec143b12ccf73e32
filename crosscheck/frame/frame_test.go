package frame

import (
	"bytes"
	"errors"
	"math"
	"strings"
	"testing"
)

func sample(t testing.TB, records int) []byte {
	t.Helper()
	var b bytes.Buffer
	w := NewWriter(&b)
	for i := range records {
		w.Uint(uint64(i) << 20)
		w.Int(-int64(i))
		w.Float(math.Inf(1))
		w.Small(.1)
		w.String(strings.Repeat("Ü", i%40))
		w.Bool(i%2 == 0)
		w.Bytes(1, 2)
		w.Break()
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// read reads what sample wrote and reports the first record that differs.
func read(in []byte, records int) (wrong int, err error) {
	wrong = -1
	r := NewReader(bytes.NewReader(in))
	for i := range records {
		n, m, f, s, text, is := r.Uint(), r.Int(), r.Float(), r.Small(), r.String(), r.Bool()
		var two [2]byte
		r.Bytes(two[:])
		same := n == uint64(i)<<20 && m == -int64(i) && math.IsInf(f, 1) && s == .1 && text == strings.Repeat("Ü", i%40) && is == (i%2 == 0) && two == [2]byte{1, 2}
		if !same && wrong < 0 {
			wrong = i
		}
	}
	return wrong, r.Close()
}

func TestRoundTrip(t *testing.T) {
	for _, n := range []int{0, 1, 1000, 40_000} {
		if wrong, err := read(sample(t, n), n); err != nil || wrong >= 0 {
			t.Errorf("%d records: record %d, %v", n, wrong, err)
		}
	}
}

// Harm is always told: a stream cut anywhere, a byte changed anywhere.
func TestHarm(t *testing.T) {
	const records = 12
	whole := sample(t, records)
	for i := range whole {
		if _, err := read(whole[:i], records); !errors.Is(err, ErrBroken) {
			t.Fatalf("cut at %d: %v", i, err)
		}
		harmed := bytes.Clone(whole)
		harmed[i] ^= 4
		if _, err := read(harmed, records); !errors.Is(err, ErrBroken) {
			t.Fatalf("byte %d changed: %v", i, err)
		}
	}
	if _, err := read(whole, records-1); !errors.Is(err, ErrBroken) {
		t.Errorf("a record too many: %v", err)
	}
	if _, err := read(whole, records+1); !errors.Is(err, ErrBroken) {
		t.Errorf("a record too few: %v", err)
	}
}

func TestCount(t *testing.T) {
	var b bytes.Buffer
	w := NewWriter(&b)
	w.Uint(7)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r := NewReader(&b)
	if n := r.Count(6); n != 0 || !errors.Is(r.Err(), ErrBroken) {
		t.Errorf("7 of at most 6: %d, %v", n, r.Err())
	}
}

func FuzzReader(f *testing.F) {
	f.Add(sample(f, 3))
	f.Fuzz(func(t *testing.T, in []byte) {
		wrong, err := read(in, 3)
		if err == nil && wrong >= 0 && bytes.Equal(in, sample(t, 3)) {
			t.Error("what was written is read otherwise")
		}
	})
}
