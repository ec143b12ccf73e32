package command

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"muster/cmd/form"
	"muster/desk"
	"muster/pipeline"
)

// unseen are the IDs of the findings that were told of since the same was asked
// for new ones last, nil for all where it never was; seen says that they have
// been shown.
func (t *tool) unseen(ctx context.Context, r desk.ConflictsRequest) (ids []string, seen func() error, err error) {
	r.Limit, r.Skip, r.Sort, r.Only = 0, 0, "", nil
	name, err := t.placeOf("seen", r)
	if err != nil {
		return nil, nil, err
	}
	before, err := placeIn(name)
	if err != nil {
		return nil, nil, err
	}
	var last uint64
	err = t.with(ctx, func(b *pipeline.Bus) error {
		ids, last, err = b.FindingsSince(ctx, before)
		return err
	})
	switch {
	case before == 0:
		ids = nil
	case ids == nil:
		ids = []string{}
	}
	return ids, func() error { return keepPlace(name, last) }, err
}

// placeOf is the name by which it is kept how far what was asked has been seen, on
// this server or in this data folder.
func (t *tool) placeOf(what string, asked any) (string, error) {
	about, err := json.Marshal([]any{t.flags.Server, t.flags.Data, asked})
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(about)
	return what + "-" + hex.EncodeToString(sum[:6]), nil
}

// placeIn is the place in the stream that is kept under a name, 0 where none is.
func placeIn(name string) (seq uint64, err error) {
	raw, err := form.Kept(name)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err == nil {
		_, err = fmt.Sscan(strings.TrimSpace(string(raw)), &seq)
	}
	return seq, err
}

// keepPlace keeps a place.
func keepPlace(name string, seq uint64) error { return form.Keep(name, fmt.Appendln(nil, seq)) }
