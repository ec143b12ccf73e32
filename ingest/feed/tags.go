package feed

import (
	"regexp"
	"strings"
)

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
	if at := m.leftOpenBefore(name); at >= 0 {
		m.fix("elements left open")
		m.closeDownTo(at)
	}
	if isItem(name) {
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
	if len(m.stack) == 0 && strings.EqualFold(name, "feed") {
		attrs = m.inAtom(attrs)
	}
	m.out.WriteString("<" + name + attrs)
	if selfClosed {
		m.out.WriteString("/>")
		return
	}
	m.out.WriteByte('>')
	m.push(open{name: name, from: m.out.Len()})
	if about := aboutItem.FindStringSubmatch(attrs); about != nil && isItem(name) {
		m.out.WriteString(`<guid isPermaLink="false">` + about[1] + "</guid>")
	}
}

// atomSpace are the namespaces gofeed knows Atom by.
var (
	atomSpace = map[string]bool{"http://www.w3.org/2005/Atom": true, "http://purl.org/atom/ns#": true}
	ownSpace  = regexp.MustCompile(` xmlns="([^"]*)"`)
)

// inAtom gives a feed element whose namespace is misspelt that of Atom 1.0.
func (m *mender) inAtom(attrs string) string {
	space := ownSpace.FindStringSubmatch(attrs)
	if space == nil || atomSpace[strings.TrimSpace(space[1])] {
		return attrs
	}
	m.fix("wrong namespace")
	return strings.Replace(attrs, space[0], ` xmlns="http://www.w3.org/2005/Atom"`, 1)
}

// aboutItem is the name RSS 1.0 gives an item. gofeed reads no attributes of
// items, so it is written as the ID that RSS 2.0 has for it.
var aboutItem = regexp.MustCompile(` rdf:about="([^"]+)"`)

func isItem(name string) bool {
	return strings.EqualFold(name, "item") || strings.EqualFold(name, "entry")
}

// fields are elements of an item that hold text only, and those among them
// whose start ends a field left open: HTML in a text has no elements so named.
var fields = map[string]bool{
	"title": false, "link": false, "id": false, "author": false, "summary": false, "guid": true, "pubdate": true, "description": true,
	"content:encoded": true, "dc:date": true, "dc:creator": true, "published": true, "updated": true,
}

// leftOpenBefore is the index of what must end before the named element may
// begin: an item, which never nests, or what was left open inside a channel;
// or a field. It is -1 where nothing must.
func (m *mender) leftOpenBefore(name string) int {
	if !isItem(name) {
		top := len(m.stack) - 1
		if top >= 0 && fields[strings.ToLower(name)] && isField(m.stack[top].name) {
			return top
		}
		return -1
	}
	if at := max(m.innermost("item"), m.innermost("entry")); at >= 0 {
		return at
	}
	for i, o := range m.stack {
		if isField(o.name) {
			return i
		}
	}
	return -1
}

func isField(name string) bool {
	_, ok := fields[strings.ToLower(name)]
	return ok
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
