package rule

import "muster/lexicon"

// Entry is one line of a list file.
type Entry = lexicon.Entry

// ReadList reads one list file; see lexicon.ReadList, which all layers share.
var ReadList = lexicon.ReadList

// Lists gives the entries of a list by its name: those that are part of the
// program, or in a test all but one.
type Lists func(name string) ([]Entry, error)
