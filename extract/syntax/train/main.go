// Command train learns the model of package syntax from the treebanks, and
// measures it.
//
//	go run ./extract/syntax/train -data ../shared/treebank -out extract/syntax/en/syntax.model
//	go run ./extract/syntax/train -eval FILE.conllu[.gz] [-json]
//
// The same data and seed give the same file, byte for byte. -eval measures
// the model embedded in package syntax, or the one given with -model on gold
// tokens only.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"muster/extract/syntax"
	"muster/extract/syntax/model"
)

func main() {
	data := flag.String("data", "", "folder with the treebanks")
	out := flag.String("out", "", "file to write the model to")
	date := flag.String("date", "2026-11-22", "date to write into the model")
	seed := flag.Uint64("seed", 1, "seed of the order of training")
	eval := flag.String("eval", "", "treebank file to measure on")
	epochs := flag.Int("epochs", standard.net.epochs, "how often the network goes through the treebanks")
	file := flag.String("model", "", "model file to measure instead of the embedded one")
	asJSON := flag.Bool("json", false, "print scores as JSON")
	flag.Parse()
	var err error
	switch {
	case *eval != "":
		err = evaluate(*eval, *file, *asJSON)
	case *data != "" && *out != "":
		r := standard
		r.seed, r.net.epochs = *seed, *epochs
		err = train(*data, *out, *date, r)
	default:
		err = fmt.Errorf("want -data and -out, or -eval")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(2)
	}
}

// The treebanks that the model learns from, and the one whose scores the
// learning curve shows and by which the recipe was chosen.
var (
	learnFrom = []string{"ewt-train.conllu.gz", "gum-train.conllu.gz"}
	names     = []string{"UD_English-EWT train", "UD_English-GUM train"}
	heldBack  = "ewt-dev.conllu.gz"
)

func train(data, out, date string, r recipe) error {
	var trees []*sentence
	for _, name := range learnFrom {
		ss, err := readTreebank(filepath.Join(data, name))
		if err != nil {
			return err
		}
		trees = append(trees, ss...)
	}
	held, err := readTreebank(filepath.Join(data, heldBack))
	if err != nil {
		return err
	}
	t := newTrainer(r, trees, os.Stdout)
	t.m.Header = model.Header{Trained: date, Data: names, Seed: r.seed}
	t.learnLemmas(trees)
	raw, err := t.learn(held)
	if err != nil {
		return err
	}
	fmt.Printf("%d bytes\n", len(raw))
	return os.WriteFile(out, raw, 0o644)
}

// learn trains the tagger and the network and gives the model's file.
func (t *trainer) learn(held []*sentence) ([]byte, error) {
	start := time.Now()
	t.learnTags()
	fmt.Fprintf(t.log, "%.0f s\n", time.Since(start).Seconds())
	t.m.Net = learnNet(t.examples, t.seed, t.net, func(epoch int, n *model.Net, loss, right float64, took time.Duration) {
		n.Bind()
		m := *t.m
		m.Net = n
		r := measure(&m, held).report()
		fmt.Fprintf(t.log, "network epoch %2d: loss %.3f, heads %.2f%% in training; held back UPOS %.2f UAS %.2f LAS %.2f; %.0f s\n",
			epoch+1, loss, right, r.UPOS, r.UAS, r.LAS, took.Seconds())
	})
	raw, err := t.m.Write()
	if err != nil {
		return nil, err
	}
	// The scores in the header are those of the rounded weights.
	m, err := model.Read(raw)
	if err != nil {
		return nil, err
	}
	r := measure(m, held).report()
	fmt.Fprintf(t.log, "rounded: UPOS %.2f XPOS %.2f lemma %.2f UAS %.2f LAS %.2f (without subtypes %.2f); %.0f s in all\n",
		r.UPOS, r.XPOS, r.Lemma, r.UAS, r.LAS, r.LASBroad, time.Since(start).Seconds())
	t.m.Header.Scores = map[string]float64{"upos": r.UPOS, "uas": r.UAS, "las": r.LAS}
	return t.m.Write()
}

// evaluate measures on one file and prints the scores.
func evaluate(path, file string, asJSON bool) error {
	ss, err := readTreebank(path)
	if err != nil {
		return err
	}
	m := syntax.Embedded()
	if file != "" {
		b, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if m, err = model.Read(b); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	t := measure(m, ss)
	r := t.report()
	if file == "" {
		raw := measureRaw(ss)
		r.TokensRaw, r.SentsRaw = raw.tokens.f1(), raw.sentences.f1()
		r.UPOSRaw, r.UASRaw, r.LASRaw = raw.upos.f1(), raw.uas.f1(), raw.las.f1()
	}
	r.TokensPerS = speed(m, ss)
	if asJSON {
		return json.NewEncoder(os.Stdout).Encode(r)
	}
	r.print(os.Stdout, t)
	return nil
}

// speed is the tokens per second of tagging and parsing on one core, the
// best of three rounds.
func speed(m *model.Model, ss []*sentence) float64 {
	ms, r := &model.Sentence{}, model.NewRun()
	best := 0.0
	for range 3 {
		start, n := time.Now(), 0
		for _, s := range ss {
			m.Analyse(r, load(s, ms))
			n += s.len()
		}
		best = max(best, float64(n)/time.Since(start).Seconds())
	}
	return float64(int(best))
}
