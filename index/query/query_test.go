package query

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var inf = math.Inf(1)

func w(s string) Tree                { return Words{Text: s} }
func m(f Field, v string) Tree       { return Match{Field: f, Value: v} }
func fig(low, high float64) Tree     { return Figures{Low: low, High: high} }
func every(of ...Tree) Tree          { return Every{of} }
func anyone(of ...Tree) Tree         { return Any{of} }
func days(f Field, a, b string) Tree { return Days{f, day(a), day(b)} }

func TestParse(t *testing.T) {
	for _, c := range []struct {
		text  string
		tree  Tree
		print string // "" where it prints as written
	}{
		{"", All{}, "*"},
		{"  ", All{}, "*"},
		{"troops", w("troops"), ""},
		{"troops Lithuania", every(w("troops"), w("Lithuania")), ""},
		{"troops AND Lithuania", every(w("troops"), w("Lithuania")), "troops Lithuania"},
		{"a b OR c", anyone(every(w("a"), w("b")), w("c")), ""},
		{"a (b OR c) d", every(w("a"), anyone(w("b"), w("c")), w("d")), ""},
		{"a AND (b AND c)", every(w("a"), w("b"), w("c")), "a b c"},
		{"(a)", w("a"), "a"},
		{"a NOT b", every(w("a"), Not{w("b")}), ""},
		{"a -b", every(w("a"), Not{w("b")}), "a NOT b"},
		{"NOT (a b)", Not{every(w("a"), w("b"))}, ""},
		{"NOT NOT a", Not{Not{w("a")}}, ""},
		{"MiG-29", w("MiG-29"), ""},
		{"12:30", w("12:30"), `"12:30"`},
		{`"eastern flank"`, w("eastern flank"), ""},
		{`"eastern"`, w("eastern"), "eastern"},
		{`"AND"`, w("AND"), ""},
		{"and", w("and"), ""},
		{`"say \"no\" twice"`, w(`say "no" twice`), ""},
		{"brig*", Words{"brig", true}, ""},
		{"*", All{}, ""},
		{"* a", w("a"), "a"},
		{"a OR *", All{}, "*"},
		{"by:RU of:UA to:Kyiv", every(m(By, "RU"), m(Of, "UA"), m(To, "Kyiv")), ""},
		{"country:(UA OR RU)", anyone(m(Country, "UA"), m(Country, "RU")), "country:UA OR country:RU"},
		{"a -source:(tass \"the sun\")", every(w("a"), Not{every(m(Source, "tass"), m(Source, "the sun"))}), `a NOT (source:tass source:"the sun")`},
		{"figure:(1k OR 2k)", anyone(fig(1000, 1000), fig(2000, 2000)), "figure:1000 OR figure:2000"},
		{"measure:troops", m(Measure, "troops"), ""},
		{"measure:noun:tank", m(Measure, "noun:tank"), ""},
		{"Source:Reuters", m(Source, "Reuters"), "source:Reuters"},
		{`outlet:"New York Times"`, m(Outlet, "New York Times"), ""},
		{"place:bakh*", Match{Place, "bakh", true}, ""},
		{"kind:Contradiction", m(Kind, "contradiction"), "kind:contradiction"},
		{`hedge:"at-least"`, m(Hedge, "at-least"), "hedge:at-least"},
		{"figure:40000", fig(40000, 40000), ""},
		{"figure:=40k", fig(40000, 40000), "figure:40000"},
		{"figure:40,000", fig(40000, 40000), "figure:40000"},
		{"figure:10k..40k", fig(10000, 40000), "figure:10000..40000"},
		{"figure:>=1000", fig(1000, inf), ""},
		{"figure:1000..", fig(1000, inf), "figure:>=1000"},
		{"figure:>1.5m", Figures{Low: 1.5e6, High: inf, Over: true}, "figure:>1500000"},
		{"figure:<2bn", Figures{Low: -inf, High: 2e9, Under: true}, "figure:<2000000000"},
		{"figure:..7", fig(-inf, 7), "figure:<=7"},
		{"figure:-3..0.25", fig(-3, .25), ""},
		{"date:2023-07", days(Date, "2023-07-01", "2023-07-31"), "date:2023-07-01..2023-07-31"},
		{"date:2024", days(Date, "2024-01-01", "2024-12-31"), "date:2024-01-01..2024-12-31"},
		{"date:2024-02-29", days(Date, "2024-02-29", "2024-02-29"), ""},
		{"published:2023-04..2023-07", days(Published, "2023-04-01", "2023-07-31"), "published:2023-04-01..2023-07-31"},
		{"published:>=2023-04", days(Published, "2023-04-01", ""), "published:>=2023-04-01"},
		{"published:>2023-04", days(Published, "2023-05-01", ""), "published:>=2023-05-01"},
		{"published:<2023-04", days(Published, "", "2023-03-31"), "published:<=2023-03-31"},
		{"published:..2023", days(Published, "", "2023-12-31"), "published:<=2023-12-31"},
	} {
		got, err := Parse(c.text)
		if err != nil {
			t.Errorf("Parse(%q): %v", c.text, err)
			continue
		}
		if d := cmp.Diff(c.tree, got); d != "" {
			t.Errorf("Parse(%q) -want +got\n%s", c.text, d)
		}
		if c.print == "" {
			c.print = c.text
		}
		if got.String() != c.print {
			t.Errorf("Parse(%q) prints as %q, want %q", c.text, got, c.print)
		}
	}
}

