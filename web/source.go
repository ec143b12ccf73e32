package web

import (
	"net/http"
	"slices"
	"strconv"

	"muster/desk"
	"muster/index"
	"muster/news"
)

// oneSource is the page of one source.
type oneSource struct {
	Q, Name string
	// Claims is how many claims it vouches for or carries, Newest some of them.
	Claims uint64
	Newest []news.Claim
	// Record is what it claims, how often it is contradicted, and by whom.
	Record desk.Source
	// Findings are the severest it stands on one side of, Total how many.
	Findings []news.Finding
	Total    uint64
	// Said is what readers made of all of them.
	Said []said
	// Flow is who copies whom, nil where nobody does.
	Flow *flow
	// Shown are the outlets that carry it, what it counts, of which countries.
	Shown   []narrowing
	Sampled uint64
}

// said is how many findings are marked so.
type said struct {
	Verdict desk.Verdict
	Count   uint64
}

// Title implements the head of a page.
func (s oneSource) Title() string { return clean(s.Name) }

// Found asks for all its claims.
func (s oneSource) Found() string { return "source:" + strconv.Quote(s.Name) }

var sourceFacets = []index.Facet{index.ByOutlet, index.ByMeasure, index.ByCountry}

// shownFindings is how many of its findings a source's page lists.
const shownFindings = 15

func (s *site) source(r *http.Request) (any, string, error) {
	p := oneSource{Name: r.FormValue("name")}
	ctx := r.Context()
	found, err := s.Desk.Find(ctx, desk.FindRequest{Query: p.Found(), Limit: 5, Facets: sourceFacets, Sample: sample})
	if err == nil && found.Total == 0 {
		err = index.ErrNotFound
	}
	if err != nil {
		return nil, "", err
	}
	p.Claims, p.Newest, p.Sampled = found.Total, found.Claims, found.Sampled
	l := list{Q: p.Found(), path: "/search"}
	p.Shown = s.narrowings(l, sourceFacets, found.Facets)
	against, err := s.Desk.Conflicts(ctx, desk.ConflictsRequest{Query: p.Found(), Kinds: tellingKinds, Brief: true, Limit: shownFindings, Marks: []desk.Verdict{desk.AnyMark}})
	if err != nil {
		return nil, "", err
	}
	p.Findings, p.Total = against.Findings, against.Total
	if p.Said, err = s.said(r, p.Found()); err != nil {
		return nil, "", err
	}
	all, err := s.Desk.Sources(ctx, desk.SourcesRequest{Query: p.Found(), Name: p.Name})
	for _, one := range all.Sources {
		one.By = slices.DeleteFunc(one.By, nameless)
		p.Record, p.Name, p.Flow = one, one.Name, flowOf(one.Copies)
	}
	return p, "source.html", err
}

// nameless reports whether what is counted is too long to be a name.
func nameless(c index.Count) bool { return len(c.Value) > longestValue }

// tellingKinds are the findings that tell something of a source.
var tellingKinds = []news.FindingKind{news.Contradiction, news.Dispute, news.Transcription, news.Correction, news.HedgeDrift}

// said counts what readers made of the findings of a query.
func (s *site) said(r *http.Request, query string) (all []said, err error) {
	if s.Marks == nil {
		return nil, nil
	}
	for _, v := range desk.Verdicts {
		a, err := s.Desk.Conflicts(r.Context(), desk.ConflictsRequest{Query: query, Kinds: tellingKinds, Brief: true, Limit: 1, Marks: []desk.Verdict{v}})
		if err != nil {
			return nil, err
		}
		if a.Total > 0 {
			all = append(all, said{v, a.Total})
		}
	}
	return all, nil
}
