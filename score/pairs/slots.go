package pairs

import (
	"math"
	"path/filepath"
	"strings"
	"time"

	"muster/news"
)

// report is one side of a row of pairs.jsonl.
type report struct {
	Outlet  string   `json:"outlet"`
	Date    string   `json:"date"`
	Low     *float64 `json:"lo"`
	High    *float64 `json:"hi"`
	What    string   `json:"what"`
	Speaker string   `json:"speaker"`
}

type pairRow struct {
	ID         string `json:"id"`
	Premise    string `json:"premise"`
	Hypothesis string `json:"hypothesis"`
	Label      string `json:"label"`
	Note       string `json:"note"`
	Topic      string `json:"topic"`
	A          report `json:"a"`
	B          report `json:"b"`
}

// side is one side of a row of article_pairs.jsonl.
type side struct {
	ID          string   `json:"id"`
	Outlet      string   `json:"outlet"`
	Published   string   `json:"published"`
	Sentence    string   `json:"sentence"`
	Paraphrase  string   `json:"paraphrase"`
	FigureText  string   `json:"figure_text"`
	Low         *float64 `json:"lo"`
	High        *float64 `json:"hi"`
	Approx      string   `json:"approx"`
	Unit        string   `json:"unit"`
	Scope       string   `json:"scope"`
	AsOf        string   `json:"as_of"`
	Modality    string   `json:"modality"`
	Attribution []string `json:"attribution"`
}

type articleRow struct {
	Cluster string `json:"cluster"`
	Topic   string `json:"topic"`
	Label   string `json:"label"`
	A       side   `json:"a"`
	B       side   `json:"b"`
	Why     string `json:"why"`
}

// Slots judges all pairs from the gold's slots.
func Slots(goldDir string) ([]Row, error) {
	pairs, err := readLines[pairRow](filepath.Join(goldDir, "crosscheck", "pairs.jsonl"))
	if err != nil {
		return nil, err
	}
	articles, err := readLines[articleRow](filepath.Join(goldDir, "crosscheck", "article_pairs.jsonl"))
	if err != nil {
		return nil, err
	}
	world := readNations(goldDir)
	var out []Row
	for _, p := range pairs {
		r := Row{Set: "pairs", ID: p.ID, Gold: label(p.Label), Note: p.Note, A: p.Premise, B: p.Hypothesis}
		cluster := p.ID[:strings.LastIndexByte(p.ID, '-')]
		r.Got, r.Why = answer(world.place(p.A.claim(p.Premise, p.Topic, cluster), p.A.What, p.Topic), world.place(p.B.claim(p.Hypothesis, p.Topic, cluster), p.B.What, p.Topic))
		out = append(out, r)
	}
	for _, p := range articles {
		r := Row{Set: "article_pairs", ID: p.Cluster + ": " + p.Topic, Gold: label(p.Label), Note: p.Why,
			A: p.A.Sentence + p.A.Paraphrase, B: p.B.Sentence + p.B.Paraphrase}
		r.Got, r.Why = answer(world.place(p.A.claim(p.Topic, p.Cluster), p.A.FigureText, p.Topic), world.place(p.B.claim(p.Topic, p.Cluster), p.B.FigureText, p.Topic))
		out = append(out, r)
	}
	return out, nil
}

func (r report) claim(sentence, topic, cluster string) news.Claim {
	c := news.Claim{
		Kind: news.FigureClaim, Sentence: news.Span{End: len(sentence), Text: sentence}, Confidence: 1,
		Article: news.ArticleRef{ID: r.Outlet + r.Date + sentence, Outlet: r.Outlet, Published: day(r.Date)},
		Figure:  figure(r.Low, r.High, ""),
	}
	c.Attribution = chain(strings.Split(r.Speaker, "<-"), r.Outlet)
	what := strings.ToLower(r.What)
	if i := strings.Index(what, "(as of "); i >= 0 {
		c.When = month(what[i+len("(as of ") : strings.IndexByte(what[i:], ')')+i])
		what = what[:i]
	}
	c.Figure.Text, c.Figure.Noun = r.What, what
	fill(&c, what, strings.ToLower(topic), cluster)
	return c
}

