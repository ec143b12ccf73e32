package crosscheck

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"time"

	"muster/extract/entity"
	"muster/extract/syntax"
	"muster/extract/token"
	"muster/news"
	"muster/score/goldfile"
)

// reader turns gold rows into claims as the extractor would give them if it
// read every slot right.
type reader struct {
	dir      string
	entities *entity.Reader
	known    map[string]news.Entity
}

func newReader(dir string) *reader {
	return &reader{dir: dir, entities: entity.New(), known: map[string]news.Entity{}}
}

// row is one claim of claims2.
type row struct {
	Sentence    string
	FigureText  string `json:"figure_text"`
	Lo, Hi      *float64
	Approx      string
	Unit        string
	Counted     string
	Predicate   string
	By, Of, To  []string
	Subject     []string
	Place       []string
	AsOf        *string `json:"as_of"`
	Scope       string
	Modality    string
	Attribution []string
	Event       string
	Unsure      []string
	Start, End  int
}

func (r *reader) article(id string) (a news.Article, claims []news.Claim, err error) {
	var g struct {
		Outlet, Published string
		Claims            []row
	}
	if err := goldfile.ReadJSON(filepath.Join(r.dir, "claims2", id+".json"), &g); err != nil {
		return a, nil, err
	}
	var t struct{ Title, URL, Text string }
	if err := goldfile.ReadJSON(filepath.Join(r.dir, "articles2", id+".json"), &t); err != nil {
		return a, nil, err
	}
	a = news.Article{ID: id, URL: t.URL, Title: t.Title, Text: t.Text, Outlet: outlet(g.Outlet)}
	if g.Published != "" {
		if a.Published, err = time.Parse(time.DateOnly, g.Published); err != nil {
			return a, nil, fmt.Errorf("score/crosscheck: %s: published: %w", id, err)
		}
	}
	offsets := goldfile.Offsets(t.Text)
	for i, c := range g.Claims {
		if c.Start < 0 || c.End >= len(offsets) || c.Start >= c.End {
			return a, nil, fmt.Errorf("score/crosscheck: %s: row %d has no place in the text", id, i)
		}
		span := news.Cut(t.Text, offsets[c.Start], offsets[c.End])
		claims = append(claims, r.claim(a, i, c, span))
	}
	return a, claims, nil
}

func outlet(name string) news.Source {
	if s, ok := entity.OutletByName(name); ok {
		return s
	}
	return news.Source{Name: name}
}

// claim is a gold row as a claim.
func (r *reader) claim(a news.Article, i int, g row, span news.Span) news.Claim {
	c := news.Claim{
		ID: fmt.Sprintf("%s/%d", a.ID, i), Article: a.Ref(), Kind: news.FigureClaim, Sentence: sentence(a.Text, g.Sentence, span),
		Figure: g.figure(span), Measure: measure(g.Predicate, g.Counted, g.By, g.Of),
		By: r.parties(g.By), Of: r.parties(g.Of), To: r.parties(g.To), Subject: r.parties(g.Subject), Place: r.places(g.Place),
		When: g.when(), Modality: news.Modality(g.Modality), Polarity: news.Asserted,
		Event: news.Event{ID: g.Event, Name: g.Event}, Confidence: 1,
	}
	if g.Modality == "denied" {
		c.Modality, c.Polarity = news.Actual, news.Denied
	}
	for _, name := range g.Attribution {
		c.Attribution = append(c.Attribution, news.Attribution{Source: r.source(name)})
	}
	for _, slot := range g.Unsure {
		if s, ok := slotNames[slot]; ok {
			if c.Unsure == nil {
				c.Unsure = map[news.Slot][]string{}
			}
			c.Unsure[s] = nil
		}
	}
	return c
}

var slotNames = map[string]news.Slot{
	"by": news.SlotBy, "of": news.SlotOf, "to": news.SlotTo, "subject": news.SlotSubject, "place": news.SlotPlace,
	"as_of": news.SlotWhen, "predicate": news.SlotAct, "counted": news.SlotCounted, "scope": news.SlotScope, "modality": news.SlotModality,
}

// sentence finds the sentence that the row quotes around its figure.
func sentence(text, quoted string, span news.Span) news.Span {
	for from := 0; quoted != ""; {
		i := strings.Index(text[from:], quoted)
		if i < 0 {
			break
		}
		if from+i <= span.Start && span.End <= from+i+len(quoted) {
			return news.Cut(text, from+i, from+i+len(quoted))
		}
		from += i + 1
	}
	return span
}

var hedges = map[string]news.Hedge{
	"just_over": news.Over, "at_least": news.AtLeast, "at_most": news.AtMost, "up_to": news.AtMost, "range": news.Between,
}

func (g row) figure(span news.Span) *news.Figure {
	f := &news.Figure{Span: span, Text: span.Text, Low: math.Inf(-1), High: math.Inf(1), Unit: news.Unit(strings.ReplaceAll(g.Unit, "_", "-")), Scope: news.Scope(g.Scope)}
	if g.Lo != nil {
		f.Low = *g.Lo
	}
	if g.Hi != nil {
		f.High = *g.Hi
	}
	if f.Hedge = hedges[g.Approx]; f.Hedge == "" {
		f.Hedge = news.Hedge(g.Approx)
	}
	if f.Scope == "change_factor" {
		f.Scope = news.ChangeOf
	}
	return f
}

// measure splits the gold's free predicate: what stands in brackets narrows it.
func measure(predicate, counted string, by, of []string) news.Measure {
	act, _, _ := strings.Cut(predicate, " (")
	return classify(news.Measure{Act: act, Of: strings.ReplaceAll(counted, "_", " ")})
}

func (g row) when() news.When {
	if g.AsOf == nil {
		return news.When{}
	}
	from, to, period := strings.Cut(*g.AsOf, "/")
	if !period {
		to = from
	}
	return news.When{From: news.Day(from), To: news.Day(to)}
}

func (r *reader) parties(names []string) (out []news.Party) {
	for _, name := range names {
		if isCode(name) {
			out = append(out, news.Nation(name))
			continue
		}
		e := r.entity(name)
		out = append(out, news.Party{Name: name, Country: e.Country})
	}
	return out
}

func isCode(name string) bool {
	return len(name) == 2 && strings.ToUpper(name) == name && name != "UN" && name != "EU"
}

func (r *reader) places(names []string) (out []news.Where) {
	for _, name := range names {
		if isCode(name) {
			out = append(out, news.Land(name))
			continue
		}
		out = append(out, news.Where{Name: name, Country: r.entity(name).Country, Kind: news.Spot})
	}
	return out
}

func (r *reader) source(name string) news.Source {
	if s, ok := entity.OutletByName(name); ok {
		return s
	}
	e := r.entity(name)
	s := news.Source{Name: name, Country: e.Country}
	if e.Kind == news.CountryName {
		s.Kind = news.Government
	}
	return s
}

// entity is the last thing with a country that a name mentions.
func (r *reader) entity(name string) news.Entity {
	if e, ok := r.known[name]; ok {
		return e
	}
	t := token.Read(name)
	var found news.Entity
	for _, e := range r.entities.Read(t, syntax.NewForest(t), entity.Context{}).All {
		if e.Country != "" {
			found = e
		}
	}
	r.known[name] = found
	return found
}
