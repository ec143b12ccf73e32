package site

import (
	"os"
	"slices"
	"strings"
	"testing"

	"muster/extract/figure"
	"muster/extract/syntax"
	"muster/extract/token"
	"muster/lexicon"
	"muster/news"
)

var (
	reader  = New()
	figured = figure.New()
)

// looks reads all figures of a text, in order.
func looks(text string) ([]news.Figure, []Look) { return looksOf(reader, text) }

func looksOf(r *Reader, text string) ([]news.Figure, []Look) {
	t := token.Read(text)
	forest := syntax.NewForest(t)
	figures := figured.Read(t, nil)
	var all []Look
	var before *Site
	for _, f := range figures {
		at := 0
		for f.Span.Start >= t.Sentences[at].End {
			at++
		}
		l := r.Look(Sentence{Text: t, Tokens: t.Sentences[at].Tokens, Tree: forest.Tree(at), Number: at}, f, before)
		before = l.Site
		all = append(all, l)
	}
	return figures, all
}

// TestCertain reads the example of each row, with the row and without it.
func TestCertain(t *testing.T) {
	entries, err := lexicon.ReadList(lists, "en/certain.list")
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range entries {
		act := func(r *Reader) string {
			_, all := looksOf(r, e.Attrs["example"])
			if len(all) == 0 {
				return ""
			}
			return all[0].Site.Measure.Act
		}
		if got := act(reader); got != e.Attrs["gives"] {
			t.Errorf("%s:%d: %q measures %q", e.File, e.Line, e.Attrs["example"], got)
		}
		rest := slices.Delete(slices.Clone(reader.rows), i, i+1)
		if got := act(&Reader{reader.weights, rest}); got == e.Attrs["gives"] {
			t.Errorf("%s:%d: the row is not needed for %q", e.File, e.Line, e.Attrs["example"])
		}
	}
}

// TestRead asks what the figures of a text measure, "act of counted" each.
func TestRead(t *testing.T) {
	for text, want := range map[string]string{
		"The strike killed 12 soldiers.":                                                 "kill of soldier",
		"Twelve civilians were killed and 30 others were wounded.":                       "kill of civilian, wound of civilian",
		"The blast hit a market, killing 3 people and wounding 9.":                       "kill of person, wound of person",
		"Officials believe that between 100,000 and 120,000 soldiers have been wounded.": "wound of soldier",
		"The fighting forced 2 million people to flee.":                                  "flee of person",
		"Air defences shot down 31 of the 40 drones.":                                    "shoot down of drone, shoot down of drone",
		"The army fired 40 cruise missiles at the port.":                                 "fire of cruise missile",
		"Denmark plans to send 4,000 troops to Latvia.":                                  "send of troop",
		"The death toll from the raid rose to 21.":                                       "kill of person",
		"At least 95 civilians killed in the attack were buried on Monday.":              "kill of civilian",
		"The North fired two short-range ballistic missiles.":                            "fire of ballistic missile",
		"The navy ordered 60 Harpoon anti-ship missiles.":                                "order of missile",
		"The ministry paid 66.3 trillion won for the jets.":                              "pay of jet",
		"The ministry says the army will have over 1,000 warheads by 2030.":              "have of warhead",
		"The rebels killed up to 30 villagers; the army put the figure at eight.":        "kill of villager, kill of villager",
		"Taiwan will spend 3 percent of its output next year.":                           "spend of output",
		"Poland pledged 14 Leopard tanks.":                                               "pledge of leopard tank",
		"The ministry said 300 prisoners of war were exchanged.":                         "exchange of prisoner of war",
		"The base is about 30 km from the border.":                                       "be of distance",
		"The storm left 8 sailors missing.":                                              "be missing of sailor",
		"The town of 130,000 people was shelled.":                                        "be of inhabitant",
		"The war killed or wounded 40,000 soldiers.":                                     "kill or wound of soldier",
		"The rebels said 22 villagers had been killed and injured.":                      "kill or injure of villager",
		"The raid killed 40 soldiers and wounded 12.":                                    "kill of soldier, wound of soldier",
		"The strike left millions of people without heat.":                               "lack of person",
		"The army fired 40 shells at the town.":                                          "fire of shell",
		"Two of its F-16s shot down a warplane.":                                         "shoot down of f-16, shoot down of warplane",
		"Victims of the raid included 14 Danes.":                                         "kill of dane",
		"Fighting raged in the port, a town of 20,000 on the river.":                     "be of inhabitant",
		"A city of 130,000 was shelled.":                                                 "be of inhabitant",
		"The army lost 31 tanks.":                                                        "lose of tank",
	} {
		var got []string
		_, all := looks(text)
		for _, l := range all {
			got = append(got, l.Site.Measure.Act+" of "+l.Site.Measure.Of)
		}
		if g := strings.Join(got, ", "); g != want {
			t.Errorf("%q measures %q, want %q", text, g, want)
		}
	}
}

