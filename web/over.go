package web

import (
	"net/http"
	"slices"
	"strings"

	"muster/desk"
	"muster/news"
)

// How many claims the page of an event or party looks at, how many strands it
// draws, and how many more it names: a page under 60 kB.
const (
	viewedClaims  = 200
	drawnStrands  = 12
	listedStrands = 30
)

// over is the page of one event or party: its figures over time.
type over struct {
	desk.View
	Q string
	// Shown are drawn, Others only named.
	Shown, Others []desk.Strand
	// Looked is how many claims are shown of Total, Left how many are not.
	Looked int
	Left   uint64
}

// Title implements the head of a page.
func (o over) Title() string { return clean(o.Name) }

// Asked finds the findings its claims stand in.
func (o over) Asked() string { return strings.TrimPrefix(o.Query, "kind:figure ") }

func (s *site) viewOf(r *http.Request, of desk.Subject) (desk.View, error) {
	return desk.ViewOf(r.Context(), s.Desk, desk.ViewRequest{Name: strings.TrimSpace(r.FormValue("name")), Of: of, Limit: viewedClaims})
}

func (s *site) view(of desk.Subject) func(*http.Request) (any, string, error) {
	return func(r *http.Request) (any, string, error) {
		v, err := s.viewOf(r, of)
		p := over{View: v, Looked: len(v.Claims())}
		p.Left = v.Total - min(v.Total, uint64(p.Looked))
		n := min(drawnStrands, len(v.Strands))
		p.Shown, p.Others = v.Strands[:n], v.Strands[n:min(n+listedStrands, len(v.Strands))]
		return p, "view.html", err
	}
}

// about names what else may be looked at: parties, and an event.
type about struct {
	Parties []string
	Event   string
}

func aboutClaim(c news.Claim) about {
	a := about{Event: c.Event.Name}
	if len(a.Event) > longestValue {
		a.Event = ""
	}
	for _, names := range [][]string{news.Names(c.Subject), news.Names(c.By), news.Names(c.Of), news.Names(c.To)} {
		for _, name := range names {
			if name != "" && len(name) <= longestValue && !slices.Contains(a.Parties, name) {
				a.Parties = append(a.Parties, name)
			}
		}
	}
	return a
}

func aboutFinding(f news.Finding) about {
	for _, s := range f.Sides {
		if len(s.Claims) > 0 {
			return aboutClaim(s.Claims[0])
		}
	}
	return about{}
}

// unsaid are the slots that no claim of a strand fills. A named event says
// where.
func unsaid(claims []news.Claim) (slots []string) {
	placed := func(c news.Claim) bool { return len(c.Place) > 0 || c.Event.Name != "" }
	if !slices.ContainsFunc(claims, placed) {
		slots = append(slots, string(news.SlotPlace))
	}
	if !slices.ContainsFunc(claims, func(c news.Claim) bool { return c.When.Known() }) {
		slots = append(slots, string(news.SlotWhen))
	}
	return slots
}

// newest are the last n of claims in the order of publication, the last first.
func newest(n int, claims []news.Claim) []news.Claim {
	last := slices.Clone(claims[max(0, len(claims)-n):])
	slices.Reverse(last)
	return last
}
