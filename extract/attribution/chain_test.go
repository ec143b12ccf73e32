package attribution

import (
	"fmt"
	"strings"
	"testing"

	"muster/news"
)

// chainAt is the chain and mood of the place where the words in square
// brackets stand, shown as "A (kind, count) -> B (kind); modality polarity".
func chainAt(text string) string {
	start := strings.Index(text, "[")
	end := strings.Index(text, "]") - 1
	text = strings.NewReplacer("[", "", "]", "").Replace(text)
	chain, mood := read(text).Chain(news.Cut(text, start, end))
	var links []string
	for _, a := range chain {
		link := a.Source.Name + " (" + string(a.Source.Kind)
		if a.Source.Count > 0 {
			link += fmt.Sprint(", ", a.Source.Count)
		}
		links = append(links, link+")")
	}
	shown := strings.Join(links, " -> ")
	if mood != (Mood{}) {
		shown += strings.TrimRight(fmt.Sprintf("; %s %s", mood.Modality, mood.Polarity), " ")
	}
	return shown
}

func TestChain(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// Chains of two.
		{"The pact covers [eight ports], three envoys told Reuters.", "envoys (anonymous, 3) -> Reuters (agency)"},
		{"Ankara gave way on [two points], one of Reuters' sources said.", "source (anonymous, 1) -> Reuters (agency)"},
		{"Reuters reported the vote. The agency's sources said [40 men] had left.", "sources (anonymous) -> Reuters (agency)"},
		{"Reuters reported that [40 men] had left, citing two officials.", "officials (anonymous, 2) -> Reuters (agency)"},
		{"The White House confirmed that Boris Johnson had said that [40 men] left.", "Boris Johnson (person) -> White House (government)"},
		{"KYIV, Nov 17 (Reuters) - Officials said [40 men] had left.", "officials (anonymous)"},
		// Who is meant.
		{"The New York Times reported the plan. According to the newspaper, [40 men] will come.", "The New York Times (newspaper)"},
		{"NATO's secretary general, Jens Stoltenberg, spoke first. He said [40 men] would come.", "Jens Stoltenberg (person)"},
		{"A Kremlin spokesman for the region said [40 men] came.", "Kremlin spokesman for the region (anonymous, 1)"},
		{"In a statement by the Russian defence ministry, [40 men] were named.", "Russian defense ministry (ministry)"},
		{"Berlin said [40 men] came.", "Germany (government)"},
		// Those who speak together, behind what they say.
		{"[40 men] were killed in that raid, with families in their homes, rights monitors and rescue volunteers said.", "rights monitors (anonymous) -> rescue volunteers (anonymous)"},
		{"The raid killed at least [40 men], town guards and local medics said.", "town guards (anonymous) -> local medics (anonymous)"},
		{"The ship was led to a pier [40 miles] off the coast where it was held, Latvian officials watching the case said.", "Latvian officials (anonymous)"},
		{"Troops took [40 villages], Anna Kask, the governor of the province where the town lies, told national television.", "Anna Kask (person)"},
		// Whom a medium cites.
		{"The toll is now [42], according to Reuters, which cited hospital sources.", "hospital sources (anonymous) -> Reuters (agency)"},
		{"Reuters, citing local militia groups, reported that [40 men] had left.", "local militia groups (anonymous) -> Reuters (agency)"},
		// Counts that somebody keeps.
		{"Reuters has placed the death count at [300].", "Reuters (agency)"},
		{"The governor on Monday raised the toll to [300].", "governor (anonymous)"},
		{"The governor raised a levy of [300] men.", ""},
		// Whose document it is.
		{"According to one estimate by bank analysts, [40 men] left.", "bank analysts (anonymous)"},
		{"The note issued by Latvia's Riga embassy said [40 men] left.", "Latvia's Riga embassy (anonymous)"},
		{"The new Sulg Institute poll showed [40 percent] for the plan.", "Sulg Institute (organisation)"},
		{"The Pentagon wrote a report. The document said [40 men] left.", "document (anonymous)"},
		{"The Pentagon said in a report that men left. The document said [40] stayed.", "Pentagon (government)"},
		{"The Pentagon said in a report that men left. The study said [40] stayed.", "study (anonymous)"},
		{"In a notice sent on Monday, the navy said two men left. The notice said [40] stayed.", "navy (anonymous)"},
		{"Reuters reported that men left. The report said [40] stayed.", "Reuters (agency)"},
		{"The general called the report a lie. The report said [40] stayed.", "report (anonymous)"},
		{"Latvian and U.S. military officials said [40 men] left.", "Latvian military officials (anonymous) -> US military officials (anonymous)"},
		{"But last August, Maj. Gen. Anna Kask, the head of the staff, admitted that [40 men] left.", "Anna Kask (person)"},
		{"U.S. and South Korean officials said [40 men] left.", "US officials (anonymous) -> South Korean officials (anonymous)"},
		{"Early reports show that [40 men] left, the navy said.", "navy (anonymous)"},
		{"[40 men] left, officials said, according to reports.", "officials (anonymous) -> reports (anonymous)"},
		// Bodies named before.
		{"Amnesty International said the raids were illegal. The rights group said [40 men] died.", "Amnesty International (organisation)"},
		{"Amnesty International said the raids were illegal. A rights group said [40 men] died.", "rights group (anonymous)"},
		{"Berlin said the raids were illegal. The group said [40 men] died.", "group (anonymous)"},
		// Names of sources are names.
		{"A local news portal CityNews reported that [40 mines] closed.", "CityNews (online)"},
		{"The broadcaster CNN Turk said [40 men] came.", "CNN Turk (online)"},
		{"A villager named Maher said [40 men] came.", "Maher (person)"},
		{"Both nations issued statements saying [40 men] came.", ""},
		{"Early data showed a range. He said [40 men] came.", ""},
		{"US secretary of state Antony Blinken said [40 men] came.", "Antony Blinken (person)"},
		{"U.S. and South Korean military officials said [40 men] left.", "US military officials (anonymous) -> South Korean military officials (anonymous)"},
		{"MOSCOW The minister said [40 men] left.", "minister (anonymous)"},
		{"NATO Secretary General Jens Stoltenberg said [40 men] left.", "Jens Stoltenberg (person)"},
		{"Some Republican leaders said [40 men] left.", "Republican leaders (anonymous)"},
		// What reporters saw, what several said, what is put at a figure.
		{"A Reuters reporter saw [three bodies] on the street.", "Reuters (agency)"},
		{"The army saw [three bodies] on the street.", ""},
		{"Anna Kask and Igor Sulg spoke in Riga. Anna Kask and Defence Minister Igor Sulg said men left. Four stayed, they said, in [two camps].", "Anna Kask (person) -> Igor Sulg (person)"},
		{"Anna Kask spoke first. She put the number of those who were housed on the far side of the border at [30,000].", "Anna Kask (person)"},
		{"The navy put the guns of the old fort at the mouth of the river to use in [two wars].", ""},
		{"They were 76 girls and [61 boys], a spokesman, Maj. Gen. Anna Kask, said.", "Anna Kask (person)"},
		{"The truce was broken [280 times], by Latvia's own count.", "Latvia (government)"},
		{"A UN report counts [1,040 flights] since April.", "United Nations (organisation)"},
		{"According to officials, the battle groups now count [10,000 troops].", "officials (anonymous)"},
		{"Town staff raised the toll of the strike on a school in Deir al-Balah to [23 dead].", "town staff (anonymous)"},
		{"Amnesty International spoke of crimes. [Nine men] died, according to the London-based group.", "Amnesty International (organisation)"},
		{"Senator Anna Kask left, and of Connecticut said [40 men] came.", ""},
		// Single quotation marks.
		{"'The navy’s ships carry the sailors' [40 guns],' Jens Stoltenberg said.", "Jens Stoltenberg (person)"},
		{"‘We left. We sent [40 men],’ Jens Stoltenberg wrote.", "Jens Stoltenberg (person)"},
		// Quotations.
		{"“We sent [40 men],” Jens Stoltenberg said.", "Jens Stoltenberg (person)"},
		{"“We are ready. We sent [40 men],” Jens Stoltenberg said.", "Jens Stoltenberg (person)"},
		{"“We are ready,” Jens Stoltenberg said. “We sent [40 men].”", "Jens Stoltenberg (person)"},
		{"Jens Stoltenberg said:\n“We sent [40 men].”", "Jens Stoltenberg (person)"},
		{"“We sent [40 men]!” Jens Stoltenberg said on Monday.", "Jens Stoltenberg (person)"},
		// Two speakers in one sentence.
		{"Kyiv said [40 men] died, but Moscow said 90 did.", "Ukraine (government)"},
		{"Kyiv said 40 men died, but Moscow said [90] did.", "Russia (government)"},
		// Nobody is invented.
		{"Officials said the road was shut. Another [two people] died in the north.", ""},
		{"The ministry did not say that [40 men] had left.", ""},
		{"The ministry declined to comment on [40 men].", ""},
		{"Reuters wrote of the plan.\nNow [40 men] stand there.", ""},
		// Inheritance.
		{"The plan has 300 pages, Reuters wrote. The annexes name [40 ports].", "Reuters (agency)"},
		{"Six drones came, the Ukrainian Air Force said. Its crews hit [five]. One failed, the Ukrainian Air Force said.", "Ukrainian Air Force (organisation)"},
		// Several speakers.
		{"[Two bridges] fell, the mayor and police sources said.", "mayor (anonymous) -> police sources (anonymous)"},
		{"[Two bridges] fell, said witnesses and officials.", "witnesses (anonymous) -> officials (anonymous)"},
		{"Norwegian and Swedish officials said [40 men] came.", "Norwegian officials (anonymous) -> Swedish officials (anonymous)"},
		// Whose document.
		{"The ministry issued a note saying that [40 men] came.", "ministry (anonymous)"},
		{"The navy said in a statement that a ship sank. The statement said [40 men] died.", "navy (anonymous)"},
		{"A police report said [40 men] came.", "police (anonymous)"},
		{"The poll showed [49 percent] of voters stayed at home.", "poll (anonymous)"},
		// Names are names.
		{"The failure suggests that [40 men] came.", ""},
		{"U.S. officials said [40 men] came.", "US officials (anonymous)"},
		{"Aid workers in the camp speaking in private said [40 men] came.", "aid workers in the camp (anonymous)"},
		{"The governor of the Izmail region Igor Kask said [40 men] came.", "Igor Kask (person)"},
		{"A spokesman for Igor Kask said [40 men] came.", "spokesman for Igor Kask (anonymous, 1)"},
		{"The envoy to NATO, Anna Kask, said [40] died.", "Anna Kask (person)"},
		{"The anti-ISIS coalition said [40 men] died.", "anti-ISIS coalition (anonymous)"},
		{"A 31-year-old nurse said [40 men] came.", "nurse (anonymous)"},
		{"Igor Sulgin of the port guard said [40 men] came.", "Igor Sulgin (person)"},
		{"Kurdish fighters said [40 men] came.", "Kurdish fighters (anonymous)"},
		// What bodies are, for their names.
		{"Turkey's state-run news agency said [40 men] came.", "Anadolu Agency (state-media)"},
		{"The Syrian state-run Ikhbariya news channel said [40 men] came.", "Syrian state-run Ikhbariya news channel (anonymous)"},
		{"Iran's semi-official news agency said [40 men] came.", "Iran's semi-official news agency (anonymous)"},
		{"The North said [40 men] came. North Korea wants talks.", "North Korea (government)"},
		{"The North said [40 men] came.", "North (person)"},
		{"A war monitor said [40 men] died. The Syrian Observatory for Human Rights said the toll would rise.", "Syrian Observatory for Human Rights (organisation)"},
		// Documents and whose they are.
		{"Images from the satellite company Orbita show [40 tanks] near the border.", "Orbita (organisation)"},
		{"A survey by the Kask Institute found [40 percent] of voters wanted peace.", "Kask Institute (organisation)"},
		{"Figures released by the ministry show that [40 firms] closed.", "ministry (anonymous)"},
		{"According to figures compiled by the ministry, [40 firms] closed.", "ministry (anonymous)"},
		// Who was told, and who quotes.
		{"Speaking to the BBC, Igor Kask said [40 men] were lost.", "Igor Kask (person) -> BBC (broadcaster)"},
		{"In an interview with the BBC published on Monday, Igor Kask said [40 men] were lost.", "Igor Kask (person) -> BBC (broadcaster)"},
		{"The army was quoted as saying [40 men] were killed.", "army (anonymous)"},
		{"The army lost [40 tanks], Igor Kask was quoted by the Interfax news agency as saying.", "Igor Kask (person) -> Interfax (agency)"},
		{"The envoy gave a toll of [400 dead].", "envoy (anonymous)"},
		{"At least [12 deaths] have been reported by emergency and health officials.", "emergency and health officials (anonymous)"},
		{"Half of the dead are [children], according to the top field officer in Tartu, Anna Kask.", "Anna Kask (person)"},
		// Background is the outlet's own.
		{"Igor Kask claimed the island, where [40 families] live.", ""},
		{"Officials said [40 men] fell ill in March.", "officials (anonymous)"},
		// Verbs that look like nouns, and the other way round.
		{"The port lost [40 cranes], the Guardian reports.", "The Guardian (newspaper)"},
		{"Igor Kask spoke. He said by killing [40 men] they lost.", "Igor Kask (person)"},
		// Half sentences: nothing stands before the first token.
		{"– warning that [40 tanks] were lost", ""},
		// Moods.
		{"The militia claimed [40 men] died.", "militia (anonymous); alleged"},
		{"Moscow denied that [40 men] died.", "Russia (government);  denied"},
		{"Berlin called for [40 tanks] to be sent.", "Germany (government); proposed"},
		{"Berlin ordered the deployment of [40 tanks].", "Germany (government); planned"},
		{"Last night [40 men] were reportedly killed.", "; alleged"},
		{"Last night [40 men] died, reportedly in a raid.", ""},
		{"Asked whether [40 men] died, Jens Stoltenberg said no.", ""},
	} {
		if got := chainAt(c.text); got != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}
