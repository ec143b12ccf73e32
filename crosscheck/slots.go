package crosscheck

import (
	"sort"
	"strconv"
	"strings"

	"muster/news"
)

// slots is the question a claim answers, in the words of the tables: what two
// claims are compared by before their figures are looked at.
type slots struct {
	state   string   // what happened: "killed", "launched"; empty: not known
	unit    string   // canonical unit: "person", "drone", "USD"
	noun    string   // counted noun where the state is not known
	hint    uint64   // states the sentence has words for, where the state is not known
	held    bool     // the sentence speaks of an exercise
	toll    bool     // the state is a count of people that rises for days
	counted bool     // the unit is counted, not measured
	subject []string // sorted
	place   []string // sorted
	within  []string // countries the places lie in
	scope   news.Scope
	per     string
	change  news.ChangeKind
	up      news.Direction
	class   news.Modality
	denied  bool
	people  string // groups counted, joined by "+"; empty: people
	part    string // word that makes it a floor or subset; empty: none
	event   string // folded name of the event
	nature  news.Nature
}

// slotsOf reads the slots of a figure claim.
func slotsOf(c *news.Claim) *slots {
	s := &slots{
		subject: folded(c.Subject), place: folded(c.Place), within: folded(c.PlaceIn),
		scope: c.Figure.Scope, per: strings.ToLower(c.Figure.Per), class: classOf(c.Modality),
		denied: c.Polarity == news.Denied, event: eventName(c.Event), nature: c.Nature,
	}
	s.setUnit(string(c.Figure.Unit))
	s.setMeasure(string(c.Measure))
	s.readSentence(c)
	s.setChange(c.Figure)
	s.setStage()
	joined := s.joinedTo(c)
	phrase := strings.ToLower(c.Figure.Noun + " " + c.Counted + " " + joined)
	if c.Figure.Noun == "" {
		phrase += " " + behind(c)
	}
	s.people = peopleIn(phrase)
	if st := known.groupIs[s.people]; s.state == "" && st != "" {
		s.state, s.noun, s.hint, s.nature = st, "", 0, news.Cumulative
	}
	s.part = partIn(strings.ToLower(c.Figure.Text) + " " + phrase + " " + before(c))
	if s.scope == "" {
		s.scope = news.Total
	}
	s.toll, s.counted = known.toll[s.state], counts(news.Unit(s.unit))
	return s
}

func (s *slots) setUnit(u string) {
	u = strings.ToLower(u)
	if len(u) == 3 && currency(strings.ToUpper(u)) && known.unit[u] == "" && known.kindOf[u] == "" {
		u = strings.ToUpper(u)
	}
	u = strings.ReplaceAll(u, "_", "-")
	if b, ok := known.scale[u]; ok {
		u = b.base
	}
	s.unit = canonical(known.unit, u)
}

// setMeasure splits the ID: "drone-launched" is launched, "noun:tank" is an
// unknown state of tanks.
func (s *slots) setMeasure(m string) {
	if n, ok := strings.CutPrefix(m, "noun:"); ok {
		if strings.EqualFold(n, s.unit) && !counts(news.Unit(s.unit)) {
			return // "$100 million" of nothing named
		}
		if b, ok := known.scale[n]; ok && b.base == s.unit || n == "ton" && s.unit == "g" {
			return // "11 tons" of nothing named
		}
		s.noun = canonical(known.noun, strings.ReplaceAll(n, "_", "-"))
		return
	}
	m = strings.ReplaceAll(m, "_", "-")
	if s.unit != "" {
		if rest, ok := strings.CutPrefix(m, s.unit+"-"); ok {
			m = rest
		}
	}
	s.state = canonical(known.state, m)
	if i := strings.LastIndexByte(m, '-'); i > 0 && known.isState(m[i+1:]) {
		s.state = canonical(known.state, m[i+1:])
	}
}

// isState reports whether the tables know what happens under the name.
func (t *tables) isState(name string) bool {
	if _, ok := t.state[name]; ok {
		return true
	}
	for k := range t.partOf {
		if k[0] == name || k[1] == name {
			return true
		}
	}
	return false
}

func (s *slots) setChange(f *news.Figure) {
	if f.Change == nil {
		return
	}
	s.change, s.up = f.Change.Kind, f.Change.Direction
	switch f.Change.Kind {
	case news.ToLevel, news.FromLevel:
		if s.scope != news.Each {
			s.scope = news.Total // a level, at the end or the start of the change
		}
	default:
		s.scope = news.ChangeOf
		if f.Scope == news.Additional && f.Change.Kind == news.ByDelta {
			s.scope, s.change = news.Additional, ""
		}
	}
}

