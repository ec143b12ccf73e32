package daemon

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Span is a flag for long times: 90d, or what time.ParseDuration reads.
type Span time.Duration

// String implements pflag.Value.
func (d *Span) String() string {
	if t := time.Duration(*d); t%(24*time.Hour) == 0 && t > 0 {
		return strconv.Itoa(int(t/(24*time.Hour))) + "d"
	}
	return time.Duration(*d).String()
}

// Type implements pflag.Value.
func (d *Span) Type() string { return "time" }

// maxDays is above what a clock of nanoseconds can count.
const maxDays = 100_000

// Set implements pflag.Value.
func (d *Span) Set(text string) error {
	if n, ok := strings.CutSuffix(text, "d"); ok {
		count, err := strconv.Atoi(n)
		if err != nil || count < 0 || count > maxDays {
			return fmt.Errorf("want a number of days, as 90d")
		}
		*d = Span(time.Duration(count) * 24 * time.Hour)
		return nil
	}
	t, err := time.ParseDuration(text)
	if err != nil || t < 0 {
		return fmt.Errorf("want 90d or 36h")
	}
	*d = Span(t)
	return nil
}
