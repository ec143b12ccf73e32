package when

import (
	"testing"

	"muster/extract/token"
)

// TestNarrative: what a date means depends on the text before it.
func TestNarrative(t *testing.T) {
	for _, c := range []struct{ text, at, want string }{
		{ // a history carries its year forward
			"On 6 June 1944 the landings began. On 12 June the beachheads were joined. The town fell on 9 July. " +
				"In December the enemy struck back. In January the line was restored. Two days later the guns fell silent.",
			"2010-03-01", "1944-06-06 ; 1944-06-12 ; 1944-07-09 ; 1944-12-01..1944-12-31 ; 1945-01-01..1945-01-31",
		},
		{
			"In 1942 the army went east. In July it reached the river. The next month it crossed.",
			"2010-03-01", "1942-01-01..1942-12-31 ; 1942-07-01..1942-07-31 ; 1942-08-01..1942-08-31",
		},
		{ // a report counts from its publication
			"The base was seized in March 2014, officials said Friday. In May the fleet will drill there.",
			"2023-05-17", "2014-03-01..2014-03-31 ; 2023-05-12 ; 2023-05-01..2023-05-31",
		},
		{ // a year that ends a span governs what is told of it
			"By 1940 the front had moved. In August of that year the fleet lost its port.",
			"2024-10-10", "..1940-12-31 ; 1940-08-01..1940-08-31 ; 1940-01-01..1940-12-31",
		},
		{ // a day of the last weeks is news, whatever old year was spoken of
			"In 2002 the unit fought in the valley. A sergeant was killed there on May 10. On June 3 the valley fell.",
			"2023-05-17", "2002-01-01..2002-12-31 ; 2023-05-10 ; 2002-06-03",
		},
		{
			"The depot was hit on Tuesday. Ministers had met the previous day and will meet again next week.",
			"2023-05-17", "2023-05-16 ; 2023-05-15 ; 2023-05-22..2023-05-28",
		},
		{
			"The pact was signed on 3 March 2022. That year spending rose, and a year later it fell.",
			"2023-05-17", "2022-03-03 ; 2022-01-01..2022-12-31 ; 2023-01-01..2023-12-31",
		},
	} {
		got := reading(New().mentions(token.Read(c.text), exampleReference(t, c.at)))
		if got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestNoDates: what counts, names and lasts is no date.
func TestNoDates(t *testing.T) {
	for _, text := range []string{
		"The unit lost 2014 soldiers and 1,500 rifles over 2,000 km.",
		"May I march with you? We may march on; march or die.",
		"It took three years, ten months and two weeks to build the two-year-old plant.",
		"They fly every day, twice a week, 24 hours a day, each Monday and on Sundays.",
		"Article 5, Resolution 1325, Route 1945, flight 1549 and the 47th Brigade.",
		"The second battery fired the third salvo in a quarter of an hour.",
		"Sun rays fell; he sat; they wed; the spring broke; the fall of the city.",
		"A vote of 85 to 59, a ratio of 3/4, a score of 2-1 and 10/12 of the force.",
		"Call 555-2010-44 or pay $1999; Theresa May and April Jones spoke.",
		"It is 1980 feet long, weighs 2000 tons and costs €2020.",
	} {
		for _, m := range New().mentions(token.Read(text), exampleReference(t, "")) {
			t.Errorf("%q: %q was read as %s by rule %s", text, m.Span.Text, reading([]mention{m}), m.node.rule)
		}
	}
}

// TestWithoutPublication: only dates that stand by themselves are read.
func TestWithoutPublication(t *testing.T) {
	text := "On Friday, three weeks ago and in July he spoke of 3 March 2022, of 2014 and of World War II."
	var ref Reference
	want := "2022-03-03 ; 2014-01-01..2014-12-31 ; 1939-09-01..1945-09-02"
	if got := reading(New().mentions(token.Read(text), ref)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