func (s side) claim(topic, cluster string) news.Claim {
	text := s.Sentence + s.Paraphrase
	c := news.Claim{
		Kind: news.FigureClaim, Sentence: news.Span{End: len(text), Text: text}, Confidence: 1,
		Article:  news.ArticleRef{ID: s.ID, Outlet: s.Outlet, Published: day(s.Published)},
		Figure:   figure(s.Low, s.High, s.Approx),
		Modality: news.Modality(s.Modality),
	}
	if s.ID == "" {
		c.Article.ID = s.Outlet + s.Published
	}
	c.Figure.Scope = news.Scope(s.Scope)
	c.Figure.Text = s.FigureText
	if i := strings.Index(text, s.FigureText); i >= 0 {
		c.Figure.Span = news.Span{Start: i, End: i + len(s.FigureText), Text: s.FigureText}
	}
	c.Attribution = chain(s.Attribution, s.Outlet)
	if from, to, ok := strings.Cut(s.AsOf, "/"); ok {
		c.When = news.When{From: news.Day(from), To: news.Day(to), Precision: news.ByPeriod}
	} else if s.AsOf != "" {
		c.When = news.On(news.Day(s.AsOf))
	}
	near := window(text, c.Figure.Span)
	c.Figure.Noun = strings.ToLower(s.FigureText)
	c.Figure.Unit = unitOf(s.Unit)
	fill(&c, strings.ToLower(s.FigureText), strings.ToLower(topic)+" | "+near, cluster)
	return c
}

// window is the text close around the figure: where its own verb stands.
func window(text string, at news.Span) string {
	lo, hi := max(0, at.Start-40), min(len(text), at.End+40)
	return strings.ToLower(text[lo:hi])
}

// figure makes the gold's interval a figure; approx is the gold's word for the
// hedge, empty where only the interval is given.
func figure(low, high *float64, approx string) *news.Figure {
	f := &news.Figure{Low: math.Inf(-1), High: math.Inf(1), Hedge: news.Exact}
	if low != nil {
		f.Low = *low
	}
	if high != nil {
		f.High = *high
	}
	switch approx {
	case "exact", "about", "almost", "over", "under", "vague":
		f.Hedge = news.Hedge(approx)
	case "at_least":
		f.Hedge = news.AtLeast
	case "just_over":
		f.Hedge, f.Noun = news.Over, "just over"
	case "up_to":
		f.Hedge = news.AtMost
	case "range":
		f.Hedge = news.Between
	case "":
		f.Hedge = hedgeOf(f.Low, f.High)
	}
	return f
}

func hedgeOf(low, high float64) news.Hedge {
	switch {
	case math.IsInf(high, 1):
		return news.Over
	case low == 0 && high > 0:
		return news.AtMost
	case low < high:
		return news.Between
	}
	return news.Exact
}

func chain(names []string, outlet string) []news.Attribution {
	var out []news.Attribution
	for _, n := range names {
		n = strings.TrimSpace(n)
		if n == "" || strings.HasPrefix(n, "unattributed") || n == outlet {
			continue
		}
		out = append(out, news.Attribution{Source: news.Source{Name: n, Kind: kindOf(n)}, CueKind: news.Says})
	}
	return append(out, news.Attribution{Source: news.Source{Name: outlet, Kind: news.Online}, CueKind: news.Publishes})
}

func kindOf(name string) news.SourceKind {
	for _, w := range []string{"official", "source", "analysts", "estimates", "authorities", "unnamed", "spokes"} {
		if strings.Contains(strings.ToLower(name), w) {
			return news.Anonymous
		}
	}
	return news.Person
}

// day reads 2024-02-25; zero for none and for a month, whose day is not known.
func day(s string) time.Time {
	if t, err := time.Parse("2006-01-02", s); err == nil {
		return t.Add(12 * time.Hour)
	}
	return time.Time{}
}

func month(s string) news.When {
	t, err := time.Parse("2006-01", s)
	if err != nil {
		return news.When{}
	}
	return news.When{From: news.DayOf(t), To: news.DayOf(t.AddDate(0, 1, -1)), Precision: news.ByMonth}
}
