package query

import (
	"strings"

	"muster/news"
)

// Field is what a value is asked of.
type Field string

// The fields.
const (
	Source    Field = "source"   // anybody in the chain of who says it
	Outlet    Field = "outlet"   // who published it
	Country   Field = "country"  // ISO 3166 alpha-2 or name, of subject or place
	Place     Field = "place"    // where
	Subject   Field = "subject"  // who has, does or suffers it
	By        Field = "by"       // who does it
	Of        Field = "of"       // whose people, things, money or land they are
	To        Field = "to"       // who receives them, or at whom they are aimed
	Event     Field = "event"    // the named event a figure is tied to
	Measure   Field = "measure"  // a word of what is measured: soldier, kill
	Unit      Field = "unit"     // person, USD, tank, ...
	Article   Field = "article"  // article ID
	CopyOf    Field = "copyof"   // ID of the article that its article republishes
	Kind      Field = "kind"     // kind of claim or finding
	Modality  Field = "modality" // status of the event
	Hedge     Field = "hedge"    // how the number is softened or bounded
	Scope     Field = "scope"    // what part of the whole
	Polarity  Field = "polarity" // asserted or denied
	Figure    Field = "figure"
	Date      Field = "date"
	Published Field = "published"
)

// vocabulary holds the fields and, where the words a field can take are
// closed, those words.
var vocabulary = []struct {
	field Field
	words []string
}{
	{Source, nil}, {Outlet, nil}, {Country, nil}, {Place, nil}, {Subject, nil}, {By, nil}, {Of, nil}, {To, nil}, {Event, nil},
	{Measure, nil}, {Unit, nil}, {Article, nil}, {CopyOf, nil},
	{Kind, []string{
		string(news.FigureClaim), string(news.DateClaim), string(news.StatementClaim),
		string(news.Contradiction), string(news.Update), string(news.Correction), string(news.Agreement),
		string(news.Arithmetic), string(news.Transcription), string(news.Dispute), string(news.HedgeDrift), string(news.Outcome), string(news.Unsure),
	}},
	{Modality, []string{
		string(news.Actual), string(news.Planned), string(news.Proposed), string(news.Alleged), string(news.Hypothetical),
	}},
	{Hedge, []string{
		string(news.Exact), string(news.About), string(news.Almost), string(news.Over), string(news.Under),
		string(news.AtLeast), string(news.AtMost), string(news.Between), string(news.Vague),
	}},
	{Scope, []string{
		string(news.Total), string(news.Each), string(news.Additional), string(news.Share), string(news.ChangeOf), string(news.Rank),
	}},
	{Polarity, []string{string(news.Asserted), string(news.Denied)}},
	{Figure, nil}, {Date, nil}, {Published, nil},
}

// Fields lists all fields, in the order people should read them.
func Fields() []Field {
	out := make([]Field, len(vocabulary))
	for i, v := range vocabulary {
		out[i] = v.field
	}
	return out
}

// Values lists the words that a field can take, nil where it takes any.
func Values(f Field) []string {
	closed, _ := words(f)
	return closed
}

// words returns the closed words of a field; known is false for no field.
func words(f Field) (closed []string, known bool) {
	for _, v := range vocabulary {
		if v.field == f {
			return v.words, true
		}
	}
	return nil, false
}

// Distance counts the letters to put in, drop or change from a to b.
func Distance(a, b string) int { return distance(a, b) }

// nearest is the word of all that is spelt most like s, "" where none is
// within two letters.
func nearest(s string, all []string) string {
	best, found := 3, ""
	for _, w := range all {
		if d := distance(s, w); d < best {
			best, found = d, w
		}
	}
	return found
}

// distance counts the letters to put in, drop or change from a to b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

func fieldList() string {
	names := make([]string, 0, len(vocabulary))
	for _, f := range Fields() {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

func fieldNames() []string {
	return strings.Split(fieldList(), ", ")
}
