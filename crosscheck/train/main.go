// Command train learns the numbers of crosscheck/judge from gold clusters and
// writes them to crosscheck/judge/weights.txt:
//
//	go run ./crosscheck/train -gold DIR [-out FILE]
//
// It learns from the part "fit" alone: from the slots as people wrote them,
// with and without the events' names, and from the slots as the extractor
// reads them, since that is what the stream will see.
package main

import (
	"flag"
	"fmt"
	"os"

	"muster/score/crosscheck"
)

func main() {
	gold := flag.String("gold", "", "the gold folder")
	out := flag.String("out", "crosscheck/judge/weights.txt", "the file to write")
	flag.Parse()
	if err := run(*gold, *out); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(2)
	}
}

func run(gold, out string) error {
	clusters, err := crosscheck.Read(gold, "fit")
	if err != nil {
		return err
	}
	m := crosscheck.Learn(clusters)
	return os.WriteFile(out, []byte(m.Text()), 0o644)
}
