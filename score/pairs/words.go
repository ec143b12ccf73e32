package pairs

import (
	_ "embed"
	"regexp"
	"sort"
	"strings"

	"muster/news"
)

//go:embed en/words.list
var wordList string

// phrase is one way the gold's descriptions name a slot.
type phrase struct{ text, means string }

// vocabulary is the list by section, longest phrase first.
var vocabulary = readVocabulary()

func readVocabulary() map[string][]phrase {
	v := map[string][]phrase{}
	section := ""
	for _, l := range strings.Split(wordList, "\n") {
		l = strings.TrimSpace(l)
		switch {
		case l == "" || l[0] == '#':
		case l[0] == '[':
			section = strings.Trim(l, "[]")
		default:
			names := strings.Split(l, " | ")
			for _, n := range names {
				v[section] = append(v[section], phrase{n, names[0]})
			}
		}
	}
	for _, ps := range v {
		sort.SliceStable(ps, func(i, j int) bool { return len(ps[i].text) > len(ps[j].text) })
	}
	return v
}

// find returns what the longest phrase of the section in the text means.
func find(section, text string) string {
	for _, p := range vocabulary[section] {
		if i := strings.Index(text, p.text); i >= 0 && whole(text, i, len(p.text)) {
			return p.means
		}
	}
	return ""
}

func whole(text string, i, n int) bool {
	letter := func(b byte) bool { return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' }
	return (i == 0 || !letter(text[i-1])) && (i+n == len(text) || !letter(text[i+n]))
}

// dated finds a full day in a topic or cluster: one event.
var dated = regexp.MustCompile(`\d{1,2} (january|february|march|april|may|june|july|august|september|october|november|december) \d{4}|\d{4}-\d\d-\d\d`)

// fill reads measure, unit, scope, modality, event and nature from the gold's
// description, and where that is silent from the topic both sides share.
func fill(c *news.Claim, what, topic, cluster string) {
	if c.Figure.Unit == "" {
		c.Figure.Unit = news.Unit(first("unit", what, topic))
	}
	state := stateOf(what, topic, countable(c.Figure.Unit))
	c.MeasureID = measureOf(state, string(c.Figure.Unit), cutTopic(topic))
	if s := find("scope", what); s != "" && c.Figure.Scope == "" {
		c.Figure.Scope = news.Scope(s)
		if s == "each" {
			c.Figure.Per = "day"
		}
	}
	if c.Figure.Scope == news.Each && find("scope", topic) == "each" {
		c.Figure.Per = "day"
	}
	if strings.Contains(what, "ratio") {
		c.Figure.Unit = news.Factor
	}
	if c.Modality == "" {
		c.Modality = news.Modality(find("class", what))
	}
	if part(what) {
		c.Counted = "of them"
	}
	c.Nature = natureOf(state, topic, cluster)
	if c.Nature == news.OfEvent {
		c.Event.Name = cluster
	}
}

// stateOf reads what happened: from the description, else from the topic, else
// it is what the counted thing is.
func stateOf(what, topic string, countable bool) string {
	texts := strings.Split(topic, " | ")
	if !countable {
		texts = texts[:1] // the verb beside a price or a share is not about it
	}
	if s := first("state", append([]string{what}, texts...)...); s != "" {
		return s
	}
	return first("generic", append([]string{what}, texts...)...)
}

func countable(u news.Unit) bool {
	return !strings.HasPrefix(string(u), "percent") && (len(u) != 3 || strings.ToUpper(string(u)) != string(u))
}

func first(section string, texts ...string) string {
	for _, t := range texts {
		if m := find(section, t); m != "" {
			return m
		}
	}
	return ""
}

// cutTopic is the topic without the words beside the figure.
func cutTopic(topic string) string {
	topic, _, _ = strings.Cut(topic, " | ")
	return topic
}

func part(what string) bool {
	return strings.Contains(what, "subset") || strings.Contains(what, "part of") || strings.Contains(what, "identified")
}

func measureOf(state, unit, topic string) news.MeasureID {
	switch {
	case state == "":
		return news.MeasureID("noun:" + topic)
	case unit == "person" || unit == "" || len(unit) == 3 || strings.HasPrefix(unit, "percent"):
		return news.MeasureID(state)
	}
	return news.MeasureID(unit + "-" + state)
}

func natureOf(state, topic, cluster string) news.Nature {
	switch state {
	case "killed", "wounded", "casualties", "hit", "destroyed", "launched", "intercepted", "targeted", "identified", "present", "":
		if find("total", topic) != "" {
			return news.Cumulative
		}
		return news.OfEvent
	case "defence-spending", "share-of-spending":
		return news.Flow
	case "displaced", "refugees":
		return news.Cumulative
	}
	if find("event", topic) != "" || dated.MatchString(topic) {
		return news.OfEvent
	}
	return news.Stock
}

// unitOf is the gold's unit in the words of news.
func unitOf(u string) news.Unit {
	return news.Unit(strings.ReplaceAll(u, "_", "-"))
}

func longestFirst(names []string) []string {
	sort.Slice(names, func(i, j int) bool {
		if len(names[i]) != len(names[j]) {
			return len(names[i]) > len(names[j])
		}
		return names[i] < names[j]
	})
	return names
}
