package extract

import (
	"slices"
	"strings"

	"muster/extract/measure"
	"muster/extract/token"
	"muster/news"
)

// setSubject finds who has, does or suffers what the figure counts. The
// figure's own phrase speaks first where it names a country's people ("10,000
// Ukrainian soldiers"); then, for what is done, the subject of the verb; for
// what is suffered, whose place it is.
func (p *phrase) setSubject(c *news.Claim, m measure.Measure) {
	f := c.Figure
	own := p.parties(p.from, p.to, p.head)
	if n := p.equated(); n >= 0 && len(own) == 0 {
		own = p.partiesAt(n)
	}
	if len(own) == 0 {
		own = p.listed()
	}
	gapped := p.gapped()
	switch {
	case f.Unit == "country" && p.ofAlliance(c):
		c.Rules = append(c.Rules, "subject/alliance")
	case p.twinOf != nil:
		c.Subject = p.twinOf.Subject
		c.Rules = append(c.Rules, "subject/coordination")
	case gapped != nil:
		c.Subject = gapped
		c.Rules = append(c.Rules, "subject/gapping")
	case len(own) > 0 && (m.Role == measure.Patient || m.Family == "manpower" || !m.Known):
		c.Subject = own
		c.Rules = append(c.Rules, "subject/own-phrase")
	case m.Role == measure.Patient && p.event != nil && m.Family == "losses" && !contains(p.event.Rules, "subject/own-phrase"):
		c.Subject = p.event.Subject
	case m.Role == measure.Patient && (p.destination || contains(c.Rules, "place/inherited")) && p.earlier(m) != nil:
		c.Subject = p.earlier(m)
	case m.Role == measure.Patient:
		c.Subject = p.sufferers(c)
	default:
		c.Subject = p.actors(c)
		if len(c.Subject) == 0 {
			c.Subject = own
		}
	}
	if len(c.Subject) == 0 && m.Family == "strikes" && m.Role == measure.Agent {
		c.Subject = p.attacker(m)
	}
	if len(c.Subject) == 0 && m.Family == "money" {
		for i := range p.toks {
			if c.Subject = p.membersAt(i); c.Subject != nil {
				c.Rules = append(c.Rules, "subject/alliance")
				return
			}
		}
	}
	if b := p.ofLaunch(c, m); b != nil && len(c.Subject) == 0 {
		c.Subject = b.Subject
		p.inheritPlaceOf(c, b)
	}
	if len(c.Subject) == 0 {
		p.inheritSubject(c, m)
	}
}

// listed are the parties named in apposition to the figure: "just two more —
// Latvia and Lithuania".
func (p *phrase) listed() []string {
	for _, k := range p.tree.Children(p.head, "appos") {
		if k > p.head && p.tag(k) == "PROPN" {
			return p.partiesAt(k)
		}
	}
	return nil
}

// attacker is who launched what the article is about: the subject of an earlier
// claim of the same measure, or the actor of the lead.
func (p *phrase) attacker(m measure.Measure) []string {
	_, action, _ := strings.Cut(string(m.ID), "-")
	if action != "launched" {
		return nil
	}
	for i := len(p.r.past) - 1; i >= 0; i-- {
		if b := p.r.past[i].claim; strings.HasSuffix(string(b.Measure), "-launched") && len(b.Subject) > 0 {
			return b.Subject
		}
	}
	return p.r.topic().actor
}

// ofAlliance makes the alliance whose members are counted the subject.
func (p *phrase) ofAlliance(c *news.Claim) bool {
	_, next := p.r.tokensIn(p.sent, c.Figure.Number)
	counted := p.memberNoun(p.head)
	for i := next; i < min(next+5, len(p.toks)); i++ {
		counted = counted || p.r.slots.member[p.toks[i].Hash]
	}
	if !counted {
		return false
	}
	name, ok := p.r.alliance(p.toks[p.from].Start, p.toks[len(p.toks)-1].End)
	if ok {
		c.Subject = []string{name}
	}
	return ok
}

func contains(names []string, n string) bool { return slices.Contains(names, n) }

// earlier is the subject of the last claim of the family in the article.
func (p *phrase) earlier(m measure.Measure) []string {
	for i := len(p.r.past) - 1; i >= 0; i-- {
		if b := p.r.past[i]; b.family == m.Family && len(b.claim.Subject) > 0 {
			return b.claim.Subject
		}
	}
	return nil
}