// joinedWords is how far a second counted noun may stand behind "and".
const joinedWords = 4

// joinedTo returns the noun that shares the figure's number ("200 drones and
// cruise missiles", "5,000 soldiers and civilian employees"), and widens the
// unit where both are kinds of one sum.
func (s *slots) joinedTo(c *news.Claim) string {
	at := c.Figure.Span.End - c.Sentence.Start
	if at <= 0 || at >= len(c.Sentence.Text) {
		return ""
	}
	words := strings.Fields(strings.ToLower(c.Sentence.Text[at:min(len(c.Sentence.Text), at+60)]))
	if len(words) < 2 || words[0] != "and" && words[0] != "or" {
		return ""
	}
	var out []string
	for _, w := range words[1:min(len(words), joinedWords+1)] {
		w = strings.Trim(w, ",.;:")
		if w == "" || strings.ContainsAny(w, "0123456789") || known.number[w] {
			return ""
		}
		out = append(out, w)
		for _, sum := range sumNames {
			if kinds := known.sums[sum]; contains(kinds, s.unit) && contains(kinds, canonical(known.unit, strings.TrimSuffix(w, "s"))) && strings.TrimSuffix(w, "s") != s.unit {
				s.unit = sum
				return ""
			}
		}
		if _, ok := known.people[w]; ok {
			return strings.Join(out, " ")
		}
	}
	return ""
}

// running is the toll from which no single strike can be meant: a count of the
// war so far.
const running = 5000

// readSentence mends what the measure leaves open with the words of the
// sentence and of the counted noun.
func (s *slots) readSentence(c *news.Claim) {
	text := strings.ToLower(c.Sentence.Text)
	words := strings.FieldsFunc(text, notLetter)
	for _, w := range words {
		s.held = s.held || known.held[w]
	}
	if s.state == "" {
		s.setNoun(c.Figure.Noun)
		if s.state == "" {
			for _, w := range words {
				s.hint |= known.stateOf[w]
			}
			if known.weapon[s.unit] && s.hint&known.bit["hit"] != 0 {
				s.hint |= known.bit["launched"]
			}
		}
	}
	s.readBeside(c)
	if s.state == "killed" || s.state == "wounded" {
		if anyIn(text, known.both) {
			s.state = "casualties"
		}
	}
	if known.toll[s.state] {
		if s.class == news.Planned || s.class == news.Proposed {
			s.class = news.Actual // nobody plans losses: the words were misread
		}
		if s.class == news.Hypothetical && anyIn(text, known.maybe) {
			s.class = news.Actual // "may have killed 600" is an estimate of what was
		}
		s.nature = tollNature(s.nature, c)
	}
}

// tollNature: a count of thousands is of the war so far; a small one within a
// month is of one event.
func tollNature(n news.Nature, c *news.Claim) news.Nature {
	v := c.Figure.Low
	if c.Figure.Hedge == news.AtMost {
		v = c.Figure.High
	}
	span := int32(0)
	if c.When.From != "" && c.When.To != "" {
		span = dayNumber(c.When.To) - dayNumber(c.When.From)
	}
	open := c.When.Known() && (c.When.From == "" || c.When.To == "")
	switch {
	case n == news.OfEvent && v >= running:
		return news.Cumulative
	case n == news.Cumulative && v < running && !open && c.When.Known() && span <= 31:
		return news.OfEvent
	case n == news.Stock || n == "":
		return news.OfEvent
	}
	return n
}

