package news

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"strconv"
	"strings"
)

// idBytes is how much of a SHA-256 an ID keeps: 12 bytes, 24 hex digits.
// At a billion records the chance of one collision is below 1e-10.
const idBytes = 12

// hashOf hashes the parts with their lengths, so that no two lists of parts
// run together to the same bytes.
func hashOf(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(strconv.Itoa(len(p))))
		h.Write([]byte{':'})
		h.Write([]byte(p))
	}
	return hex.EncodeToString(h.Sum(nil)[:idBytes])
}

// ArticleID is the ID of the news item at a canonical URL; every revision of
// it has the same.
func ArticleID(canonicalURL string) string { return hashOf("article", canonicalURL) }

// TextHash is the content hash of an article.
func TextHash(title, text string) string { return hashOf("text", title, text) }

// ClaimID derives a claim's ID from its article, its kind, the sentence, and
// the span (of the figure, date or content) that makes the claim, placed
// within the sentence: a paragraph added above does not change it. The same
// sentence twice in one article is one claim.
func ClaimID(articleID string, kind ClaimKind, sentence, span Span) string {
	return hashOf("claim", articleID, string(kind), sentence.Text,
		strconv.Itoa(span.Start-sentence.Start), span.Text)
}

// FindingID derives a finding's ID from its class and the claims that it
// hangs on, in any order. Claims that join it later do not change it.
func FindingID(class string, anchors ...string) string {
	ids := append([]string(nil), anchors...)
	sort.Strings(ids)
	return hashOf(append([]string{"finding", class}, ids...)...)
}

// Key is the question as one string: equal questions have equal keys,
// whatever the order of their sides and places.
func (q Question) Key() string {
	return strings.Join([]string{
		q.Measure.Act, q.Measure.Of, string(q.Unit), sorted(q.By), sorted(q.Of), sorted(q.To), sorted(q.Subject), sorted(q.Place),
		q.Event, string(q.Scope), string(q.Modality), string(q.Window.From), string(q.Window.To),
	}, "|")
}

func sorted(names []string) string {
	s := append([]string(nil), names...)
	sort.Strings(s)
	return strings.Join(s, ",")
}