// sufferers are whose place the event is in.
func (p *phrase) sufferers(c *news.Claim) []string {
	var names []string
	if p.active && p.verb >= 0 {
		if names := p.partiesAt(p.tree.Object(p.verb)); len(names) > 0 {
			return names // "have fled Ukraine"
		}
	}
	for i, place := range c.Place {
		if p.destination {
			break
		}
		country := place
		if len(place) != 2 && i < len(c.PlaceIn) {
			country = c.PlaceIn[i]
		}
		if country != "" && !slices.Contains(names, country) {
			names = append(names, country)
		}
	}
	if len(names) > 0 {
		return names
	}
	return p.ofOver()
}

// actors are the parties named by the noun the figure hangs on ("Russia's budget
// of 2 %"), by the subject of the governing verb, or of the verbs above it up to
// the cue of the report: the speaker is not the actor.
func (p *phrase) actors(c *news.Claim) []string {
	if names := p.ofOver(); len(names) > 0 {
		return names
	}
	if v, _ := p.participle(); v >= 0 {
		if names := p.partiesAt(p.tree.Agent(v)); len(names) > 0 {
			return names // "16 missiles fired by Iran"
		}
	}
	if names := p.firedFrom(); len(names) > 0 {
		return names
	}
	if names := p.ofLevel(c); len(names) > 0 {
		return names
	}
	if names := p.fronted(); len(names) > 0 {
		return names
	}
	verb := p.verb
	if verb >= 0 && p.inCue(verb, c) && future(c.Modality) && p.is(p.head, "obj") && p.node(p.head).Head == verb {
		return p.partiesAt(p.subjectOf(verb)) // "announced 153 million euros"
	}
	for range 6 {
		if verb < 0 || p.inCue(verb, c) {
			return nil
		}
		for _, s := range []int{p.subjectOf(verb), p.beneficiary(verb)} {
			if names := p.membersAt(s); len(names) > 0 {
				return names
			}
			if names := p.partiesAt(s); len(names) > 0 {
				return names
			}
			if s >= 0 && p.r.slots.forces[p.toks[s].Hash] && c.Origin().Country != "" {
				return []string{c.Origin().Country}
			}
		}
		if s := p.subjectOf(verb); s >= 0 && p.noun(s) && p.tag(s) != "PRON" && p.node(verb).Rel != "advcl" {
			return nil
		}
		verb = p.controllingVerb(verb)
	}
	return nil
}

// firedFrom is whose the place is that missiles were fired from: "fired from
// Russian ships".
func (p *phrase) firedFrom() []string {
	v, _ := p.participle()
	if v < 0 && p.verb >= 0 && p.tree.Subject(p.verb) == p.head {
		v = p.verb
	}
	if v < 0 || !p.r.slots.fire[token.Hash(p.lemma(v))] {
		return nil
	}
	for _, k := range p.tree.Children(v, "obl") {
		if c := p.tree.Case(k); c >= 0 && p.word(c) == "from" {
			return p.partiesAt(k)
		}
	}
	return nil
}

// ofLevel is whose the forces are whose level the figure says: "US troops are to
// be cut to 8,600".
func (p *phrase) ofLevel(c *news.Claim) []string {
	if p.verb < 0 || !p.r.slots.level[token.Hash(p.lemma(p.verb))] || c.Figure.Noun != "" {
		return nil
	}
	if s := p.childOf(p.verb, "nsubj:pass"); s >= 0 && s != p.head {
		return p.partiesAt(s)
	}
	return nil
}

// fronted is whom a sentence that opens with "For" is about: "For the UK,
// spending was 2.3 percent".
func (p *phrase) fronted() []string {
	if len(p.toks) < 3 || p.word(0) != "for" {
		return nil
	}
	if h := p.node(0).Head; h > 0 && h < p.from {
		return p.partiesAt(h)
	}
	return nil
}

// beneficiary is the noun that "for" or an object makes the actor of an
// infinitive: "called for members to spend", "asked Berlin to send".
func (p *phrase) beneficiary(verb int) int {
	up := p.node(verb).Head
	if up < 0 || !p.r.slots.control[p.toks[up].Hash] || !p.tree.Is(verb, "xcomp", "advcl", "ccomp", "acl") {
		return -1
	}
	for _, k := range p.tree.Children(up, "obj", "iobj", "obl") {
		if k < up || k > verb {
			continue
		}
		if c := p.tree.Case(k); c < 0 || p.word(c) == "for" || p.word(c) == "on" {
			return k
		}
	}
	return -1
}

