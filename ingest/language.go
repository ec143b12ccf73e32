package ingest

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
)

// enoughText is how many letters tell a language.
const enoughText = 200

// Language is the language of a text, a BCP 47 tag. What page, feed and list
// declare (in this order) is believed unless the text is plainly in another:
// templates often declare English above a text that is not.
func Language(text string, declared ...string) string {
	said := ""
	for _, d := range declared {
		if d != "" {
			said = d
			break
		}
	}
	found := detect(text)
	base, _, _ := strings.Cut(said, "-")
	if found != "" && found != base {
		return found
	}
	return said
}

// detect reads the language off the text; empty where it is not sure.
func detect(text string) string {
	letters := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	if letters < enoughText {
		return ""
	}
	info := whatlanggo.DetectWithOptions(beginning(text), whatlanggo.Options{Whitelist: known})
	if !info.IsReliable() {
		return ""
	}
	return info.Lang.Iso6391()
}

// enoughBytes is how much of a text tells its language as well as all of it.
const enoughBytes = 1200

func beginning(text string) string {
	if len(text) <= enoughBytes {
		return text
	}
	return strings.ToValidUTF8(text[:enoughBytes], "")
}

// known are the languages of the feeds in reach; with all 84 whatlanggo takes
// some English for Scots-like relatives.
var known = map[whatlanggo.Lang]bool{
	whatlanggo.Eng: true, whatlanggo.Deu: true, whatlanggo.Fra: true, whatlanggo.Ita: true, whatlanggo.Spa: true, whatlanggo.Por: true,
	whatlanggo.Nld: true, whatlanggo.Swe: true, whatlanggo.Dan: true, whatlanggo.Nob: true, whatlanggo.Fin: true, whatlanggo.Est: true,
	whatlanggo.Lav: true, whatlanggo.Lit: true, whatlanggo.Pol: true, whatlanggo.Ces: true, whatlanggo.Hun: true, whatlanggo.Ron: true,
	whatlanggo.Bul: true, whatlanggo.Ukr: true, whatlanggo.Rus: true, whatlanggo.Bel: true, whatlanggo.Srp: true, whatlanggo.Ell: true,
	whatlanggo.Tur: true, whatlanggo.Heb: true, whatlanggo.Arb: true, whatlanggo.Pes: true, whatlanggo.Jpn: true, whatlanggo.Kor: true,
	whatlanggo.Cmn: true,
}
