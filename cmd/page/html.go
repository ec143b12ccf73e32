package page

import (
	"encoding/json"
	"html/template"
	"io"
	"strings"

	"muster/news"
)

// caseFile is a page that needs nothing else: to be sent, printed or pasted.
var caseFile = template.Must(template.New("case").Funcs(template.FuncMap{
	"heading": heading, "reasons": Reasons, "stated": stated, "chain": Chain, "day": Day, "clean": Clean,
	"join": func(words []string) string { return Clean(strings.Join(words, ", ")) },
	"cut":  cut,
}).Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Case file</title>
<style>body{font:16px/1.5 sans-serif;max-width:50em;margin:2em auto;padding:0 1em}blockquote{margin:.3em 0 .3em 1em}mark{background:#ffe28a}.by{color:#555;font-size:.9em}</style>
</head><body>
{{range .}}<section id="f-{{.ID}}">
<h2>{{heading .}}</h2>
{{range .Sides}}<h3>{{stated .}} <span class="by">{{join .Sources}}</span></h3>
{{range .Claims}}<blockquote>{{with cut .}}{{.Before}}<mark>{{.Figure}}</mark>{{.After}}{{end}}</blockquote>
<p class="by">{{chain .}}, {{if .Article.URL}}<a href="{{.Article.URL}}">{{clean .Article.Outlet}}</a>{{else}}{{clean .Article.Outlet}}{{end}}, {{day .}}, claim {{.ID}}</p>
{{end}}{{end}}{{range reasons .}}<p>{{.}}</p>
{{end}}{{with .ID}}<p class="by">Finding {{.}}</p>
{{end}}</section>
{{end}}</body></html>
`))

// HTML writes findings as a case file: a page of its own.
func HTML(w io.Writer, findings []news.Finding) error { return caseFile.Execute(w, findings) }

// pieces are a sentence around its figure.
type pieces struct{ Before, Figure, After string }

func cut(c news.Claim) pieces {
	text := c.Sentence.Text
	if c.Figure == nil {
		return pieces{Before: Clean(text)}
	}
	from, to := c.Figure.Span.Start-c.Sentence.Start, c.Figure.Span.End-c.Sentence.Start
	if from < 0 || to > len(text) || from >= to {
		return pieces{Before: Clean(text)}
	}
	return pieces{Clean(text[:from]), Clean(text[from:to]), Clean(text[to:])}
}

// thing is a node of schema.org.
type thing map[string]any

// JSONLD writes findings as reviews of claims in the words of schema.org: a
// ClaimReview each, whose items are the claims of its sides. Muster says who
// contradicts whom and not who is right, so there is no numeric rating.
func JSONLD(w io.Writer, findings []news.Finding) error {
	graph := make([]thing, len(findings))
	for i, f := range findings {
		graph[i] = review(f)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(thing{"@context": "https://schema.org", "@graph": graph})
}

func review(f news.Finding) thing {
	var items []thing
	for _, s := range f.Sides {
		for _, c := range s.Claims {
			items = append(items, reviewed(c))
		}
	}
	r := thing{
		"@type": "ClaimReview", "identifier": f.ID, "claimReviewed": Asked(f.Question) + ": " + Sides(f), "reviewBody": strings.Join(Reasons(f), " "),
		"author": thing{"@type": "SoftwareApplication", "name": "Muster"}, "itemReviewed": items,
		"reviewRating": thing{"@type": "Rating", "alternateName": Kind(f)},
	}
	if last := lastDay(f); last != "" {
		r["datePublished"] = last
	}
	return r
}

func reviewed(c news.Claim) thing {
	article := thing{"@type": "NewsArticle", "headline": Clean(c.Article.Title), "publisher": thing{"@type": "Organization", "name": Clean(c.Article.Outlet)}}
	if c.Article.URL != "" {
		article["url"] = c.Article.URL
	}
	if day := Day(c); day != "" {
		article["datePublished"] = day
	}
	return thing{
		"@type": "Claim", "identifier": c.ID, "text": Clean(c.Sentence.Text), "appearance": article,
		"author": thing{"@type": "Thing", "name": Clean(c.Origin().Name)},
	}
}
