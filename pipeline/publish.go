package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"

	"muster/news"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// PublishArticle stores an article revision. It returns after the stream has
// it. The same revision published twice is stored once.
func (b *Bus) PublishArticle(ctx context.Context, a news.Article) error {
	_, err := b.StoreArticle(ctx, a)
	return err
}

// StoreArticle is PublishArticle that also says where the stream has it.
func (b *Bus) StoreArticle(ctx context.Context, a news.Article) (seq uint64, err error) {
	id := a.ID + ":" + a.Hash
	if a.CopyOf != "" {
		id += ":" + a.CopyOf
	}
	return b.publish(ctx, articlesStream, articleSubject+subjectToken(a.Outlet.Name), id, a)
}

// PublishClaims stores all claims of one article revision. An empty set says
// that the revision has none, which matters where an earlier one had.
func (b *Bus) PublishClaims(ctx context.Context, set news.ClaimSet) error {
	id := strings.Join([]string{set.Article.ID, set.Hash, set.Extractor, set.Article.CopyOf, readingOf(ctx)}, ":")
	_, err := b.publish(ctx, claimsStream, claimsSubject+subjectToken(set.Article.Outlet), id, set)
	return err
}

// PublishFinding stores a finding. A finding that changed (withdrawn, its
// severity moved) is a new message of the same ID.
func (b *Bus) PublishFinding(ctx context.Context, f news.Finding) error {
	id, err := sayingOf(f)
	if err != nil {
		return err
	}
	_, err = b.publish(ctx, findingsStream, findingSubject+subjectToken(string(f.Kind)), id, f)
	return err
}

// sayingOf is the message ID of a finding: its ID and a digest of what it
// says, without when that was first seen, so that two daemons that find the
// same say it once.
func sayingOf(f news.Finding) (string, error) {
	f.FirstSeen = time.Time{}
	raw, err := json.Marshal(f)
	if err != nil {
		return "", Drop(fmt.Errorf("pipeline: finding %s: %w", f.ID, err))
	}
	sum := sha256.Sum256(raw)
	return f.ID + ":" + hex.EncodeToString(sum[:8]), nil
}

// publish stores one record as JSON. What the server can never take is a
// Drop, everything else can be tried again.
func (b *Bus) publish(ctx context.Context, stream, subject, id string, record any) (seq uint64, err error) {
	raw, err := json.Marshal(record)
	if err != nil {
		return 0, Drop(fmt.Errorf("pipeline: %s: %w", subject, err))
	}
	msg := &nats.Msg{Subject: subject, Data: raw}
	return b.store(ctx, stream, msg, jetstream.WithMsgID(id))
}

// LoadArticle reads the article at a place StoreArticle gave.
func (b *Bus) LoadArticle(ctx context.Context, seq uint64) (a news.Article, err error) {
	s, err := b.js.Stream(ctx, articlesStream)
	if err != nil {
		return a, fmt.Errorf("pipeline: %s: %w", articlesStream, err)
	}
	m, err := s.GetMsg(ctx, seq)
	if err == nil {
		err = json.Unmarshal(m.Data, &a)
	}
	if err != nil {
		return a, fmt.Errorf("pipeline: article at %d: %w", seq, err)
	}
	return a, nil
}

// headerRoom is kept free below max_payload for headers, in bytes.
const headerRoom = 4 << 10

func (b *Bus) store(ctx context.Context, stream string, msg *nats.Msg, opts ...jetstream.PublishOpt) (seq uint64, err error) {
	if limit := b.nc.MaxPayload(); limit > 0 && int64(len(msg.Data))+headerRoom > limit {
		return 0, tooLarge("the message on "+msg.Subject, len(msg.Data), limit)
	}
	opts = append(opts, jetstream.WithExpectStream(stream))
	ctx, done := b.denials.watch(ctx)
	ack, err := b.js.PublishMsg(ctx, msg, opts...)
	if err = done(err); err != nil {
		return 0, Retry(fmt.Errorf("pipeline: publish on %s: %w", msg.Subject, err))
	}
	b.meter.stored(stream, ack.Duplicate)
	b.marker.stored(stream, ack.Sequence)
	return ack.Sequence, nil
}

// redacted is a server URL without its password.
func redacted(server string) string {
	u, err := url.Parse(server)
	if err != nil || u.User == nil {
		return server
	}
	u.User = nil
	return u.String()
}
