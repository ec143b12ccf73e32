package desk

import "testing"

// TestParse: what people write, and what the index is asked.
func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"country:UK":                       "country:UK OR country:GB",
		"country:usa":                      "country:usa OR country:US",
		"country:DEU":                      "country:DEU OR country:DE",
		"country:EU":                       `country:EU OR country:"European Union"`,
		"country:British":                  "country:British OR country:GB",
		"country:Narnia":                   "country:Narnia",
		"place:Kiev":                       "place:Kiev OR place:Kyiv",
		"place:france":                     "place:france OR place:FR",
		"by:zelensky":                      `by:zelensky OR by:"Volodymyr Zelenskyy"`,
		"subject:ISIS":                     `subject:ISIS OR subject:"Islamic State"`,
		"source:AP":                        `source:AP OR source:"Associated Press"`,
		"outlet:nyt":                       `outlet:nyt OR outlet:"The New York Times"`,
		"outlet:apnews.com":                `outlet:apnews.com OR outlet:"Associated Press"`,
		"unit:dollar":                      "unit:dollar OR unit:USD",
		"unit:soldiers":                    "unit:soldiers OR unit:person measure:soldier",
		"unit:people":                      "unit:people OR unit:person",
		"unit:tank":                        "unit:tank",
		"measure:killed":                   "measure:killed OR measure:kill",
		`measure:"soldiers kill"`:          `measure:"soldiers kill" OR (measure:soldiers OR measure:soldier) measure:kill`,
		"measure:\"missiles that hit\"":    `measure:"missiles that hit" OR (measure:missiles OR measure:missile) measure:hit`,
		"measure:\"spending on defence\"":  `measure:"spending on defence" OR (measure:spending OR measure:spend) measure:defence`,
		"measure:\"soldiers, deployment\"": `measure:"soldiers, deployment" OR (measure:soldiers OR measure:soldier) measure:deployment`,
		"F16":                              "F16 OR F-16",
		"mig-29 -country:uk":               "(mig29 OR mig-29) NOT (country:uk OR country:GB)",
		"place:ki*":                        "place:ki*",
		"troops figure:10k..20k":           "troops figure:10000..20000",
		"country:(UA OR lithuania)":        "country:UA OR country:lithuania OR country:LT",
	} {
		tree, err := Parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := tree.String(); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}
