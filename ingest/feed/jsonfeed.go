package feed

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"muster/ingest/byline"
	"muster/ingest/stamp"
)

// jsonFeed is a JSON Feed (1.0 or 1.1) apart from its items.
type jsonFeed struct {
	Version  string `json:"version"`
	Title    string `json:"title"`
	HomePage string `json:"home_page_url"`
	FeedURL  string `json:"feed_url"`
	Language string `json:"language"`
}

type jsonItem struct {
	ID          json.RawMessage `json:"id"` // some write a number
	URL         string          `json:"url"`
	ExternalURL string          `json:"external_url"`
	Title       string          `json:"title"`
	HTML        string          `json:"content_html"`
	Text        string          `json:"content_text"`
	Summary     string          `json:"summary"`
	Published   string          `json:"date_published"`
	Modified    string          `json:"date_modified"`
	Author      jsonAuthor      `json:"author"`
	Authors     []jsonAuthor    `json:"authors"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

// parseJSON reads a JSON Feed field by field and item by item, so that one
// that is cut off gives the items before the cut.
func parseJSON(text, base string, fixed []string) (Feed, error) {
	dec := json.NewDecoder(strings.NewReader(text))
	head := map[string]json.RawMessage{}
	var items []json.RawMessage
	err := eachField(dec, func(name string) error {
		if name != "items" {
			var value json.RawMessage
			err := dec.Decode(&value)
			head[name] = value
			return err
		}
		return eachElement(dec, func(item json.RawMessage) { items = append(items, item) })
	})
	f, known := jsonHead(head)
	if !known && items == nil {
		return Feed{}, fmt.Errorf("%w: it is JSON without version and items of a JSON Feed", ErrNoFeed)
	}
	f.Repaired = fixed
	if err != nil {
		f.Repaired = append(f.Repaired, "cut off before its end")
	}
	f.Link = absolute(f.Link, base)
	order := stamp.OrderIn(f.Language)
	for _, raw := range items {
		var it jsonItem
		if json.Unmarshal(raw, &it) != nil {
			f.Repaired = append(f.Repaired, "an item that is none")
			continue
		}
		if item, ok := it.item(base, order); ok {
			f.Items = append(f.Items, item)
		}
	}
	f.Items = distinct(f.Items)
	return f, nil
}

func jsonHead(head map[string]json.RawMessage) (Feed, bool) {
	get := func(name string) string {
		var s string
		_ = json.Unmarshal(head[name], &s)
		return s
	}
	j := jsonFeed{get("version"), get("title"), get("home_page_url"), get("feed_url"), get("language")}
	return Feed{Title: plain(j.Title), Link: j.HomePage, Self: j.FeedURL, Hub: hubOf(head["hubs"]), Language: normalLanguage(j.Language), Format: "json"},
		strings.Contains(j.Version, "jsonfeed.org")
}

// hubOf is the first WebSub hub of the list.
func hubOf(raw json.RawMessage) string {
	var hubs []struct{ Type, URL string }
	_ = json.Unmarshal(raw, &hubs)
	for _, h := range hubs {
		if strings.EqualFold(h.Type, "WebSub") {
			return h.URL
		}
	}
	return ""
}

func (it jsonItem) item(base string, order stamp.Order) (Item, bool) {
	item := Item{
		ID: strings.Trim(string(it.ID), `"`), URL: absolute(it.URL, base), Title: plain(it.Title), Summary: it.Summary, Content: it.HTML,
		Published: stamp.Parse(it.Published, order), Updated: stamp.Parse(it.Modified, order),
	}
	var id string
	if json.Unmarshal(it.ID, &id) == nil {
		item.ID = id
	}
	if item.ID == "null" {
		item.ID = ""
	}
	if item.URL == "" {
		item.URL = absolute(it.ExternalURL, base)
	}
	if item.Content == "" && it.Text != "" {
		item.Content = textAsHTML(it.Text)
	}
	for _, a := range append(it.Authors, it.Author) {
		item.Authors = byline.Join(item.Authors, byline.Names(plain(a.Name))...)
	}
	return finish(item)
}

// textAsHTML marks plain text up so that all content is of one kind.
func textAsHTML(text string) string {
	var sb strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			sb.WriteString("<p>" + escape(line) + "</p>\n")
		}
	}
	return sb.String()
}

var errShape = errors.New("not of the shape of a JSON Feed")

// eachField calls visit before the value of each field of an object.
func eachField(dec *json.Decoder, visit func(name string) error) error {
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return errShape
	}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return err
		}
		if err := visit(name.(string)); err != nil {
			return err
		}
	}
	_, err := dec.Token()
	return err
}

func eachElement(dec *json.Decoder, visit func(json.RawMessage)) error {
	if t, err := dec.Token(); err != nil || t != json.Delim('[') {
		return errShape
	}
	for dec.More() {
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return err
		}
		visit(value)
	}
	_, err := dec.Token()
	return err
}
