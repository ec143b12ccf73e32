package edit

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestBetween(t *testing.T) {
	const a, b, c = "Some 1,200 soldiers crossed the river.", "The minister said so.", "Nobody was hurt."
	for name, x := range map[string]struct {
		before, after string
		want          []Change
	}{
		"nothing":        {a + "\n\n" + b, a + "\n\n" + b, nil},
		"only spaces":    {a + "\n\n" + b, a + " \n" + b, nil},
		"a figure":       {a + "\n\n" + b, "Some 1,400 soldiers crossed the river.\n\n" + b, []Change{{a, "Some 1,400 soldiers crossed the river."}}},
		"one dropped":    {a + "\n\n" + b + "\n\n" + c, a + "\n\n" + c, []Change{{Was: b}}},
		"one added":      {a + "\n\n" + c, a + "\n\n" + b + "\n\n" + c, []Change{{Is: b}}},
		"all new":        {a, c, []Change{{Was: a}, {Is: c}}},
		"from nothing":   {"", a, []Change{{Is: a}}},
		"two in a row":   {a + "\n\n" + b + "\n\n" + c, "Some 9 soldiers crossed the river.\n\nThe minister said this.\n\n" + c, []Change{{a, "Some 9 soldiers crossed the river."}, {b, "The minister said this."}}},
		"order reversed": {a + "\n\n" + b, b + "\n\n" + a, []Change{{Was: a}, {Is: a}}},
	} {
		if diff := cmp.Diff(x.want, Between(x.before, x.after)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestLongTextsAreBounded(t *testing.T) {
	start := time.Now()
	before := strings.Repeat("a b c\n", 50_000)
	if got := Between(before, before+"new\n"); len(got) == 0 {
		t.Error("no change")
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("%v", took)
	}
}

func TestWording(t *testing.T) {
	for _, c := range []struct {
		was, is string
		want    Wording
	}{
		{"Poland spent 3.9% of GDP", "Poland spent 3.26% of GDP", Wording{"Poland spent", "3.9%", "3.26%", "of GDP"}},
		{"a b", "a b c", Wording{"a b", "", "c", ""}},
		{"a a a", "a a", Wording{"a a", "a", "", ""}},
		{"", "new", Wording{"", "", "new", ""}},
	} {
		if got := (Change{c.was, c.is}).Wording(); got != c.want {
			t.Errorf("%q, %q: %+v, want %+v", c.was, c.is, got, c.want)
		}
	}
}
