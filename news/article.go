package news

import "time"

// Article is one revision of one news item.
type Article struct {
	ID           string   `json:"id"`
	URL          string   `json:"url,omitempty"`
	CanonicalURL string   `json:"canonical_url,omitempty"`
	Feed         string   `json:"feed,omitempty"`
	Outlet       Source   `json:"outlet"`
	Title        string   `json:"title,omitempty"`
	Authors      []string `json:"authors,omitempty"`
	// Published and Updated are what the outlet says; zero where it says
	// nothing. Fetched is when Muster read it.
	Published time.Time `json:"published,omitzero"`
	Updated   time.Time `json:"updated,omitzero"`
	Fetched   time.Time `json:"fetched,omitzero"`
	// PublishedGuessed: nobody says when the article was published, and
	// Published is a day found somewhere on its page, or when it was first
	// seen.
	PublishedGuessed bool `json:"published_guessed,omitempty"`
	// Language is a BCP 47 tag: "en", "lt".
	Language string `json:"language,omitempty"`
	// Text is the body: paragraphs separated by one newline or more.
	Text string `json:"text"`
	// Hash is TextHash of Title and Text.
	Hash string `json:"hash,omitempty"`
	// Revision counts from 1.
	Revision int `json:"revision,omitempty"`
	// CopyOf is the ID of the article whose text this one republishes.
	CopyOf string `json:"copy_of,omitempty"`
}

// Ref returns what a claim keeps of its article.
func (a Article) Ref() ArticleRef {
	return ArticleRef{
		ID: a.ID, URL: a.URL, Title: a.Title, Outlet: a.Outlet.Name,
		Published: a.Published, Revision: a.Revision, CopyOf: a.CopyOf,
	}
}

// ArticleRef names the article revision a claim was read in.
type ArticleRef struct {
	ID        string    `json:"id"`
	URL       string    `json:"url,omitempty"`
	Title     string    `json:"title,omitempty"`
	Outlet    string    `json:"outlet,omitempty"`
	Published time.Time `json:"published,omitzero"`
	Revision  int       `json:"revision,omitempty"`
	CopyOf    string    `json:"copy_of,omitempty"`
}