// gapped is the subject of a clause whose verb is left out: "Germany will send
// 4,000 soldiers to Lithuania, and Canada 1,200 to Latvia". Between the joint of
// the clauses and the figure stands nothing but the name, a dash or a hedge.
func (p *phrase) gapped() []string {
	i := p.from - 1
	for i >= 0 && (p.toks[i].Kind == token.Punct && !strings.ContainsAny(p.word(i), ".;()\"“”") || p.tag(i) == "ADV") {
		i--
	}
	if i < 1 {
		return nil
	}
	for _, e := range p.r.mentions.Within(p.toks[0].Start, p.toks[i].End) {
		if e.Span.End != p.toks[i].End || len(party(e)) == 0 || e.Kind == news.Demonym {
			continue
		}
		first, _ := p.r.tokensIn(p.sent, e.Span)
		if first > 0 && p.joint(first-1) && p.earlierFigure() {
			return party(e)
		}
	}
	return nil
}

// joint reports whether token i joins clauses.
func (p *phrase) joint(i int) bool {
	switch p.word(i) {
	case "and", "while", ";", ",":
		return true
	}
	return false
}

func (p *phrase) earlierFigure() bool {
	return len(p.r.past) > 0 && p.r.past[len(p.r.past)-1].sent == p.sent
}

// ofOver are the parties that own the nouns over the figure: "Germany's force
// of 5,000".
func (p *phrase) ofOver() []string {
	for _, i := range p.over {
		for _, k := range p.tree.Children(i, "nmod", "amod", "compound") {
			if k == p.head || p.covers(k) {
				continue
			}
			if c := p.tree.Case(k); c >= 0 && p.word(c) != "of" && !p.is(k, "nmod:poss") {
				continue
			}
			if names := p.partiesAt(k); len(names) > 0 {
				return names
			}
		}
	}
	return nil
}

func (p *phrase) covers(i int) bool { return i >= p.from && i < p.to }

// subjectOf is the token of who acts in the verb's clause: its active subject,
// or in the passive whoever stands behind "by"; -1 where neither is said.
func (p *phrase) subjectOf(verb int) int {
	subject := p.tree.Agent(verb)
	for _, s := range p.tree.Children(verb, "nsubj") {
		if p.is(s, "nsubj") && s != p.head && (s < verb || subject < 0) {
			subject = s // the one next to the verb
		}
	}
	if subject < 0 && p.is(verb, "acl") && (p.tree.Object(verb) >= 0 && p.node(verb).XTag != "VB" || p.node(verb).XTag == "VBD") {
		subject = p.node(verb).Head // "air defences destroying 90 drones"
	}
	if subject < 0 && p.finite(verb) {
		subject = p.raised(verb)
	}
	if subject < 0 {
		subject = p.subjectBefore(verb)
	}
	return subject
}

// raised is the noun before a finite verb where the tree made it the object of the
// verb above: "estimated Russia has 40,000 troops".
func (p *phrase) raised(verb int) int {
	up := p.node(verb).Head
	if up < 0 || up > verb || !p.tree.Is(verb, "xcomp", "ccomp") {
		return -1
	}
	for _, k := range p.tree.Children(up, "obj", "iobj") {
		if k > up && k < verb {
			return k
		}
	}
	return -1
}

// finite reports a verb that has a tense of its own, and so a subject.
func (p *phrase) finite(verb int) bool {
	switch p.node(verb).XTag {
	case "VBZ", "VBD", "VBP":
		return true
	}
	return false
}

// subjectBefore is the noun before the verb's auxiliary where the tree joined it
// to the clause before: "4,000 soldiers to Lithuania, and Canada will send 1,200".
func (p *phrase) subjectBefore(verb int) int {
	aux := p.tree.Child(verb, "aux")
	if aux < 2 || aux > verb || !p.is(aux-1, "conj") || p.tag(aux-2) != "CCONJ" {
		return -1
	}
	return aux - 1
}

// controllingVerb is the verb whose subject or object the verb without one
// borrows; -1 where there is none.
func (p *phrase) controllingVerb(verb int) int {
	up := p.node(verb).Head
	for up >= 0 && !p.verbal(up) && !p.tree.Clause(up) {
		// "its decision to send": the noun's own verb.
		up = p.node(up).Head
	}
	return up
}

// cased reports whether token i has a preposition of the given words.
func (p *phrase) cased(i int, words map[uint64]bool) bool {
	for _, k := range p.tree.Children(i, "case") {
		if words[p.toks[k].Hash] {
			return true
		}
	}
	return false
}

// partiesAt are the parties that the phrase headed by token i names.
func (p *phrase) partiesAt(i int) []string {
	if i < 0 {
		return nil
	}
	if p.tag(i) == "PRON" || p.tag(i) == "DET" {
		if a := p.antecedent(i); a >= 0 {
			return p.partiesAt(a)
		}
		if e, ok := p.r.mentions.Refer(p.span(i)); ok {
			return party(e)
		}
		return nil
	}
	from, to := p.shortSubtree(i)
	if names := p.parties(from, to, i); len(names) > 0 {
		return names
	}
	if e, ok := p.r.mentions.Refer(p.bytes(from, to)); ok {
		return party(e)
	}
	for _, k := range p.tree.Children(i, "nmod") {
		// "the leaders of the bloc"
		f, t := p.shortSubtree(k)
		if e, ok := p.r.mentions.Refer(p.bytes(f, t)); ok {
			return party(e)
		}
	}
	return nil
}

