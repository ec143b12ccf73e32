package query

import (
	"math"
	"strconv"
	"strings"

	"muster/news"
)

// Tree is a query read: one of the types below.
type Tree interface {
	// String is the query as text; Parse reads it into the same tree.
	String() string
	tree()
}

// All matches everything.
type All struct{}

// Every matches what all its parts match; it has two parts or more.
type Every struct{ Of []Tree }

// Any matches what one of its parts matches; it has two parts or more.
type Any struct{ Of []Tree }

// Not matches what its part does not.
type Not struct{ Of Tree }

// Words matches the words in this order, one after the other. With Prefix
// the last may have any ending.
type Words struct {
	Text   string
	Prefix bool
}

// Match asks for a value in a field. With Prefix the value is the beginning.
type Match struct {
	Field  Field
	Value  string
	Prefix bool
}

// Figures asks for figures that overlap Low to High; an open end is -Inf or
// +Inf. Over and Under leave the bound itself out.
type Figures struct {
	Low, High   float64
	Over, Under bool
}

// Days asks for times that overlap From to To, both included; an empty end is
// open. Field is Date or Published.
type Days struct {
	Field    Field
	From, To news.Day
}

func (All) tree()     {}
func (Every) tree()   {}
func (Any) tree()     {}
func (Not) tree()     {}
func (Words) tree()   {}
func (Match) tree()   {}
func (Figures) tree() {}
func (Days) tree()    {}

// AllOf joins trees with AND. Of one tree it is that tree, of none All.
func AllOf(of ...Tree) Tree {
	var flat []Tree
	for _, t := range of {
		switch t := t.(type) {
		case Every:
			flat = append(flat, t.Of...)
		case All:
		default:
			flat = append(flat, t)
		}
	}
	switch len(flat) {
	case 0:
		return All{}
	case 1:
		return flat[0]
	}
	return Every{flat}
}

// AnyOf joins trees with OR. Of one tree it is that tree, of none All.
func AnyOf(of ...Tree) Tree {
	var flat []Tree
	for _, t := range of {
		switch t := t.(type) {
		case Any:
			flat = append(flat, t.Of...)
		case All:
			return t
		default:
			flat = append(flat, t)
		}
	}
	switch len(flat) {
	case 0:
		return All{}
	case 1:
		return flat[0]
	}
	return Any{flat}
}

// String is a star.
func (All) String() string { return "*" }

func (t Every) String() string { return join(t.Of, " ") }

func (t Any) String() string { return join(t.Of, " OR ") }

func (t Not) String() string { return "NOT " + bracketed(t.Of) }

func join(of []Tree, by string) string {
	parts := make([]string, len(of))
	for i, t := range of {
		if _, low := t.(Any); low {
			parts[i] = bracketed(t)
		} else {
			parts[i] = t.String()
		}
	}
	return strings.Join(parts, by)
}

func bracketed(t Tree) string {
	switch t.(type) {
	case Every, Any:
		return "(" + t.String() + ")"
	}
	return t.String()
}

func (t Words) String() string {
	if t.Prefix {
		return t.Text + "*"
	}
	if plainWord(t.Text) {
		return t.Text
	}
	return quote(t.Text)
}

// plainWord reports whether s can stand without quotes.
func plainWord(s string) bool {
	switch s {
	case "AND", "OR", "NOT":
		return false
	}
	return s[0] != '-' && !strings.ContainsAny(s, ":*") && plainValue(s)
}

func plainValue(s string) bool {
	return s != "" && wordEnd(s, 0) == len(s) && !strings.Contains(s, `"`)
}

func (t Match) String() string {
	switch {
	case t.Prefix:
		return string(t.Field) + ":" + t.Value + "*"
	case plainValue(t.Value) && !strings.HasSuffix(t.Value, "*"):
		return string(t.Field) + ":" + t.Value
	}
	return string(t.Field) + ":" + quote(t.Value)
}

func (t Figures) String() string {
	low, high := math.IsInf(t.Low, -1), math.IsInf(t.High, 1)
	switch {
	case high && !low:
		return "figure:" + pick(t.Over, ">", ">=") + number(t.Low)
	case low && !high:
		return "figure:" + pick(t.Under, "<", "<=") + number(t.High)
	case t.Low == t.High:
		return "figure:" + number(t.Low)
	}
	return "figure:" + number(t.Low) + ".." + number(t.High)
}

func pick(strict bool, yes, no string) string {
	if strict {
		return yes
	}
	return no
}

// number is the shortest writing of v that reads as v.
func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func (t Days) String() string {
	switch {
	case t.To == "":
		return string(t.Field) + ":>=" + string(t.From)
	case t.From == "":
		return string(t.Field) + ":<=" + string(t.To)
	case t.From == t.To:
		return string(t.Field) + ":" + string(t.From)
	}
	return string(t.Field) + ":" + string(t.From) + ".." + string(t.To)
}
