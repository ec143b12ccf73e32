package main

import (
	"bytes"
	"testing"

	"muster/extract/site"
)

func TestSameAct(t *testing.T) {
	for _, c := range []struct {
		label, act string
		want       bool
	}{
		{"kill", "die", true},
		{"shoot down", "intercept", true},
		{"be (size of)", "be", true},
		{"take part in exercise", "take part", true},
		{"kill", "wound", false},
		{"kill", "", false},
	} {
		if got := sameAct(c.label, c.act); got != c.want {
			t.Errorf("sameAct(%q, %q) = %v", c.label, c.act, got)
		}
	}
}

func TestSameNoun(t *testing.T) {
	for _, c := range []struct {
		label, noun string
		want        bool
	}{
		{"ballistic missile", "missile", true},
		{"drone_or_missile", "missile", true},
		{"soldier", "civilian", false},
		{"", "person", false},
	} {
		if got := sameNoun(c.label, c.noun); got != c.want {
			t.Errorf("sameNoun(%q, %q) = %v", c.label, c.noun, got)
		}
	}
}

// TestDescend learns that the near candidate is right, and learns it twice
// alike.
func TestDescend(t *testing.T) {
	var choices []choice
	for range 10 {
		choices = append(choices, choice{
			candidates: []site.Candidate{{Words: "kill", Features: []string{"near"}}, {Words: "say", Features: []string{"far away"}}},
			right:      []bool{true, false},
		})
	}
	m := descend(choices)
	if m["near"] <= m["far away"] {
		t.Errorf("weights %v", m)
	}
	if !bytes.Equal(write(m), write(descend(choices))) {
		t.Error("the same labels made two different models")
	}
}
