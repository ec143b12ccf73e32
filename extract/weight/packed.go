package weight

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
)

// Pack makes a file of weights small: their names say much the same again and
// again. The same file gives the same bytes; zcat shows it.
func Pack(file []byte) []byte {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		panic(err) // there is no such level: not what is packed, the program is wrong
	}
	// What is written to memory cannot fail.
	_, _ = w.Write(file)
	_ = w.Close()
	return out.Bytes()
}

// Unpack is a file that Pack packed; one that is not packed stays as it is.
func Unpack(file []byte) ([]byte, error) {
	if !bytes.HasPrefix(file, []byte{0x1f, 0x8b}) {
		return file, nil
	}
	r, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("weight: %w", err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("weight: %w", err)
	}
	return plain, nil
}
