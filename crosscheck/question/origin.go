package question

import (
	"strings"

	"muster/news"
)

// originOf returns whose word a claim is: the source nearest to the fact, as
// a key; the camp that source speaks for, where known; and whether it is a
// source beyond the outlet itself. An anonymous source is keyed by the next
// link too: "officials" of two agencies need not be the same men.
func originOf(c *news.Claim) (origin, camp Word, named bool) {
	links := c.Attribution
	if len(links) == 0 || links[0].Source.Name == "" {
		return word(outletKey(c)), None, false
	}
	s := links[0].Source
	if strings.EqualFold(s.Name, c.Article.Outlet) {
		return word(outletKey(c)), campOf(s), false
	}
	name := sourceKey(s.Name)
	if s.Kind == news.Anonymous {
		name += "@" + s.Country
		if len(links) > 1 {
			name += "@" + mediumKey(links[1])
		}
	}
	return word(name), campOf(s), true
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
	switch {
	case c.Article.CopyOf != "":
		return "copy of " + c.Article.CopyOf
	case wire(c) != "":
		return sourceKey(wire(c))
	case c.Article.Outlet != "":
		return strings.ToLower(c.Article.Outlet)
	}
	return "article " + c.Article.ID
}

func sourceKey(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "the ")
}

// campOf is the country or group that a source speaks for: itself where it is
// a warring party by name, else its country unless it is free media.
func campOf(s news.Source) Word {
	if known := camps[s.Name]; known {
		return word(s.Name)
	}
	if s.Kind.Media() && s.Kind != news.StateMedia {
		return None
	}
	return word(s.Country)
}

// SameOrigin reports whether two claims rest on one source: the same origin,
// or one text that one of them republishes.
func SameOrigin(a, b *Slots) bool {
	if a.Origin == b.Origin {
		return true
	}
	x, y := a.Article.Value(), b.Article.Value()
	return a.CopyOf != None && (a.CopyOf == b.CopyOf || a.CopyOf.Value() == y) || b.CopyOf != None && b.CopyOf.Value() == x
}

// wire is the agency whose text the outlet carries; empty for its own.
func wire(c *news.Claim) string {
	if n := len(c.Attribution); n > 0 {
		return c.Attribution[n-1].Wire
	}
	return ""
}
