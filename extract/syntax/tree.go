// Package syntax gives a sentence its tree: for every token its part of
// speech, its lemma, the token it depends on (its head) and how.
//
// Tags and relations are those of Universal Dependencies, fine tags those of
// the Penn Treebank. Trees come from a statistical model that is embedded in
// the binary (en/syntax.model), learned from the UD English treebanks EWT and
// GUM by the command in train. On text it has not seen, about 96 tags, 88
// heads and 85 heads with their relations in a hundred are right; subjects 91,
// objects 88, but coordination 72, appos and parataxis 40: nothing should rest
// on one of the last alone.
package syntax

// Tag is a universal part of speech: "NOUN", "VERB", "NUM", ...
type Tag string

// XTag is a Penn Treebank part of speech: "NNS", "VBD", "CD", ...
type XTag string

// Rel is a relation of Universal Dependencies, with its subtype: "nsubj",
// "nsubj:pass", "obl", "nummod", ...
type Rel string

// Base is the relation without its subtype: "nsubj" of "nsubj:pass".
func (r Rel) Base() Rel {
	for i := range len(r) {
		if r[i] == ':' {
			return r[:i]
		}
	}
	return r
}

// Node is what the tree says of one token.
type Node struct {
	Head  int // index of the head token in the sentence; -1 for the root
	Rel   Rel // relation to the head
	Tag   Tag
	XTag  XTag
	Lemma string // dictionary form: "send" of "sent"; proper nouns keep their case
}

// Tree is the tree of one sentence. Nodes are parallel to the sentence's
// tokens; every node but one has its head among them, without circles.
type Tree struct {
	Nodes []Node
}
