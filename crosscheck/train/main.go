// Command train learns the numbers of crosscheck/judge from gold clusters and
// writes them to crosscheck/judge/weights.txt:
//
//	go run ./crosscheck/train -gold DIR [-own DIR] [-out FILE]
//	go run ./crosscheck/train -gold DIR -ablate
//
// It learns from the part "fit": from the slots as people wrote them, with and
// without the events' names, and from the slots as the extractor reads them,
// since that is what the stream will see. What rivals mean in a story it learns
// from our own clusters too. With -ablate it writes no file but a table of what each
// group of features gains.
package main

import (
	"flag"
	"fmt"
	"os"

	"muster/score/crosscheck"
)

func main() {
	gold := flag.String("gold", "", "the gold folder")
	own := flag.String("own", "score/testdata", "the folder of our own gold; empty: none")
	out := flag.String("out", "crosscheck/judge/weights.txt", "the file to write")
	ablate := flag.Bool("ablate", false, "write what each group of features gains on clusters that were not learnt from")
	flag.Parse()
	if err := run(*gold, *own, *out, *ablate); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(2)
	}
}

func run(gold, own, out string, ablate bool) error {
	clusters, err := crosscheck.Read(gold, "fit")
	if err != nil {
		return err
	}
	if ablate {
		crosscheck.Ablate(os.Stdout, clusters)
		return nil
	}
	var more []crosscheck.Cluster
	if own != "" {
		if more, err = crosscheck.Read(own, "own"); err != nil {
			return err
		}
	}
	m := crosscheck.Learn(clusters, more)
	return os.WriteFile(out, []byte(m.Text()), 0o644)
}
