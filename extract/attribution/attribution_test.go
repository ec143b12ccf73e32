package attribution

import (
	"io/fs"
	"strings"
	"testing"

	"muster/extract/entity"
	"muster/extract/rule"
	"muster/extract/syntax"
	"muster/extract/token"
	"muster/news"
)

var (
	reader   = New()
	entities = entity.New()
)

func read(text string) *Reports {
	t := token.Read(text)
	f := syntax.NewForest(t)
	return reader.Read(t, f, entities.Read(t, f, entity.Context{}))
}

// TestClasses runs the examples of class.rule: "source | kind; source | kind".
func TestClasses(t *testing.T) {
	rules, err := rule.Read(data, "en/class.rule")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rules {
		for _, ex := range r.Yes {
			var got []string
			for _, a := range read(ex.Text).All {
				src := a.Mention.Text
				if src == "" {
					src = "-"
				}
				got = append(got, src+" | "+string(a.CueKind))
			}
			if g := strings.Join(got, "; "); g != ex.Want {
				t.Errorf("%s:%d: %q\n got %s\nwant %s", r.File, ex.Line, ex.Text, g, ex.Want)
			}
		}
		for _, ex := range r.No {
			if all := read(ex.Text).All; len(all) > 0 {
				t.Errorf("%s:%d: %q gave %q by %q", r.File, ex.Line, ex.Text, all[0].Cue.Text, all[0].Mention.Text)
			}
		}
	}
}

// TestPhrases runs the examples of phrase.rule: the source.
func TestPhrases(t *testing.T) {
	rules, err := rule.Read(data, "en/phrase.rule")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rules {
		by := func(text string) (string, bool) {
			for _, a := range read(text).All {
				if rec := phraseOf(a, r); rec {
					return a.Mention.Text, true
				}
			}
			return "", false
		}
		for _, ex := range r.Yes {
			if got, _ := by(ex.Text); got != ex.Want {
				t.Errorf("%s:%d: %q gave %q, want %q", r.File, ex.Line, ex.Text, got, ex.Want)
			}
		}
		for _, ex := range r.No {
			if got, ok := by(ex.Text); ok {
				t.Errorf("%s:%d: %q gave %q", r.File, ex.Line, ex.Text, got)
			}
		}
	}
}

// phraseOf reports whether the cue of a is one of the rule's.
func phraseOf(a news.Attribution, r rule.Rule) bool {
	for _, ps := range reader.lex.phrases {
		for _, p := range ps {
			if p.rule.Name != r.Name {
				continue
			}
			toks := token.Read(a.Cue.Text + " " + a.Mention.Text).Sentences[0].Tokens
			n := len(token.Read(a.Cue.Text).Sentences[0].Tokens)
			end, _ := p.match.Match(toks, 0, func(string, []token.Token, int) int { return 1 })
			if end == n+1 {
				return true
			}
		}
	}
	return false
}

// TestListsAreRead reads every list file and asks for known sections.
func TestListsAreRead(t *testing.T) {
	files, err := fs.Glob(data, "en/*.list")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d lists, %v", len(files), err)
	}
	for _, f := range files {
		if _, err := rule.ReadList(data, f); err != nil {
			t.Error(err)
		}
	}
	for _, ps := range reader.lex.verbs {
		for _, v := range ps {
			if !kinds[v.kind] {
				t.Errorf("verb %q has unknown kind %q", v.name, v.kind)
			}
		}
	}
}

var kinds = map[news.CueKind]bool{
	news.Says: true, news.Reports: true, news.AccordingTo: true, news.Told: true, news.Quoted: true,
	news.Estimates: true, news.Confirms: true, news.AlsoClaims: true, news.Denies: true,
	news.Expects: true, news.Refuses: true, news.Asks: true, news.Holds: true,
}

