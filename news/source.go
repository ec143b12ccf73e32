package news

// SourceKind says what sort of speaker a source is.
type SourceKind string

// The kinds of source.
const (
	Agency       SourceKind = "agency"
	Newspaper    SourceKind = "newspaper"
	Broadcaster  SourceKind = "broadcaster"
	Online       SourceKind = "online"
	StateMedia   SourceKind = "state-media"
	Government   SourceKind = "government"
	Ministry     SourceKind = "ministry"
	Organisation SourceKind = "organisation"
	Person       SourceKind = "person"
	Anonymous    SourceKind = "anonymous"
)

// Media reports whether the kind is an outlet or agency: somebody who passes
// on the word of others.
func (k SourceKind) Media() bool {
	switch k {
	case Agency, Newspaper, Broadcaster, Online, StateMedia:
		return true
	}
	return false
}

// Source is somebody whose word is given.
type Source struct {
	// Name is the canonical name: "Reuters", "Jens Stoltenberg",
	// "Russian defence ministry"; for an anonymous source the description as
	// written ("diplomats", "officials").
	Name string     `json:"name"`
	Kind SourceKind `json:"kind,omitempty"`
	// Country is ISO 3166 alpha-2, upper case, or empty.
	Country string   `json:"country,omitempty"`
	Domains []string `json:"domains,omitempty"`
	Aliases []string `json:"aliases,omitempty"`
	// Role is what a person is: "NATO secretary general".
	Role string `json:"role,omitempty"`
	// Count is the stated number of anonymous sources ("five diplomats" = 5),
	// 0 where none is stated.
	Count int `json:"count,omitempty"`
}
