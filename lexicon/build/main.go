// Command build compiles WordNet's nouns into lexicon/en/wordnet.tsv: each noun
// with the class, of lexicon/en/class.list, of its most frequent sense; and the
// irregular forms of the verbs of lexicon/en/act.list into irregular.tsv. The
// same WordNet and the same lists make the same files, byte for byte.
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
	if err := os.WriteFile(filepath.Join(lists, "en", "wordnet.tsv"), table, 0o644); err != nil {
		return err
	}
	exceptions, err := os.ReadFile(filepath.Join(wordnet, "verb.exc"))
	if err != nil {
		return err
	}
	forms, err := irregular(string(exceptions), os.DirFS(lists))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(lists, "en", "irregular.tsv"), forms, 0o644)
}
