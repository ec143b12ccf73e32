package pipeline

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"muster/news"

	"github.com/nats-io/nats.go/jetstream"
)

// Step is one trace that an article left in a stream.
type Step struct {
	At     time.Time `json:"at"`
	Stream string    `json:"stream"`
	Seq    uint64    `json:"seq"`
	What   string    `json:"what"`
}

// Trace follows one article, by its ID or the beginning of it, through all
// streams: its revisions, the claims read from them, the findings that quote
// them, and dead letters. It reads the streams whole.
func (b *Bus) Trace(ctx context.Context, id string) ([]Step, error) {
	var steps []Step
	for stream, read := range map[string]func([]byte, string) (string, error){
		articlesStream: traceArticle, claimsStream: traceClaims, findingsStream: traceFinding,
	} {
		err := b.replay(ctx, stream, time.Time{}, func(m jetstream.Msg) error {
			what, err := read(m.Data(), id)
			if err != nil || what == "" {
				return err
			}
			meta, err := m.Metadata()
			if err == nil {
				steps = append(steps, Step{meta.Timestamp.UTC(), stream, meta.Sequence.Stream, what})
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	letters, err := b.DeadLetters(ctx)
	if err != nil {
		return nil, err
	}
	for _, l := range letters {
		if strings.HasPrefix(l.ID, id) || strings.Contains(string(l.Body), `"`+id) {
			steps = append(steps, Step{l.Died, deadStream, l.Seq, fmt.Sprintf("given up by %s after %d tries: %s", l.Reader, l.Tries, l.Reason)})
		}
	}
	slices.SortStableFunc(steps, func(a, b Step) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Seq, b.Seq)) })
	return steps, nil
}

func traceArticle(raw []byte, id string) (string, error) {
	var a news.Article
	if err := json.Unmarshal(raw, &a); err != nil {
		return "", unreadable(err)
	}
	if !strings.HasPrefix(a.ID, id) {
		return "", nil
	}
	copied := ""
	if a.CopyOf != "" {
		copied = ", a copy of " + a.CopyOf
	}
	return fmt.Sprintf("revision %d of %s, %d bytes of text, fetched %s%s: %s", a.Revision, a.Outlet.Name, len(a.Text),
		a.Fetched.UTC().Format(time.RFC3339), copied, a.Title), nil
}

func traceClaims(raw []byte, id string) (string, error) {
	var set news.ClaimSet
	if err := json.Unmarshal(raw, &set); err != nil {
		return "", unreadable(err)
	}
	if !strings.HasPrefix(set.Article.ID, id) {
		return "", nil
	}
	return fmt.Sprintf("%d claims of revision %d, read by extractor %s", len(set.Claims), set.Article.Revision, set.Extractor), nil
}

func traceFinding(raw []byte, id string) (string, error) {
	var f news.Finding
	if err := json.Unmarshal(raw, &f); err != nil {
		return "", unreadable(err)
	}
	for _, s := range f.Sides {
		for _, c := range s.Claims {
			if strings.HasPrefix(c.Article.ID, id) {
				state := "stands"
				if f.Withdrawn {
					state = "withdrawn"
				}
				return fmt.Sprintf("%s %s, %s", f.Kind, f.ID, state), nil
			}
		}
	}
	return "", nil
}

func unreadable(err error) error {
	return errors.Join(errors.New("pipeline: a stored record cannot be read"), err)
}
