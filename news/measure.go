package news

import "strings"

// Class is a class of words of package lexicon: "kill", "missile", "person".
// Empty: no class is known.
type Class string

// Role is the part that the counted thing has in what happens.
type Role string

// The roles.
const (
	// DoneTo: "12 soldiers were killed", "sent 300 shells".
	DoneTo Role = "done-to"
	// Doer: "4,000 soldiers took part", "two missiles hit the port".
	Doer Role = "doer"
	// InState: "30,000 troops are in Estonia", "2 % of GDP".
	InState Role = "state"
)

// Measure is what a figure measures, in open vocabulary: something counted,
// and what happens to it or how it is.
//
//	text                                Act        Role     Of
//	"killed 12 soldiers"                kill       done-to  soldier
//	"three ballistic missiles landed"   land       doer     ballistic missile
//	"an army of 30,000"                 be         state    soldier
type Measure struct {
	// Act is the lemma of the verb, event noun or state, with its particle
	// ("shoot down").
	Act      string `json:"act,omitempty"`
	ActClass Class  `json:"act_class,omitempty"`
	Role     Role   `json:"role,omitempty"`
	// Of is the lemma of what is counted, with the modifier that makes it
	// what it is ("ballistic missile").
	Of string `json:"of,omitempty"`
	// OfClass is the class of Of and what that lies in, narrowest first:
	// ballistic-missile, missile, munition.
	OfClass []Class `json:"of_class,omitempty"`
}

// Known reports whether anything is known of what is measured.
func (m Measure) Known() bool { return m.Act != "" || m.Of != "" }

// String is the measure in words for people: "soldier kill" is not English,
// so the counted thing stands first and the act behind a comma.
func (m Measure) String() string {
	switch {
	case m.Of == "":
		return m.Act
	case m.Act == "" || m.Act == "be" || m.Act == "have":
		return m.Of
	}
	return m.Of + ", " + m.Act
}

// Words are the words of the measure, for a search by any of them.
func (m Measure) Words() []string {
	return strings.Fields(strings.ReplaceAll(m.Of+" "+m.Act, "_", " "))
}
