// Command train learns who vouches for a figure: whether a cue that holds it
// speaks of it, and whether the report of a sentence near by goes on there.
//
//	go run ./extract/attribution/train -gold ../shared/gold -out extract/attribution/en/vouch.weights
//
// It reads the claims of the gold's part "fit" only, prints how often the
// decision is right on clusters of articles it was not learned from, and writes the
// weights. The same gold gives the same file, byte for byte.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	gold := flag.String("gold", "", "folder with the gold")
	out := flag.String("out", "", "file to write the weights to")
	flag.Parse()
	if *gold == "" {
		fmt.Fprintln(os.Stderr, "train: want -gold")
		os.Exit(2)
	}
	if err := run(*gold, *out); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(2)
	}
}

func run(gold, out string) error {
	examples, err := readGold(gold)
	if err != nil {
		return err
	}
	crossValidate(os.Stdout, examples)
	if out == "" {
		return nil
	}
	return os.WriteFile(out, learn(examples).file(), 0o644)
}
