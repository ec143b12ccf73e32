package ingest

import (
	"context"
	"errors"
	"hash/fnv"
	"log/slog"
	"slices"
	"time"

	"muster/ingest/feed"
	"muster/ingest/fetch"
)

// The bounds of how often a feed is fetched, where the worker sets none.
const (
	minInterval = 2 * time.Minute
	maxInterval = 24 * time.Hour
	// firstInterval is that of a feed of which nothing is known yet.
	firstInterval = 10 * time.Minute
	// maxBackoff is the longest wait after failures: a feed is never given
	// up, and a day is missed at most.
	maxBackoff = 12 * time.Hour
	// subscribedInterval is how often at most a feed is asked whose hub tells.
	subscribedInterval = 30 * time.Minute
)

// gapsKept is how many gaps between items tell a feed's rhythm: a week of a
// daily feed, a day of a busy one.
const gapsKept = 30

// rhythm reads from the times of a feed's items how they follow each other:
// usual is the middle gap between two, long the one that nine in ten stay
// under, which for most feeds is the night. Zero where too few items tell.
func rhythm(items []feed.Item, now time.Time) (usual, long time.Duration) {
	var times []time.Time
	for _, it := range items {
		if t := it.Published; !t.IsZero() && t.Before(now.Add(time.Hour)) {
			times = append(times, t)
		}
	}
	slices.SortFunc(times, func(a, b time.Time) int { return b.Compare(a) })
	var gaps []time.Duration
	for i := 1; i < len(times) && len(gaps) < gapsKept; i++ {
		if gap := times[i-1].Sub(times[i]); gap > 0 {
			gaps = append(gaps, gap)
		}
	}
	if len(gaps) < 3 {
		return 0, 0
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/2], gaps[len(gaps)*9/10]
}

// interval is how long to wait until the next fetch of a feed that worked:
// half of its usual gap, so that an item is seen within that; longer while it
// is silent, since what has paused for a day seldom goes on in this minute.
// A feed whose items tell no rhythm is followed by what fetches found.
func (w *Worker) interval(f Feed, published int, now time.Time) time.Duration {
	wait := time.Duration(f.Interval) * time.Second
	switch {
	case f.Source.Interval > 0:
		return max(time.Duration(f.Source.Interval)*time.Second, time.Second)
	case f.Usual > 0:
		wait = time.Duration(f.Usual) * time.Second / 2
		if silent := now.Sub(f.LastNew); !f.LastNew.IsZero() && silent > 4*wait {
			wait = max(wait, silent/8)
		}
	case wait == 0:
		wait = firstInterval
	case published > 0:
		wait /= 2
	default:
		wait += wait / 2
	}
	if f.Lease.After(now) { // its hub tells of news; this is for what is lost on the way
		wait = max(wait, subscribedInterval)
	}
	return max(min(wait, w.maxInterval()), w.minInterval())
}

// failed notes the reason and waits longer each time.
func (w *Worker) failed(f Feed, err error) Feed {
	now := w.Now().UTC()
	var rest *fetch.RestError
	if errors.As(err, &rest) { // no fault of the feed: its host wants a pause
		f.Error = err.Error()
		f.Next = rest.Until.UTC().Add(jitter(f.Source.ID, f.Failures, 30*time.Second))
		w.Log.Info("host rests", "feed", f.Source.ID, "until", f.Next)
		return f
	}
	f.Failures++
	f.Error = err.Error()
	if f.FailingSince.IsZero() {
		f.FailingSince = now
	}
	wait := min(w.minInterval()<<min(f.Failures-1, 12), maxBackoff)
	wait += jitter(f.Source.ID, f.Failures, wait/4)
	var status *fetch.StatusError
	if errors.As(err, &status) {
		wait = max(wait, status.RetryAfter+jitter(f.Source.ID, f.Failures, status.RetryAfter/10))
		f.Retired = f.Retired || status.Gone()
	}
	f.Next = now.Add(wait)
	w.Log.Warn("feed failed", "feed", f.Source.ID, "url", f.Source.URL, "error", err, "failures", f.Failures, "retired", f.Retired, "again_in", wait)
	return f
}

// jitter is a wait from none to the given one. It is the same for the same
// feed and count, and spreads feeds that fail together: hashed, not drawn, so
// that what happens can be told and tested.
func jitter(id string, count int, most time.Duration) time.Duration {
	h := fnv.New32a()
	_, _ = h.Write([]byte(id))
	_, _ = h.Write([]byte{byte(count), byte(count >> 8)})
	return time.Duration(float64(most) * float64(mixed(h.Sum32())) / (1 << 32))
}

// mixed spreads a hash whose low bits change most.
func mixed(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x7feb352d
	h ^= h >> 15
	h *= 0x846ca68b
	return h ^ h>>16
}

// worked sets the next time: by the feed's rhythm, and never sooner than the
// server said its answer keeps. What a 304 does not say is as it was.
func (w *Worker) worked(f Feed, published int, a fetch.Answer) Feed {
	now := w.Now().UTC()
	if a.SaysFresh || !a.NotModified {
		f.Fresh = int(a.Fresh / time.Second)
	}
	if published > 0 {
		f.LastNew = now
	}
	wait := w.interval(f, published, now)
	f.Interval = int(wait / time.Second)
	f.Worked, f.Failures, f.Error, f.FailingSince = now, 0, "", time.Time{}
	wait = max(wait, min(time.Duration(f.Fresh)*time.Second, w.maxInterval()))
	f.Next = now.Add(wait + jitter(f.Source.ID, int(now.Unix()/60), wait/20))
	f.Silent = silent(f, now)
	// A feed that brings nothing new is no news.
	level := slog.LevelDebug
	if published > 0 {
		level = slog.LevelInfo
	}
	w.Log.Log(context.Background(), level, "feed read", "feed", f.Source.ID, "items", f.Items, "new", published, "repaired", f.Repaired, "again_in", f.Next.Sub(now))
	return f
}

// silenceFactor: a feed that says nothing for three times its longest usual
// pause has stopped, or moved without a word.
const silenceFactor = 3

// silent reports whether the feed has been silent for too long.
func silent(f Feed, now time.Time) bool {
	return f.Long > 0 && !f.LastNew.IsZero() && now.Sub(f.LastNew) > silenceFactor*max(time.Duration(f.Long)*time.Second, time.Hour)
}

func (w *Worker) minInterval() time.Duration {
	if w.MinInterval > 0 {
		return w.MinInterval
	}
	return minInterval
}

func (w *Worker) maxInterval() time.Duration {
	if w.MaxInterval > 0 {
		return max(w.MaxInterval, w.minInterval())
	}
	return max(maxInterval, w.minInterval())
}
