package extract

import (
	"strings"

	"muster/extract/entity"
	"muster/news"
)

// publisher is the last link of every chain: the outlet, and the agency whose
// text it carries by the outlet's name ("Newsmax (AP)"), the byline or the
// dateline. False where the article has neither.
func (r *reading) publisher() (news.Attribution, bool) {
	outlet, wire := r.article.Outlet, ""
	if name, agency, ok := strings.Cut(outlet.Name, " ("); ok && strings.HasSuffix(agency, ")") {
		if s, known := entity.OutletByName(strings.TrimSuffix(agency, ")")); known {
			outlet, wire = outletNamed(name, outlet), s.Name
		}
	}
	for _, author := range r.article.Authors {
		if s, ok := entity.OutletByName(author); ok && s.Kind == news.Agency && wire == "" {
			wire = s.Name
		}
	}
	if s, ok := r.reports.Wire(); ok && wire == "" {
		wire = s.Name
	}
	if outlet.Name == "" {
		outlet, _ = entity.OutletByName(wire)
	}
	if outlet.Name == wire {
		wire = ""
	}
	return news.Attribution{Source: outlet, Wire: wire, CueKind: news.Publishes, Certainty: 1}, outlet.Name != ""
}

// outletNamed is the outlet of the table under that name, else the given one renamed.
func outletNamed(name string, given news.Source) news.Source {
	if s, ok := entity.OutletByName(name); ok {
		return s
	}
	given.Name = name
	return given
}

// sameOutlet reports that a source is the outlet itself, under whichever of its
// names.
func sameOutlet(s, outlet news.Source) bool {
	if s.Name == outlet.Name {
		return true
	}
	a, ok := entity.OutletByName(s.Name)
	b, known := entity.OutletByName(outlet.Name)
	return ok && known && a.Name == b.Name
}
