package news

// EntityKind says what a mention is.
type EntityKind string

// The kinds of entity mention.
const (
	CountryName    EntityKind = "country"
	Demonym        EntityKind = "demonym"
	Capital        EntityKind = "capital"
	Metonym        EntityKind = "metonym"
	Alliance       EntityKind = "alliance"
	Region         EntityKind = "region"
	Place          EntityKind = "place"
	ArmedForce     EntityKind = "force"
	MinistryEntity EntityKind = "ministry"
	Organised      EntityKind = "organisation"
	Outlet         EntityKind = "outlet"
	Human          EntityKind = "person"
	MilitaryUnit   EntityKind = "unit"
	NamedEvent     EntityKind = "event"
)

// Entity is one mention of a country, organisation, person, outlet, place or
// named event.
type Entity struct {
	Span Span `json:"span"`
	// Name is canonical: "Jens Stoltenberg" for "Stoltengberg", "NATO" for
	// "the alliance".
	Name string     `json:"name"`
	Kind EntityKind `json:"kind"`
	// Country is ISO 3166 alpha-2 of the country meant or belonged to.
	Country string `json:"country,omitempty"`
	// Role of a person: "NATO secretary general".
	Role string `json:"role,omitempty"`
	// AsGovernment: the name of a capital or country stands for its
	// government ("Ankara blocked"), not for the place ("in Ankara").
	AsGovernment bool `json:"as_government,omitempty"`
	// Group: an armed or political group that is no state, whatever state
	// Country says it is of.
	Group bool `json:"group,omitempty"`
}

// Date is a mention of a day or period: the calendar period its words name.
type Date struct {
	Span Span `json:"span"`
	When
	// Bounded is the time meant where the words only bound it by the period:
	// "since February 2022" names the month and means from its first day on,
	// without an end. Zero where the period itself is meant.
	Bounded When `json:"bounded,omitzero"`
	// Named is the whole calendar period where From and To are a part of it:
	// "late February". Zero elsewhere.
	Named When `json:"named,omitzero"`
}

// Meant is the time the words mean: Bounded where it is known, else the period.
func (d Date) Meant() When {
	if d.Bounded.Known() {
		return d.Bounded
	}
	return d.When
}

// Extraction is all that extract reads in one article.
type Extraction struct {
	ID           string        `json:"id"`
	Figures      []Figure      `json:"figures"`
	Dates        []Date        `json:"dates"`
	Entities     []Entity      `json:"entities"`
	Attributions []Attribution `json:"attributions"`
	Claims       []Claim       `json:"claims"`
}

// ClaimSet is the message of one article revision with all its claims:
// publishing it again replaces, never mixes.
type ClaimSet struct {
	Article ArticleRef `json:"article"`
	// Hash is the article's content hash.
	Hash string `json:"hash"`
	// Extractor is the version of the extractor that read it.
	Extractor string  `json:"extractor"`
	Claims    []Claim `json:"claims"`
	// Forgotten: somebody wants nothing known of the article. No revision of
	// it stands any more, before this set or after it.
	Forgotten bool `json:"forgotten,omitempty"`
}

// lastRevision is later than any that ingest makes.
const lastRevision = 1<<31 - 1

// Forget is the set that takes an article out for good, whenever the sets of
// its revisions are read: before it, after it, or again.
func Forget(article ArticleRef) ClaimSet {
	return ClaimSet{
		Article: ArticleRef{ID: article.ID, Outlet: article.Outlet, Revision: lastRevision},
		Hash:    "forgotten", Claims: []Claim{}, Forgotten: true,
	}
}

// Replaces reports whether s stands where old, another set of the same
// article, stood: a later revision always, and of one revision a set that
// knows of what it is a copy over one that does not. Two sets that are equal
// in both replace each other, so that the last one read stands.
func (s ClaimSet) Replaces(old ArticleRef) bool {
	if s.Article.Revision != old.Revision {
		return s.Article.Revision > old.Revision
	}
	return s.Article.CopyOf != "" || old.CopyOf == ""
}
