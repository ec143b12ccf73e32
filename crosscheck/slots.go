package crosscheck

import (
	"regexp"
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
	overall bool     // the words before the figure call it an overall count
	single  bool     // "a girl": one of them is named, not all counted
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
		subject: folded(news.Names(c.Subject)), place: folded(news.PlaceNames(c.Place)), within: folded(placedIn(c.Place)),
		scope: c.Figure.Scope, per: strings.ToLower(c.Figure.Per), class: classOf(c.Modality),
		denied: c.Polarity == news.Denied, event: eventName(c.Event.Name), nature: c.Nature,
	}
	s.setUnit(string(c.Figure.Unit))
	s.setMeasure(string(c.MeasureID))
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
	s.overall = anyWord(clauseBefore(c), known.overall)
	s.single = c.Figure.Low == 1 && (strings.HasPrefix(strings.ToLower(c.Figure.Text), "a ") || strings.HasPrefix(strings.ToLower(c.Figure.Text), "an "))
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
	if s.event == "" {
		s.event = eventIn(c.Sentence.Text)
	}
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

// yearly is a name joined to its year, as exercises are called.
var yearly = regexp.MustCompile(`\b\p{Lu}\pL+-(?:19|20)\d\d\b`)

// eventIn names the event of a sentence that has a name with a year, and no
// second one.
func eventIn(sentence string) string {
	found := ""
	for _, n := range yearly.FindAllString(sentence, -1) {
		n = eventName(n)
		if found != "" && n != found {
			return ""
		}
		found = n
	}
	return found
}

func eventName(e string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(e), func(r rune) bool {
		return r == ' ' || r == '-' || r == '\'' || r == '’' || r == '"'
	}), " ")
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
	for i, flag := range []bool{s.held, s.overall, s.single} {
		if flag {
			b.WriteByte("hos"[i])
		}
	}
	if s.hint != 0 {
		b.WriteString(strconv.FormatUint(s.hint, 36))
	}
	return b.String()
}

// placedIn are the countries that places lie in.
func placedIn(places []news.Where) []string {
	var in []string
	for _, w := range places {
		in = append(in, w.Country)
	}
	return in
}
