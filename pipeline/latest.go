package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Latest is Get that asks the server which leads the bucket. Get may be
// answered by a replica that was away and does not know yet what was written
// meanwhile; where somebody gives a job up because a record is not there, or
// says so, that would be for good.
func (t Table[T]) Latest(ctx context.Context, key string) (record T, version uint64, err error) {
	if t.bus.server != nil {
		return t.Get(ctx, key) // one server leads everything
	}
	raw, version, err := t.bus.atLeader(ctx, t.bucket, key)
	if err == nil && version != 0 {
		err = json.Unmarshal(raw, &record)
	}
	if err != nil {
		return record, 0, t.wrap(key, err)
	}
	return record, version, nil
}

// leaderWithin is how long a leader may take to answer.
const leaderWithin = 10 * time.Second

// atLeader reads what a bucket has at a key; version 0 is nothing.
func (b *Bus) atLeader(ctx context.Context, bucket, key string) (value []byte, version uint64, err error) {
	ask, err := json.Marshal(map[string]string{"last_by_subj": "$KV." + bucket + "." + key})
	if err != nil {
		return nil, 0, err
	}
	ctx, cancel := context.WithTimeout(ctx, leaderWithin)
	defer cancel()
	ctx, done := b.denials.watch(ctx)
	m, err := b.nc.RequestWithContext(ctx, "$JS.API.STREAM.MSG.GET.KV_"+bucket, ask)
	if err = done(err); err != nil {
		return nil, 0, err
	}
	var answer struct {
		Error   *jetstream.APIError `json:"error"`
		Message struct {
			Seq     uint64 `json:"seq"`
			Headers []byte `json:"hdrs"`
			Data    []byte `json:"data"`
		} `json:"message"`
	}
	if err := json.Unmarshal(m.Data, &answer); err != nil {
		return nil, 0, fmt.Errorf("the server's answer: %w", err)
	}
	switch {
	case answer.Error != nil && answer.Error.ErrorCode == jetstream.JSErrCodeMessageNotFound:
		return nil, 0, nil
	case answer.Error != nil:
		return nil, 0, answer.Error
	}
	deleted, err := saysDeleted(answer.Message.Headers)
	if err != nil || deleted {
		return nil, 0, err
	}
	return answer.Message.Data, answer.Message.Seq, nil
}

// saysDeleted reports whether a message of a bucket marks that its key is gone.
func saysDeleted(headers []byte) (bool, error) {
	if len(headers) == 0 {
		return false, nil
	}
	h, err := nats.DecodeHeadersMsg(headers)
	if err != nil {
		return false, errors.Join(errors.New("headers of a record"), err)
	}
	return h.Get("KV-Operation") != "" || h.Get(jetstream.MarkerReasonHeader) != "", nil
}
