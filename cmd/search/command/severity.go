package command

import (
	"errors"
	"strconv"
)

// severity is a flag from 0 to 1.
type severity float64

// String implements pflag.Value.
func (s *severity) String() string { return strconv.FormatFloat(float64(*s), 'g', -1, 64) }

// Type implements pflag.Value.
func (s *severity) Type() string { return "0..1" }

// Set implements pflag.Value.
func (s *severity) Set(text string) error {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || !(0 <= v && v <= 1) {
		return errors.New("want a number from 0 to 1")
	}
	*s = severity(v)
	return nil
}
