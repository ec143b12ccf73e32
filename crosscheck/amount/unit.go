package amount

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"muster/news"
)

// Dim is what kind of quantity a unit measures.
type Dim uint8

// The dimensions.
const (
	// Bare: a number whose unit is not known; it compares with any.
	Bare Dim = iota
	People
	Things
	Money
	Share
	Factor
	Length
	Area
	Mass
	Volume
	Duration
	Speed
	Energy
)

// base is what one unit is in the base unit of its dimension.
type base struct {
	unit  news.Unit
	dim   Dim
	times float64
}

//go:embed unit.list
var unitList string

// units is read from unit.list once: embedded data that does not parse is a
// mistake of this package and ends the program.
var units = mustRead(unitList)

var dimNames = map[string]Dim{
	"people": People, "money": Money, "share": Share, "factor": Factor, "length": Length,
	"area": Area, "mass": Mass, "volume": Volume, "duration": Duration, "speed": Speed, "energy": Energy,
}

func mustRead(list string) map[string]base {
	table, err := read(list)
	if err != nil {
		panic(err)
	}
	return table
}

// read reads lines "dimension base: unit times, unit times".
func read(list string) (map[string]base, error) {
	table := map[string]base{}
	for n, line := range strings.Split(list, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		head, rest, ok := strings.Cut(line, ":")
		words := strings.Fields(head)
		if !ok || len(words) != 2 || dimNames[words[0]] == Bare {
			return nil, fmt.Errorf("amount: unit.list:%d: want dimension, base and a colon: %q", n+1, line)
		}
		dim, unit := dimNames[words[0]], news.Unit(words[1])
		table[words[1]] = base{unit, dim, 1}
		for _, item := range strings.Split(rest, ",") {
			fields := strings.Fields(item)
			if len(fields) == 0 {
				continue
			}
			times := 1.0
			if len(fields) == 2 {
				var err error
				if times, err = strconv.ParseFloat(fields[1], 64); err != nil {
					return nil, fmt.Errorf("amount: unit.list:%d: %w", n+1, err)
				}
			}
			table[fields[0]] = base{unit, dim, times}
		}
	}
	return table, nil
}

// baseOf is the base of a unit; a unit that no list knows is a counted thing.
func baseOf(u news.Unit) base {
	name := strings.ReplaceAll(strings.ToLower(string(u)), "_", "-")
	if b, ok := units[name]; ok {
		return b
	}
	switch {
	case u == "":
		return base{"", Bare, 1}
	case currency(string(u)):
		return base{u, Money, 1}
	}
	return base{news.Unit(name), Things, 1}
}

// Measures reports whether figures of a unit measure what they are of, as sums
// of money and lengths do, and do not count it.
func Measures(u news.Unit) bool {
	d := baseOf(u).dim
	return d == Money || d >= Length || u == news.PercentOfGDP
}

// currency reports whether the unit has the form of an ISO 4217 code.
func currency(u string) bool {
	return len(u) == 3 && strings.Trim(u, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}
