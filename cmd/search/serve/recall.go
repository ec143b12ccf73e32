package serve

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io/fs"
	"time"

	"muster/crosscheck"
	"muster/index"
	"muster/news"
)

// recall gives the checker what it knew: from the file of the daemon before and
// what the index took in after that, or else from all that the index holds.
func (t *taker) recall(ctx context.Context) (err error) {
	start := time.Now()
	t.checker, err = t.memory.read(t.shelf, t.index.Generation())
	if err == nil {
		claims, err := t.catchUp(ctx)
		if err == nil {
			t.bus.Log().Info("claims recalled", "claims", t.checker.Claims(), "newer", claims, "changed", len(t.unsaid), "took", time.Since(start))
		}
		return err
	}
	if !errors.Is(err, fs.ErrNotExist) {
		t.bus.Log().Warn("what the cross-check knew cannot be used: it is made of the index, which takes longer", "error", err)
	}
	t.checker = crosscheck.New(crosscheck.Config{Store: t.shelf})
	return t.rebuild(ctx)
}

// catchUp takes in what the index took after the file was written, and puts
// right what the index does not say of it. A daemon that ended well left
// nothing to do.
func (t *taker) catchUp(ctx context.Context) (claims int, err error) {
	now := time.Now()
	err = t.index.EachSetSince(t.memory.at, func(set news.ClaimSet) error {
		claims += len(set.Claims)
		t.checker.Load(set)
		return ctx.Err()
	})
	if err != nil {
		return claims, err
	}
	t.memory.claims = claims
	return claims, t.checker.Settle(func(f news.Finding) error {
		said, err := t.says(f)
		if said || err != nil {
			return err
		}
		return t.note(earliest(f, now))
	})
}

// says reports whether the index says a finding in the same words.
func (t *taker) says(f news.Finding) (bool, error) {
	old, err := t.index.Finding(f.ID)
	switch {
	case errors.Is(err, index.ErrNotFound):
		return f.Withdrawn, nil
	case err != nil:
		return false, err
	case f.Withdrawn || old.Withdrawn:
		return f.Withdrawn && old.Withdrawn, nil
	}
	return digest(f) == digest(old), nil
}

// rebuild fills the checker from the index, and puts right what findings of the
// index do not agree: those of another version of the checker.
func (t *taker) rebuild(ctx context.Context) error {
	start := time.Now()
	claims := 0
	holds := map[string][32]byte{}
	err := t.index.EachSet(func(set news.ClaimSet) error {
		claims += len(set.Claims)
		t.checker.Load(set)
		return ctx.Err()
	})
	if err == nil {
		err = t.checker.Settle(func(f news.Finding) error {
			holds[f.ID] = digest(f)
			return ctx.Err()
		})
	}
	if err != nil {
		return err
	}
	if err := t.reconcile(holds); err != nil {
		return err
	}
	t.memory.claims = claims
	if claims > 0 {
		t.bus.Log().Info("claims read again", "claims", claims, "findings", len(holds), "changed", len(t.unsaid), "took", time.Since(start))
	}
	return nil
}

// reconcile compares the findings that hold with those the index has.
func (t *taker) reconcile(holds map[string][32]byte) error {
	stale := false
	err := t.index.EachFinding(func(f news.Finding) error {
		want, held := holds[f.ID]
		delete(holds, f.ID)
		switch {
		case held && (f.Withdrawn || digest(f) != want):
			stale = true
		case !held && !f.Withdrawn:
			f.Withdrawn = true
			f.Why = append(f.Why, "Withdrawn: the claims as they are read now no longer make this finding.")
			t.unsaid[f.ID] = f
		}
		return nil
	})
	if err != nil || !stale && len(holds) == 0 {
		return err
	}
	return t.restate(holds)
}

// restate finds the findings that the index lacks or has in other words.
func (t *taker) restate(missing map[string][32]byte) error {
	all, err := t.checker.Findings()
	if err != nil {
		return err
	}
	now := time.Now()
	for _, f := range all {
		if _, lacks := missing[f.ID]; !lacks {
			old, err := t.index.Finding(f.ID)
			if err == nil && !old.Withdrawn && digest(old) == digest(f) {
				continue
			}
			if err != nil && !errors.Is(err, index.ErrNotFound) {
				return err
			}
		}
		t.unsaid[f.ID] = earliest(f, now)
	}
	return nil
}

// digest is what a finding says, without when it was first said.
func digest(f news.Finding) [32]byte {
	f.FirstSeen = time.Time{}
	raw, err := json.Marshal(f)
	if err != nil {
		return [32]byte{}
	}
	return sha256.Sum256(raw)
}
