// Package desk answers what people ask of the index: claims, findings, the
// answers to one question, single records, sources. Here does it on an index
// in this process; Away asks the daemon that owns the index. Requests and
// answers are JSON, the same over NATS as from `search --json`.
package desk

import (
	"context"
	"time"

	"muster/crosscheck"
	"muster/index"
	"muster/news"
)

// Desk answers.
type Desk interface {
	Find(context.Context, FindRequest) (FindAnswer, error)
	Conflicts(context.Context, ConflictsRequest) (ConflictsAnswer, error)
	Question(context.Context, QuestionRequest) (QuestionAnswer, error)
	Show(context.Context, ShowRequest) (ShowAnswer, error)
	Article(context.Context, ArticleRequest) (ArticleAnswer, error)
	Sources(context.Context, SourcesRequest) (SourcesAnswer, error)
	Stats(context.Context, StatsRequest) (index.Stats, error)
}

// FindRequest asks for claims.
type FindRequest struct {
	Query  string        `json:"query"`
	Limit  int           `json:"limit,omitempty"`
	Skip   int           `json:"skip,omitempty"`
	Sort   index.Sort    `json:"sort,omitempty"`
	Facets []index.Facet `json:"facets,omitempty"`
	// FacetSize is how many values of each facet are given, 0 for 20.
	FacetSize int `json:"facet_size,omitempty"`
	// Sample, where not 0, has facets of very many counted among about so many
	// of the newest.
	Sample uint64 `json:"sample,omitempty"`
}

// FindAnswer is the claims found.
type FindAnswer struct {
	Total  uint64                        `json:"total"`
	Claims []news.Claim                  `json:"claims"`
	Facets map[index.Facet][]index.Count `json:"facets,omitempty"`
	// Sampled is among how many of the newest the facets are counted, 0 where
	// among all.
	Sampled uint64 `json:"sampled,omitempty"`
	// Near says, where nothing is found, what came near.
	Near []string `json:"near,omitempty"`
}

// ConflictsRequest asks for findings. Without Kinds it asks for those that
// put one claim against another: all but agreements and what is unsure.
type ConflictsRequest struct {
	Query    string             `json:"query,omitempty"`
	Kinds    []news.FindingKind `json:"kinds,omitempty"`
	Severity float64            `json:"min_severity,omitempty"`
	// Since leaves out findings whose newest claim was published before.
	Since     news.Day `json:"since,omitempty"`
	Withdrawn bool     `json:"withdrawn,omitempty"`
	// Marks are the verdicts asked for; Unmarked and AnyMark are such words
	// too. None asks for all that is not dealt with.
	Marks []Verdict  `json:"marks,omitempty"`
	Limit int        `json:"limit,omitempty"`
	Skip  int        `json:"skip,omitempty"`
	Sort  index.Sort `json:"sort,omitempty"`
	// Only asks about the findings of these IDs; nil is all.
	Only []string `json:"only"`
	// Brief asks for few claims a side, and how many more there are.
	Brief bool `json:"brief,omitempty"`
	// Sample is as in FindRequest.
	Sample uint64        `json:"sample,omitempty"`
	Facets []index.Facet `json:"facets,omitempty"`
}

// ConflictsAnswer is the findings found.
type ConflictsAnswer struct {
	// Behind says why findings are those of before, where the cross-check is not
	// at work yet.
	Behind   string         `json:"behind,omitempty"`
	Total    uint64         `json:"total"`
	Findings []news.Finding `json:"findings"`
	// Marks are those of the findings given, by their IDs.
	Marks  map[string]Mark               `json:"marks,omitempty"`
	Facets map[index.Facet][]index.Count `json:"facets,omitempty"`
	// Sampled is as in FindAnswer.
	Sampled uint64 `json:"sampled,omitempty"`
	// Near says, where nothing is found, what came near.
	Near []string `json:"near,omitempty"`
}

// QuestionRequest asks, of the claims found by Query, for all answers to the
// question that most of them answer.
type QuestionRequest struct {
	Query string `json:"query"`
	// Newest is how many of the newest claims are weighed, 0 for ManyWeighed:
	// the fewer, the sooner the answer.
	Newest int `json:"newest,omitempty"`
}

