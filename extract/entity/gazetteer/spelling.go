package gazetteer

import (
	"strings"

	"muster/extract/token"
)

// articles are the Arabic article as it is written before a name.
var articles = []string{"al", "el", "ar", "as", "ash", "at", "an", "az", "ad", "ed", "er", "es", "et", "ez", "ath"}

// sounds are ways to write one sound; the longer stand first.
var sounds = strings.NewReplacer(
	"sch", "sh", "shch", "sh", "kh", "h", "gh", "g", "dh", "d", "th", "t", "ck", "k", "q", "k", "ph", "f",
	"ou", "u", "oo", "u", "ee", "i", "iy", "i", "yi", "i", "y", "i", "e", "a", "w", "v", "ö", "o", "ü", "u",
)

var marks = strings.NewReplacer("-", " ", "'", "", "’", "", "‘", "", "ʼ", "")

// loose is the key under which the spellings of a name meet.
func loose(name string) string {
	words := strings.Fields(marks.Replace(token.Fold(name)))
	var b strings.Builder
	for i, w := range words {
		if isArticle(w) && (i+1 < len(words)) {
			continue
		}
		w = strings.TrimSuffix(sounds.Replace(w), "h")
		last := byte(0)
		for k := 0; k < len(w); k++ {
			if w[k] != last {
				b.WriteByte(w[k])
			}
			last = w[k]
		}
		b.WriteByte(' ')
	}
	return b.String()
}

func isArticle(w string) bool {
	for _, a := range articles {
		if w == a {
			return true
		}
	}
	return false
}
