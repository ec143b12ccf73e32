package feed

import "strings"

// markup rewrites what begins with "<".
func (m *mender) markup() {
	switch s := m.in; {
	case strings.HasPrefix(s, "<![CDATA["):
		m.cdata()
	case strings.HasPrefix(s, "<!--"):
		m.skip("-->")
	case strings.HasPrefix(s, "<?"):
		m.skip("?>")
	case strings.HasPrefix(s, "<!"):
		m.skip(">")
	case strings.HasPrefix(s, "</") && tagName(s[2:]) != "":
		m.endTag()
	case tagName(s[1:]) != "":
		m.startTag()
	default:
		m.fix("raw & or <")
		m.out.WriteString("&lt;")
		m.in = s[1:]
	}
}

// skip drops everything up to and with the end mark.
func (m *mender) skip(end string) {
	_, rest, ok := strings.Cut(m.in, end)
	if !ok {
		rest = ""
	}
	m.in = rest
}

// cdata copies a CDATA section as text, which is the same to every reader and
// cannot break off in the middle.
func (m *mender) cdata() {
	text, rest, ok := strings.Cut(m.in[len("<![CDATA["):], "]]>")
	if !ok {
		rest = ""
	}
	for text != "" {
		i := strings.IndexAny(text, "&<>")
		if i < 0 {
			m.clean(text)
			break
		}
		m.clean(text[:i])
		m.out.WriteString(escape(text[i : i+1]))
		text = text[i+1:]
	}
	m.in = rest
}

// endTag closes the element it names, and with it those left open inside.
func (m *mender) endTag() {
	name := tagName(m.in[2:])
	m.skip(">")
	at := m.innermost(name)
	if at < 0 {
		m.fix("end tags of nothing")
		return
	}
	if at < len(m.stack)-1 {
		m.fix("elements left open")
	}
	m.closeDownTo(at)
}

// push opens an element.
func (m *mender) push(o open) {
	m.stack = append(m.stack, o)
	m.names[strings.ToLower(o.name)]++
}

// innermost is the index of the last open element of the name, -1 if none is
// open. All that it looks at is inside and about to be closed, so that a
// document costs no more than its length.
func (m *mender) innermost(name string) int {
	lower := strings.ToLower(name)
	if m.names[lower] == 0 {
		return -1
	}
	i := len(m.stack) - 1
	for i >= 0 && strings.ToLower(m.stack[i].name) != lower {
		i--
	}
	return i
}

// closeDownTo closes the elements from the innermost to the one at the index.
func (m *mender) closeDownTo(at int) {
	for i := len(m.stack) - 1; i >= at; i-- {
		if !m.stack[i].unsaid {
			m.out.WriteString("</" + m.stack[i].name + ">")
		}
		m.names[strings.ToLower(m.stack[i].name)]--
	}
	m.stack = m.stack[:at]
	m.ended = at == 0
}

// startTag opens an element, attributes set right.
func (m *mender) startTag() {
	name := tagName(m.in[1:])
	rest := m.in[1+len(name):]
	attrs, rest, selfClosed, whole := m.attributes(rest)
	if !whole && len(m.stack) > 0 { // cut off inside the tag
		m.in = ""
		return
	}
	m.in = rest
	// A second item begins: the first was left open.
	if isItem(name) {
		if at := m.openItem(); at >= 0 {
			m.fix("elements left open")
			m.closeDownTo(at)
		}
		if m.items++; m.items > maxItems {
			m.fix("too many items")
			m.closeDownTo(0)
			return
		}
	}
	unsaid := len(m.stack) >= maxDepth
	if unsaid {
		m.fix("too many levels")
		if selfClosed || len(m.stack) >= 10*maxDepth {
			return
		}
		m.push(open{name: name, from: m.out.Len(), unsaid: true})
		return
	}
	m.out.WriteString("<" + name + attrs)
	if selfClosed {
		m.out.WriteString("/>")
		return
	}
	m.out.WriteByte('>')
	m.push(open{name: name, from: m.out.Len()})
}

func isItem(name string) bool {
	return strings.EqualFold(name, "item") || strings.EqualFold(name, "entry")
}

// openItem is the index of the item or entry that is open, -1 if none is.
// Items never nest.
func (m *mender) openItem() int {
	return max(m.innermost("item"), m.innermost("entry"))
}

// attributes reads name="value" pairs up to the end of the tag. whole is
// false where the text ends before the tag does.
func (m *mender) attributes(s string) (attrs, rest string, selfClosed, whole bool) {
	var sb strings.Builder
	seen := map[string]bool{}
	for {
		s = strings.TrimLeft(s, " \t\r\n")
		switch {
		case s == "":
			return "", "", false, false
		case s[0] == '>':
			return sb.String(), s[1:], selfClosed, true
		case s[0] == '<': // the tag itself was left open
			m.fix("attributes")
			return sb.String(), s, selfClosed, true
		case s[0] == '/':
			selfClosed, s = true, s[1:]
			continue
		}
		name := tagName(s)
		if name == "" {
			m.fix("attributes")
			s = s[1:]
			continue
		}
		selfClosed = false
		var value string
		value, s = m.value(s[len(name):])
		if seen[name] {
			m.fix("attributes")
			continue
		}
		seen[name] = true
		sb.WriteString(" " + name + `="` + value + `"`)
	}
}

// value reads ="value" and returns it escaped.
func (m *mender) value(s string) (value, rest string) {
	t := strings.TrimLeft(s, " \t\r\n")
	if t == "" || t[0] != '=' {
		m.fix("attributes")
		return "", s
	}
	t = strings.TrimLeft(t[1:], " \t\r\n")
	if t != "" && (t[0] == '"' || t[0] == '\'') {
		value, rest, _ = strings.Cut(t[1:], t[:1])
	} else {
		m.fix("attributes")
		end := strings.IndexAny(t, " \t\r\n>")
		if end < 0 {
			end = len(t)
		}
		value, rest = t[:end], t[end:]
	}
	inner := &mender{fixed: m.fixed}
	inner.characters(value)
	return quoteEscaper.Replace(inner.out.String()), rest
}

var quoteEscaper = strings.NewReplacer("<", "&lt;", `"`, "&quot;")