// QuestionAnswer is the answers, and the other questions Query may mean.
type QuestionAnswer struct {
	crosscheck.Answer
	Others []Other `json:"others,omitempty"`
	// Near says, where nothing is found, what came near.
	Near []string `json:"near,omitempty"`
}

// Other is a question that was found too, and how many claims answer it.
type Other struct {
	Question news.Question `json:"question"`
	Claims   int           `json:"claims"`
	// Query asks for it alone.
	Query string `json:"query"`
}

// ShowRequest asks for the record of an ID, or of the beginning of one.
type ShowRequest struct {
	ID string `json:"id"`
}

// ShowAnswer is one record; the others are nil.
type ShowAnswer struct {
	Claim *news.Claim `json:"claim,omitempty"`
	// Former: the claim stood in an earlier revision, and the article no longer
	// says so.
	Former bool `json:"former,omitempty"`
	// Findings are those that quote the claim, severest first, in brief.
	Findings []news.Finding `json:"findings,omitempty"`
	// Extractor is the version of the extractor that read the claim.
	Extractor string        `json:"extractor,omitempty"`
	Finding   *news.Finding `json:"finding,omitempty"`
	// Mark is what was said of the finding, nil where nothing was.
	Mark    *Mark          `json:"mark,omitempty"`
	Article *ArticleAnswer `json:"article,omitempty"`
}

// ArticleRequest asks for an article and what became of its claims.
type ArticleRequest struct {
	ID string `json:"id"`
}

// ArticleAnswer is the newest revision of an article, how many revisions are
// known, and the findings its claims stand in, in brief.
type ArticleAnswer struct {
	Set       news.ClaimSet  `json:"set"`
	Revisions int            `json:"revisions"`
	Findings  []news.Finding `json:"findings"`
	// Copies are the articles that republish it.
	Copies []news.ArticleRef `json:"copies,omitempty"`
}

// SourcesRequest asks who says how much, of the claims Query finds.
type SourcesRequest struct {
	Query string `json:"query,omitempty"`
	Limit int    `json:"limit,omitempty"`
	Skip  int    `json:"skip,omitempty"`
	// Sort is one of SourceSorts; empty is the first.
	Sort string `json:"sort,omitempty"`
	// Name asks for this source alone, and for its copies.
	Name string `json:"name,omitempty"`
}

// SourcesAnswer lists sources, those with most claims first.
type SourcesAnswer struct {
	// Total is how many there are, also where fewer are given.
	Total   uint64   `json:"total"`
	Sources []Source `json:"sources"`
	// Near says, where nothing is found, what came near.
	Near []string `json:"near,omitempty"`
}

// Source is what one source did.
type Source struct {
	Name   string `json:"name"`
	Claims int    `json:"claims"`
	// Contradicted counts the contradictions it stands on one side of.
	Contradicted int `json:"contradicted"`
	// By is who stands on the other side, most often first.
	By []index.Count `json:"by,omitempty"`
	// Right counts the findings in which its side turned out right, as people
	// marked them, Mistaken those in which another's did.
	Right    int `json:"right,omitempty"`
	Mistaken int `json:"mistaken,omitempty"`
	// Kind and Country are as its newest claim has them.
	Kind    news.SourceKind `json:"kind,omitempty"`
	Country string          `json:"country,omitempty"`
	// Copied counts the claims that stand in copies of other articles.
	Copied int `json:"copied,omitempty"`
	// Copies are those of an outlet, where it alone is asked for.
	Copies *Copies `json:"copies,omitempty"`
}

// Share is how many of its claims are contradicted, at most all.
func (s Source) Share() float64 {
	if s.Claims == 0 {
		return 0
	}
	return min(1, float64(s.Contradicted)/float64(s.Claims))
}

// StatsRequest asks for the size of the index.
type StatsRequest struct{}

// DefaultLimit is how many records are given where no limit is; MaxLimit is
// how many at most at once, which keeps an answer within one message.
const (
	DefaultLimit = 20
	MaxLimit     = 1000
)

func limitOf(n int) int {
	if n <= 0 {
		return DefaultLimit
	}
	return min(n, MaxLimit)
}

// Patience is how long one answer may take.
const Patience = 30 * time.Second
