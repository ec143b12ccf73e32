package rule

import "muster/lexicon"

// Entry is one line of a list file.
type Entry = lexicon.Entry

// ReadList reads one list file; see lexicon.ReadList, which all layers share.
var ReadList = lexicon.ReadList
