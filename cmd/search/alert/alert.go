// Package alert tells people of findings: a saved query, and where to send
// what it finds. Alerts are kept in a bucket of the bus, and every search
// daemon works on them together: each finding that is new or changed is told
// once it fits, at least once, with tries over about an hour where it cannot
// be told, and a record of each try.
package alert

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"muster/news"
	"muster/pipeline"
)

// Alert says which findings to tell, and how. One of Webhook, Command and File
// is set.
type Alert struct {
	Name  string `json:"name"`
	Query string `json:"query,omitempty"`
	// Kinds, empty for all that put claims against each other.
	Kinds    []news.FindingKind `json:"kinds,omitempty"`
	Severity float64            `json:"min_severity,omitempty"`
	// Since is when findings were stored that are told: those before are old.
	Since time.Time `json:"since"`
	// Webhook takes a POST of an Event as JSON.
	Webhook string `json:"webhook,omitempty"`
	// Command is run by sh with an Event as JSON on its standard input, where
	// the daemon allows that.
	Command string `json:"command,omitempty"`
	// File in the daemon's folder of alerts gets an Event a line.
	File   string `json:"file,omitempty"`
	Paused bool   `json:"paused,omitempty"`
}

// nameForm is what a name may be: it is part of a key and of a reader's name.
var nameForm = regexp.MustCompile(`^[A-Za-z0-9_-]{1,60}$`)

// Check says what is wrong with an alert.
func (a Alert) Check() error {
	if !nameForm.MatchString(a.Name) {
		return fmt.Errorf("alert name %q: want letters, digits, - and _, at most 60", a.Name)
	}
	ways := 0
	for _, way := range []string{a.Webhook, a.Command, a.File} {
		if way != "" {
			ways++
		}
	}
	if ways != 1 {
		return errors.New("where to tell it? give one of --webhook URL, --command COMMAND and --file NAME")
	}
	if a.Webhook != "" {
		u, err := url.Parse(a.Webhook)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return fmt.Errorf("--webhook %q: want an http or https URL", a.Webhook)
		}
	}
	if a.File != "" && !filepath.IsLocal(a.File) {
		return fmt.Errorf("--file %q: want a name inside the daemon's folder of alerts", a.File)
	}
	return nil
}

// Of is what it tells of, in words: "country:UA, contradiction, from severity 0.3".
func (a Alert) Of() string {
	var words []string
	if a.Query != "" {
		words = append(words, a.Query)
	}
	if len(a.Kinds) > 0 {
		kinds := make([]string, len(a.Kinds))
		for i, k := range a.Kinds {
			kinds[i] = string(k)
		}
		words = append(words, strings.Join(kinds, ", "))
	}
	if a.Severity > 0 {
		words = append(words, "from severity "+strconv.FormatFloat(a.Severity, 'g', 3, 64))
	}
	if len(words) == 0 {
		return "all findings"
	}
	return strings.Join(words, ", ")
}

// To is where it is told, in words.
func (a Alert) To() string {
	switch {
	case a.Webhook != "":
		return "webhook " + a.Webhook
	case a.Command != "":
		return "command " + a.Command
	}
	return "file " + a.File
}

// Reader is the name under which findings are read for it; one made anew under
// an old name begins anew.
func (a Alert) Reader() string {
	return "alert-" + a.Name + "-" + strconv.FormatInt(a.Since.Unix(), 36)
}

// wants reports whether the kind is one that is told.
func (a Alert) wants(k news.FindingKind) bool {
	if len(a.Kinds) == 0 {
		return k != news.Agreement && k != news.Unsure
	}
	return slices.Contains(a.Kinds, k)
}

// State says what is new in an event.
type State string

// The states.
const (
	New       State = "new"
	Changed   State = "changed"
	Withdrawn State = "withdrawn"
)

// Event is what is told.
type Event struct {
	// ID is the same whenever the same is told again.
	ID      string       `json:"id"`
	Alert   string       `json:"alert"`
	State   State        `json:"state"`
	Title   string       `json:"title"`
	Changes []string     `json:"changes,omitempty"`
	Finding news.Finding `json:"finding"`
	At      time.Time    `json:"at"`
}

// Said is the record of what an alert told of one finding.
type Said struct {
	Alert   string `json:"alert"`
	Finding string `json:"finding"`
	Title   string `json:"title"`
	State   State  `json:"state"`
	// Saying and Seq are of the message that was told last.
	Saying string    `json:"saying,omitempty"`
	Seq    uint64    `json:"seq,omitempty"`
	At     time.Time `json:"at"`
	// Tries and Error are of the last that could not be told; none after it
	// was.
	Tries int    `json:"tries,omitempty"`
	Error string `json:"error,omitempty"`
}

// Table is where alerts are kept, by name.
func Table(b *pipeline.Bus) pipeline.Table[Alert] { return pipeline.Alerts[Alert](b) }

// Log is where it is kept what was told, by Key.
func Log(b *pipeline.Bus) pipeline.Table[Said] { return pipeline.Alerted[Said](b) }

// Key is where the record of a finding is kept.
func Key(alert, finding string) string { return alert + "." + finding }

// ByTime orders records, the last first.
func ByTime(all map[string]Said) []Said {
	out := make([]Said, 0, len(all))
	for _, s := range all {
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b Said) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(Key(a.Alert, a.Finding), Key(b.Alert, b.Finding)))
	})
	return out
}
