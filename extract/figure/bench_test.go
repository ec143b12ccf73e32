package figure

import (
	"testing"

	"muster/extract/token"
	"muster/extract/when"
)

// prose is war news as it comes: half of the sentences have a figure.
const prose = `The defence ministry said on Monday that its forces had repelled the attack near the town.
Officials said about 40 drones and 12 cruise missiles were launched overnight, and at least three people were killed.
He told reporters that the talks would go on in the capital. The alliance wants to raise spending to 3.5 percent of GDP.
Residents described a night without power or water, and a hospital was damaged.
The package, worth $1.2 billion, includes 31 Abrams tanks and thousands of artillery rounds.
She said that nobody had expected the bridge to hold for so long. The minister did not say when the troops would leave.
Between 4,000 and 5,000 soldiers are to be stationed there by the end of the decade. It was not clear who fired first.
`

func BenchmarkRead(b *testing.B) {
	t := token.Read(prose)
	r := New()
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		r.Read(t, nil)
		n += len(t.Sentences)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "sentences/s")
}

func BenchmarkReadNoFigure(b *testing.B) {
	t := token.Read("He told reporters that the talks would go on in the capital. It was not clear who fired first. She said that nobody had expected the bridge to hold for so long.")
	r := New()
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		r.Read(t, nil)
		n += len(t.Sentences)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "sentences/s")
}

// BenchmarkReadWithDates is the pace of figures and dates together, with the
// tokens given.
func BenchmarkReadWithDates(b *testing.B) {
	t := token.Read(prose)
	r, w := New(), when.New()
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		r.Read(t, w.Read(t, when.Reference{}))
		n += len(t.Sentences)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "sentences/s")
}
