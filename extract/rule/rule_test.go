package rule

import (
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"muster/extract/token"
)

const block = "rule: %\nmatch: a {x}\ngives: k=v\nyes: one -> 1\nyes: two\nno: three\nfrom: here\n"

func files(text string) fstest.MapFS { return fstest.MapFS{"en/a.rule": {Data: []byte(text)}} }

func TestRead(t *testing.T) {
	rules, err := Read(files("# head\n"+strings.ReplaceAll(block, "%", "r1")+"\n"+strings.ReplaceAll(block, "%", "r2")), "en/*.rule")
	if err != nil {
		t.Fatal(err)
	}
	if len(rules) != 2 || rules[1].Name != "r2" || rules[1].Line != 10 || rules[0].Gives["k"] != "v" || rules[0].Yes[0].Want != "1" {
		t.Errorf("got %+v", rules)
	}
}

func TestReadRefuses(t *testing.T) {
	good := strings.ReplaceAll(block, "%", "r")
	for _, c := range []struct{ text, want string }{
		{good + "\n" + good, `a.rule:9: rule "r" stands already at a.rule:1`},
		{strings.Replace(good, "yes: two\n", "", 1), "fewer than two"},
		{strings.Replace(good, "no: three\n", "", 1), `no "no:"`},
		{strings.Replace(good, "from: here\n", "", 1), `no "from:"`},
		{good + "colour: red\n", `a.rule:8: unknown key "colour"`},
		{"nothing\n", "a.rule:1"},
	} {
		if _, err := Read(files(c.text), "en/*.rule"); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want %q in it", err, c.want)
		}
	}
}

func TestReadList(t *testing.T) {
	es, err := ReadList(files("[kit]\ntank | main battle tank ; unit=tank note=two words\ndrone\n"), "en/a.rule")
	if err != nil {
		t.Fatal(err)
	}
	if len(es) != 2 || es[0].Section != "kit" || es[0].Aliases[0] != "main battle tank" || es[0].Attrs["note"] != "two words" {
		t.Errorf("got %+v", es)
	}
	if _, err := ReadList(files("a\na\n"), "en/a.rule"); err == nil || !strings.Contains(err.Error(), "a.rule:2") {
		t.Errorf("a double entry gave %v", err)
	}
}

func TestPattern(t *testing.T) {
	digit := func(name string, toks []token.Token, i int) int {
		if i < len(toks) && toks[i].Kind == token.Number {
			return 1
		}
		return 0
	}
	for _, c := range []struct {
		pattern, text string
		end           int
	}{
		{"(at least || no fewer than) {n}", "At least 30 tanks", 3},
		{"(at least || no fewer than) {n}", "no fewer than 30", 4},
		{"(at least || no fewer than) {n}", "at least they tried", -1},
		{"so-called? big {n}", "so-called big 5", 5},
		{"so-called? big {n}", "big 5", 2},
		{"a (b || b c) d", "a b c d", 4},
		{"from ..2 to {n}", "from here up to 5", 5},
		{"from ..2 to {n}", "from here and there up to 5", -1},
		{"(very)? (big || large)? {n}", "large 7", 2},
	} {
		p, err := Compile(c.pattern)
		if err != nil {
			t.Fatal(err)
		}
		toks := token.Read(c.text).Sentences[0].Tokens
		if end, _ := p.Match(toks, 0, digit); end != c.end {
			t.Errorf("%q at %q: end %d, want %d", c.pattern, c.text, end, c.end)
		}
	}
	for _, bad := range []string{"", "(a", "a )", "(a || )", "..99"} {
		if _, err := Compile(bad); err == nil {
			t.Errorf("pattern %q was taken", bad)
		}
	}
}

func FuzzCompile(f *testing.F) {
	f.Add("(a || b)? {c} ..3 d?")
	f.Fuzz(func(t *testing.T, src string) {
		p, err := Compile(src)
		if err != nil {
			return
		}
		p.First()
	})
}

func TestStartsAndSeconds(t *testing.T) {
	for _, c := range []struct{ pattern, starts, seconds string }{
		{"the? {n} of (a || b)?", "1 n false", "1 n false"},
		{"the? {n} (a || b)?", "1 n false", "2 n true"},
		{"(at least || {hedge})? {n} men", "1 hedge n false", "2 n false"},
		{"{n}", " n false", "  true"},
		{"a b? c", "1  false", "2  false"},
		{"a ..2 b", "1  false", "  true"},
	} {
		p, err := Compile(c.pattern)
		if err != nil {
			t.Fatal(err)
		}
		show := func(words []uint64, slots []string, open bool) string {
			n := ""
			if len(words) > 0 {
				n = strconv.Itoa(len(words))
			}
			return n + " " + strings.Join(slots, " ") + " " + strconv.FormatBool(open)
		}
		if got := show(p.Starts()); got != c.starts {
			t.Errorf("%q starts with %q, want %q", c.pattern, got, c.starts)
		}
		if got := show(p.Seconds()); got != c.seconds {
			t.Errorf("%q goes on with %q, want %q", c.pattern, got, c.seconds)
		}
	}
}
