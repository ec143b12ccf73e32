package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"muster/desk"
	"muster/index"
	"muster/news"
)

// perPage is how many records a page lists: a page under 60 kB.
const perPage = 20

// list is what every page of a list knows.
type list struct {
	Q     string
	Total uint64
	Skip  int
	// size is how many records the page lists, 0 for perPage.
	size   int
	values url.Values
	path   string
}

func (l list) per() int { return cmp.Or(l.size, perPage) }

func listOf(r *http.Request) list {
	skip, err := strconv.Atoi(r.FormValue("skip"))
	if err != nil || skip < 0 {
		skip = 0
	}
	return list{Q: r.FormValue("q"), Skip: skip, values: r.URL.Query(), path: r.URL.Path}
}

// First and Last count the records shown from one.
func (l list) First() int { return l.Skip + 1 }

// Last is the number of the last record shown.
func (l list) Last() int { return min(l.Skip+l.per(), int(l.Total)) }

// With is the address of this list with one value set, from its beginning;
// an empty value is left out.
func (l list) With(key, value string) string {
	v := url.Values{}
	for k, old := range l.values {
		v[k] = old
	}
	v.Del("skip")
	v.Del(key)
	if value != "" {
		v.Set(key, value)
	}
	if len(v) == 0 {
		return l.path
	}
	return l.path + "?" + v.Encode()
}

// Live is where the list hears of what comes.
func (l list) Live() string {
	l.path = livePath
	return l.With("skip", "")
}

// Atom is the list as a feed.
func (l list) Atom() string {
	l.path = "/feed.atom"
	return l.With("skip", "")
}

// Board is the list as a board.
func (l list) Board() string {
	l.path = "/"
	return l.With("skip", "")
}

// narrowing tells one list of findings from another: its query, or where it is
// narrowed by more than that, all it is narrowed by.
func (l list) narrowing() string {
	v := url.Values{}
	for k, old := range l.values {
		if strings.Join(old, "") != "" && k != "skip" && k != "sort" {
			v[k] = old
		}
	}
	if len(v) == 0 || len(v) == 1 && v.Has("q") {
		return v.Get("q")
	}
	return v.Encode()
}

// Earlier is the address of the page before; empty on the first.
func (l list) Earlier() string {
	if l.Skip == 0 {
		return ""
	}
	if l.Skip <= l.per() {
		return l.With("skip", "")
	}
	return l.With("skip", strconv.Itoa(l.Skip-l.per()))
}

// Later is the address of the next page; empty on the last.
func (l list) Later() string {
	if l.Skip+l.per() >= int(l.Total) {
		return ""
	}
	return l.With("skip", strconv.Itoa(l.Skip+l.per()))
}

// Narrowed is the address with one more condition in the query.
func (l list) Narrowed(field index.Facet, value string) string {
	return l.With("q", l.narrower(field, value))
}

// narrower is the query with one more condition.
func (l list) narrower(field index.Facet, value string) string {
	return strings.TrimSpace(l.Q + " " + desk.Condition(field, value))
}

// kinds are the choices of the board, those that matter most first.
var kinds = []news.FindingKind{
	news.Contradiction, news.Dispute, news.Transcription, news.Correction, news.Update, news.HedgeDrift, news.Arithmetic, news.Outcome, news.Agreement, news.Unsure,
}

// choice is a value of a filter, and how it is told.
type choice struct{ Value, Words string }

// times and severities are what the board can be narrowed to: published since
// so long ago, and from so severe on.
var (
	times      = []choice{{"1d", "the last day"}, {"7d", "7 days"}, {"30d", "30 days"}, {"365d", "a year"}}
	severities = []choice{{"0.1", "10 of 100"}, {"0.25", "25 of 100"}, {"0.5", "50 of 100"}}
)

type board struct {
	list
	Since, Least      string
	Times, Severities []choice
	Kind, Order       string
	Kinds             []news.FindingKind
	Findings          []news.Finding
	Marks             map[string]desk.Mark
	Marked            desk.Verdict
	Verdicts          []desk.Verdict
	Near              []string
	Behind            string
	Shown             []narrowing
	Sampled           uint64
	Stats             index.Stats
}

// card is a finding of the board and what was said of it.
type card struct {
	Finding news.Finding
	Mark    desk.Mark
}

func (b board) Title() string { return "Contradictions" }

// Day is the day that the board begins with, "" where it is asked for by how
// long ago or not at all.
func (b board) Day() news.Day {
	day, err := news.ParseDay(b.Since)
	if err != nil {
		return ""
	}
	return day
}

