package crosscheck

import (
	"strings"

	"muster/news"
)

// originOf returns whose word a claim is: the source nearest to the fact, as
// a key; the party that source speaks for, where known; and whether it is a
// source beyond the outlet itself. An anonymous source is keyed by the next
// link too: "officials" of two agencies need not be the same men.
func originOf(c *news.Claim) (origin, party string, named bool) {
	links := c.Attribution
	for len(links) > 0 && links[len(links)-1].CueKind == news.Publishes && len(links) > 1 && links[len(links)-1].Source.Name == "" {
		links = links[:len(links)-1]
	}
	if len(links) == 0 {
		return outletKey(c), "", false
	}
	s := links[0].Source
	name := sourceKey(s.Name)
	if name == "" || strings.EqualFold(s.Name, c.Article.Outlet) {
		return outletKey(c), partyOf(s), false
	}
	if s.Kind == news.Anonymous {
		name += "@" + s.Country
		if len(links) > 1 {
			name += "@" + mediumKey(links[1])
		}
	}
	return name, partyOf(s), true
}

// mediumKey is a link as the medium that was told: the agency whose text an
// outlet carries, else the source itself.
func mediumKey(a news.Attribution) string {
	if a.Wire != "" {
		return sourceKey(a.Wire)
	}
	return sourceKey(a.Source.Name)
}

// outletKey is the outlet, or whose text it republishes.
func outletKey(c *news.Claim) string {
	if c.Article.CopyOf != "" {
		return "copy of " + c.Article.CopyOf
	}
	if n := len(c.Attribution); n > 0 && c.Attribution[n-1].Wire != "" {
		return sourceKey(c.Attribution[n-1].Wire)
	}
	if c.Article.Outlet != "" {
		return strings.ToLower(c.Article.Outlet)
	}
	return "article " + c.Article.ID
}

func sourceKey(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "the ")
}

// partyOf is the camp a source speaks for: its country, or itself where it is
// a party by name ("Taliban").
func partyOf(s news.Source) string {
	if known.parties[s.Name] {
		return s.Name
	}
	for name := range known.parties {
		if len(name) > 2 && strings.Contains(s.Name+" "+s.Role, name) {
			return name
		}
	}
	if s.Kind.Media() && s.Kind != news.StateMedia {
		return ""
	}
	return s.Country
}

// sameOrigin reports whether two claims rest on one source: the same origin,
// or one text, or one rare value under a source neither names.
func sameOrigin(a, b *record) bool {
	if a.origin == b.origin || a.copies(b) {
		return true
	}
	return a.rare && !(a.named && b.named) && a.quantity.same(b.quantity)
}

// rare reports whether a number is too particular to be found twice: four
// significant digits or more.
func rare(q quantity) bool {
	u := lastUnit(q.value)
	return u > 0 && q.value/u >= 1000
}

func opposed(a, b *record) bool {
	return a.party != "" && b.party != "" && known.opposed[[2]string{a.party, b.party}]
}
