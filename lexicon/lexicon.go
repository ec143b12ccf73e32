// Package lexicon is the one table of words for all layers: what kind of thing
// a noun counts, what kind of act a verb, event noun or adjective tells, and
// how such kinds are related. In: lemmas in lower case, phrases with blanks.
// Out: classes and relations. It knows nothing of sentences.
//
// The knowledge is en/class.list, en/noun.list and en/act.list, which explain
// their own columns, and en/wordnet.tsv and en/irregular.tsv, compiled from WordNet
// 3.0 by `go run ./lexicon/build`. "Unknown" is an answer of its own everywhere: it
// never means "different".
package lexicon

import (
	"embed"
	"sync"
)

//go:embed en
var data embed.FS

// Class is a class of nouns: "ballistic-missile", "soldier".
type Class string

// Act is a class of what happens or how things are: "kill", "deploy".
type Act string

// table is what the lists say, read once.
type table struct {
	classes map[Class]class
	nouns   map[string]Class
	// canon is the first name of a noun that has several: "soldier" of
	// "service member".
	canon map[string]string
	acts  map[Act]act
	verbs map[string]Act
	names map[string]Act // nouns and adjectives that tell an act
	// bases are the lemmas of irregular forms: "strike" of "struck".
	bases map[string]string
	// undergone are verbs whose active subject suffers the act.
	undergone map[string]Act
}

// read panics on a broken list: the lists are part of the program and tested
// with it.
var read = sync.OnceValue(func() *table {
	t, err := load(data)
	if err != nil {
		panic(err)
	}
	return t
})
