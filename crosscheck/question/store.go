package question

import (
	"unique"

	"muster/crosscheck/amount"
	"muster/crosscheck/frame"
	"muster/news"
)

// Writer writes slots to be read by a Reader, each word and each set of parties
// once.
type Writer struct {
	*frame.Writer
	words   map[Word]uint64
	parties map[Parties]uint64
	places  map[Places]uint64
	classes map[Classes]uint64
	guesses map[Guess]uint64
}

// NewWriter returns a Writer of slots.
func NewWriter(w *frame.Writer) *Writer {
	return &Writer{w, map[Word]uint64{}, map[Parties]uint64{}, map[Places]uint64{}, map[Classes]uint64{}, map[Guess]uint64{}}
}

// once writes the number that a value got when it was written first; then it
// writes 0 and the value.
func once[K comparable](w *Writer, seen map[K]uint64, value K, write func()) {
	if n, known := seen[value]; known {
		w.Uint(n)
		return
	}
	seen[value] = uint64(len(seen) + 1)
	w.Uint(0)
	write()
}

// Word writes a word.
func (w *Writer) Word(v Word) { once(w, w.words, v, func() { w.String(v.Value()) }) }

// Slots writes slots.
func (w *Writer) Slots(s *Slots) {
	s.Amount.Write(w.Writer)
	w.Word(word(string(s.Amount.Hedge)))
	w.Word(word(string(s.Amount.Unit)))
	for _, at := range wordsOf(s) {
		w.Word(*at)
	}
	w.String(s.ID)
	w.String(s.PartOf)
	once(w, w.classes, s.OfClass, func() {
		for _, c := range s.OfClass.Value() {
			w.String(string(c))
		}
	})
	for _, at := range partiesIn(s) {
		once(w, w.parties, *at, func() {
			for _, p := range at.Value() {
				w.String(p.Name)
				w.String(p.Country)
			}
		})
	}
	once(w, w.places, s.Place, func() {
		for _, p := range s.Place.Value() {
			w.String(p.Name)
			w.String(p.Country)
			w.String(p.In)
			w.Bool(p.Whole)
		}
	})
	for _, g := range s.guess {
		once(w, w.guesses, g, func() {
			for _, name := range g.Value() {
				w.String(name)
			}
		})
	}
	for _, at := range daysOf(s) {
		w.Int(int64(*at))
	}
	w.Int(s.Published)
	for _, at := range truthsOf(s) {
		w.Bool(*at)
	}
	w.Bytes(s.sure[:]...)
}

// The fields of slots that are written alike, in the order they are written.

func wordsOf(s *Slots) [15]*Word {
	return [...]*Word{
		&s.Act, &s.ActClass, &s.Of, &s.Event, &s.EventName, &s.Restrict, &s.Scope, &s.Modality, &s.Standing, &s.Role,
		&s.Article, &s.Outlet, &s.Origin, &s.Camp, &s.CopyOf,
	}
}

func partiesIn(s *Slots) [4]*Parties { return [...]*Parties{&s.By, &s.Whose, &s.To, &s.Subject} }

func daysOf(s *Slots) [5]*int32 {
	return [...]*int32{&s.From, &s.Until, &s.At, &s.Sentence, &s.Revision}
}

func truthsOf(s *Slots) [3]*bool { return [...]*bool{&s.Denied, &s.Named, &s.Dated} }

// Reader reads what a Writer wrote.
type Reader struct {
	*frame.Reader
	words   []Word
	parties []Parties
	places  []Places
	classes []Classes
	guesses []Guess
}

// NewReader returns a Reader of slots.
func NewReader(r *frame.Reader) *Reader { return &Reader{Reader: r} }

// again reads what once wrote.
func again[K comparable](r *Reader, seen *[]K, read func() K) (value K) {
	n := r.Count(len(*seen))
	if r.Err() != nil {
		return value
	}
	if n > 0 {
		return (*seen)[n-1]
	}
	value = read()
	*seen = append(*seen, value)
	return value
}

// Word reads a word.
func (r *Reader) Word() Word { return again(r, &r.words, func() Word { return word(r.String()) }) }

// Slots reads slots. Those of a broken stream are of no use.
func (r *Reader) Slots(s *Slots) {
	s.Amount = amount.Read(r.Reader)
	hedge, unit := r.Word(), r.Word()
	if r.Err() != nil {
		return
	}
	s.Amount.Hedge, s.Amount.Unit = news.Hedge(hedge.Value()), news.Unit(unit.Value())
	for _, at := range wordsOf(s) {
		*at = r.Word()
	}
	s.ID, s.PartOf = r.String(), r.String()
	s.OfClass = again(r, &r.classes, func() Classes {
		var set [most]news.Class
		for i := range set {
			set[i] = news.Class(r.String())
		}
		return classes(set[:])
	})
	for _, at := range partiesIn(s) {
		*at = again(r, &r.parties, r.party)
	}
	s.Place = again(r, &r.places, r.place)
	for i := range s.guess {
		s.guess[i] = again(r, &r.guesses, r.likely)
	}
	for _, at := range daysOf(s) {
		*at = int32(r.Int())
	}
	s.Published = r.Int()
	for _, at := range truthsOf(s) {
		*at = r.Bool()
	}
	r.Bytes(s.sure[:])
}

func (r *Reader) party() Parties {
	var set [most]Party
	for i := range set {
		set[i] = Party{r.String(), r.String()}
	}
	return unique.Make(set)
}

func (r *Reader) place() Places {
	var set [most]Place
	for i := range set {
		set[i] = Place{Name: r.String(), Country: r.String(), In: r.String(), Whole: r.Bool()}
		set[i].Sound, set[i].Bare = spelt(set[i].Name)
	}
	return unique.Make(set)
}

func (r *Reader) likely() Guess {
	var set [guesses]string
	for i := range set {
		set[i] = r.String()
	}
	return unique.Make(set)
}
