// Package frame writes numbers and strings as bytes that are known whole or
// known broken.
//
// In go values in an order that writer and reader agree on; out comes a stream
// of frames, each with its length and its checksum, and behind the last one how
// many there were. A reader gives no value of a frame before all of it was
// checked, and none after the stream broke off.
//
//	frame   length of the values (4 bytes, little end first), their CRC-32C (4), the values
//	end     0xffffffff (4), how many frames there were (4)
package frame

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
)

// ErrBroken: the stream is not what a Writer wrote, or not all of it.
var ErrBroken = errors.New("frame: broken")

// size is how many bytes of values make a frame full; most is how long one may
// be at all, with the last of its values.
const (
	size = 1 << 20
	most = 1 << 26
)

const endMark = math.MaxUint32

var checksums = crc32.MakeTable(crc32.Castagnoli)

// Writer writes values. Errors of the stream are kept until Close.
type Writer struct {
	out    *bufio.Writer
	values []byte
	frames uint32
	err    error
}

// NewWriter returns a Writer of a stream.
func NewWriter(w io.Writer) *Writer {
	return &Writer{out: bufio.NewWriterSize(w, 1<<16), values: make([]byte, 0, size+size/4)}
}

// Break ends a record: a full frame is written out.
func (w *Writer) Break() {
	if len(w.values) >= size {
		w.flush()
	}
}

func (w *Writer) flush() {
	w.frames++
	w.head(uint32(len(w.values)), crc32.Checksum(w.values, checksums))
	w.write(w.values)
	w.values = w.values[:0]
}

func (w *Writer) head(a, b uint32) {
	w.write(binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, a), b))
}

func (w *Writer) write(b []byte) {
	if w.err == nil {
		_, w.err = w.out.Write(b)
	}
}

// Close writes out what is left and the end.
func (w *Writer) Close() error {
	if len(w.values) > 0 {
		w.flush()
	}
	w.head(endMark, w.frames)
	if w.err == nil {
		w.err = w.out.Flush()
	}
	if w.err != nil {
		return fmt.Errorf("frame: %w", w.err)
	}
	return nil
}

// Uint writes a number, a small one in few bytes.
func (w *Writer) Uint(v uint64) { w.values = binary.AppendUvarint(w.values, v) }

// Int writes a number of either sign, one near zero in few bytes.
func (w *Writer) Int(v int64) { w.values = binary.AppendVarint(w.values, v) }

// Fixed writes a number in eight bytes.
func (w *Writer) Fixed(v uint64) { w.values = binary.LittleEndian.AppendUint64(w.values, v) }

// Float writes a number in eight bytes.
func (w *Writer) Float(v float64) { w.Fixed(math.Float64bits(v)) }

// Small writes a number in four bytes.
func (w *Writer) Small(v float32) {
	w.values = binary.LittleEndian.AppendUint32(w.values, math.Float32bits(v))
}

// Bytes writes bytes without their number, which the reader must know.
func (w *Writer) Bytes(b ...byte) { w.values = append(w.values, b...) }

// String writes a string.
func (w *Writer) String(s string) {
	w.Uint(uint64(len(s)))
	w.values = append(w.values, s...)
}

// Bool writes a truth.
func (w *Writer) Bool(is bool) {
	b := byte(0)
	if is {
		b = 1
	}
	w.Bytes(b)
}

// Reader reads values in the order they were written. After the first error,
// which Err tells, all of them are zero.
type Reader struct {
	in     *bufio.Reader
	values []byte // of the frame, those not yet read
	frame  []byte
	frames uint32
	err    error
}

// NewReader returns a Reader of a stream.
func NewReader(r io.Reader) *Reader { return &Reader{in: bufio.NewReaderSize(r, 1<<16)} }

// Err is ErrBroken where the stream broke off or was harmed, nil while all is
// well.
func (r *Reader) Err() error { return r.err }