// TestErrors checks the place (where the caret stands) and what is said.
func TestErrors(t *testing.T) {
	for _, c := range []struct{ text, caret, says string }{
		{`figure:>=10k0`, `         ^`, "not a number"},
		{`figure:10k..4x`, `            ^`, "not a number"},
		{`figure:40k..10k`, `       ^`, "is more than"},
		{`figure:1,00`, `       ^`, "not a number"},
		{`figure:..`, `       ^`, "missing"},
		{`figure:>=`, `         ^`, "missing"},
		{`figure:`, `       ^`, "needs a value"},
		{`figure:0x10`, `       ^`, "not a number"},
		{`figure:NaN`, `       ^`, "not a number"},
		{`date:2023-13`, `     ^`, "not a date"},
		{`date:July`, `     ^`, "not a date"},
		{`date:2023-07..2023-04`, `     ^`, "is after"},
		{`troops sourse:reuters`, `       ^`, "do you mean source:"},
		{`https://example.org`, `^`, "go in quotes"},
		{`modality:planed`, `         ^`, "do you mean planned"},
		{`kind:nonsense`, `     ^`, "it is one of"},
		{`(troops`, `^`, "never closed"},
		{`troops)`, `      ^`, "closes nothing"},
		{`troops OR`, `         ^`, "missing"},
		{`OR troops`, `^`, "both sides"},
		{`troops AND OR tanks`, `           ^`, "both sides"},
		{`()`, ` ^`, "nothing stands before"},
		{`NOT`, `   ^`, "missing"},
		{`a "b c`, `  ^`, "never closed"},
		{`a ""`, `  ^`, "no word"},
		{`a & b`, `  ^`, "no word"},
		{`so*ldier`, `  ^`, "star"},
		{`source:"AP`, `       ^`, "never closed"},
		{`žmonės figure:x`, `              ^`, "not a number"},
		{strings.Repeat("(", 60) + "a", strings.Repeat(" ", 51) + "^", "deeper"},
	} {
		_, err := Parse(c.text)
		var wrong *Error
		if !errors.As(err, &wrong) {
			t.Errorf("Parse(%q) gives no error", c.text)
			continue
		}
		lines := strings.SplitN(err.Error(), "\n", 2)
		if lines[0] != c.text || !strings.HasPrefix(lines[1], c.caret+" ") || !strings.Contains(lines[1], c.says) {
			t.Errorf("Parse(%q):\n%v\nwant %q at\n%s", c.text, err, c.says, c.caret)
		}
	}
	if _, err := Parse(strings.Repeat("a ", MaxLength)); err == nil {
		t.Error("a query longer than MaxLength is read")
	}
	if _, err := Parse(strings.Repeat("a ", MaxTerms)); err != nil {
		t.Error(err)
	}
	if _, err := Parse(strings.Repeat("a ", MaxTerms+1)); err == nil || !strings.Contains(err.Error(), "more than the 250 words") {
		t.Errorf("too many terms: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`a (b OR "c d") -e`, `figure:>=10k0`, `figure:1.5m..2bn`, `source:"New \"York" date:2023-07..`,
		`NOT NOT (a)`, "a\x00b:\xff", `place:x* * kind:update`, `figure:-0`, `:a`, `-`, `""`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tree, err := Parse(s)
		if err != nil {
			_ = err.Error()
			return
		}
		again, err := Parse(tree.String())
		if err != nil && len(tree.String()) <= MaxLength {
			t.Fatalf("%q prints as %q, which gives\n%v", s, tree, err)
		}
		if err == nil && !cmp.Equal(tree, again) {
			t.Fatalf("%q prints as %q, which reads differently:\n%s", s, tree, cmp.Diff(tree, again))
		}
	})
}

func TestAgo(t *testing.T) {
	for _, c := range []struct{ text, from, to string }{
		{"today", "2026-03-10", "2026-03-10"}, {"Yesterday", "2026-03-09", "2026-03-09"}, {"7d", "2026-03-03", "2026-03-10"},
		{"2w", "2026-02-24", "2026-03-10"}, {"1m", "2026-02-10", "2026-03-10"}, {"1y", "2025-03-10", "2026-03-10"},
		{">=7d", "2026-03-03", ""}, {"<7d", "", "2026-03-02"}, {"2w..1w", "2026-02-24", "2026-03-10"},
	} {
		got, err := ParseOn("published:"+c.text, "2026-03-10")
		if err != nil || got != (Days{Published, day(c.from), day(c.to)}) {
			t.Errorf("%s: %v, %v", c.text, got, err)
		}
	}
	for _, bad := range []string{"d", "-7d", "7x", "7000d", "d7"} {
		if got, err := ParseOn("published:"+bad, "2026-03-10"); err == nil {
			t.Errorf("%s is read as %v", bad, got)
		}
	}
}
