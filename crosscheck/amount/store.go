package amount

import "muster/crosscheck/frame"

// Write writes the numbers of the amount for Read. Hedge and unit are of few
// kinds: who writes many amounts writes those once.
func (a *Amount) Write(w *frame.Writer) {
	w.Float(a.Low)
	w.Float(a.High)
	w.Float(a.Value)
	w.Float(a.last)
	w.Bytes(byte(a.Dim), byte(a.digits))
}

// Read reads the numbers of an amount that Write wrote.
func Read(r *frame.Reader) (a Amount) {
	a.Low, a.High, a.Value, a.last = r.Float(), r.Float(), r.Float(), r.Float()
	var b [2]byte
	r.Bytes(b[:])
	a.Dim, a.digits = Dim(b[0]), int8(b[1])
	return a
}
