package attribution

import (
	"fmt"
	"strings"
	"testing"

	"muster/extract/entity"
	"muster/extract/rule"
	"muster/extract/syntax"
	"muster/extract/token"
	"muster/lexicon/listtest"
	"muster/news"
)

// TestRows runs the example of each row of the lists, with the row and without
// it: an example says the kind of the cue and who speaks, "who:rights-monitors".
func TestRows(t *testing.T) {
	known := map[string]parsed{}
	lists := listtest.Read(t, data, "en/verb.list", "en/attitude.list", "en/hedge.list", "en/word.list")
	listtest.Rows(t, lists, func(lists listtest.Lists) listtest.Reader {
		lex, err := readLexicon(func(name string) ([]rule.Entry, error) { return lists["en/"+name+".list"], nil })
		if err != nil {
			t.Fatal(err)
		}
		r := &Reader{lex: lex} // without weights all who may vouch do, whatever is learned
		return func(text string) string {
			p, ok := known[text]
			if !ok {
				p.text = token.Read(text)
				p.forest = syntax.NewForest(p.text)
				p.mentions = entities.Read(p.text, p.forest, entity.Context{})
				known[text] = p
			}
			return told(r.Read(p.text, p.forest, p.mentions))
		}
	})
}

// parsed is what a text's attributions are read from, which no list changes.
type parsed struct {
	text     *token.Text
	forest   *syntax.Forest
	mentions *entity.Mentions
}

// told is who says what, as the examples of lists write it, and on whose word the
// first figure stands, "chain:witnesses,Reuters alleged", with the features that
// were weighed for it.
func told(r *Reports) string {
	var all []string
	for _, a := range r.All {
		all = append(all, string(a.CueKind), "who:"+dashed(a.Source.Name), string(a.Source.Kind), "what:"+dashed(a.Content.Text), "cue:"+dashed(a.Cue.Text))
		if a.Source.Count > 0 {
			all = append(all, fmt.Sprint("count:", a.Source.Count))
		}
	}
	figure := strings.IndexAny(r.text.Source, "0123456789")
	if figure < 0 {
		return strings.Join(all, " ")
	}
	for _, c := range r.Candidates(figure) {
		for _, f := range c.Features {
			all = append(all, dashed(f))
		}
	}
	chain, mood := r.Chain(news.Cut(r.text.Source, figure, figure+1))
	var names []string
	for _, a := range chain {
		names = append(names, dashed(a.Source.Name))
	}
	if len(names) > 0 {
		all = append(all, "chain:"+strings.Join(names, ","))
	}
	return strings.Join(append(all, string(mood.Modality), string(mood.Polarity)), " ")
}

func dashed(s string) string { return strings.ReplaceAll(s, " ", "-") }
