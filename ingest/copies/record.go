package copies

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
)

// key is a place as the key of a bucket, which sorts as places do.
func key(at uint64) []byte { return binary.BigEndian.AppendUint64(nil, at) }

func place(key []byte) uint64 { return binary.BigEndian.Uint64(key) }

// bytes is the text as the file keeps it: what can be read, behind its length,
// and its hashes.
func (d *doc) bytes() []byte {
	words, err := json.Marshal(d)
	if err != nil {
		panic(err) // strings and a time always marshal
	}
	raw := binary.AppendUvarint(make([]byte, 0, len(words)+4*len(d.sketch)+4*len(d.numbers)+8), uint64(len(words)))
	raw = append(raw, words...)
	for _, list := range [][]uint32{d.sketch, d.numbers} {
		raw = binary.AppendUvarint(raw, uint64(len(list)))
		for _, n := range list {
			raw = binary.LittleEndian.AppendUint32(raw, n)
		}
	}
	return raw
}

// errDoc means that a text is not as bytes writes it.
var errDoc = fmt.Errorf("%w: a text is cut off", errDamaged)

func readDoc(at uint64, raw []byte) (*doc, error) {
	n, size := binary.Uvarint(raw)
	if size <= 0 || n > uint64(len(raw)-size) {
		return nil, errDoc
	}
	d := &doc{seq: at}
	if err := json.Unmarshal(raw[size:size+int(n)], d); err != nil {
		return nil, errors.Join(errDoc, err)
	}
	raw = raw[size+int(n):]
	for _, list := range []*[]uint32{&d.sketch, &d.numbers} {
		n, size := binary.Uvarint(raw)
		if size <= 0 || n > uint64(len(raw)-size)/4 {
			return nil, errDoc
		}
		raw = raw[size:]
		for range n {
			*list = append(*list, binary.LittleEndian.Uint32(raw))
			raw = raw[4:]
		}
	}
	return d, nil
}
