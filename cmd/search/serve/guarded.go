package serve

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"

	"muster/desk"
	"muster/index"
)

// errClosing is what is answered while the daemon ends.
var errClosing = errors.New("search is stopping")

// guarded is a desk that can be closed: close waits for the answers under
// way, and later questions get errClosing instead of a closed index.
type guarded struct {
	inner  desk.Desk
	mu     sync.RWMutex
	closed bool
	// behind: the cross-check is not at work yet, and answers say so.
	behind atomic.Bool
}

// notYet is what is said of findings while the cross-check is made ready.
const notYet = "The cross-check is being made ready: these are the findings of before, and nothing new is taken in yet."

func (g *guarded) close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
}

func pass[Q, A any](ctx context.Context, g *guarded, q Q, do func(context.Context, Q) (A, error)) (a A, err error) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	if g.closed {
		return a, errClosing
	}
	return do(ctx, q)
}

func (g *guarded) Find(ctx context.Context, r desk.FindRequest) (desk.FindAnswer, error) {
	return pass(ctx, g, r, g.inner.Find)
}

func (g *guarded) Conflicts(ctx context.Context, r desk.ConflictsRequest) (desk.ConflictsAnswer, error) {
	a, err := pass(ctx, g, r, g.inner.Conflicts)
	if g.behind.Load() {
		a.Behind = notYet
	}
	return a, err
}

func (g *guarded) Question(ctx context.Context, r desk.QuestionRequest) (desk.QuestionAnswer, error) {
	return pass(ctx, g, r, g.inner.Question)
}

func (g *guarded) Show(ctx context.Context, r desk.ShowRequest) (desk.ShowAnswer, error) {
	return pass(ctx, g, r, g.inner.Show)
}

func (g *guarded) Article(ctx context.Context, r desk.ArticleRequest) (desk.ArticleAnswer, error) {
	return pass(ctx, g, r, g.inner.Article)
}

func (g *guarded) Sources(ctx context.Context, r desk.SourcesRequest) (desk.SourcesAnswer, error) {
	return pass(ctx, g, r, g.inner.Sources)
}

func (g *guarded) Stats(ctx context.Context, r desk.StatsRequest) (index.Stats, error) {
	return pass(ctx, g, r, g.inner.Stats)
}