// antecedent is the noun that a relative pronoun stands for.
func (p *phrase) antecedent(pron int) int {
	verb := p.node(pron).Head
	if verb >= 0 && p.is(verb, "acl:relcl") {
		return p.node(verb).Head
	}
	return -1
}

// shortSubtree is the phrase of i without its relative clauses and appositions.
func (p *phrase) shortSubtree(i int) (from, to int) {
	from, to = i, i+1
	for k := range p.tree.Nodes {
		for j := k; j >= 0 && j != i; j = p.node(j).Head {
			if r := p.rel(j); r == "acl" || r == "appos" || r == "parataxis" || r == "advcl" || r == "punct" {
				j = -1
				break
			} else if p.node(j).Head == i {
				from, to = min(from, k), max(to, k+1)
			}
		}
	}
	return from, to
}

// parties are who is named within tokens from..to: the head's own name, or
// every name there.
func (p *phrase) parties(from, to, head int) []string {
	span := p.bytes(from, to)
	found := p.r.mentions.Within(span.Start, span.End)
	for _, e := range found {
		if e.Span.Overlaps(p.span(head)) && e.Kind != news.Place && e.Kind != news.Region {
			if names := party(e); len(names) > 0 {
				return append(names, p.coordinated(e, found)...)
			}
		}
	}
	var names []string
	for _, e := range found {
		if f, t := p.r.tokensIn(p.sent, e.Span); f < t && p.cased(p.headOf(f, t), p.r.slots.locative) {
			continue // "the summit in Vilnius" is not Lithuania's
		} else if f < t && (p.hyphened(t) || p.sided(f)) {
			continue // nor is a "Kremlin-installed" or "pro-Russian" mayor Russia's
		}
		for _, n := range party(e) {
			if !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
	}
	if len(names) > 3 {
		return nil
	}
	return names
}

// hyphened reports a hyphen at token i with a participle behind it.
func (p *phrase) hyphened(i int) bool {
	return i+1 < len(p.toks) && p.word(i) == "-" && (p.node(i+1).XTag == "VBN" || p.node(i+1).XTag == "VBD")
}

// sided reports "pro-" or "anti-" before token i.
func (p *phrase) sided(i int) bool {
	w := p.word(i)
	if i > 1 && p.word(i-1) == "-" {
		w = p.word(i-2) + "-"
	}
	return strings.HasPrefix(w, "pro-") || strings.HasPrefix(w, "anti-")
}

// coordinated are the other parties of "Poland, Lithuania and Latvia".
func (p *phrase) coordinated(first news.Entity, found []news.Entity) []string {
	var names []string
	for _, e := range found {
		if e.Span == first.Span || e.Kind != first.Kind {
			continue
		}
		for _, n := range party(e) {
			if !slices.Contains(names, n) && n != party(first)[0] {
				names = append(names, n)
			}
		}
	}
	return names
}

// party is how an entity stands as a subject: its country's code, or its name
// where it is an alliance or belongs to none.
func party(e news.Entity) []string {
	switch e.Kind {
	case news.Outlet, news.NamedEvent:
		return nil
	case news.Alliance:
		return []string{e.Name}
	}
	if e.Country != "" {
		return []string{e.Country}
	}
	switch e.Kind {
	case news.Organised, news.ArmedForce, news.MilitaryUnit:
		return []string{e.Name}
	}
	return nil
}

// inheritSubject takes the subject of the figure before in the sentence, of the
// last claim of the same family, or, for what goes on about one event, of the
// last one in the article.
func (p *phrase) inheritSubject(c *news.Claim, m measure.Measure) {
	for i := len(p.r.past) - 1; i >= 0; i-- {
		b := p.r.past[i]
		near := p.sent-b.sent <= neighbourhood
		if !near && !inheriting[m.Family] {
			return
		}
		if len(b.claim.Subject) > 0 && (b.family == m.Family && m.Known || b.sent == p.sent || near && inheriting[m.Family] || p.backReference() != nil) {
			c.Subject = b.claim.Subject
			c.Confidence *= inheritedSlotShare
			c.Rules = append(c.Rules, "subject/inherited")
			return
		}
	}
}

// neighbourhood is how many sentences back a slot may be inherited from: the
// one before, or within a paragraph the one before that.
const neighbourhood = 2
