package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/go-porterstemmer"
	"golang.org/x/text/unicode/norm"
)

// gap stands in a text between parts that no phrase may cross.
const gap = "\x1f"

// gapWords is how many words wide a gap counts.
const gapWords = 100

// eachWord calls use with each word of text, folded, and its place among the
// words. A word is letters and digits; points and commas between digits stay
// inside it, the commas dropped, and an apostrophe with what follows is cut.
//
//	"Ukraine's MiG-29s"   ukraine mig 29s
//	"1,200.5 km"          1200.5 km
//	"don't"               don
func eachWord(text string, use func(word string, at int)) {
	at := 0
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !inWord(r) {
			if text[i:i+n] == gap {
				at += gapWords
			}
			i += n
			continue
		}
		end := wordEnd(text, i)
		at++
		use(fold(text[i:end]), at)
		i = skipClitic(text, end)
	}
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

func wordEnd(text string, i int) int {
	var last rune
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case inWord(r):
		case (r == ',' || r == '.') && unicode.IsDigit(last) && digitAt(text, i+n):
		default:
			return i
		}
		last = r
		i += n
	}
	return i
}

func digitAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsDigit(r)
}

// skipClitic is where the text goes on behind an apostrophe and the letters
// joined to it.
func skipClitic(text string, i int) int {
	r, n := utf8.DecodeRuneInString(text[i:])
	if r != '\'' && r != '’' {
		return i
	}
	for j := i + n; j < len(text); {
		r, n := utf8.DecodeRuneInString(text[j:])
		if !unicode.IsLetter(r) {
			return j
		}
		j += n
	}
	return len(text)
}

// fold writes a word small, without accents and without commas.
func fold(word string) string {
	plain := true
	for i := 0; i < len(word) && plain; i++ {
		plain = word[i] < utf8.RuneSelf
	}
	if !plain {
		word = strings.Map(dropMark, norm.NFD.String(word))
	}
	return strings.ReplaceAll(strings.ToLower(word), ",", "")
}

func dropMark(r rune) rune {
	if unicode.IsMark(r) {
		return -1
	}
	return r
}

// stem cuts an English word to the part its forms share; both sides of a
// search go through it. Words with digits or of other scripts stay.
func stem(word string) string {
	for i := 0; i < len(word); i++ {
		if word[i] < 'a' || word[i] > 'z' {
			return word
		}
	}
	return string(porterstemmer.StemWithoutLowerCasing([]rune(word)))
}

// prose is the analyzer of running text: stemmed words with their places.
type prose struct{}

// Analyze implements bleve's Analyzer.
func (prose) Analyze(text []byte) analysis.TokenStream {
	var out analysis.TokenStream
	eachWord(string(text), func(word string, at int) {
		out = append(out, &analysis.Token{Term: []byte(stem(word)), Position: at, Start: at, End: at + 1})
	})
	return out
}

// nameWords are the folded words of a name, and the name whole.
func nameWords(name string) (words []string) {
	eachWord(name, func(w string, _ int) { words = append(words, w) })
	return words
}
