package pipeline

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// A backup is a gzipped tar of one file a stream, each a message a line, in
// the order of the streams below: what was read from others comes before what
// was made of it, so that a backup taken while everything runs never holds
// claims of an article it lacks. What is not in it is made again from what
// is: schedules, readers, leases and the index.

// backedUp are the streams, buckets among them, in the order they are read:
// the last made first.
var backedUp = []string{findingsStream, claimsStream, "KV_" + seenBucket, articlesStream, "KV_" + feedsBucket, "KV_" + verdictsBucket, "KV_" + alertsBucket, "KV_" + saidBucket, deadStream}

// stored is one message of a backup.
type stored struct {
	Seq     uint64      `json:"seq"`
	Subject string      `json:"subject"`
	Header  nats.Header `json:"header,omitempty"`
	At      time.Time   `json:"at"`
	Data    []byte      `json:"data"`
}

// Backup writes all streams to out and says how many messages of each.
func (b *Bus) Backup(ctx context.Context, out io.Writer) (map[string]int, error) {
	zip := gzip.NewWriter(out)
	pack := tar.NewWriter(zip)
	counts := map[string]int{}
	for _, stream := range backedUp {
		n, err := b.backupStream(ctx, pack, stream)
		if err != nil {
			return nil, fmt.Errorf("pipeline: backup of %s: %w", stream, err)
		}
		counts[stream] = n
	}
	return counts, errors.Join(pack.Close(), zip.Close())
}

// chunk is about how many bytes one file of a backup holds: a tar must know
// the length of a file before its first byte.
const chunk = 16 << 20

func (b *Bus) backupStream(ctx context.Context, pack *tar.Writer, stream string) (n int, err error) {
	var lines []byte
	part := 0
	flush := func() error {
		part++
		err := pack.WriteHeader(&tar.Header{Name: fmt.Sprintf("%s.%06d.jsonl", stream, part), Mode: 0o600, Size: int64(len(lines)), Typeflag: tar.TypeReg, ModTime: time.Now()})
		if err == nil {
			_, err = pack.Write(lines)
		}
		lines = lines[:0]
		return err
	}
	err = b.replay(ctx, stream, time.Time{}, func(m jetstream.Msg) error {
		meta, err := m.Metadata()
		if err != nil {
			return err
		}
		line, err := json.Marshal(stored{meta.Sequence.Stream, m.Subject(), m.Headers(), meta.Timestamp.UTC(), m.Data()})
		if err != nil {
			return err
		}
		n++
		if lines = append(append(lines, line...), '\n'); len(lines) > chunk {
			return flush()
		}
		return nil
	})
	if err == nil && (len(lines) > 0 || part == 0) {
		err = flush()
	}
	return n, err
}

// ErrNotEmpty means that a store already holds articles.
var ErrNotEmpty = errors.New("pipeline: the store is not empty: restore into a new data folder")

// Restore fills an empty store from a backup and says how many messages of
// each stream. Articles keep their sequence numbers, by which the records of
// what was seen name them.
func (b *Bus) Restore(ctx context.Context, in io.Reader) (map[string]int, error) {
	for _, stream := range backedUp {
		s, err := b.stream(ctx, stream)
		if err != nil {
			return nil, err
		}
		if s.CachedInfo().State.LastSeq > 0 {
			return nil, fmt.Errorf("%w (%s)", ErrNotEmpty, stream)
		}
	}
	zip, err := gzip.NewReader(in)
	if err != nil {
		return nil, fmt.Errorf("pipeline: this is no backup: %w", err)
	}
	pack, counts := tar.NewReader(zip), map[string]int{}
	for {
		head, err := pack.Next()
		if errors.Is(err, io.EOF) {
			return counts, nil
		}
		if err != nil {
			return counts, fmt.Errorf("pipeline: the backup is damaged: %w", err)
		}
		stream, _, named := strings.Cut(head.Name, ".")
		if !named || !slices.Contains(backedUp, stream) {
			return counts, fmt.Errorf("pipeline: this is no backup of Muster: it holds %q", head.Name)
		}
		n, err := b.restoreFile(ctx, stream, pack)
		if err != nil {
			return counts, fmt.Errorf("pipeline: restore of %s: %w", stream, err)
		}
		counts[stream] += n
	}
}

func (b *Bus) restoreFile(ctx context.Context, stream string, in io.Reader) (n int, err error) {
	target, err := b.stream(ctx, stream)
	if err != nil {
		return 0, err
	}
	next := target.CachedInfo().State.LastSeq + 1
	lines := json.NewDecoder(bufio.NewReaderSize(in, 1<<20))
	for {
		var s stored
		if err := lines.Decode(&s); errors.Is(err, io.EOF) {
			return n, nil
		} else if err != nil {
			return n, err
		}
		// What the server or a client demanded of the first writing does not
		// hold for this one.
		for _, name := range []string{jetstream.ExpectedLastSubjSeqHeader, jetstream.ExpectedLastSeqHeader, jetstream.ExpectedStreamHeader, jetstream.MsgIDHeader} {
			s.Header.Del(name)
		}
		if stream == articlesStream && next < s.Seq {
			if err := b.skipTo(ctx, target, next, s.Seq); err != nil {
				return n, err
			}
		}
		ack, err := b.js.PublishMsg(ctx, &nats.Msg{Subject: s.Subject, Header: s.Header, Data: s.Data})
		if err != nil {
			return n, err
		}
		next = ack.Sequence + 1
		b.marker.stored(stream, ack.Sequence)
		n++
	}
}

// skipTo leaves out the numbers next to seq-1: at the front by moving the
// stream's beginning, behind it by messages that are deleted again.
func (b *Bus) skipTo(ctx context.Context, s jetstream.Stream, next, seq uint64) error {
	if next == 1 {
		return s.Purge(ctx, jetstream.WithPurgeSequence(seq))
	}
	for ; next < seq; next++ {
		ack, err := b.js.PublishMsg(ctx, &nats.Msg{Subject: articleSubject + "none"})
		if err == nil {
			err = s.DeleteMsg(ctx, ack.Sequence)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
