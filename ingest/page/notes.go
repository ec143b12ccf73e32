package page

import (
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// A correction is what a reader of figures must not miss, and what the finders
// of main text leave out as a frame around it. So boxes of corrections are
// looked for and put behind the text, marked as such.

const correctionBoxes = `[class*="correction"], [id*="correction"], [class*="editors-note"], [class*="editor-note"], [class*="editorsnote"], ` +
	`[class*="clarification"], [class*="erratum"], aside, footer p, .note, [class*="article-note"], em, i, small`

// maxNote and maxNotes bound a note of the editor, in bytes, and their number.
const (
	maxNote  = 1500
	maxNotes = 5
)

var (
	takesBack = regexp.MustCompile(`(?i)^(?:correction|clarification|erratum|corrected|editor['’]s note|update and correction)\b|an? (?:earlier|previous|original) version of (?:this|the)|this (?:article|story|report|post|page) (?:was|has been) (?:corrected|amended)|was (?:corrected|amended) on`)
	labelled  = regexp.MustCompile(`(?i)^(?:correction|clarification|erratum|corrected|editor['’]s note|update)`)
)

// corrections are the notes that take something back and stand outside the
// main text.
func corrections(q *goquery.Document, text string) (notes []string) {
	q.Find(correctionBoxes).EachWithBreak(func(_ int, s *goquery.Selection) bool {
		note := squeeze(strings.ReplaceAll(Plain(s.Nodes[0]), "\n\n", " "))
		if len(note) > maxNote || !takesBack.MatchString(note) || s.Closest(`nav, [class*="comment"], [class*="related"]`).Length() > 0 {
			return true
		}
		if !labelled.MatchString(note) {
			note = "Correction: " + note
		}
		if !holds(text, note) && !holds(strings.Join(notes, "\n\n"), note) {
			notes = append(notes, note)
		}
		return len(notes) < maxNotes
	})
	return notes
}

// holds reports whether the note, or what follows its label, stands in the
// text already.
func holds(text, note string) bool {
	_, said, ok := strings.Cut(note, ": ")
	if !ok {
		said = note
	}
	return strings.Contains(squeeze(text), said)
}
