package form

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"muster/cmd/page"
)

// TestTemplate: what templates of gh do is done here under the same names.
func TestTemplate(t *testing.T) {
	const data = `{"n":4800,"share":0.126,"at":"2026-11-26T12:00:00Z","ok":true,"none":null,"list":[{"a":"x\ny"},{"a":2}],"words":["p","q"]}`
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct{ template, want string }{
		{`{{.n}} {{join ", " .words}} {{join "+" (pluck "a" .list)}}`, "4800 p, q x\ny+2"},
		{`{{range .list}}{{tablerow .a $.n $.share $.ok $.none}}{{end}}`, "x...  4800  0.13  true  \n2     4800  0.13  true  \n"},
		{`{{tablerow "a" "b"}}{{tablerender}}c`, "a  b\nc"},
		{`{{timeago .at}} {{timefmt "2 January" .at}}`, "about 2 days ago 26 November"},
		{`{{truncate 5 "a long word"}}{{truncate 5 .none}}`, "a ..."},
		{`{{autocolor "red" .n}}`, "4800"}, {`{{color "green+bh" .n}}{{color "red" .none}}`, "\x1b[1;92m4800\x1b[0m"},
		{`{{hyperlink "http://a" ""}}`, "\x1b]8;;http://a\x1b\\http://a\x1b]8;;\x1b\\"},
		{`{{contains "b" "abc"}}{{hasPrefix "a" "abc"}}{{hasSuffix "a" "abc"}}{{regexMatch "^a.c$" "abc"}}{{replace "b" "d" "abc"}}`, "truetruefalsetrueadc"},
	} {
		var out bytes.Buffer
		err := fillTemplate(page.Page{W: &out}, c.template, strings.NewReader(data), now)
		if got := out.String(); err != nil || strings.TrimRight(got, " \n") != strings.TrimRight(c.want, " \n") {
			t.Errorf("%s: %q, %v, want %q", c.template, got, err, c.want)
		}
	}
	for _, bad := range []string{`{{tablerow .list}}`, `{{color "mud" .n}}`, `{{pluck "a" .words}}`, `{{timeago "x"}}`, `{{join "" .list}}`, `{{`} {
		if err := fillTemplate(page.Page{W: &bytes.Buffer{}}, bad, strings.NewReader(data), now); err == nil {
			t.Errorf("%s is filled in", bad)
		}
	}
	var out bytes.Buffer
	if err := fillTemplate(page.Page{W: &out, Color: true}, `{{autocolor "red+u" .n}}`, strings.NewReader(data), now); err != nil || out.String() != "\x1b[4;31m4800\x1b[0m" {
		t.Errorf("%q, %v", out.String(), err)
	}
}
