package query

import (
	"slices"
	"strings"
)

// phrase reads a quoted piece.
func (p *parser) phrase(t token) Tree {
	inner, closed := unquote(t.text)
	switch {
	case !closed:
		return p.fail(t.at, "this quote is never closed")
	case !hasWord(inner):
		return p.fail(t.at, "there is no word between these quotes")
	case p.within != "":
		return p.value(p.within, t.at, t.text)
	}
	return Words{Text: inner}
}

// opensGroup reports whether t is field: right before a bracket.
func (p *parser) opensGroup(t token) bool {
	name, colon := strings.CutSuffix(t.text, ":")
	next := p.peek()
	return colon && name != "" && !strings.ContainsFunc(name, notLetter) && next.kind == opening && next.at == t.at+len(t.text)
}

// group reads field:( ... ): each word between the brackets is a value of the
// field.
func (p *parser) group(t token, depth int) Tree {
	f := Field(strings.ToLower(strings.TrimSuffix(t.text, ":")))
	if _, known := words(f); !known {
		return p.unknownField(t, string(f))
	}
	if p.within != "" {
		return p.fail(t.at, "the brackets of %s: are still open", p.within)
	}
	p.within = f
	inner := p.one(depth + 1)
	p.within = ""
	return inner
}

// term reads a word or field:value.
func (p *parser) term(t token) Tree {
	if p.within != "" {
		return p.value(p.within, t.at, t.text)
	}
	name, value, isField := strings.Cut(t.text, ":")
	if isField && name != "" && !strings.ContainsFunc(name, notLetter) {
		return p.field(t, name, value)
	}
	if t.text == "*" {
		return All{}
	}
	if i := strings.IndexByte(t.text, '"'); i >= 0 {
		return p.fail(t.at+i, "a quote starts in the middle of a word")
	}
	text, prefix := strings.CutSuffix(t.text, "*")
	return p.words(t, text, prefix)
}

func (p *parser) words(t token, text string, prefix bool) Tree {
	if i := strings.IndexByte(text, '*'); i >= 0 {
		return p.fail(t.at+i, "a star can stand at the end of a word only")
	}
	if !hasWord(text) {
		return p.fail(t.at, "there is no word to search for here")
	}
	return Words{Text: text, Prefix: prefix}
}

func notLetter(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') }

func (p *parser) field(t token, name, value string) Tree {
	f := Field(strings.ToLower(name))
	if _, known := words(f); !known {
		return p.unknownField(t, string(f))
	}
	at := t.at + len(name) + 1
	if value == "" {
		return p.fail(at, "%s: needs a value right behind the colon", f)
	}
	return p.value(f, at, value)
}

// value reads what stands behind the colon of a field.
func (p *parser) value(f Field, at int, value string) Tree {
	closed, _ := words(f)
	switch {
	case f == Figure:
		return p.figures(at, value)
	case f == Date || f == Published:
		return p.days(f, at, value)
	case closed != nil:
		return p.closed(f, at, value, closed)
	}
	return p.open(f, at, value)
}

func (p *parser) unknownField(t token, name string) Tree {
	if near := nearest(name, fieldNames()); near != "" {
		return p.fail(t.at, "no field is called %q: do you mean %s:?", name, near)
	}
	return p.fail(t.at, "no field is called %q; the fields are %s. Words with a colon go in quotes", name, fieldList())
}

// open reads the value of a field that takes any word.
func (p *parser) open(f Field, at int, value string) Tree {
	m := Match{Field: f}
	if i := strings.IndexByte(value, '"'); i == 0 {
		inner, closed := unquote(value)
		if !closed {
			return p.fail(at, "this quote is never closed")
		}
		m.Value = inner
	} else if i > 0 {
		return p.fail(at+i, "a quote starts in the middle of a value")
	} else {
		m.Value, m.Prefix = strings.CutSuffix(value, "*")
		if i := strings.IndexByte(m.Value, '*'); i >= 0 {
			return p.fail(at+i, "a star can stand at the end of a value only")
		}
	}
	if !hasWord(m.Value) {
		return p.fail(at, "there is no word to search for here")
	}
	return m
}

// closed reads the value of a field whose words are all known.
func (p *parser) closed(f Field, at int, value string, all []string) Tree {
	v := strings.ToLower(value)
	if inner, ok := unquote(v); v[0] == '"' && ok {
		v = inner
	}
	if slices.Contains(all, v) {
		return Match{Field: f, Value: v}
	}
	if near := nearest(v, all); near != "" {
		return p.fail(at, "no %s is called %q: do you mean %s?", f, v, near)
	}
	return p.fail(at, "no %s is called %q; it is one of %s", f, v, strings.Join(all, ", "))
}