func TestInflect(t *testing.T) {
	for _, c := range []struct {
		verb, word string
		attrs      map[string]string
		want       form
	}{
		{"deny", "denies", nil, third},
		{"deny", "denied", nil, past | participle},
		{"say", "said", map[string]string{"past": "said"}, past | participle},
		{"write", "wrote", map[string]string{"past": "wrote", "part": "written"}, past},
		{"write", "written", map[string]string{"past": "wrote", "part": "written"}, participle},
		{"write", "writing", nil, ing},
		{"admit", "admitted", map[string]string{"double": "yes"}, past | participle},
		{"admit", "admitting", map[string]string{"double": "yes"}, ing},
		{"press", "presses", nil, third},
		{"agree", "agreeing", nil, ing},
		{"agree", "agreed", nil, past | participle},
		{"forecast", "forecast", map[string]string{"past": "forecast"}, base | past | participle},
	} {
		if got := inflect(c.verb, c.attrs)[c.word]; got != c.want {
			t.Errorf("%q of %q: form %b, want %b", c.word, c.verb, got, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("\"We hold,\" said Kask. He told Reuters: “Go”, citing two officials (AP) — denied by none.")
	f.Add("KYIV (Reuters) - 'x' \xff said\n\n''According to")
	f.Fuzz(func(t *testing.T, s string) {
		r := read(s)
		for _, a := range r.All {
			for _, sp := range []news.Span{a.Cue, a.Mention, a.Content} {
				if sp.Start < 0 || sp.End > len(s) || sp.Start > sp.End || s[sp.Start:sp.End] != sp.Text {
					t.Fatalf("span %+v is not of %q", sp, s)
				}
			}
			if a.Cue.Empty() {
				t.Fatalf("an attribution without a cue in %q", s)
			}
		}
		for i := 0; i < len(s); i += 7 {
			chain, _ := r.Chain(news.Cut(s, i, len(s)))
			for _, a := range chain {
				if a.Source.Name == "" || a.Certainty <= 0 || a.Certainty > 1 {
					t.Fatalf("link %+v in the chain of byte %d of %q", a, i, s)
				}
			}
		}
	})
}

// article is written for the benchmark: about 500 words, as many cues as news
// has.
var article = strings.Repeat(`The defence ministry said on Monday that 40 tanks had reached the border, two days after the convoy left its base. The move had been expected since March.

"We will not wait for another winter," said Anna Kask, who heads the committee. "The brigade needs houses, roads and a range." She added that the second battalion would come in May, according to the plan.

Two officials told Reuters that the vote, which was held behind closed doors, had been close. The agency's sources declined to comment on the sum. The neighbours, citing the treaty, denied that any limit had been passed and called for talks.

The town lies on a river. Its bridge was built in 1974 and carries one road and one railway line, both of which the army uses in summer.
`, 4)

// BenchmarkRead is the whole layer: tokens and entities are given, the trees
// it asks for are made.
func BenchmarkRead(b *testing.B) {
	t := token.Read(article)
	m := entities.Read(t, syntax.NewForest(t), entity.Context{})
	b.SetBytes(int64(len(article)))
	for b.Loop() {
		reader.Read(t, syntax.NewForest(t), m)
	}
}

// BenchmarkReadTreesGiven is the layer alone, the trees made before.
func BenchmarkReadTreesGiven(b *testing.B) {
	t := token.Read(article)
	f := syntax.NewForest(t)
	m := entities.Read(t, f, entity.Context{})
	reader.Read(t, f, m)
	b.SetBytes(int64(len(article)))
	for b.Loop() {
		reader.Read(t, f, m)
	}
}

// BenchmarkChain asks for the chain of every sentence.
func BenchmarkChain(b *testing.B) {
	t := token.Read(article)
	f := syntax.NewForest(t)
	r := reader.Read(t, f, entities.Read(t, f, entity.Context{}))
	for b.Loop() {
		for i := range t.Sentences {
			s := &t.Sentences[i]
			r.Chain(news.Cut(article, s.Start, s.End))
		}
	}
}
