package daemon

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"testing"
)

func TestPlain(t *testing.T) {
	_, number := strconv.Atoi("x1")
	var v struct{ N int }
	for _, c := range []struct {
		err  error
		want string
	}{
		{errors.New("index: no such record: x"), "no such record: x"},
		{fmt.Errorf("a.txt: %w", errors.New("fetch: page: too large")), "a.txt: too large"},
		{fmt.Errorf("no article here: %w", errors.New("index: gone")), "no article here: gone"},
		{number, `"x1" is no number`},
		{fmt.Errorf("a.jsonl:1: %w", json.Unmarshal([]byte("Ukraine"), &v)), "a.jsonl:1: no JSON: unexpected 'U' where a value begins"},
		{errors.New("the page: it is empty"), "the page: it is empty"},
		{errors.New(`http://a/: Get "http://a/": dial tcp 10.0.0.1:80: connect: connection refused`), "http://a/: connection refused"},
	} {
		if got := Plain(c.err); got != c.want {
			t.Errorf("%v: %q, want %q", c.err, got, c.want)
		}
	}
}

func TestAlike(t *testing.T) {
	names := []string{"list", "set", "test", "serve", "conflicts", "question"}
	for word, want := range map[string]string{"lst": "list", "conf": "conflicts", "tset": "set", "serch": "serve", "question": "question", "xyz": "", "a": ""} {
		if got := alike(word, names); got != want {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
}
