package command

import (
	"net/url"
	"strings"

	"muster/extract/entity"
	"muster/ingest/sources"
	"muster/news"
)

// countryCode is the code of a country that is given as one, or by name; "" for
// what is none.
func countryCode(s string) string {
	if code := strings.ToUpper(s); entity.CountryName(code) != "" {
		return code
	}
	if e, ok := entity.Named(s); ok && e.Kind == news.CountryName {
		return e.Country
	}
	return ""
}

// introduce fills in what is known of an outlet by its address: kind and country
// of one that is listed, else the country whose domain it has. What is set
// stays.
func introduce(s *sources.Source) {
	host := hostOf(s.URL)
	if site, err := url.Parse(s.Site); err == nil && site.Host != "" {
		host = site.Hostname()
	}
	known, _ := entity.OutletByDomain(host)
	if s.Outlet.Kind == "" || s.Outlet.Kind == news.Online {
		s.Outlet.Kind = firstKind(known.Kind, kindOf(host), s.Outlet.Kind)
	}
	if s.Outlet.Country == "" {
		s.Outlet.Country = known.Country
	}
	if s.Outlet.Country == "" {
		s.Outlet.Country = countryOf(host)
	}
}

func firstKind(kinds ...news.SourceKind) news.SourceKind {
	for _, k := range kinds {
		if sources.IsOutlet(k) {
			return k
		}
	}
	return ""
}

// sold are domains of countries that anybody anywhere buys for their sound, so
// that they tell nothing.
var sold = map[string]bool{
	"ac": true, "ai": true, "am": true, "cc": true, "co": true, "fm": true, "gg": true, "io": true, "is": true, "la": true, "ly": true,
	"me": true, "nu": true, "pw": true, "sh": true, "so": true, "st": true, "tk": true, "to": true, "tv": true, "vc": true, "ws": true,
}

// countryOf is the country whose domain a host has, "" where that tells none.
func countryOf(host string) string {
	top := strings.ToLower(host[strings.LastIndexByte(host, '.')+1:])
	switch {
	case top == "mil" || top == "gov":
		return "US"
	case top == "uk":
		return "GB"
	case len(top) != 2 || sold[top] || entity.CountryName(top) == "":
		return ""
	}
	return strings.ToUpper(top)
}

// kindOf is what a domain that only some may have says of who has it, "" for
// nothing.
func kindOf(host string) news.SourceKind {
	for _, part := range strings.Split(strings.ToLower(host), ".")[1:] {
		if part == "gov" || part == "mil" || part == "gob" || part == "gouv" {
			return news.Government
		}
	}
	return ""
}
