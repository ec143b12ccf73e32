package entity

import (
	"cmp"
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"muster/extract/rule"
	"muster/extract/token"
	"muster/news"
)

//go:embed en
var en embed.FS

// titleKind marks what is no mention: "secretary general", "Gen.". branchKind
// marks what makes a force or ministry of a country: "defence ministry".
const (
	titleKind  news.EntityKind = "title"
	branchKind news.EntityKind = "branch"
)

// entry is one thing of the lists. Several forms may lead to it.
type entry struct {
	name    string
	kind    news.EntityKind
	country string // ISO 3166 alpha-2; empty for none
	section string
	role    string // of a person
	gender  byte   // 'm', 'f' or 0
	needs   string // what the context must give: "context", "media", "article"
	region  []string
	called  []string        // what it may be called without its name: "alliance", "war monitor"
	outlet  *news.Source    // of an outlet
	makes   news.EntityKind // what a branch makes of a country
	many    bool            // a title that wants a name of two words behind it
	where   news.WhereKind  // of a place; empty where nothing is known
	sort    string          // of a group: "rebel", "jihad"
	group   bool            // an armed or political group that is no state
	party   string          // the union of states it acts for: "UN"
	generic bool            // a name that every state's own may have: "National Security Council"
	bare    bool            // a surname that stands alone
	words   []string        // of a person: the folded words of the name
	year    string
}

// lexicon is all lists, ready to be matched.
type lexicon struct {
	table     table
	forms     []form            // of mentions, grouped by first token, longest first
	titles    []form            // of titles and branches
	countries map[string]string // code -> name
	adjective map[string]string // code -> first adjective
	seats     map[string]string // code -> capital
	byName    map[string]*entry // folded name or alias -> outlet
	named     map[string]*entry // folded form -> the first that bears it
	byDomain  map[string]*entry
	agencies  map[string]*entry // code -> the state's news agency
	members   map[string][]member
	alliance  map[string]string   // folded name or alias -> name
	people    map[string]*entry   // folded full name -> person
	byGiven   map[string][]person // folded given name -> the listed people who bear it
	senses    []sense
	homonyms  map[string]homonym    // country name -> what else it may be
	states    map[uint64][]string   // first token of an American state -> its second words
	particles map[string]bool       // "von", "al"
	describes map[string][]string   // noun -> what it may describe
	terms     map[uint64][]termForm // first token -> rows of area.list and fighter.list, longest first
}

// english reads the lists once. They are embedded, so a mistake in them is a
// mistake of the program.
var english = sync.OnceValue(func() *lexicon {
	x, err := read(embedded)
	if err != nil {
		panic(err)
	}
	return x
})

// embedded is the list of that name that is part of the program.
func embedded(name string) ([]rule.Entry, error) { return rule.ReadList(en, "en/"+name+".list") }

type builder struct {
	*lexicon
	class  map[uint64]class
	forms  map[uint64][]form
	titles map[uint64][]form
}

func read(list rule.Lists) (*lexicon, error) {
	b := &builder{
		lexicon: &lexicon{
			countries: map[string]string{}, seats: map[string]string{}, adjective: map[string]string{},
			byName: map[string]*entry{}, named: map[string]*entry{}, byDomain: map[string]*entry{}, agencies: map[string]*entry{},
			members: map[string][]member{}, alliance: map[string]string{}, people: map[string]*entry{},
			describes: map[string][]string{}, particles: map[string]bool{},
			homonyms: map[string]homonym{}, states: map[uint64][]string{}, byGiven: map[string][]person{},
			terms: map[uint64][]termForm{},
		},
		class: map[uint64]class{}, forms: map[uint64][]form{}, titles: map[uint64][]form{},
	}
	// The order is the order of preference where one form leads to several
	// entries.
	for _, l := range []struct {
		file string
		add  func(rule.Entry) error
	}{
		{"word", b.addWord}, {"alliance", b.addAlliance}, {"member", b.addMember}, {"country", b.addCountry},
		{"outlet", b.addOutlet}, {"group", b.addGroup}, {"force", b.addForce}, {"metonym", b.addMetonym},
		{"organisation", b.addOrganisation}, {"event", b.addEvent}, {"region", b.addRegion},
		{"person", b.addPerson}, {"place", b.addPlace}, {"title", b.addTitle},
		{"branch", b.addBranch}, {"head", b.addHead}, {"given", b.addGiven},
		{"description", b.addDescription}, {"homonym", b.addHomonym}, {"state", b.addState},
		{"area", b.addTerm}, {"fighter", b.addTerm}, {"firm", b.addTerm},
	} {
		entries, err := list(l.file)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if err := l.add(e); err != nil {
				return nil, fmt.Errorf("entity: %s:%d: %w", e.File, e.Line, err)
			}
		}
	}
	if err := b.addSenses(); err != nil {
		return nil, err
	}
	b.finish()
	return b.lexicon, nil
}

// finish lays the forms out by their first token.
func (b *builder) finish() {
	hashes := map[uint64]bool{}
	for h := range b.class {
		hashes[h] = true
	}
	for h := range b.forms {
		hashes[h] = true
	}
	for h := range b.titles {
		hashes[h] = true
	}
	b.table = newTable(len(hashes))
	for h := range hashes {
		s := b.table.add(h)
		s.class = b.class[h]
		s.forms = layOut(&b.lexicon.forms, b.forms[h])
		s.titles = layOut(&b.lexicon.titles, b.titles[h])
	}
}

func layOut(all *[]form, fs []form) extent {
	slices.SortStableFunc(fs, func(a, b form) int { return cmp.Compare(len(b.rest), len(a.rest)) })
	from := len(*all)
	*all = append(*all, fs...)
	return extent{int32(from), int32(len(*all))}
}

// add enters the forms of e.
func (b *builder) add(e *entry, forms ...string) {
	for _, f := range forms {
		first, fm := makeForm(f, e)
		b.forms[first] = append(b.forms[first], fm)
		if key := token.Fold(f); b.named[key] == nil {
			b.named[key] = e
		}
	}
}

func (b *builder) addTitleForms(e *entry, forms ...string) {
	for _, f := range forms {
		first, fm := makeForm(f, e)
		b.titles[first] = append(b.titles[first], fm)
	}
}

func (b *builder) mark(word string, c class) {
	h := token.Hash(word)
	b.class[h] |= c
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "/")
}

// stateOf reads a section that is a country code or a word for none.
func stateOf(section string) string {
	if len(section) == 2 && section != "EU" && section != "UN" {
		return section
	}
	return ""
}

func genderOf(s string) byte {
	if s == "" {
		return 0
	}
	return s[0]
}