func anyIn(text string, phrases []string) bool {
	for _, p := range phrases {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}

func notLetter(r rune) bool {
	return (r < 'a' || r > 'z') && r != '\''
}

// setNoun takes the counted noun from the words themselves: its head may be a
// state ("deaths"), and where nothing is counted by name any noun may be meant.
func (s *slots) setNoun(phrase string) {
	words := strings.FieldsFunc(strings.ToLower(phrase), notLetter)
	if len(words) == 0 {
		if s.unit == "person" || counts(news.Unit(s.unit)) {
			s.noun = ""
		}
		return
	}
	head := words[len(words)-1]
	if st, ok := known.nounIs[head]; ok && s.unit == "person" {
		s.state, s.noun = st, ""
		return
	}
	if n, ok := known.noun[strings.TrimSuffix(head, "s")]; ok {
		s.noun = n
	} else if n, ok := known.noun[head]; ok {
		s.noun = n
	}
}

// setStage says a promise in one way: what will be delivered is pledged, and
// what is pledged is planned.
func (s *slots) setStage() {
	if s.state == "delivered" && s.class == news.Planned {
		s.state, s.nature = "pledged", news.Stock
	}
	if s.state == "pledged" && s.class == news.Actual {
		s.class = news.Planned
	}
}

// classOf joins the modalities that speak of the same status of the fact.
func classOf(m news.Modality) news.Modality {
	if m == news.Alleged || m == "" {
		return news.Actual
	}
	return m
}

func folded(names []string) []string {
	if len(names) == 0 {
		return nil
	}
	out := make([]string, 0, len(names))
	for _, n := range names {
		if n = strings.TrimPrefix(strings.TrimSpace(n), "the "); n != "" {
			out = append(out, n)
		}
	}
	sort.Strings(out)
	return dedupe(out)
}

// dedupe drops repeats of a sorted list in place.
func dedupe(s []string) []string {
	out := s[:0]
	for i, v := range s {
		if i == 0 || v != s[i-1] {
			out = append(out, v)
		}
	}
	return out
}

func eventName(e string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(e), func(r rune) bool {
		return r == ' ' || r == '-' || r == '\'' || r == '’' || r == '"'
	}), " ")
}

// peopleIn lists the groups of people a phrase names. Behind "including" a
// group is a part of those counted: children change nothing, civilians make it
// a count of soldiers and civilians together.
func peopleIn(phrase string) string {
	for _, p := range known.all {
		phrase = strings.ReplaceAll(phrase, p, "")
	}
	phrase, parts, _ := strings.Cut(phrase, "incl")
	groups := groupsIn(phrase)
	for _, g := range groupsIn(parts) {
		if !known.narrow[g] {
			groups = append(groups, g, "military")
		}
	}
	sort.Strings(groups)
	return strings.Join(dedupe(groups), "+")
}

func groupsIn(phrase string) []string {
	var groups []string
	fields := strings.FieldsFunc(phrase, func(r rune) bool { return r == ' ' || r == ',' || r == '-' })
	for i, w := range fields {
		for _, p := range known.phrases[w] {
			if n := strings.Count(p, " ") + 1; i+n <= len(fields) && strings.Join(fields[i:i+n], " ") == p {
				groups = append(groups, known.people[p])
			}
		}
	}
	return groups
}

func partIn(text string) string {
	for _, p := range known.parts {
		if i := strings.Index(text, p); i >= 0 && wordAt(text, i, len(p)) {
			return p
		}
	}
	return ""
}

func wordAt(text string, i, n int) bool {
	letter := func(b byte) bool { return b >= 'a' && b <= 'z' }
	return (i == 0 || !letter(text[i-1])) && (i+n == len(text) || !letter(text[i+n]))
}

// before returns the two words in front of the figure: "identified 12 of".
func before(c *news.Claim) string {
	end := c.Figure.Span.Start - c.Sentence.Start
	if end <= 0 || end > len(c.Sentence.Text) {
		return ""
	}
	words := strings.Fields(strings.ToLower(c.Sentence.Text[:end]))
	return strings.Join(words[max(0, len(words)-2):], " ")
}

// behind returns the words that follow a figure without a noun, up to a stop:
// "five million internally displaced".
func behind(c *news.Claim) string {
	at := c.Figure.Span.End - c.Sentence.Start
	if at <= 0 || at >= len(c.Sentence.Text) {
		return ""
	}
	rest := strings.ToLower(c.Sentence.Text[at:])
	if i := strings.IndexAny(rest, ",.;:()"); i >= 0 {
		rest = rest[:i]
	}
	words := strings.Fields(rest)
	return strings.Join(words[:min(len(words), 3)], " ")
}

// key is the slots as one string: equal slots have equal keys.
func (s *slots) key() string {
	var b strings.Builder
	for _, p := range []string{
		s.state, s.unit, s.noun, strings.Join(s.subject, ","), strings.Join(s.place, ","), strings.Join(s.within, ","),
		string(s.scope), s.per, string(s.change), string(s.up), string(s.class), s.people, s.part, s.event, string(s.nature),
	} {
		b.WriteString(p)
		b.WriteByte('|')
	}
	if s.denied {
		b.WriteByte('-')
	}
	if s.held {
		b.WriteByte('h')
	}
	if s.hint != 0 {
		b.WriteString(strconv.FormatUint(s.hint, 36))
	}
	return b.String()
}
