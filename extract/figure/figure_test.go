package figure

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"muster/extract/rule"
	"muster/extract/token"
	"muster/news"
)

// say writes a figure as the examples do: interval, unit, hedge, and what
// else there is.
func say(f news.Figure) string {
	words := []string{interval(f.Low, f.High)}
	if f.Unit != "" {
		words = append(words, strings.ReplaceAll(string(f.Unit), " ", "-"))
	}
	words = append(words, string(f.Hedge))
	if f.Scope != news.Total || strings.Contains(strings.Join(f.Rules, " "), "total") {
		s := string(f.Scope)
		if f.Per != "" {
			s += "/" + f.Per
		}
		words = append(words, s)
	}
	if f.Change != nil {
		s := string(f.Change.Kind)
		if f.Change.Direction != "" {
			s += "/" + string(f.Change.Direction)
		}
		words = append(words, s)
	}
	if f.Aside != "" {
		words = append(words, "aside="+string(f.Aside))
	}
	return strings.Join(words, " ")
}

func interval(low, high float64) string {
	if low == high {
		return fmt.Sprintf("%.12g", low)
	}
	end := func(v float64) string {
		if math.IsInf(v, 0) {
			return ""
		}
		return fmt.Sprintf("%.12g", v)
	}
	return end(low) + ".." + end(high)
}

// missing returns the words of want that got lacks.
func missing(got, want string) []string {
	have := map[string]bool{}
	for _, w := range strings.Fields(got) {
		have[w] = true
	}
	var miss []string
	for _, w := range strings.Fields(want) {
		if w != "..." && !have[w] {
			miss = append(miss, w)
		}
	}
	return miss
}

// TestExamples runs the examples of every rule: each figure of a yes text
// must say what stands behind "->" (";" between figures, "..." for more that
// does not matter) and one must be made by the rule; a no text must have no
// figure made by it.
func TestExamples(t *testing.T) {
	rules, err := rule.Read(data, "en/*.rule")
	if err != nil {
		t.Fatal(err)
	}
	r := New()
	for _, ru := range rules {
		for _, e := range ru.Yes {
			if msg := checkYes(r, ru.Name, e); msg != "" {
				t.Errorf("%s:%d: %q: %s", ru.File, e.Line, e.Text, msg)
			}
		}
		for _, e := range ru.No {
			for _, f := range r.Read(token.Read(e.Text), nil) {
				if contains(f.Rules, ru.Name) {
					t.Errorf("%s:%d: %q gives %q by rule %s", ru.File, e.Line, e.Text, say(f), ru.Name)
				}
			}
		}
		for _, e := range ru.Miss {
			if checkYes(r, ru.Name, rule.Example{Text: e.Text, Want: strings.SplitN(e.Want, " -- ", 2)[0]}) == "" {
				t.Errorf("%s:%d: %q is no miss any more: make it a yes", ru.File, e.Line, e.Text)
			}
		}
	}
}

func checkYes(r *Reader, name string, e rule.Example) string {
	got := r.Read(token.Read(e.Text), nil)
	var all []string
	fired := false
	for _, f := range got {
		all = append(all, say(f))
		fired = fired || contains(f.Rules, name)
	}
	shown := strings.Join(all, " ; ")
	wants := strings.Split(e.Want, ";")
	open := strings.Contains(e.Want, "...")
	if len(got) != len(wants) && !open || len(got) == 0 {
		return fmt.Sprintf("gives [%s], want [%s]", shown, e.Want)
	}
	for i, w := range wants {
		if i < len(got) && len(missing(all[i], w)) > 0 {
			return fmt.Sprintf("gives [%s], want [%s]: no %v", shown, e.Want, missing(all[i], w))
		}
	}
	if !fired {
		return fmt.Sprintf("gives [%s], but not by rule %s", shown, name)
	}
	return ""
}

// TestSeeds reads the two seed articles of the shared data.
func TestSeeds(t *testing.T) {
	names, _ := filepath.Glob("../../../shared/seeds/*.txt")
	if len(names) == 0 {
		t.Skip("no ../shared/seeds beside the repository: the seed articles are not here")
	}
	r := New()
	for _, n := range names {
		b, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.Read(token.Read(string(b)), nil) {
			t.Logf("%-40q %s", f.Text, say(f))
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"about 4-5 thousand men in each", "from $2 to $3bn", "no U.S. men died; a woman was killed", "half a mile", "7 feet 10 inches", "two Su-34s", "USD10m", "18 of the 29", "5 kg/\xff", "3 times as many", "between ½ and 2"} {
		f.Add(s)
	}
	r := New()
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, f := range r.Read(token.Read(text), nil) {
			if f.Span.Start < end || f.Span.End <= f.Span.Start || f.Span.End > len(text) || !f.Span.Contains(f.Number) {
				t.Fatalf("%q: span %+v, number %+v behind byte %d", text, f.Span, f.Number, end)
			}
			if math.IsNaN(f.Low) || math.IsNaN(f.High) || f.Low > f.High {
				t.Fatalf("%q: %q is no interval: %v..%v", text, f.Text, f.Low, f.High)
			}
			end = f.Span.End
		}
	})
}

func TestUnitNamed(t *testing.T) {
	for word, want := range map[string]news.Unit{
		"Dollar": "USD", "dollars": "USD", "€": "EUR", "soldier": news.Persons, "soldiers": news.Persons, "%": news.Percent, "tanks": "tank",
	} {
		if got, ok := UnitNamed(word); !ok || got != want {
			t.Errorf("%q: %q, %v, want %q", word, got, ok, want)
		}
	}
	if u, ok := UnitNamed("sorrow"); ok {
		t.Errorf("sorrow is counted in %q", u)
	}
}

// TestNoClaims reads numbers that count nothing an analyst would check, and their
// likes that do: "-" is no figure, "aside" one that makes no claim.
func TestNoClaims(t *testing.T) {
	r := New()
	for text, want := range map[string]string{
		"It came on the second day of the raid.":       "aside",
		"The rebels blew up a passenger jet.":          "-",
		"The rebels blew up a warplane.":               "1..1",
		"She sleeps under two warm blankets.":          "2..2",
		"It costs under two dollars.":                  "-Inf..2",
		"The ship fired five-inch shells.":             "aside",
		"The planes dropped 500-pound bombs.":          "226.796185..226.796185",
		"The paper cited three officials.":             "aside",
		"Three girls were hurt, all of them under 15.": "3..3",
	} {
		got := "-"
		if all := r.Read(token.Read(text), nil); len(all) > 0 {
			f := all[0]
			if got = fmt.Sprintf("%v..%v", f.Low, f.High); f.Aside != "" {
				got = "aside"
			}
		}
		if got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}