// Fail makes the reader fail: its user read what cannot be.
func (r *Reader) Fail(format string, about ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: %s", ErrBroken, fmt.Sprintf(format, about...))
		r.values = nil
	}
}

// Close checks that everything was read.
func (r *Reader) Close() error {
	if r.err == nil && len(r.values) > 0 {
		r.Fail("%d bytes too many", len(r.values))
	}
	if r.err == nil {
		if n, frames := r.head(); r.err == nil && (n != endMark || frames != r.frames) {
			r.Fail("no end after frame %d", r.frames)
		}
	}
	return r.err
}

func (r *Reader) head() (a, b uint32) {
	var head [8]byte
	if _, err := io.ReadFull(r.in, head[:]); err != nil {
		r.Fail("frame %d: %v", r.frames+1, err)
		return 0, 0
	}
	return binary.LittleEndian.Uint32(head[:]), binary.LittleEndian.Uint32(head[4:])
}

// next reads a frame once all of the last one was read.
func (r *Reader) next() {
	n, sum := r.head()
	if r.err != nil {
		return
	}
	if n == 0 || n > most {
		r.Fail("frame %d of %d bytes", r.frames+1, n)
		return
	}
	r.frames++
	if uint32(cap(r.frame)) < n {
		r.frame = make([]byte, 0, n+n/4)
	}
	r.frame = r.frame[:n]
	if _, err := io.ReadFull(r.in, r.frame); err != nil {
		r.Fail("frame %d: %v", r.frames, err)
		return
	}
	if got := crc32.Checksum(r.frame, checksums); got != sum {
		r.Fail("frame %d has checksum %08x, not %08x", r.frames, got, sum)
		return
	}
	r.values = r.frame
}

// fresh reads the next frame where nothing is left of this one, and reports
// whether there are values to read.
func (r *Reader) fresh() bool {
	if r.err == nil && len(r.values) == 0 {
		r.next()
	}
	return r.err == nil
}

// Uint reads what Uint wrote.
func (r *Reader) Uint() uint64 {
	if !r.fresh() {
		return 0
	}
	v, n := binary.Uvarint(r.values)
	return whole(r, v, n)
}

// Int reads what Int wrote.
func (r *Reader) Int() int64 {
	if !r.fresh() {
		return 0
	}
	v, n := binary.Varint(r.values)
	return whole(r, v, n)
}

func whole[N uint64 | int64](r *Reader, v N, n int) N {
	if n <= 0 {
		r.Fail("a number breaks off in frame %d", r.frames)
		return 0
	}
	r.values = r.values[n:]
	return v
}

// Count reads a number that is at most so large.
func (r *Reader) Count(most int) int {
	v := r.Uint()
	if v > uint64(most) {
		r.Fail("%d where at most %d can be", v, most)
		return 0
	}
	return int(v)
}

// take are the next n bytes, nil where there are fewer.
func (r *Reader) take(n int) []byte {
	if n == 0 || !r.fresh() {
		return nil
	}
	if n > len(r.values) {
		r.Fail("%d bytes of %d in frame %d", len(r.values), n, r.frames)
		return nil
	}
	b := r.values[:n]
	r.values = r.values[n:]
	return b
}

// Fixed reads what Fixed wrote.
func (r *Reader) Fixed() uint64 {
	if b := r.take(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

// Float reads what Float wrote.
func (r *Reader) Float() float64 { return math.Float64frombits(r.Fixed()) }

// Small reads what Small wrote.
func (r *Reader) Small() float32 {
	if b := r.take(4); b != nil {
		return math.Float32frombits(binary.LittleEndian.Uint32(b))
	}
	return 0
}

// Bytes fills b.
func (r *Reader) Bytes(b []byte) { copy(b, r.take(len(b))) }

// String reads what String wrote.
func (r *Reader) String() string { return string(r.take(r.Count(most))) }

// Bool reads what Bool wrote.
func (r *Reader) Bool() bool {
	b := r.take(1)
	return b != nil && b[0] != 0
}
