package desk

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"muster/news"
	"muster/pipeline"
)

// Verdict is what a person says of a finding.
type Verdict string

// The verdicts.
const (
	// Resolved: what was told differently is cleared up.
	Resolved Verdict = "resolved"
	// Wrong: there is no such thing, a text was misread.
	Wrong Verdict = "wrong"
	// Known: it is so, and nothing new.
	Known Verdict = "known"
	// Watch: it is to be kept in sight.
	Watch Verdict = "watch"
)

// What a request may ask for beside verdicts.
const (
	// Unmarked asks for findings of which nobody said anything; as the verdict
	// of a mark it takes one back.
	Unmarked Verdict = "none"
	// AnyMark asks for all findings.
	AnyMark Verdict = "any"
)

// Verdicts are those a mark may have.
var Verdicts = []Verdict{Watch, Known, Resolved, Wrong}

// Mark is what somebody said of a finding.
type Mark struct {
	Verdict Verdict `json:"verdict"`
	Note    string  `json:"note,omitempty"`
	// Right are the sources of the side that turned out right, empty where
	// nobody says.
	Right []string  `json:"right,omitempty"`
	By    string    `json:"by,omitempty"`
	At    time.Time `json:"at"`
}

// Done reports whether a finding so marked is dealt with: it is shown to those
// who ask for it, and never again as new.
func (m Mark) Done() bool { return m.Verdict != "" && m.Verdict != Watch }

// The longest note and name, in bytes.
const (
	longestNote = 1000
	longestName = 100
)

// SideOf are the sources of the side of a finding that a source of it, or the
// number of the side from 1 on, names.
func SideOf(f news.Finding, name string) ([]string, error) {
	var all []string
	for i, s := range f.Sides {
		named := func(source string) bool { return strings.EqualFold(source, name) }
		if slices.ContainsFunc(s.Sources, named) || name == strconv.Itoa(i+1) {
			return s.Sources, nil
		}
		all = append(all, s.Sources...)
	}
	return nil, fmt.Errorf("%q stands on no side of the finding: want %s, or the number of a side", name, strings.Join(all, ", "))
}

// Check finds what is wrong with a mark that is to be made.
func (m Mark) Check() error {
	switch {
	case len(m.Right) > 0 && m.Verdict != Resolved && m.Verdict != Known:
		return fmt.Errorf("who turned out right is said of what is resolved or known, not %s", m.Verdict)
	case m.Verdict != Unmarked && !slices.Contains(Verdicts, m.Verdict):
		return fmt.Errorf("mark %q: want resolved, wrong, known, watch, or none to take a mark back", m.Verdict)
	case len(m.Note) > longestNote:
		return fmt.Errorf("the note has %d bytes and %d are kept", len(m.Note), longestNote)
	case len(m.By) > longestName:
		return fmt.Errorf("the name has %d bytes and %d are kept", len(m.By), longestName)
	}
	for _, r := range m.Note + m.By {
		if unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' {
			return errors.New("note and name are text, without control characters")
		}
	}
	return nil
}

// chosen turns the verdicts asked for into the findings to give, nil for all,
// or those not to.
func chosen(marks map[string]Mark, wanted []Verdict) (only, except []string) {
	if slices.Contains(wanted, AnyMark) {
		return nil, nil
	}
	unmarkedToo := len(wanted) == 0 || slices.Contains(wanted, Unmarked)
	if !unmarkedToo {
		only = []string{}
	}
	for _, id := range slices.Sorted(maps.Keys(marks)) {
		asked := slices.Contains(wanted, marks[id].Verdict) || len(wanted) == 0 && !marks[id].Done()
		switch {
		case asked && !unmarkedToo:
			only = append(only, id)
		case !asked && unmarkedToo:
			except = append(except, id)
		}
	}
	return only, except
}

// marksOf are the marks of the findings.
func marksOf(marks map[string]Mark, findings []news.Finding) map[string]Mark {
	out := map[string]Mark{}
	for _, f := range findings {
		if m, marked := marks[f.ID]; marked {
			out[f.ID] = m
		}
	}
	return out
}

// Marks keeps the marks of the bus at hand.
type Marks struct {
	table pipeline.Table[Mark]
	ready chan struct{}
	mu    sync.Mutex
	all   map[string]versioned // guarded by mu
}

// versioned is a mark, nil where it was taken back, and its version.
type versioned struct {
	mark    *Mark
	version uint64
}

// NewMarks are the marks of the bus; Follow brings them.
func NewMarks(b *pipeline.Bus) *Marks {
	return &Marks{table: pipeline.Verdicts[Mark](b), ready: make(chan struct{}), all: map[string]versioned{}}
}

// Follow keeps the marks as they are on the bus until ctx ends.
func (m *Marks) Follow(ctx context.Context) error {
	return m.table.Follow(ctx, func() { close(m.ready) }, m.take)
}

func (m *Marks) take(id string, mark *Mark, version uint64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if version >= m.all[id].version {
		m.all[id] = versioned{mark, version}
	}
}

// All returns the marks by finding, once they are there.
func (m *Marks) All(ctx context.Context) (map[string]Mark, error) {
	select {
	case <-m.ready:
	case <-ctx.Done():
		return nil, fmt.Errorf("marks: %w", ctx.Err())
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	out := map[string]Mark{}
	for id, v := range m.all {
		if v.mark != nil {
			out[id] = *v.mark
		}
	}
	return out, nil
}

// Set marks a finding; who asks afterwards sees it.
func (m *Marks) Set(ctx context.Context, finding string, mark Mark) error {
	version, err := SetMark(ctx, m.table, finding, mark)
	switch {
	case err != nil:
		return err
	case mark.Verdict == Unmarked:
		m.mu.Lock()
		defer m.mu.Unlock()
		m.all[finding] = versioned{nil, m.all[finding].version}
	default:
		m.take(finding, &mark, version)
	}
	return nil
}

// SetMark writes what somebody says of a finding over what was said before,
// and returns the version it has.
func SetMark(ctx context.Context, table pipeline.Table[Mark], finding string, mark Mark) (uint64, error) {
	if err := mark.Check(); err != nil {
		return 0, err
	}
	if mark.Verdict == Unmarked {
		return 0, table.Delete(ctx, finding)
	}
	for {
		_, version, err := table.Get(ctx, finding)
		if err != nil {
			return 0, err
		}
		if version, err = table.Put(ctx, finding, mark, version); !errors.Is(err, pipeline.ErrChanged) {
			return version, err
		}
	}
}
