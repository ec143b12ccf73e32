package date

import (
	"errors"
	"io/fs"
	"os"
	"testing"
)

func TestScore(t *testing.T) {
	ts, err := Score("../../../shared/gold")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the gold sets are not here: ../shared is absent")
	}
	if err != nil {
		t.Fatal(err)
	}
	if testing.Verbose() {
		ts[0].Write(os.Stdout)
	}
	if n := len(ts[0].Rows); n < 20 {
		t.Errorf("only %d rows", n)
	}
	for _, r := range ts[0].Rows {
		if r.TP+r.FN == 0 {
			t.Errorf("%s: no gold was read", r.Name)
		}
	}
}
