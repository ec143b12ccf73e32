package number

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"muster/extract/rule"
	"muster/extract/token"
)

// firstNumber reads the first number of a text.
func firstNumber(r *Reader, text string) (Number, bool) {
	for _, s := range token.Read(text).Sentences {
		for i, tok := range s.Tokens {
			if r.Begins(tok) {
				if n, ok := r.Read(text, s.Tokens, i); ok {
					return n, true
				}
			}
		}
	}
	return Number{}, false
}

// say writes a number as the examples do.
func say(n Number) string {
	short := func(v float64) string { return fmt.Sprintf("%.10g", math.Round(v*1e5)/1e5) }
	switch {
	case n.Kind == Ordinal:
		return short(n.Low) + "th"
	case math.IsInf(n.High, 1):
		return short(n.Low) + ".."
	case n.Low != n.High:
		return short(n.Low) + ".." + short(n.High)
	}
	return short(n.Low)
}

func wanted(s string) string {
	var v float64
	if _, err := fmt.Sscanf(s, "%g", &v); err == nil && !strings.Contains(s, "..") && !strings.HasSuffix(s, "th") {
		return fmt.Sprintf("%.10g", v)
	}
	return s
}

func TestExamples(t *testing.T) {
	rules, err := rule.Read(data, "en/*.rule")
	if err != nil {
		t.Fatal(err)
	}
	r := New()
	for _, ru := range rules {
		for _, e := range ru.Yes {
			n, ok := firstNumber(r, e.Text)
			got := say(n)
			var a, b float64
			fmt.Sscanf(wanted(e.Want), "%g", &a)
			fmt.Sscanf(got, "%g", &b)
			near := !strings.Contains(e.Want, "..") && math.Abs(a-b) < 1e-4*math.Abs(a)
			if !ok || got != wanted(e.Want) && !near {
				t.Errorf("%s:%d: %q gives %q, want %q", ru.File, e.Line, e.Text, got, e.Want)
			}
		}
		for _, e := range ru.No {
			if n, ok := firstNumber(r, e.Text); ok {
				t.Errorf("%s:%d: %q gives %s", ru.File, e.Line, e.Text, say(n))
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"4-5 thousand", "12,34,567", "a million and a half", "1.2e9th", "2 1/2½", "minus-1 point 2", "several hundred of", "\xff1\u200b2m"} {
		f.Add(s)
	}
	r := New()
	f.Fuzz(func(t *testing.T, text string) {
		for _, s := range token.Read(text).Sentences {
			for i := range s.Tokens {
				n, ok := r.Read(text, s.Tokens, i)
				if !ok {
					continue
				}
				if n.From < 0 || n.To > len(s.Tokens) || n.To <= n.From || n.Start < s.Start || n.End > s.End || n.End <= n.Start {
					t.Fatalf("%q: number %+v at token %d", text, n, i)
				}
				if math.IsNaN(n.Low) || math.IsNaN(n.High) || n.Low > n.High {
					t.Fatalf("%q: %+v is no interval", text, n)
				}
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	r := New()
	text := "Some twenty-one thousand men and 1,200 tanks stood there for a year and a half, half of them idle."
	toks := token.Read(text).Sentences[0].Tokens
	b.ReportAllocs()
	for b.Loop() {
		for i, tok := range toks {
			if r.Begins(tok) {
				r.Read(text, toks, i)
			}
		}
	}
}
