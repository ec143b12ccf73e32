package lexicon

import "testing"

func TestParticiple(t *testing.T) {
	for verb, want := range map[string]string{
		"kill": "killed", "shoot down": "shot down", "shoot_down": "shot down", "drop": "dropped", "deploy": "deployed",
		"carry": "carried", "wound": "wounded", "lose": "lost", "steal": "stolen", "take": "taken", "begin": "begun",
		"hit": "hit", "come": "come", "destroy": "destroyed", "pledge": "pledged", "send": "sent", "sink": "sunk", "see": "seen",
		"kill or wound": "killed or wounded",
	} {
		if got := Participle(verb); got != want {
			t.Errorf("%q: %q, want %q", verb, got, want)
		}
	}
}

func TestPlural(t *testing.T) {
	for one, want := range map[string]string{
		"soldier": "soldiers", "ballistic missile": "ballistic missiles", "battery": "batteries", "person": "people",
		"aircraft": "aircraft", "troops": "troops", "base": "bases", "brigade": "brigades", "clash": "clashes", "day": "days",
		"ex-serviceman": "ex-servicemen", "F-16": "F-16s", "ballistic_missile": "ballistic missiles", "": "", "GDP": "GDP",
	} {
		if got := Plural(one); got != want {
			t.Errorf("%q: %q, want %q", one, got, want)
		}
	}
}
