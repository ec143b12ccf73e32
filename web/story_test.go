package web

import (
	"strings"
	"testing"
	"time"

	"muster/news"
)

// TestTell: brackets are the marks that claims leave in a text.
func TestTell(t *testing.T) {
	for _, c := range []struct {
		text    string
		figures []string
		want    string
	}{
		{"It has 40 tanks.", []string{"40 tanks"}, "It has [40 tanks]."},
		{"It has 40 tanks and 7 guns.\n\nMore: 9.", []string{"7 guns", "40 tanks", "9"}, "It has [40 tanks] and [7 guns]. |More: [9]."},
		{"40 tanks\n", []string{"40 tanks", "40"}, "[40 tanks]"},
		{"It has 40 tanks.", []string{"60 tanks"}, "It has 40 tanks."},
		{"  \n\n\u202eIt has 40 tanks.", nil, "It has 40 tanks."},
		{"", nil, ""},
	} {
		var claims []news.Claim
		for _, f := range c.figures {
			at := max(strings.Index(c.text, f), 0)
			claims = append(claims, news.Claim{Figure: &news.Figure{Span: news.Span{Start: at, End: at + len(f), Text: f}}})
		}
		told, _ := tell(c.text, claims)
		var got []string
		for _, p := range told {
			line := ""
			for _, piece := range p {
				if piece.Claim != nil {
					piece.Text = "[" + piece.Text + "]"
				}
				line += piece.Text
			}
			got = append(got, line)
		}
		if g := strings.Join(got, "|"); strings.TrimSpace(g) != c.want {
			t.Errorf("%q: %q, want %q", c.text, g, c.want)
		}
	}
}

// TestTellLong: a long text is cut, one that is a single word too.
func TestTellLong(t *testing.T) {
	for _, text := range []string{strings.Repeat("w", 1<<20), strings.Repeat("Ein Satz über Zahlen.\n", 1<<16)} {
		told, beyond := tell(text, nil)
		n := 0
		for _, p := range told {
			n += len(p[0].Text)
		}
		if !beyond || n == 0 || n > longestStory+8 {
			t.Errorf("%d bytes are told, beyond %v", n, beyond)
		}
	}
}

// TestSentences: claims of one sentence stand together, wherever it stands in
// its article.
func TestSentences(t *testing.T) {
	claim := func(article string, at int, figure string) news.Claim {
		const text = "It has 40 tanks and 7 guns."
		from := at + strings.Index(text, figure)
		return news.Claim{
			ID: figure, Article: news.ArticleRef{ID: article}, Sentence: news.Span{Start: at, End: at + len(text), Text: text},
			Figure: &news.Figure{Span: news.Span{Start: from, End: from + len(figure), Text: figure}},
		}
	}
	got := sentences([]news.Claim{claim("a", 90, "40 tanks"), claim("a", 90, "7 guns"), claim("b", 90, "40 tanks"), claim("a", 90, "7 guns")})
	if len(got) != 3 || len(got[0].Claims) != 2 || len(got[0].Told) != 1 || len(got[0].Told[0]) != 5 || got[0].Told[0][3].Text != "7 guns" {
		t.Errorf("%+v", got)
	}
}

// TestQuotes: what copies say again is quoted once.
func TestQuotes(t *testing.T) {
	say := func(id, text string) news.Claim { return news.Claim{ID: id, Sentence: news.Span{Text: text}} }
	got := quotes(3, []news.Claim{say("1", "a"), say("2", "b"), say("3", "a"), say("4", "c")})
	if len(got) != 2 || len(got[0].All) != 2 || got[0].All[1].ID != "3" || got[1].First.ID != "2" {
		t.Errorf("%+v", got)
	}
}

func TestAgo(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for d, want := range map[time.Duration]string{0: "now", -2 * time.Minute: "2 min ago", 3 * time.Hour: "in 3 h", -49 * time.Hour: "2 days ago", 89 * time.Minute: "in 89 min"} {
		if got := ago(now.Add(d), now); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
	if got := ago(time.Time{}, now); got != "never" {
		t.Errorf("never: %q", got)
	}
}
