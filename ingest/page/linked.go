package page

import (
	"encoding/json"
	"html"
	"slices"
	"strings"

	"muster/ingest/byline"

	"github.com/PuerkitoBio/goquery"
)

// linked is what JSON-LD says of the article.
type linked struct {
	headline, published, modified, language, publisher, url, text string
	authors                                                       []string
	// walled: the page says that not everybody may read it.
	walled bool
	// entries are the posts of a live blog.
	entries []Entry
}

// articleTypes are the schema.org types of a page that is an article, best
// first.
var articleTypes = []string{
	"NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle",
	"LiveBlogPosting", "BlogPosting", "Article", "Report", "TechArticle", "SocialMediaPosting", "WebPage",
}

// readLD reads the page's best article object. Many pages write JSON that is
// not quite: line breaks inside strings and entities are forgiven.
func readLD(q *goquery.Document) linked {
	var objects []map[string]any
	byID := map[string]map[string]any{}
	q.Find(`script[type*="ld+json"]`).Each(func(_ int, s *goquery.Selection) {
		var v any
		if raw := s.Text(); json.Unmarshal([]byte(raw), &v) != nil &&
			json.Unmarshal([]byte(mendJSON(raw)), &v) != nil {
			return
		}
		gather(v, 0, &objects, byID)
	})
	var best map[string]any
	rank := len(articleTypes)
	for _, o := range objects {
		if r := typeRank(o); r < rank {
			best, rank = o, r
		}
	}
	if best == nil {
		return linked{}
	}
	return linkedOf(best, byID)
}

func linkedOf(o map[string]any, byID map[string]map[string]any) linked {
	return linked{
		headline: str(o["headline"]), published: str(o["datePublished"]), modified: str(o["dateModified"]),
		language: str(o["inLanguage"]), publisher: name(o["publisher"], byID),
		url: first(str(o["url"]), id(o["mainEntityOfPage"])), text: str(o["articleBody"]),
		authors: names(o["author"], byID), walled: strings.EqualFold(str(o["isAccessibleForFree"]), "false") || o["isAccessibleForFree"] == false,
		entries: entriesOf(o["liveBlogUpdate"]),
	}
}

// maxLDDepth is how deep objects are looked for; real ones nest 3 deep.
const maxLDDepth = 8

func gather(v any, depth int, objects *[]map[string]any, byID map[string]map[string]any) {
	if depth > maxLDDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			gather(e, depth+1, objects, byID)
		}
	case map[string]any:
		*objects = append(*objects, v)
		if key, ok := v["@id"].(string); ok && len(v) > 1 {
			byID[key] = v
		}
		for _, field := range []string{"@graph", "mainEntity", "mainEntityOfPage", "author", "publisher"} {
			gather(v[field], depth+1, objects, byID)
		}
	}
}

func typeRank(o map[string]any) int {
	rank := len(articleTypes)
	types, ok := o["@type"].([]any)
	if !ok {
		types = []any{o["@type"]}
	}
	for _, t := range types {
		s, _ := t.(string)
		s = s[strings.LastIndexByte(s, '/')+1:]
		if i := slices.Index(articleTypes, s); i >= 0 {
			rank = min(rank, i)
		}
	}
	return rank
}

func str(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(html.UnescapeString(v))
	case []any:
		if len(v) > 0 {
			return str(v[0])
		}
	case map[string]any:
		return first(str(v["@value"]), str(v["name"]))
	}
	return ""
}

func id(v any) string {
	if o, ok := v.(map[string]any); ok {
		return str(o["@id"])
	}
	return str(v)
}

func name(v any, byID map[string]map[string]any) string {
	if all := names(v, byID); len(all) > 0 {
		return all[0]
	}
	return ""
}

func names(v any, byID map[string]map[string]any) []string {
	switch v := v.(type) {
	case string:
		return byline.Names(html.UnescapeString(v))
	case []any:
		var all []string
		for _, e := range v {
			all = byline.Join(all, names(e, byID)...)
		}
		return all
	case map[string]any:
		if v["name"] == nil {
			if ref, ok := v["@id"].(string); ok && byID[ref]["name"] != nil {
				return names(map[string]any{"name": byID[ref]["name"]}, nil)
			}
			return nil
		}
		return names(v["name"], byID)
	}
	return nil
}

// body is articleBody as paragraphs.
func (l linked) body() string {
	var out []string
	for line := range strings.SplitSeq(l.text, "\n") {
		if line = squeeze(line); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n\n")
}

// mendJSON escapes line breaks and tabs inside strings and drops a trailing
// semicolon or comment marks around the whole.
func mendJSON(raw string) string {
	raw = strings.TrimSpace(raw)
	for _, wrap := range []string{"<!--", "//<![CDATA[", "/*<![CDATA[*/"} {
		raw = strings.TrimPrefix(raw, wrap)
	}
	for _, wrap := range []string{"-->", "//]]>", "/*]]>*/", ";"} {
		raw = strings.TrimSuffix(strings.TrimSpace(raw), wrap)
	}
	var sb strings.Builder
	inside, escaped := false, false
	for _, r := range raw {
		switch {
		case escaped:
			escaped = false
		case r == '\\':
			escaped = inside
		case r == '"':
			inside = !inside
		case inside && (r == '\n' || r == '\r' || r == '\t'):
			sb.WriteByte(' ')
			continue
		}
		sb.WriteRune(r)
	}
	return sb.String()
}
