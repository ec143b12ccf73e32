package entity

import (
	"strings"
	"testing"

	"muster/extract/syntax"
	"muster/extract/token"
)

// benchText is about 500 words in the manner of the news; own sentences.
var benchText = strings.Repeat(`KYIV, May 4 - Ukrainian President Volodymyr Zelenskiy said on Thursday that Russia had fired 40 drones at Odesa and Kharkiv. Moscow denied it.
The Russian defence ministry wrote that its forces had hit barracks of the 47th Mechanized Brigade near Dnipro, where officials counted nine dead.
“We expect allies to send what they promised,” said Hanno Brekkefeldt, a spokesman for the Northern Harbour Safety Agency, in an interview with the Kyiv Independent.
NATO Secretary General Jens Stoltenberg told Reuters in Brussels that Germany, Lithuania and the United States would decide before the summit in Vilnius. Stoltenberg declined to give a number.
Several diplomats in Ankara and Warsaw warned that the plan, which was first reported by The New York Times, might cost more than expected over the coming years.
`, 4)

func BenchmarkRead(b *testing.B) {
	r := New()
	t := token.Read(benchText)
	f := syntax.NewForest(t)
	b.SetBytes(int64(len(benchText)))
	b.ReportAllocs()
	for b.Loop() {
		r.Read(t, f, Context{})
	}
	b.ReportMetric(float64(len(strings.Fields(benchText))), "words")
}

// BenchmarkScan is the lists alone, on tokens already read.
func BenchmarkScan(b *testing.B) {
	x := english()
	t := token.Read(benchText)
	b.SetBytes(int64(len(benchText)))
	b.ReportAllocs()
	for b.Loop() {
		p := newPage(x, t, Context{})
		for i := range p.lines {
			p.scan(&p.lines[i])
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read(embedded); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCandidates is what the ranker asks once of every text.
func BenchmarkCandidates(b *testing.B) {
	t := token.Read(benchText)
	m := New().Read(t, syntax.NewForest(t), Context{})
	b.ReportAllocs()
	for b.Loop() {
		m.Candidates()
	}
}
