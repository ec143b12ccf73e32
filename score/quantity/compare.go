package quantity

import (
	"strings"

	"muster/news"
)

// hasBound: the cqe sets and rt_unit leave the bound out.
func hasBound(set string, e expect) bool { return e.Bound != "" && !strings.HasPrefix(set, "rt_unit") }

// sameHedge: "~" is about or almost, ">" and ">=" bound below, "<" and "<="
// above, "=" is anything that is none of these.
func sameHedge(e expect, f news.Figure) bool {
	switch f.Hedge {
	case news.About:
		return e.Bound == "~" || e.Bound == "=" && e.Lo != nil && e.Hi != nil && *e.Lo != *e.Hi
	case news.Almost:
		return e.Bound == "~"
	case news.Over, news.AtLeast:
		return strings.HasPrefix(e.Bound, ">")
	case news.Under, news.AtMost:
		return strings.HasPrefix(e.Bound, "<")
	}
	return e.Bound == "="
}

// sameChange: newsquant marks the amount of a change ("rose 3 %"), and only
// sometimes the level reached or left; a level counts as right either way.
func sameChange(e expect, f news.Figure) bool {
	if f.Change == nil {
		return e.Trend == ""
	}
	if e.Trend == "" {
		return f.Change.Kind != news.ByDelta
	}
	return string(f.Change.Direction) == e.Trend
}

func hasUnit(e expect) bool { return e.UnitNorm != "" && e.UnitNorm != "-" && e.UnitNorm != "unnamed" }

// goldUnits maps the names the gold sets use to ours.
var goldUnits = map[string][]string{
	"percentage": {"percent", "percent-of-gdp"}, "dollar": {"USD"}, "united states dollar": {"USD"}, "usd": {"USD"}, "$": {"USD"},
	"euro": {"EUR"}, "eur": {"EUR"}, "pound sterling": {"GBP"}, "pound": {"GBP", "lb", "pound"}, "british pound": {"GBP"}, "pence": {"GBP/100"}, "penny": {"GBP/100", "penny"},
	"cent": {"USD/100"}, "japanese yen": {"JPY"}, "chinese yuan": {"CNY"}, "cny": {"CNY"}, "australian dollar": {"AUD"}, "canadian dollar": {"CAD"}, "cad": {"CAD"},
	"hong kong dollar": {"HKD"}, "new zealand dollar": {"NZD"}, "singaporean dollar": {"SGD"}, "swiss franc": {"CHF"}, "chf": {"CHF"}, "franc": {"FRF", "CHF"},
	"danish krone": {"DKK"}, "shekel": {"ILS"}, "ils": {"ILS"}, "malaysian ringgit": {"MYR"}, "myr": {"MYR"}, "mexican peso": {"MXN"}, "peseta": {"ESP"},
	"turkish lira": {"TRY"}, "rupee": {"INR"}, "inr": {"INR"}, "sri lankan rupee": {"LKR"}, "georgian lari": {"GEL"}, "costa rican colón": {"CRC"}, "bitcoin": {"BTC"},
	"satoshi": {"BTC/100"}, "sen": {"MYR/100"}, "finnish markka": {"FIM"}, "netherlands guilder": {"NLG"}, "kwd": {"KWD"}, "egp": {"EGP"}, "qar": {"QAR"}, "uah": {"UAH"}, "mnt": {"MNT"}, "rial": {"IRR"},
	"kilometre": {"km"}, "metre": {"m"}, "centimetre": {"cm"}, "millimetre": {"mm"}, "nanometre": {"nanometre"}, "mile per hour": {"mph"}, "kilometre per hour": {"km/h"},
	"square metre": {"m2"}, "square kilometre": {"km2"}, "cubic kilometre": {"km3"}, "litre": {"l"}, "millilitre": {"ml"}, "centilitre": {"cl"}, "hectolitre": {"hl"}, "cubic centimetre": {"ml"},
	"kilogram": {"kg"}, "gram": {"g"}, "milligram": {"mg"}, "metric ton": {"t"}, "tonne": {"t"}, "ton": {"ton", "t"}, "ounce": {"oz"}, "pound-mass": {"lb", "pound"},
	"celsius": {"celsius"}, "degree celsius": {"celsius"}, "c": {"celsius"}, "f": {"fahrenheit"}, "horsepower": {"hp"}, "brake horsepower": {"hp"}, "people": {"person"},
	"watt": {"w"}, "kilowatt": {"kw"}, "megawatt": {"mw"}, "gigawatt": {"gw"}, "kilowatt hour": {"kwh"}, "gigawatt hour": {"gwh"}, "hertz": {"hz"}, "kilohertz": {"khz"}, "gigahertz": {"ghz"},
	"megapascal": {"mpa"}, "kilopound per square inch": {"ksi"}, "parts-per-billion": {"ppb"}, "volt": {"v"}, "megabyte": {"mb"}, "mile per gallon": {"mpg"}, "foot": {"foot"},
	"man": {"person"}, "woman": {"person"}, "count": {"time", "factor"}, "farad": {"farad"}, "acre": {"acre"}, "gigayear": {"gigaannum"}, "inch": {"inch"}, "degree": {"degree"}, "picometre": {"picometre"},
	"kilometer": {"km"}, "meter": {"m"}, "square kilometer": {"km2"}, "millimeter": {"mm"}, "year of age": {"year"}, "month of age": {"month"}, "week of age": {"week"}, "ampere per square centimetre": {"a/cm2"},
}

// sameUnit compares the gold's unit with ours as stated, as normalised, or,
// for counted things, with the head of our noun phrase.
func sameUnit(e expect, f news.Figure) bool {
	gold, per, _ := strings.Cut(strings.ToLower(e.UnitNorm), " per ")
	if gold == "mile" && per == "hour" || gold == "kilometre" && per == "hour" || per == "gallon" || per == "square centimetre" || per == "square inch" {
		gold = gold + " per " + per
	}
	if strings.HasPrefix(gold, "%") || gold == "dimensionless" && f.Unit == "" {
		return f.Unit == news.Percent || f.Unit == ""
	}
	names := append([]string{gold}, goldUnits[gold]...)
	for _, n := range names {
		if n == string(f.Unit) || f.Stated != nil && n == string(f.Stated.Unit) {
			return true
		}
	}
	if e.Unit != "" && (strings.EqualFold(e.Unit, string(f.Unit)) || f.Noun != "" && strings.EqualFold(e.Unit, f.Noun)) {
		return true
	}
	if f.Aside == news.AnAge && strings.HasSuffix(gold, "of age") {
		return true
	}
	return f.Noun != "" && head(gold) == head(strings.ToLower(f.Noun)) || head(gold) == string(f.Unit)
}

// head is the last word of a phrase in the singular.
func head(phrase string) string {
	f := strings.Fields(phrase)
	if len(f) == 0 {
		return ""
	}
	w := strings.Trim(f[len(f)-1], "',.")
	switch {
	case strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return strings.TrimSuffix(w, "s")
	}
	return w
}
