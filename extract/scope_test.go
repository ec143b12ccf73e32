package extract

import (
	"testing"

	"muster/extract/slot/status"
)

// scopes are sentences of ours, one at least for each of scopeRules.
var scopes = []struct{ text, figure, want string }{
	{"The state sent hundreds of additional troops to the border.", "hundreds", "additional"},
	{"One officer was killed and five others were wounded.", "five", "additional"},
	{"More than 40 men were wounded.", "40", "total"},
	{"Up to 100 soldiers were killed a day.", "100", "each"},
	{"Every month the war costs 5 billion euros.", "5 billion", "each"},
	{"On average one man is killed every 25 minutes.", "one", "each"},
	{"The yard builds eight tanks a month, and three plants each repair 17 tanks.", "17", "each"},
	{"Nine sailors were arrested a month ago.", "Nine", "total"},
	{"The planes dropped 500-pound laser-guided bombs on the depot.", "500", "each"},
	{"Iran shot down a $100 million drone over the strait.", "$100 million", "each"},
	{"The planes dropped 40 tons of aid on the mountain.", "40", "total"},
	{"Exports dropped 40,000 tons.", "40,000", "change"},
	{"The Senate passed a $700 million package of arms.", "$700 million", "total"},
	{"They fired 15 missiles at the base. Eleven hit it.", "Eleven", "share"},
	{"Among the wounded were two guards.", "two", "share"},
	{"On Monday 40 percent of the crews were ready.", "40", "share"},
	{"The army lost 104 of the missiles.", "104", "share"},
	{"The navy said two of its frigates sank a boat.", "two", "total"},
	{"Three children were among the wounded.", "Three", "share"},
	{"Dozens of women are among the 130 people killed in a week.", "130", "total"},
	{"The dead included six Danes, two Swedes and three Finns.", "six", "share"},
	{"The dead included six Danes, two Swedes and three Finns.", "two", "share"},
	{"The dead included six Danes, two Swedes and three Finns.", "three", "share"},
	{"Ten soldiers died, four in the port and six at the station.", "four", "share"},
	{"Ten soldiers died, four in the port and six at the station.", "six", "share"},
	{"Of the 239 people wounded, 128 stayed in hospital.", "128", "share"},
	{"The raid killed 21 people, including nine women.", "nine", "share"},
	{"The raid killed 21 Danes, including nine women, and five Swedes.", "five", "total"},
}

func TestScope(t *testing.T) {
	for _, s := range scopes {
		c, ok := claimOf(figureClaims(t, s.text, "2024-03-01", "Ledger"), s.figure)
		if !ok {
			t.Errorf("no claim of %q in %q", s.figure, s.text)
		} else if got := string(c.Figure.Scope); got != s.want {
			t.Errorf("scope of %q is %s, want %s: %q", s.figure, got, s.want, s.text)
		}
	}
}

// TestOwnSentences: nearly all sentences that the weights are learned from come
// out as they say.
func TestOwnSentences(t *testing.T) {
	sentences := status.Sentences()
	right := 0
	for _, s := range sentences {
		for _, c := range figureClaims(t, s.Text, "2023-07-10", "Ledger") {
			if at := c.Figure.Span; at.Start >= s.End || s.Start >= at.End {
				continue
			}
			if c.Modality == s.Modality {
				right++
			} else {
				t.Logf("sentence.list:%d: %s, want %s: %s", s.Line, c.Modality, s.Modality, s.Text)
			}
			break
		}
	}
	if right < len(sentences)*94/100 {
		t.Errorf("of %d sentences %d have their modality", len(sentences), right)
	}
}
