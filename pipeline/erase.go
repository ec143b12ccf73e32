package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// Erase takes every message out that holds text of the articles meant:
// revisions, sets of claims, findings that quote them and dead letters. The
// server writes over them on its disk. It returns how many there were.
func (b *Bus) Erase(ctx context.Context, meant func(articleID string) bool) (n int, err error) {
	for _, stream := range append([]string{deadStream}, markedStreams...) {
		gone, err := b.telling(ctx, stream, meant)
		if err == nil {
			err = b.erase(ctx, stream, gone)
		}
		if err != nil {
			return n, err
		}
		n += len(gone)
	}
	return n, nil
}

// Holding is how many messages Erase would take out.
func (b *Bus) Holding(ctx context.Context, meant func(articleID string) bool) (n int, err error) {
	for _, stream := range append([]string{deadStream}, markedStreams...) {
		found, err := b.telling(ctx, stream, meant)
		if err != nil {
			return n, err
		}
		n += len(found)
	}
	return n, nil
}

// telling finds the messages of a stream that hold text of the articles.
func (b *Bus) telling(ctx context.Context, stream string, meant func(string) bool) (found []uint64, err error) {
	err = b.replay(ctx, stream, time.Time{}, func(m jetstream.Msg) error {
		if !slices.ContainsFunc(articlesIn(m.Data()), meant) {
			return nil
		}
		meta, err := m.Metadata()
		if err == nil {
			found = append(found, meta.Sequence.Stream)
		}
		return err
	})
	return found, err
}

// erase deletes messages of a stream. That they will be missing is noted
// before, or it would count as damage.
func (b *Bus) erase(ctx context.Context, stream string, gone []uint64) error {
	if len(gone) == 0 {
		return nil
	}
	if slices.Contains(markedStreams, stream) {
		if err := b.expectHoles(ctx, stream, uint64(len(gone))); err != nil {
			return err
		}
	}
	s, err := b.stream(ctx, stream)
	if err != nil {
		return err
	}
	for _, seq := range gone {
		if err := s.SecureDeleteMsg(ctx, seq); err != nil && !errors.Is(err, jetstream.ErrMsgNotFound) && !errors.Is(err, jetstream.ErrMsgDeleteUnsuccessful) {
			return fmt.Errorf("pipeline: erase %d of %s: %w", seq, stream, err)
		}
		if _, err := s.GetMsg(ctx, seq); !errors.Is(err, jetstream.ErrMsgNotFound) {
			return fmt.Errorf("pipeline: %d of %s is still there: %w", seq, stream, err)
		}
	}
	return nil
}

// expectHoles notes that n messages more will be missing in the middle.
func (b *Bus) expectHoles(ctx context.Context, stream string, n uint64) error {
	for {
		m, version, err := b.marks().Get(ctx, stream)
		if err != nil {
			return err
		}
		m.Holes += n
		if _, err = b.marks().Put(ctx, stream, m, version); !errors.Is(err, ErrChanged) {
			return err
		}
	}
}

// articlesIn are the articles whose text a stored record holds: an article's
// own, or those of its claims. The set that takes an article out holds none.
func articlesIn(raw []byte) (ids []string) {
	type ref struct {
		ID string `json:"id"`
	}
	var record struct {
		ref
		Article   ref  `json:"article"`
		Forgotten bool `json:"forgotten"`
		Sides     []struct {
			Claims []struct {
				Article ref `json:"article"`
			} `json:"claims"`
		} `json:"sides"`
	}
	// What cannot be read holds no text that anybody can show.
	if json.Unmarshal(raw, &record) != nil || record.Forgotten {
		return nil
	}
	ids = append(ids, record.ID, record.Article.ID)
	for _, s := range record.Sides {
		for _, c := range s.Claims {
			ids = append(ids, c.Article.ID)
		}
	}
	return ids
}
