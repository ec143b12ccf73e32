package pipeline

// Who writes what, and who reads it:
//
//	stream / bucket   subjects                    written by      read by
//	FETCH             muster.schedule.<feed>      ingest          JetStream, which turns a schedule that is due into
//	                  muster.fetch.<feed>         JetStream       ingest workers, any number (work queue, one job a feed)
//	                  muster.look.<page>          JetStream       ingest workers: a page to read again
//	KV FEEDS          <feed>                      ingest          ingest, search (health of feeds)
//	KV SEEN           item.<id>, article.<id>,    ingest          ingest
//	                  page-<id>, edits.<id>
//	KV LEASES         <feed>                      ingest          ingest: one worker a feed
//	KV MARKS          <stream>                    any             any: how far a stream came, to notice a loss
//	KV VERDICTS       <finding>                   search, web     search serve: what people say of findings
//	KV ALERTS         <alert>                     a person        search serve: what to tell whom
//	KV ALERTED        <alert>.<finding>           search serve    search serve, a person: what was told
//	ARTICLES          muster.articles.<outlet>    ingest          extract; ingest (near-duplicates)
//	CLAIMS            muster.claims.<outlet>      extract         search serve, one durable consumer an index
//	FINDINGS          muster.findings.<kind>      search serve    watchers, alerts
//	DEAD              muster.dead.<stream>        any             a person: muster dead list, show, retry
//	(no stream)       muster.alerts.<kind>        ingest          a person: a feed fell silent, moved, is gone
//	(no stream)       muster.present              muster status   every daemon answers for itself
//	(no stream)       muster.search.<endpoint>    search, web     search serve replicas, in one queue group

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/nats-io/nats.go/jetstream"
)

// The streams.
const (
	fetchStream    = "FETCH"
	articlesStream = "ARTICLES"
	claimsStream   = "CLAIMS"
	findingsStream = "FINDINGS"
	deadStream     = "DEAD"
)

// The key-value buckets.
const (
	feedsBucket    = "FEEDS"
	seenBucket     = "SEEN"
	leasesBucket   = "LEASES"
	marksBucket    = "MARKS"
	verdictsBucket = "VERDICTS"
	alertsBucket   = "ALERTS"
	saidBucket     = "ALERTED"
)

// The subjects, each followed by one token.
const (
	scheduleSubject = "muster.schedule."
	fetchSubject    = "muster.fetch."
	lookSubject     = "muster.look."
	alertSubject    = "muster.alerts."
	articleSubject  = "muster.articles."
	claimsSubject   = "muster.claims."
	findingSubject  = "muster.findings."
	deadSubject     = "muster.dead."
	serviceSubject  = "muster."
)

// dedupeWindow is how long JetStream remembers a message ID. A redelivered
// message is published again within minutes; what comes later is a rewrite of
// the same record downstream, so a longer window would only cost memory.
const dedupeWindow = 10 * time.Minute

// leaseLife is how long a lease lives without renewal: a worker that died
// keeps its feed from others for this long at most. The first four pauses of
// a job put off outlast it.
const leaseLife = 20 * time.Second

// saidLife is how long it is remembered that a finding was told: one that
// changes later is told as new, without what changed.
const saidLife = 180 * 24 * time.Hour

func streams(replicas int) []jetstream.StreamConfig {
	return []jetstream.StreamConfig{
		{
			Name: fetchStream, Description: "schedules of feeds, and the jobs they turn into",
			Subjects:  []string{scheduleSubject + "*", fetchSubject + "*", lookSubject + "*"},
			Retention: jetstream.WorkQueuePolicy, Discard: jetstream.DiscardOld, MaxMsgsPerSubject: 1,
			AllowMsgSchedules: true, AllowRollup: true, Replicas: replicas,
		},
		{
			Name: articlesStream, Description: "article revisions",
			Subjects: []string{articleSubject + "*"}, Duplicates: dedupeWindow, Replicas: replicas,
		},
		{
			Name: claimsStream, Description: "one message an article revision with all its claims",
			Subjects: []string{claimsSubject + "*"}, Duplicates: dedupeWindow, Replicas: replicas,
		},
		{
			Name: findingsStream, Description: "what came of holding claims against each other",
			Subjects: []string{findingSubject + "*"}, Duplicates: dedupeWindow, Replicas: replicas,
		},
		{
			Name: deadStream, Description: "messages given up, with the reason",
			Subjects: []string{deadSubject + "*"}, Duplicates: dedupeWindow, Replicas: replicas,
		},
	}
}

func buckets(replicas int) []jetstream.KeyValueConfig {
	return []jetstream.KeyValueConfig{
		{Bucket: feedsBucket, Description: "state of each feed", Replicas: replicas},
		{Bucket: seenBucket, Description: "what of each item is already an article", Replicas: replicas},
		{Bucket: marksBucket, Description: "how far each stream came", Replicas: replicas},
		{Bucket: verdictsBucket, Description: "what people say of findings", Replicas: replicas},
		{Bucket: alertsBucket, Description: "alerts: what to tell whom", Replicas: replicas},
		{Bucket: saidBucket, Description: "what alerts told, and when", TTL: saidLife, Replicas: replicas},
		{Bucket: leasesBucket, Description: "who works on which feed", TTL: leaseLife, Replicas: replicas},
	}
}

// declare makes the streams and buckets, or brings them up to date; a bus that
// keeps them as they are only makes those that are missing.
func (b *Bus) declare(ctx context.Context) error {
	for _, cfg := range streams(b.replicas) {
		if slices.Contains(markedStreams, cfg.Name) {
			cfg.MaxAge = b.keep
		}
		if err := b.declareStream(ctx, cfg); err != nil {
			return fmt.Errorf("pipeline: stream %s: %w", cfg.Name, err)
		}
	}
	for _, cfg := range buckets(b.replicas) {
		kv, err := b.declareBucket(ctx, cfg)
		if err != nil {
			return fmt.Errorf("pipeline: bucket %s: %w", cfg.Bucket, err)
		}
		b.mu.Lock()
		b.buckets[cfg.Bucket] = kv
		b.mu.Unlock()
	}
	return nil
}

func (b *Bus) declareStream(ctx context.Context, cfg jetstream.StreamConfig) error {
	if b.keepAsIs {
		if _, err := b.js.Stream(ctx, cfg.Name); !errors.Is(err, jetstream.ErrStreamNotFound) {
			return err
		}
	}
	_, err := b.js.CreateOrUpdateStream(ctx, cfg)
	return err
}

func (b *Bus) declareBucket(ctx context.Context, cfg jetstream.KeyValueConfig) (jetstream.KeyValue, error) {
	if b.keepAsIs {
		if kv, err := b.js.KeyValue(ctx, cfg.Bucket); !errors.Is(err, jetstream.ErrBucketNotFound) {
			return kv, err
		}
	}
	return b.js.CreateOrUpdateKeyValue(ctx, cfg)
}

// tokenLimit is how long a subject token may be, in bytes: a server refuses
// subjects of some thousand, and an outlet is told apart by fewer.
const tokenLimit = 80

// subjectToken makes one subject token of a name: letters and digits in lower
// case, everything else a dash. Empty names become "unknown".
func subjectToken(name string) string {
	var sb strings.Builder
	for _, r := range strings.ToLower(name) {
		if sb.Len() >= tokenLimit {
			break
		}
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			sb.WriteRune(r)
		case sb.Len() > 0 && !strings.HasSuffix(sb.String(), "-"):
			sb.WriteByte('-')
		}
	}
	if s := strings.Trim(sb.String(), "-"); s != "" {
		return s
	}
	return "unknown"
}
