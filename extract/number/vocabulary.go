package number

import (
	"embed"
	"fmt"
	"math"
	"strconv"
	"sync"

	"muster/extract/rule"
	"muster/extract/token"
)

//go:embed en/*.list en/*.rule
var data embed.FS

// class is a set of roles a word can have in a number.
type class uint32

const (
	digit class = 1 << iota
	teen
	tens
	hundred
	scale
	plural
	dozen
	suffix
	part
	ordinal
	vague
	few
	couple
	sign
	article
	join
	of
	point
	share
	harmed
	glyph // a fraction that is one character
)

var sections = map[string]class{
	"digit": digit, "teen": teen, "tens": tens, "hundred": hundred, "scale": scale, "plural": plural,
	"dozen": dozen, "suffix": suffix, "part": part, "parts": part, "ordinal": ordinal, "vague": vague, "few": few,
	"couple": couple, "sign": sign, "article": article, "join": join, "of": of, "point": point, "share": share, "harmed": harmed,
}

// begins are the classes a number can begin with.
const begins = digit | teen | tens | hundred | part | ordinal | vague | few | sign | article | glyph

// word is what the list says of one word; a word may stand in many sections.
type word struct {
	class     class
	value     float64 // of digit, teen, tens, hundred, scale, plural, dozen, couple
	part      float64 // denominator
	rank      float64 // of an ordinal
	low, high float64 // of vague and few
	suffix    float64
	maybeUnit bool // the suffix may be a unit
	many      bool // "thirds", not "third"
	needs     bool // says nothing alone: "few", "tens"
}

// filterBits is the size of the filter in front of the map: with some 200
// words one token in 160 passes it by chance.
const filterBits = 1 << 15

type vocabulary struct {
	words  map[uint64]word
	filter [filterBits / 64]uint64
}

func (v *vocabulary) get(hash uint64) word {
	if b := hash % filterBits; v.filter[b/64]&(1<<(b%64)) == 0 {
		return word{}
	}
	return v.words[hash]
}

func (v *vocabulary) put(hash uint64, w word) {
	v.words[hash] = w
	v.filter[hash%filterBits/64] |= 1 << (hash % filterBits % 64)
}

func (v *vocabulary) has(hash uint64) bool { return v.get(hash).class&begins != 0 }

// english reads the embedded list once. The list is part of the program: a
// fault in it is found by the first test, and stops the program at start.
var english = sync.OnceValue(func() *vocabulary {
	entries, err := rule.ReadList(data, "en/number.list")
	if err != nil {
		panic(err)
	}
	v, err := load(entries)
	if err != nil {
		panic(err)
	}
	return v
})

func load(entries []rule.Entry) (*vocabulary, error) {
	v := &vocabulary{words: map[uint64]word{}}
	for r := range vulgar {
		v.put(token.Hash(string(r)), word{class: glyph})
	}
	for _, e := range entries {
		c, ok := sections[e.Section]
		if !ok {
			return nil, fmt.Errorf("number: %s:%d: unknown section %q", e.File, e.Line, e.Section)
		}
		for _, form := range e.Forms() {
			h := token.Hash(form)
			w := v.words[h]
			if err := w.add(c, e); err != nil {
				return nil, err
			}
			v.put(h, w)
		}
	}
	return v, nil
}

func (w *word) add(c class, e rule.Entry) error {
	var nums [3]float64
	for k, key := range []string{"value", "low", "high"} {
		s, ok := e.Attrs[key]
		if !ok {
			continue
		}
		f, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return fmt.Errorf("number: %s:%d: %s=%q is no number", e.File, e.Line, key, s)
		}
		nums[k] = f
	}
	w.class |= c
	switch c {
	case part:
		w.part, w.many = nums[0], e.Section == "parts"
	case ordinal:
		w.rank = nums[0]
	case suffix:
		w.suffix, w.maybeUnit = nums[0], e.Attrs["unit"] == "yes"
	case vague, few:
		w.low, w.high, w.needs = nums[1], nums[2], e.Attrs["bare"] == "no"
		if w.high == 0 {
			w.high = math.Inf(1)
		}
	default:
		w.value = nums[0]
	}
	return nil
}