func conflictsOf(r *http.Request, l list) desk.ConflictsRequest {
	q := desk.ConflictsRequest{Query: l.Q, Limit: perPage, Skip: l.Skip, Sort: index.Severest, Since: sinceOf(r.FormValue("since"), time.Now())}
	if k := r.FormValue("kind"); k != "" {
		q.Kinds = []news.FindingKind{news.FindingKind(k)}
	}
	if v, err := strconv.ParseFloat(r.FormValue("min"), 64); err == nil && v >= 0 && v <= 1 {
		q.Severity = v
	}
	if m := r.FormValue("mark"); m != "" {
		q.Marks = []desk.Verdict{desk.Verdict(m)}
	}
	if r.FormValue("sort") == string(index.Newest) {
		q.Sort = index.Newest
	}
	return q
}

// sinceOf reads a day, or how many days ago: "7d". What is neither is no
// bound.
func sinceOf(text string, now time.Time) news.Day {
	if d, err := news.ParseDay(text); err == nil {
		return d
	}
	if n, err := strconv.Atoi(strings.TrimSuffix(text, "d")); err == nil && n >= 0 && n < 1e5 && strings.HasSuffix(text, "d") {
		return news.DayOf(now.UTC().AddDate(0, 0, -n))
	}
	return ""
}

func (s *site) board(r *http.Request) (any, string, error) {
	b := board{list: listOf(r), Since: r.FormValue("since"), Least: r.FormValue("min"), Times: times, Severities: severities, Kind: r.FormValue("kind"), Order: r.FormValue("sort"), Kinds: kinds, Marked: desk.Verdict(r.FormValue("mark")), Verdicts: marksAsked}
	q := conflictsOf(r, b.list)
	q.Brief, q.Facets, q.Sample = true, boardFacets, boardSample
	a, err := s.Desk.Conflicts(r.Context(), q)
	if err != nil {
		return nil, "", err
	}
	b.Total, b.Findings, b.Marks, b.Near, b.Sampled, b.Behind = a.Total, a.Findings, a.Marks, a.Near, a.Sampled, a.Behind
	b.Shown = s.narrowings(b.list, boardFacets, a.Facets)
	b.Stats, err = s.stats(r.Context())
	return b, "board.html", err
}

// marksAsked are what the board can be asked for beside what is not dealt with.
var marksAsked = append(slices.Clone(desk.Verdicts), desk.Unmarked, desk.AnyMark)

type finding struct {
	news.Finding
	Q, Name  string
	Mark     *desk.Mark
	Verdicts []desk.Verdict
	// Open says that the reader may mark, Reader who that is where it is known.
	Open   bool
	Reader string
	// Asked finds the other answers to its question.
	Asked string
	// Around is what stands about the sentence of a claim, by its ID.
	Around map[string]around
}

// Is reports whether the finding is marked so.
func (f finding) Is(v desk.Verdict) bool { return f.Mark != nil && f.Mark.Verdict == v }

// longestChoice is how much of what a side says is shown where it is chosen, in
// bytes.
const longestChoice = 80

// Choices are the sides, by their numbers from 1 on.
func (f finding) Choices() []choice {
	out := make([]choice, len(f.Sides))
	for i, s := range f.Sides {
		said := s.Stated
		if said == "" {
			said = interval(s.Low, s.High)
		}
		out[i] = choice{strconv.Itoa(i + 1), cut(clean(said+" · "+strings.Join(s.Sources, ", ")), longestChoice)}
	}
	return out
}

// Vindicates reports whether the mark says that the side of a number turned out
// right.
func (f finding) Vindicates(side string) bool {
	if f.Mark == nil || len(f.Mark.Right) == 0 {
		return false
	}
	right, err := desk.SideOf(f.Finding, side)
	return err == nil && slices.Equal(right, f.Mark.Right)
}

func (f finding) Title() string { return f.Name }

func (s *site) finding(r *http.Request) (any, string, error) {
	a, err := s.Desk.Show(r.Context(), desk.ShowRequest{ID: r.PathValue("id")})
	if err == nil && a.Finding == nil {
		err = index.ErrNotFound
	}
	if err != nil {
		return nil, "", err
	}
	near, err := s.around(r.Context(), *a.Finding)
	if err != nil {
		return nil, "", err
	}
	return finding{Around: near, Finding: *a.Finding, Name: s.Words.Asked(a.Finding.Question), Mark: a.Mark, Verdicts: desk.Verdicts, Open: s.Marks != nil, Reader: userOf(r), Asked: desk.AsQuery(a.Finding.Question)}, "finding.html", nil
}

type claim struct {
	news.Claim
	Q, Name  string
	Former   bool
	Findings []news.Finding
}

func (c claim) Title() string { return c.Name }

