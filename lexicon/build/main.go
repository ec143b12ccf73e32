// Command build compiles WordNet's nouns into lexicon/en/wordnet.tsv: each noun
// with the class, of lexicon/en/class.list, of its most frequent sense. The
// same WordNet and the same list make the same file, byte for byte.
//
//	go run ./lexicon/build -wordnet /usr/share/wordnet
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	wordnet := flag.String("wordnet", "", "folder with WordNet's data.noun and index.noun")
	lists := flag.String("lexicon", "lexicon", "folder of the lexicon")
	flag.Parse()
	if err := run(*wordnet, *lists); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func run(wordnet, lists string) error {
	index, err := os.ReadFile(filepath.Join(wordnet, "index.noun"))
	if err != nil {
		return err
	}
	nouns, err := os.ReadFile(filepath.Join(wordnet, "data.noun"))
	if err != nil {
		return err
	}
	n, err := parse(string(index), string(nouns))
	if err != nil {
		return err
	}
	table, err := compile(n, os.DirFS(lists))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(lists, "en", "wordnet.tsv"), table, 0o644)
}
