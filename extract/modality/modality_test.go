package modality

import (
	"testing"

	"muster/news"
)

func TestOf(t *testing.T) {
	table := New()
	verb := func(lemma string, aux ...string) Governor { return Governor{Lemma: lemma, Verb: true, Aux: aux} }
	noun := func(lemma string) Governor { return Governor{Lemma: lemma} }
	for _, c := range []struct {
		text  string
		above []Governor
		want  news.Modality
	}{
		{"sent 4,000", []Governor{verb("send")}, news.Actual},
		{"will send 4,000", []Governor{verb("send", "will")}, news.Planned},
		{"demanded that they commit to 4 percent", []Governor{verb("commit"), verb("demand")}, news.Proposed},
		{"should approve the decision to send 4,000", []Governor{verb("send"), noun("decision"), verb("approve", "should")}, news.Planned},
		{"might send 4,000", []Governor{verb("send", "might")}, news.Hypothetical},
		{"if it plans to send 4,000", []Governor{verb("send"), {Lemma: "plan", Verb: true, Marks: []string{"if"}}}, news.Hypothetical},
		{"is set to host 5,000", []Governor{{Lemma: "host", Verb: true, Before: "set to"}}, news.Planned},
	} {
		if got, _ := table.Of(c.above); got != c.want {
			t.Errorf("%q is %s, want %s", c.text, got, c.want)
		}
	}
}
