package page

import (
	"net/url"
	"strings"

	"muster/ingest/byline"

	"github.com/PuerkitoBio/goquery"
)

// fillMetadata takes each field from the first place that has it.
func fillMetadata(p *Page, q *goquery.Document, ld linked, base *url.URL) {
	m := metas(q)
	p.Title = first(ld.headline, m["og:title"], m["twitter:title"], text(q, "article h1"), onlyHeading(q), text(q, "title"))
	p.Authors = authors(ld, m, q)
	p.Language = language(first(ld.language, attr(q, "html", "lang"), attr(q, "html", "xml:lang"), m["content-language"], m["og:locale"]))
	p.Outlet = first(ld.publisher, m["og:site_name"], m["application-name"], m["dc.publisher"])
	p.CanonicalURL = canonical(base, attr(q, `link[rel~="canonical"]`, "href"), m["og:url"], ld.url)
	fillTimes(p, q, m, ld, p.URL)
}

// metas reads meta tags by their name, property or itemprop, in lower case;
// the first of a name counts.
func metas(q *goquery.Document) map[string]string {
	m := map[string]string{}
	q.Find("meta[content]").Each(func(_ int, s *goquery.Selection) {
		for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
			name := strings.ToLower(strings.TrimSpace(s.AttrOr(key, "")))
			if value := squeeze(s.AttrOr("content", "")); name != "" && value != "" && m[name] == "" {
				m[name] = value
			}
		}
	})
	return m
}

func authors(ld linked, m map[string]string, q *goquery.Document) []string {
	if len(ld.authors) > 0 {
		return ld.authors
	}
	var names []string
	for _, key := range []string{"author", "article:author", "dc.creator", "parsely-author", "byl"} {
		if names = byline.Names(m[key]); len(names) > 0 {
			return names
		}
	}
	q.Find(`[rel~="author"], [itemprop~="author"]`).Each(func(_ int, s *goquery.Selection) {
		if s.Closest("aside, footer, nav").Length() == 0 {
			names = byline.Join(names, byline.Names(s.Text())...)
		}
	})
	return names
}

// canonical is the address the page gives itself, else its URL without what
// only tracks readers. An address on another site is a republisher's word on
// where the text is from, not this page's name.
func canonical(base *url.URL, candidates ...string) string {
	for _, c := range candidates {
		u, err := url.Parse(strings.TrimSpace(c))
		if err != nil || c == "" {
			continue
		}
		if base != nil {
			u = base.ResolveReference(u)
		}
		sameSite := base == nil || base.Host == "" || site(u) == site(base)
		frontPage := strings.Trim(u.Path, "/") == "" && base != nil && strings.Trim(base.Path, "/") != ""
		if (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && sameSite && !frontPage {
			return Canonical(u.String())
		}
	}
	if base == nil || base.Host == "" {
		return ""
	}
	return Canonical(base.String())
}

// site is the host without "www." and the like.
func site(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	for _, p := range []string{"www.", "m.", "amp.", "mobile."} {
		host = strings.TrimPrefix(host, p)
	}
	return host
}

// tracking are query parameters that name the reader's way, not the article.
var tracking = []string{"utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "cmpid", "ocid", "at_medium", "at_campaign", "xtor", "smid"}

// Canonical writes a URL so that the same article has one: host in lower
// case, no fragment, no tracking parameters, no default port. What is no URL
// stays as it is.
func Canonical(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || u.Host == "" {
		return raw
	}
	u.Scheme, u.Host, u.Fragment, u.User = strings.ToLower(u.Scheme), strings.ToLower(u.Host), "", nil
	if p := u.Port(); p == "80" && u.Scheme == "http" || p == "443" && u.Scheme == "https" {
		u.Host = u.Hostname()
	}
	if u.Path == "" {
		u.Path = "/"
	}
	query := u.Query()
	for name := range query {
		for _, t := range tracking {
			if name == t || strings.HasSuffix(t, "_") && strings.HasPrefix(name, t) {
				query.Del(name)
			}
		}
	}
	u.RawQuery = query.Encode()
	return u.String()
}

// onlyHeading is the page's h1 where it has just one.
func onlyHeading(q *goquery.Document) string {
	if h := q.Find("h1"); h.Length() == 1 {
		return squeeze(h.Text())
	}
	return ""
}

func text(q *goquery.Document, selector string) string {
	return squeeze(q.Find(selector).First().Text())
}

func attr(q *goquery.Document, selector, name string) string {
	return strings.TrimSpace(q.Find(selector).First().AttrOr(name, ""))
}

func first(values ...string) string {
	for _, v := range values {
		if v = squeeze(v); v != "" {
			return v
		}
	}
	return ""
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// language writes a tag as BCP 47 does: "en_us" is "en-US".
func language(s string) string {
	s, _, _ = strings.Cut(s, ",")
	parts := strings.Split(strings.ReplaceAll(strings.TrimSpace(s), "_", "-"), "-")
	parts[0] = strings.ToLower(parts[0])
	if len(parts) > 1 && len(parts[1]) == 2 {
		parts[1] = strings.ToUpper(parts[1])
	}
	return strings.Join(parts, "-")
}
