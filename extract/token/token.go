// Package token splits an article's text into paragraphs, sentences and
// words, each with its byte offsets.
//
// Words follow the conventions of the Universal Dependencies English
// treebanks: punctuation stands alone, hyphenated words split at the hyphen
// ("4-5" is three tokens), clitics split ("don't" is "do" + "n't",
// "Reuters'" is "Reuters" + "'"), abbreviations keep their point ("U.S.").
package token

// Kind is the shape of a token.
type Kind uint8

// The kinds of token.
const (
	Word   Kind = iota // letters, perhaps with digits inside or behind ("T-72" gives "T", "-", "72"; "Q3")
	Number             // digits with grouping, decimals, a letter suffix or a clock time: "1,200", "27th", "5k", "12:30"
	Punct              // one mark, or a run of the same mark ("...", "--")
	Symbol             // currency and other signs
)

// Token is one word, number or mark: bytes Start to End of the text, end
// exclusive.
type Token struct {
	Start, End int
	Kind       Kind
	// Hash is Hash of the token's folded form: equal for "Troops", "troops".
	Hash uint64
}

// Sentence is bytes Start to End of the text and its tokens.
type Sentence struct {
	Start, End int
	// Paragraph counts from 0.
	Paragraph int
	Tokens    []Token
}

// Text is a text read into sentences.
type Text struct {
	Source    string
	Sentences []Sentence
}

// Of returns the token's text as written.
func (t *Text) Of(tok Token) string { return t.Source[tok.Start:tok.End] }

// Read splits text into sentences and tokens. Any string is accepted, broken
// UTF-8 too; offsets always fit the given text.
func Read(text string) *Text {
	t := &Text{Source: text}
	all := words(text, make([]Token, 0, len(text)/5+8))
	paragraph, from, dateline := 0, 0, -1
	for i := range all {
		if i == from && (i == 0 || paragraphBreak(text[all[i-1].End:all[i].Start])) {
			dateline = datelineEnd(text, all, i)
		}
		last := i+1 == len(all)
		breaks := !last && paragraphBreak(text[all[i].End:all[i+1].Start])
		if last || breaks || i == dateline || endsSentence(text, all, from, i) || overlong(text, all[from:i+1]) {
			t.Sentences = append(t.Sentences, Sentence{
				Start: all[from].Start, End: all[i].End, Paragraph: paragraph,
				Tokens: all[from : i+1 : i+1],
			})
			from = i + 1
		}
		if breaks {
			paragraph++
		}
	}
	return t
}
