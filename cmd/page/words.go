package page

import (
	"strings"
	"time"

	"muster/crosscheck/why"
	"muster/extract/entity"
	"muster/lexicon"
	"muster/news"
)

// Asked is a question in words: "soldiers killed in Kashmir".
func Asked(q news.Question) string {
	what := measured(q.Measure, q.Unit)
	if what.act == "" && what.noun == "" {
		what.noun = counted(q.Unit)
	}
	place := q.Place
	if len(place) == 0 && q.Event != "" {
		place = []string{q.Event}
	}
	return Join(about(what, slots{q.By, q.Of, q.To, q.Subject, place}), status(q.Scope, q.Modality, ""), Period(q.Window))
}

// Told is what a claim tells, in words.
func Told(c news.Claim) string {
	what := measured(c.Measure, unitOf(c))
	if what.act == "" && what.noun == "" {
		what.noun = strings.TrimPrefix(c.Counted, "that ")
	}
	var scope news.Scope
	if c.Figure != nil {
		scope = c.Figure.Scope
		if what.act == "" && what.noun == "" {
			what.noun = counted(c.Figure.Unit)
		}
	}
	var places []string
	for _, w := range c.Place {
		places = append(places, w.Called())
	}
	s := slots{news.Names(c.By), news.Names(c.Of), news.Names(c.To), news.Names(c.Subject), places}
	if c.Figure == nil {
		// The words of the claim name the side it is about.
		s.subject = nil
	}
	return Join(about(what, s), status(scope, c.Modality, c.Polarity), Period(c.When))
}

// Period writes a time, a whole year or month as one: "2024", "2024-02".
func Period(w news.When) string {
	from, to := string(w.From), string(w.To)
	if len(from) != len(time.DateOnly) || len(to) != len(time.DateOnly) {
		return w.ISO()
	}
	year, month := from[:len("2006")], from[:len("2006-01")]
	switch {
	case from == year+"-01-01" && to == year+"-12-31":
		return year
	case from == month+"-01" && strings.HasPrefix(to, month) && w.To.Time().AddDate(0, 0, 1).Day() == 1:
		return month
	}
	return w.ISO()
}

// unitOf is the unit of a claim's figure.
func unitOf(c news.Claim) news.Unit {
	if c.Figure == nil {
		return ""
	}
	return c.Figure.Unit
}

// slots are the sides and places of a claim or question, as codes and names.
type slots struct{ by, of, to, subject, place []string }

// what is what is measured, in words: those for what is counted, and those for
// what happens to it. A nationality among them says whose they are: of is its
// country.
type what struct{ noun, act, of string }

// measured parts the words of a measure, so that whose they are can stand
// between: "soldiers of Canada deployed". Nationalities are written as names.
func measured(m news.Measure, u news.Unit) what {
	all := why.Measure(m, u)
	for _, noun := range []string{lexicon.Plural(m.Of), strings.ReplaceAll(m.Of, "_", " ")} {
		if act, stands := strings.CutPrefix(all, noun); noun != "" && stands {
			words, of := proper(noun)
			return what{words, strings.TrimPrefix(act, " "), of}
		}
	}
	words, _ := proper(all)
	return what{act: words}
}

// Measured is what figures of a unit measure, in words: "Ukrainian soldiers
// killed".
func Measured(m news.Measure, u news.Unit) string {
	words, _ := proper(why.Measure(m, u))
	return words
}

// proper writes nationalities with a capital, "Ukrainian soldiers", and gives
// the country of the last.
func proper(words string) (written, country string) {
	all := strings.Split(words, " ")
	for i, w := range all {
		if len(w) < 4 || w[0] < 'a' || w[0] > 'z' {
			continue
		}
		name := strings.ToUpper(w[:1]) + w[1:]
		for _, one := range []string{name, strings.TrimSuffix(name, "s")} {
			if e, known := entity.Named(one); known && e.Kind == news.Demonym {
				all[i], country = name, e.Country
			}
		}
	}
	return strings.Join(all, " "), country
}

// about puts what is measured and the sides into one phrase. A side that two
// slots share is named once.
func about(w what, s slots) string {
	said := map[string]bool{}
	var parts []string
	if w.noun == "" {
		w.noun, w.act = w.act, ""
	}
	if w.noun != "" {
		parts = append(parts, w.noun)
	}
	for _, slot := range []struct {
		before string
		names  []string
	}{{"of", s.of}, {"by", s.by}, {"to", s.to}, {"in", s.place}, {"·", s.subject}} {
		var names []string
		for _, n := range slot.names {
			if (!said[n] || slot.before == "in") && (n != w.of || slot.before != "of" && slot.before != "·") {
				names = append(names, Called(n))
			}
			said[n] = true
		}
		if len(names) > 0 {
			parts = append(parts, slot.before, strings.Join(names, ", "))
		}
		if slot.before == "of" && w.act != "" {
			parts = append(parts, w.act)
			// "firefighters, put out" keeps its comma at the word before it.
			if strings.HasPrefix(w.act, ", ") {
				parts = append(parts[:len(parts)-2], parts[len(parts)-2]+w.act)
			}
		}
	}
	return strings.TrimPrefix(strings.TrimSpace(strings.Join(parts, " ")), "· ")
}

// Called is the name of a country's code; other names stay.
func Called(name string) string {
	if len(name) == 2 && name == strings.ToUpper(name) {
		if country := entity.CountryName(name); country != "" {
			return country
		}
	}
	return Clean(name)
}

// counted is a unit in words.
func counted(u news.Unit) string {
	switch {
	case u == "":
		return "a figure"
	case u == "percent-of-gdp":
		return "percent of GDP"
	case u == "percent", len(u) <= 3:
		return string(u)
	}
	return lexicon.Plural(strings.ReplaceAll(string(u), "-", " "))
}

// status says what is not plain: a total that holds and is asserted needs no
// word.
func status(scope news.Scope, m news.Modality, p news.Polarity) string {
	var parts []string
	if scope != "" && scope != news.Total {
		parts = append(parts, string(scope))
	}
	if m != "" && m != news.Actual {
		parts = append(parts, string(m))
	}
	if p == news.Denied {
		parts = append(parts, "denied")
	}
	return strings.Join(parts, ", ")
}