func (s *site) claim(r *http.Request) (any, string, error) {
	a, err := s.Desk.Show(r.Context(), desk.ShowRequest{ID: r.PathValue("id")})
	if err == nil && a.Claim == nil {
		err = index.ErrNotFound
	}
	if err != nil {
		return nil, "", err
	}
	return claim{Claim: *a.Claim, Former: a.Former, Findings: a.Findings, Name: s.Words.Told(*a.Claim)}, "claim.html", nil
}

type article struct {
	desk.ArticleAnswer
	Q     string
	Story Story
	// Told is the text with its claims marked, empty where no text is kept;
	// Cut says that it goes on.
	Told []paragraph
	Cut  bool
}

func (a article) Title() string { return clean(a.Set.Article.Title) }

func (s *site) article(r *http.Request) (any, string, error) {
	a, err := s.Desk.Article(r.Context(), desk.ArticleRequest{ID: r.PathValue("id")})
	p := article{ArticleAnswer: a}
	if err != nil || s.Newsroom == nil {
		return p, "article.html", err
	}
	p.Story, err = s.Newsroom.Story(r.Context(), a.Set.Article.ID)
	p.Told, p.Cut = tell(p.Story.Article.Text, a.Set.Claims)
	return p, "article.html", err
}

type search struct {
	list
	Order string
	// Found are the claims, those of one sentence together.
	Found []sentence
	// Near says, where nothing is found, what came near.
	Near    []string
	Shown   []narrowing
	Sampled uint64
	Orders  []index.Sort
}

func (s search) Title() string { return "Search" }

// facets are what the search counts, boardFacets what the board does.
var (
	facets      = []index.Facet{index.ByCountry, index.ByMeasure, index.BySource, index.ByOutlet, index.ByKind}
	boardFacets = []index.Facet{index.ByKind, index.ByCountry, index.ByMeasure, index.BySource}
)

// sample and boardSample are among how many of the newest facets are counted
// where very many are found: counting all of a hundred thousand takes longer
// than finding them, and a finding has the sources of all its claims.
const (
	sample      = 4000
	boardSample = 1000
)

func (s *site) search(r *http.Request) (any, string, error) {
	p := search{list: listOf(r), Order: r.FormValue("sort"), Orders: []index.Sort{index.Newest, index.Oldest, index.Relevance}}
	if p.Order == "" {
		p.Order = string(index.Newest)
	}
	a, err := s.Desk.Find(r.Context(), desk.FindRequest{Query: p.Q, Limit: perPage, Skip: p.Skip, Sort: index.Sort(p.Order), Facets: facets, Sample: sample})
	p.Total, p.Found, p.Near, p.Sampled = a.Total, sentences(a.Claims), a.Near, a.Sampled
	p.Shown = s.narrowings(p.list, facets, a.Facets)
	return p, "search.html", err
}

type question struct {
	desk.QuestionAnswer
	Q, Name string
	// More is where more claims are weighed, "" where as many as ever are.
	More string
}

// newestWeighed is how many of the newest claims a page weighs before it is
// asked for more: an answer within the twentieth of a second.
const newestWeighed = 60

func (q question) Title() string { return q.Name }

func (s *site) question(r *http.Request) (any, string, error) {
	p := question{Q: r.FormValue("q")}
	asked := desk.QuestionRequest{Query: p.Q, Newest: newestWeighed}
	if n, err := strconv.Atoi(r.FormValue("newest")); err == nil {
		asked.Newest = n
	}
	a, err := s.Desk.Question(r.Context(), asked)
	if a.Left > 0 && asked.Newest < desk.ManyWeighed {
		p.More = "/question?" + url.Values{"q": {p.Q}, "newest": {strconv.Itoa(desk.ManyWeighed)}}.Encode()
	}
	p.QuestionAnswer, p.Name = a, s.Words.Asked(a.Question)
	return p, "question.html", err
}

type sources struct {
	desk.SourcesAnswer
	Q, Order string
}

func (sources) Title() string { return "Sources" }

// manySources is how many sources one page lists.
const manySources = 100

func (s *site) sources(r *http.Request) (any, string, error) {
	p := sources{Q: r.FormValue("q"), Order: r.FormValue("sort")}
	var err error
	if p.Q == "" {
		p.SourcesAnswer, err = s.allSources(r.Context())
	} else {
		p.SourcesAnswer, err = s.Desk.Sources(r.Context(), desk.SourcesRequest{Query: p.Q, Limit: manySources})
	}
	if p.Order == "contradicted" {
		p.Sources = slices.Clone(p.Sources)
		slices.SortStableFunc(p.Sources, func(a, b desk.Source) int { return cmp.Compare(b.Contradicted, a.Contradicted) })
	}
	return p, "sources.html", err
}
