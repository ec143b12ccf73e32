package web

import (
	"context"
	"net/http"
	"strings"
	"time"

	"muster/news"
)

// Newsroom gives what the index has not.
type Newsroom interface {
	// Story is an article's text as it stands; the zero Story where it is not
	// kept.
	Story(ctx context.Context, article string) (Story, error)
	// Feeds says how each feed fares, those in trouble first.
	Feeds(ctx context.Context) ([]Feed, error)
	// Watch hands over each finding stored since then, and those that come,
	// until ctx ends or use fails.
	Watch(ctx context.Context, since time.Time, use func(news.Finding) error) error
}

// Story is the text of an article, and what was changed in it.
type Story struct {
	Article news.Article
	Edits   []Edit
}

// Edit is a paragraph that was changed: what it was and what is in its place.
// Was is empty where one was added, Is where one was dropped.
type Edit struct {
	Revision int
	Seen     time.Time
	Was, Is  string
}

// Trouble is how ill a feed is.
type Trouble int

// The degrees of trouble.
const (
	Well Trouble = iota
	// Ailing feeds work, and something is odd.
	Ailing
	// Failing feeds give nothing.
	Failing
)

// Feed is how a feed fares.
type Feed struct {
	ID       string `json:"id"`
	URL      string `json:"url"`
	Outlet   string `json:"outlet"`
	Country  string `json:"country,omitempty"`
	Language string `json:"language,omitempty"`
	// Categories are where the feed is put.
	Categories []string `json:"categories,omitempty"`
	Trouble    Trouble  `json:"trouble"`
	// Health is that in words, with the reason.
	Health string `json:"health"`
	// Worked is when it last gave something, Next when it is asked again; zero
	// for never.
	Worked time.Time `json:"worked,omitzero"`
	Next   time.Time `json:"next,omitzero"`
	// Every is the time between two fetches.
	Every time.Duration `json:"every"`
	// Items are in the feed now, Articles came of it ever.
	Items    int `json:"items"`
	Articles int `json:"articles"`
}

// FeedsAnswer is how the feeds fare.
type FeedsAnswer struct {
	Feeds []Feed `json:"feeds"`
}

func (s *site) askFeeds(r *http.Request) (a FeedsAnswer, err error) {
	if s.Newsroom != nil {
		a.Feeds, err = s.Newsroom.Feeds(r.Context())
	}
	return a, err
}

// manyFeeds is how many feeds one page lists.
const manyFeeds = 100

type feeds struct {
	list
	Feeds           []Feed
	Failing, Ailing int
	Now             time.Time
}

func (feeds) Title() string { return "Feeds" }

func (s *site) feeds(r *http.Request) (any, string, error) {
	p := feeds{list: listOf(r), Now: time.Now()}
	p.size = manyFeeds
	a, err := s.askFeeds(r)
	var found []Feed
	for _, f := range a.Feeds {
		if strings.Contains(strings.ToLower(f.Outlet+" "+f.URL+" "+f.Health+" "+strings.Join(f.Categories, " ")), strings.ToLower(p.Q)) {
			found = append(found, f)
		}
		switch f.Trouble {
		case Failing:
			p.Failing++
		case Ailing:
			p.Ailing++
		}
	}
	p.Total = uint64(len(found))
	p.Feeds = found[min(p.Skip, len(found)):min(p.Skip+manyFeeds, len(found))]
	return p, "feeds.html", err
}
