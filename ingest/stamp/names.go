package stamp

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // the clocks of the places in zones.list, on any machine
)

//go:embed months.list
var monthRows string

//go:embed zones.list
var zoneRows string

var (
	months = mustMonths(monthRows)
	zones  = mustZones(zoneRows)
)

// rows are the lines of a list that are neither comments nor examples.
func rows(list string) (out []string) {
	for line := range strings.SplitSeq(list, "\n") {
		if line != "" && line[0] != '#' && line[0] != ' ' {
			out = append(out, line)
		}
	}
	return out
}

// readMonths gives each name its months by number; a name that means two
// months in two languages means none.
func readMonths(list string) (map[string]time.Month, error) {
	names, clash := map[string]time.Month{}, map[string]bool{}
	for _, row := range rows(list) {
		_, forms, _ := strings.Cut(row, ":")
		columns := strings.Fields(forms)
		if len(columns) != 12 {
			return nil, fmt.Errorf("stamp: months.list: %q has %d months", row, len(columns))
		}
		for i, column := range columns {
			for name := range strings.SplitSeq(column, "|") {
				m := time.Month(i + 1)
				clash[name] = clash[name] || names[name] != 0 && names[name] != m
				names[name] = m
			}
		}
	}
	for name, two := range clash {
		if two {
			delete(names, name)
		}
	}
	return names, nil
}

func mustMonths(list string) map[string]time.Month {
	names, err := readMonths(list)
	if err != nil {
		panic(err) // embedded data, read by a test
	}
	return names
}

func readZones(list string) (map[string]*time.Location, error) {
	names := map[string]*time.Location{}
	for _, row := range rows(list) {
		name, where, ok := strings.Cut(row, " ")
		if !ok || names[name] != nil {
			return nil, fmt.Errorf("stamp: zones.list: %q has no place, or stands twice", row)
		}
		loc, err := clockOf(where)
		if err != nil {
			return nil, fmt.Errorf("stamp: zones.list: %q: %w", row, err)
		}
		names[name] = loc
	}
	return names, nil
}

func mustZones(list string) map[string]*time.Location {
	names, err := readZones(list)
	if err != nil {
		panic(err) // embedded data, read by a test
	}
	return names
}

// clockOf reads "+5:30" or the name of a place.
func clockOf(s string) (*time.Location, error) {
	if strings.Contains(s, "/") {
		return time.LoadLocation(s)
	}
	hours, minutes, _ := strings.Cut(strings.TrimLeft(s, "+-"), ":")
	h, err := strconv.Atoi(hours)
	m := 0
	if err == nil && minutes != "" {
		m, err = strconv.Atoi(minutes)
	}
	seconds := (h*60 + m) * 60
	if s[0] == '-' {
		seconds = -seconds
	}
	return time.FixedZone("", seconds), err
}
