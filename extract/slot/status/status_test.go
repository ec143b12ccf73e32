package status

import (
	"strings"
	"testing"

	"muster/news"
)

func TestAnswer(t *testing.T) {
	m, err := Read([]byte("# a remark\nverb:aux=will\t-100\t200\t0\t0\t0\nrule:any\t50\t0\t0\t0\t0\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		signs string
		want  news.Modality
	}{
		{"rule:any", news.Actual},
		{"rule:any verb:aux=will unheard:of", news.Planned},
	} {
		if got, p := m.Modality(strings.Fields(c.signs)); got != c.want || p < 0.2 || p > 1 {
			t.Errorf("%s is %s (%.2f), want %s", c.signs, got, p, c.want)
		}
	}
	sum := 0.0
	for _, p := range m.Chances([]string{"verb:aux=will"}) {
		sum += p
	}
	if sum < 0.999 || sum > 1.001 {
		t.Errorf("the chances add up to %v", sum)
	}
}

func TestReadRefuses(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"sign\t1\t2\t3\t4\t5\t6", "line 1"},
		{"# fine\nsign\t1\t2", "line 2"},
		{"sign\t1\t2\t3\t4\tmuch", `"much" is no number`},
	} {
		if _, err := Read([]byte(c.file)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q gives %v, want %q", c.file, err, c.want)
		}
	}
}

func TestShipped(t *testing.T) {
	if n := len(New().weights); n < 1000 {
		t.Errorf("the shipped model has %d weights", n)
	}
}

func TestSentence(t *testing.T) {
	s, err := sentence("planned | They will send [40 tanks].")
	if err != nil || s.Text[s.Start:s.End] != "40 tanks" || s.Modality != news.Planned {
		t.Errorf("read %+v, %v", s, err)
	}
	for _, line := range []string{"likely | [40 tanks]", "actual | 40 tanks", "actual | ]40["} {
		if _, err := sentence(line); err == nil {
			t.Errorf("%q was read", line)
		}
	}
	if len(Sentences()) < 200 {
		t.Error("sentences are missing")
	}
}
