package web

import (
	"net/http"

	"muster/news"
)

// help is the page that says how to ask and what the words mean.
type help struct {
	Q     string
	Ways  []way
	Kinds []meaning
}

// Title implements the head of a page.
func (help) Title() string { return "Help" }

// way is how something is asked, in examples.
type way struct {
	Write []string
	Get   string
}

// meaning is what a kind of finding is.
type meaning struct {
	Kind  news.FindingKind
	Means string
}

// ways hold an example of each field of the query language.
var ways = []way{
	{[]string{"soldiers country:UA"}, "claims with the word, about Ukraine"},
	{[]string{"source:Reuters", "outlet:BBC"}, "what Reuters says, first hand or carried; what the BBC published"},
	{[]string{"measure:deploy", `measure:"soldiers killed"`}, "by what is counted and what happens to it"},
	{[]string{"figure:>=1000", "figure:10k..40k"}, "by value"},
	{[]string{"unit:dollar", "unit:tank"}, "by what the figure is of"},
	{[]string{"published:2023-04..2023-07", "published:7d"}, "by day of publication; of the last seven days"},
	{[]string{"date:2023-07"}, "by the time a figure holds for"},
	{[]string{"by:Russia", "of:Ukraine", "to:Poland"}, "by who does it, whose people or things they are, who receives them"},
	{[]string{"subject:Lithuania"}, "by the side that the figure is about"},
	{[]string{"place:Kiev", "event:Zapad-2017"}, "by where, and by the named event"},
	{[]string{"kind:contradiction", "kind:figure"}, "findings of a kind, claims of a kind"},
	{[]string{"modality:planned", "polarity:denied"}, "what is planned, and not there yet; what is denied"},
	{[]string{"hedge:about", "scope:share"}, "by how the number is softened; by what part of the whole it is"},
	{[]string{"article:0123abcd", "copyof:0123abcd"}, "by the ID of an article: what was read in it, or in copies of it"},
	{[]string{"tanks OR howitzers", "tanks NOT country:UA", "(tanks OR howitzers) country:UA"}, "either, all but, together"},
}

// meanings are all kinds, in the order of the board.
var meanings = []meaning{
	{news.Contradiction, "two sources answer one question, and both cannot be true"},
	{news.Dispute, "opposed parties, of whom nothing else is expected"},
	{news.Transcription, "outlets give one origin's words with two values"},
	{news.Correction, "an outlet changed what it had said"},
	{news.Update, "the later figure may follow the earlier one in time"},
	{news.HedgeDrift, "the number stayed, “about” or “more than” went"},
	{news.Arithmetic, "parts and a whole that are told as a sum, and whether it comes out"},
	{news.Outcome, "what was planned, against what came of it"},
	{news.Agreement, "independent sources give one value; shown where it is asked for"},
	{news.Unsure, "a contradiction, were it surer that both answer one question; shown where it is asked for"},
}

func (s *site) help(*http.Request) (any, string, error) {
	return help{Ways: ways, Kinds: meanings}, "help.html", nil
}
