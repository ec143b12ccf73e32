// Package news holds the words that every other package speaks: sources,
// articles, figures, claims, attributions, questions and findings, with
// their content-derived IDs and their JSON.
//
// It imports the standard library only. Every other package may import it,
// and it knows none of them.
//
// Offsets are bytes into Article.Text, end exclusive. Days are calendar days
// of the news item, written 2006-01-02. Instants are UTC.
package news

// Span is a stretch of an article's text: bytes Start to End, end exclusive.
type Span struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Empty reports whether the span covers nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Overlaps reports whether the two spans share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Contains reports whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Cut returns the span of text from byte start to byte end.
func Cut(text string, start, end int) Span {
	return Span{Start: start, End: end, Text: text[start:end]}
}
