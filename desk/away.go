package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"muster/index"
	"muster/pipeline"
)

// Service is the name under which a desk answers on the bus.
const Service = "search"

// Endpoints are the answers of a desk as the bus serves them.
func Endpoints(d Desk) map[string]pipeline.Answer {
	return map[string]pipeline.Answer{
		"find":      answer(d.Find),
		"conflicts": answer(d.Conflicts),
		"question":  answer(d.Question),
		"show":      answer(d.Show),
		"article":   answer(d.Article),
		"sources":   answer(d.Sources),
		"stats":     answer(d.Stats),
	}
}

func answer[Q, A any](do func(context.Context, Q) (A, error)) pipeline.Answer {
	return func(ctx context.Context, raw []byte) ([]byte, error) {
		// What is under way when the daemon stops is still answered.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), Patience)
		defer cancel()
		var q Q
		if len(raw) > 0 {
			if err := json.Unmarshal(raw, &q); err != nil {
				return nil, fmt.Errorf("request: %w", err)
			}
		}
		a, err := do(ctx, q)
		// An error travels inside the answer: the bus keeps one line of its
		// own errors, and a query error points with two.
		out := reply[A]{Answer: a}
		if err != nil {
			out.Error, out.NotFound = err.Error(), errors.Is(err, index.ErrNotFound)
		}
		return json.Marshal(out)
	}
}

// reply is an answer on its way.
type reply[A any] struct {
	Answer   A      `json:"answer"`
	Error    string `json:"error,omitempty"`
	NotFound bool   `json:"not_found,omitempty"`
}

// Away asks the daemon.
type Away struct{ Bus *pipeline.Bus }

func ask[A any](ctx context.Context, b *pipeline.Bus, endpoint string, q any) (a A, err error) {
	raw, err := json.Marshal(q)
	if err != nil {
		return a, err
	}
	ctx, cancel := context.WithTimeout(ctx, Patience)
	defer cancel()
	raw, err = b.Request(ctx, Service+"."+endpoint, raw)
	if err != nil {
		return a, err
	}
	var r reply[A]
	if err := json.Unmarshal(raw, &r); err != nil {
		return a, fmt.Errorf("answer of %s: %w", endpoint, err)
	}
	switch {
	case r.NotFound:
		return r.Answer, notFound(r.Error)
	case r.Error != "":
		return r.Answer, errors.New(r.Error)
	}
	return r.Answer, nil
}

// notFound is the daemon's index.ErrNotFound in its words.
type notFound string

func (e notFound) Error() string        { return string(e) }
func (e notFound) Is(target error) bool { return target == index.ErrNotFound }

// Find implements Desk.
func (d Away) Find(ctx context.Context, r FindRequest) (FindAnswer, error) {
	return ask[FindAnswer](ctx, d.Bus, "find", r)
}

// Conflicts implements Desk.
func (d Away) Conflicts(ctx context.Context, r ConflictsRequest) (ConflictsAnswer, error) {
	return ask[ConflictsAnswer](ctx, d.Bus, "conflicts", r)
}

// Question implements Desk.
func (d Away) Question(ctx context.Context, r QuestionRequest) (QuestionAnswer, error) {
	return ask[QuestionAnswer](ctx, d.Bus, "question", r)
}

// Show implements Desk.
func (d Away) Show(ctx context.Context, r ShowRequest) (ShowAnswer, error) {
	return ask[ShowAnswer](ctx, d.Bus, "show", r)
}

// Article implements Desk.
func (d Away) Article(ctx context.Context, r ArticleRequest) (ArticleAnswer, error) {
	return ask[ArticleAnswer](ctx, d.Bus, "article", r)
}

// Sources implements Desk.
func (d Away) Sources(ctx context.Context, r SourcesRequest) (SourcesAnswer, error) {
	return ask[SourcesAnswer](ctx, d.Bus, "sources", r)
}

// Stats implements Desk.
func (d Away) Stats(ctx context.Context, r StatsRequest) (index.Stats, error) {
	return ask[index.Stats](ctx, d.Bus, "stats", r)
}
