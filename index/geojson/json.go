// Package jsoniter stands in for github.com/json-iterator/go, with which bleve
// reads shapes on a map. No shape is kept in the index of Muster, and that
// library makes the program 0.7 MB larger; encoding/json reads the same.
//
// It has the names that bleve uses and no others; go.mod puts it in the place of
// the other (replace).
package jsoniter

import "encoding/json"

// ConfigCompatibleWithStandardLibrary is encoding/json itself.
var ConfigCompatibleWithStandardLibrary standard

type standard struct{}

// Marshal is that of encoding/json.
func (standard) Marshal(v any) ([]byte, error) { return json.Marshal(v) }

// Unmarshal is that of encoding/json.
func (standard) Unmarshal(data []byte, v any) error { return json.Unmarshal(data, v) }
