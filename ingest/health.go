package ingest

import (
	"fmt"
	"strings"
	"time"
)

// Health says in a few words how the feed fares, and why where it does not.
func (f Feed) Health() string {
	reason := strings.TrimPrefix(f.Error, "fetch: ")
	switch {
	case f.Paused:
		return "paused"
	case f.Retired:
		return "retired: " + reason
	case f.Failures > 0:
		return fmt.Sprintf("failed %s since %s: %s", times(f.Failures), f.FailingSince.Format(time.DateOnly), reason)
	case reason != "":
		return "waiting: " + reason
	case f.Fetched.IsZero():
		return "not fetched yet"
	case f.Silent:
		return fmt.Sprintf("silent since %s, three times its longest pause", f.LastNew.Format(time.DateOnly))
	case f.Items == 0:
		return "works, but is empty"
	case len(f.Repaired) > 0:
		return "mended: " + strings.Join(f.Repaired, ", ")
	case f.LeftOut > 0:
		return fmt.Sprintf("good, %d of %d left out by its words", f.LeftOut, f.Items)
	}
	return "good"
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
