package copies

import (
	_ "embed"
	"regexp"
	"strings"

	"muster/news"
)

//go:embed agencies.list
var agencyRows string

// agencies are the canonical names by their forms in lower case.
var agencies = readAgencies(agencyRows)

func readAgencies(list string) map[string]string {
	names := map[string]string{}
	for line := range strings.SplitSeq(list, "\n") {
		if line == "" || line[0] == '#' || line[0] == ' ' {
			continue
		}
		forms := strings.Split(line, "|")
		for _, f := range forms {
			names[strings.ToLower(f)] = forms[0]
		}
	}
	return names
}

// agencyNamed is the canonical name of the agency that a name is, empty where
// it is none.
func agencyNamed(name string) string { return agencies[strings.ToLower(strings.TrimSpace(name))] }

// Where credits stand: the first bytes of a text hold its dateline, the last
// the line that says where it is from.
const (
	creditHead = 160
	creditTail = 300
)

var (
	inMarks  = regexp.MustCompile(`[(/]\s*([\p{L}][\p{L} .-]{1,40}?)\s*[)/]`)
	byCredit = regexp.MustCompile(`(?i)(?:reporting by|reports? by|source:|sources:|via|©|\(c\)|with material from|courtesy of|originally published by)\s+((?:[\p{L}-]+ ?){1,4})`)
)

// Credit is the agency that an article says it has its text from: in its
// byline, its dateline, or the line at its end; empty where it names none.
func Credit(a news.Article) string {
	for _, name := range a.Authors {
		if agency := agencyNamed(name); agency != "" {
			return agency
		}
	}
	head, tail := a.Text[:min(len(a.Text), creditHead)], a.Text[max(0, len(a.Text)-creditTail):]
	for _, part := range []string{head, tail, a.Outlet.Name} {
		for _, m := range inMarks.FindAllStringSubmatch(part, -1) {
			if agency := agencyNamed(m[1]); agency != "" {
				return agency
			}
		}
	}
	for _, m := range byCredit.FindAllStringSubmatch(tail, -1) {
		if agency := longestName(m[1]); agency != "" {
			return agency
		}
	}
	return ""
}

// longestName is the agency that the first words name, most words first.
func longestName(s string) string {
	words := strings.Fields(s)
	for n := len(words); n > 0; n-- {
		if agency := agencyNamed(strings.Join(words[:n], " ")); agency != "" {
			return agency
		}
	}
	return ""
}