// TestExamples asks for each class of acts that its own example offers it.
func TestExamples(t *testing.T) {
	entries, err := lexicon.ReadList(os.DirFS("../../lexicon"), "en/act.list")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		_, all := looks(e.Attrs["example"])
		if len(all) == 0 {
			t.Errorf("%s:%d: no figure in %q", e.File, e.Line, e.Attrs["example"])
			continue
		}
		offered := false
		for _, c := range all[0].Acts {
			offered = offered || c.Act == lexicon.Act(e.Name)
		}
		if !offered {
			t.Errorf("%s:%d: %q does not offer %s", e.File, e.Line, e.Attrs["example"], e.Name)
		}
	}
}

// TestNounExamples asks for each noun of the hand list that its example counts
// something of its class.
func TestNounExamples(t *testing.T) {
	entries, err := lexicon.ReadList(os.DirFS("../../lexicon"), "en/noun.list")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		_, all := looks("There were " + e.Attrs["example"] + ".")
		if len(all) == 0 {
			t.Errorf("%s:%d: no figure in %q", e.File, e.Line, e.Attrs["example"])
			continue
		}
		offered := false
		for _, c := range all[0].Counted {
			offered = offered || c.Class == lexicon.Class(e.Section)
		}
		if !offered {
			t.Errorf("%s:%d: %q counts no %s", e.File, e.Line, e.Attrs["example"], e.Section)
		}
	}
}

// TestWeightsAreOfTheseFeatures asks that each kind of feature that the texts
// show has a weight: weights made before a feature was added read wrongly.
func TestWeightsAreOfTheseFeatures(t *testing.T) {
	model, err := ReadModel(weights())
	if err != nil {
		t.Fatal(err)
	}
	weighed := map[string]bool{}
	kind := func(feature string) string { k, _, _ := strings.Cut(feature, "|"); return k }
	for f := range model {
		weighed[kind(f)] = true
	}
	_, all := looks("The strike killed 12 soldiers, and shot down 3 of the 5 drones. At least six more were hurt.")
	for _, l := range all {
		for _, c := range append(l.Acts, l.Counted...) {
			for _, f := range c.Features {
				if !weighed[kind(f)] {
					t.Errorf("no weight for %q: train again", kind(f))
				}
			}
		}
	}
}

func TestSure(t *testing.T) {
	_, all := looks("The strike killed 12 soldiers. Six more were hurt.")
	for _, l := range all {
		if s := l.Site; s.SureAct <= 0 || s.SureAct > 1 || s.SureOf <= 0 || s.SureOf > 1 {
			t.Errorf("sure %v and %v of %v", s.SureAct, s.SureOf, s.Measure)
		}
	}
}

func TestRole(t *testing.T) {
	for text, want := range map[string]news.Role{
		"The blast killed 12 soldiers.":      news.DoneTo,
		"Twelve soldiers died.":              news.DoneTo,
		"Twelve soldiers were killed.":       news.DoneTo,
		"Four destroyers fired missiles.":    news.Doer,
		"The city is 30 km from the border.": news.InState,
	} {
		if _, all := looks(text); len(all) == 0 || all[0].Site.Measure.Role != want {
			t.Errorf("%q: %+v, want %s", text, all, want)
		}
	}
}

func TestReadModelRefuses(t *testing.T) {
	for _, text := range []string{"no tab", "x\tfeature"} {
		if _, err := ReadModel(strings.NewReader(text)); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}

// FuzzRead holds that any text is read.
func FuzzRead(f *testing.F) {
	f.Add("The strike killed 12 soldiers, 3 of them officers.")
	f.Add("5 percent")
	f.Fuzz(func(t *testing.T, text string) { looks(text) })
}
