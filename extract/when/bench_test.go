package when

import (
	"strings"
	"testing"
	"time"

	"muster/extract/token"
)

// benchSentences is a day's mix: a third with dates, the rest without.
var benchSentences = []string{
	"The ministry said on Thursday that 40 vehicles had been handed over to the brigade near the border.",
	"Officials in Riga declined to say how many of the launchers were still in service with the unit.",
	"The alliance has kept battalions in the region since 2017 and plans to enlarge them by the end of next year.",
	"Residents described a night of heavy shelling that broke windows and cut power to the eastern district.",
	"Its commander told reporters that the order would be filled within three weeks if the parts arrived.",
	"A spokesman for the fleet did not answer questions about the cause of the fire aboard the tanker.",
	"The first of the jets landed at the base on 12 May 2022, two days before the exercise began.",
	"Analysts warn that stocks of shells are low and that factories cannot keep up with the demand.",
	"He may march his men to the coast, but nobody believes the road would be open for long.",
}

func BenchmarkRead(b *testing.B) {
	t := token.Read(strings.Join(benchSentences, "\n"))
	run(b, t)
}

// BenchmarkReadNoDates must not allocate.
func BenchmarkReadNoDates(b *testing.B) {
	t := token.Read(strings.Join([]string{benchSentences[1], benchSentences[5], benchSentences[7]}, "\n"))
	run(b, t)
}

func run(b *testing.B, t *token.Text) {
	r := New()
	ref := Reference{Published: time.Date(2023, 5, 17, 0, 0, 0, 0, time.UTC)}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		r.Read(t, ref)
		n += len(t.Sentences)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "sentences/s")
}

func TestNoDatesNoAllocations(t *testing.T) {
	text := token.Read(benchSentences[1] + "\n" + benchSentences[5])
	r := New()
	if n := testing.AllocsPerRun(20, func() { r.Read(text, Reference{}) }); n != 0 {
		t.Errorf("%v allocations for sentences without dates", n)
	}
}
