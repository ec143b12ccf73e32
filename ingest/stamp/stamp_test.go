package stamp

import (
	"strings"
	"testing"
	"time"
)

func TestStamps(t *testing.T) {
	for s, want := range map[string]string{
		"Mon, 02 Mar 2026 10:00:00 GMT":                             "2026-03-02T10:00:00Z",
		"Mon, 2 Mar 26 10:00:00 +0200":                              "2026-03-02T08:00:00Z",
		"19 Sep. 2025":                                              "2025-09-19T00:00:00Z",
		"Tue, 03 Mar 2026 04:40 PM":                                 "2026-03-03T16:40:00Z",
		"Fri, Mar 06 2026 07:15:30 PM":                              "2026-03-06T19:15:30Z",
		"Tue, 03 Mar 2026 4:40 PM EST":                              "2026-03-03T21:40:00Z",
		"March 3, 2026, 4:40 p.m.":                                  "2026-03-03T16:40:00Z",
		"March 3, 2026 at 12:05 a.m.":                               "2026-03-03T00:05:00Z",
		"4 p.m. ET, March 3, 2026":                                  "2026-03-03T21:00:00Z",
		"Tue, 03 Mar 2026 16:40:00 +0200 (EET)":                     "2026-03-03T14:40:00Z",
		"Tue Mar 03 2026 16:40:00 GMT+0200 (Eastern European Time)": "2026-03-03T14:40:00Z",
		"Tue, 03 Mar 2026 16:40:00 (EET)":                           "2026-03-03T14:40:00Z",
		"Tue, 03 Mar 2026 16:40:00 GMT+3":                           "2026-03-03T13:40:00Z",
		"Tue, 03 Mar 2026 16:40:00 UTC+02:00":                       "2026-03-03T14:40:00Z",
		"Tue Mar  3 16:40:00 2026":                                  "2026-03-03T16:40:00Z",
		"Tue Mar  3 16:40:00 EET 2026":                              "2026-03-03T14:40:00Z",
		"Thu, 04/09/2026 - 08:15":                                   "2026-04-09T08:15:00Z",
		"Wednesday, 04/15/2026 - 11:40":                             "2026-04-15T11:40:00Z",
		"24.02.2022":                                                "2022-02-24T00:00:00Z",
		"03.03.26, 16.40":                                           "2026-03-03T16:40:00Z",
		"3 mars 2026 à 16h40":                                       "2026-03-03T16:40:00Z",
		"2026-03-02T12:00:00.123+02:00":                             "2026-03-02T10:00:00Z",
		"2026-03-02T12:00:00-0500":                                  "2026-03-02T17:00:00Z",
		"2026-03-02T12:00+02":                                       "2026-03-02T10:00:00Z",
		"2026-03-02 12:00:00":                                       "2026-03-02T12:00:00Z",
		"2026-03-02 24:00:00":                                       "2026-03-03T00:00:00Z",
		"2026/3/2":                                                  "2026-03-02T00:00:00Z",
		"20260302":                                                  "2026-03-02T00:00:00Z",
		"20260302T100000Z":                                          "2026-03-02T10:00:00Z",
		"20260302T10:00:00Z":                                        "2026-03-02T10:00:00Z",
		"2026-061":                                                  "2026-03-02T00:00:00Z",
		"1772555400":                                                "2026-03-03T16:30:00Z",
		"1772555400123":                                             "2026-03-03T16:30:00Z",
		"2026년 3월 3일 오후 4:40":                                       "2026-03-03T16:40:00Z",
		"2026年3月3日 下午 4:40":                                         "2026-03-03T16:40:00Z",
		"mar., 3 mar. 2026 16:40:00 +0100":                          "2026-03-03T15:40:00Z",
		"03/03/2026":                                                "2026-03-03T00:00:00Z",
		"Updated: 3 March 2026 | 16:40 GMT":                         "2026-03-03T16:40:00Z",
		"03/04/2026":                                                "",
		"31/02/2026":                                                "",
		"2026-03":                                                   "",
		"March 2026":                                                "",
		"02 Jan 1970 00:00:00 GMT":                                  "",
		"yesterday":                                                 "",
		"":                                                          "",
		"25:61":                                                     "",
		"12345678901234567890":                                      "",
		"Tue, 03 Mar 2026 16:40:00 GMT " + strings.Repeat("x", 1000): "",
	} {
		got := Parse(s, Unknown)
		if got.IsZero() != (want == "") || want != "" && got.Format(time.RFC3339) != want {
			t.Errorf("%q: %s, want %s", s, got.Format(time.RFC3339), want)
		}
	}
}

func TestOrder(t *testing.T) {
	for _, c := range []struct {
		s     string
		order Order
		want  string
	}{
		{"04/09/2026", MonthFirst, "2026-04-09"},
		{"04/09/2026", DayFirst, "2026-09-04"},
		{"04-09-2026 10:00", OrderIn("en-US"), "2026-04-09"},
		{"04/09/2026", OrderIn("en_GB"), "2026-09-04"},
		{"04/09/2026", OrderIn("en"), "0001-01-01"},
		{"04/09/2026", OrderOf("Wed, 04/15/2026", "04/01/2026"), "2026-04-09"},
		{"04/09/2026", OrderOf("15/04/2026"), "2026-09-04"},
		{"04/09/2026", OrderOf("15/04/2026", "04/15/2026"), "0001-01-01"},
		{"Wed, 04/15/2026", DayFirst, "2026-04-15"},
	} {
		if got := Parse(c.s, c.order).Format(time.DateOnly); got != c.want {
			t.Errorf("%q, %d: %s, want %s", c.s, c.order, got, c.want)
		}
	}
}

func TestOnlyWhatIsWrittenHasAClock(t *testing.T) {
	for s, want := range map[string]bool{"3 March 2026": false, "3 March 2026, 00:00": true, "20260302": false, "3.3.2026 16.40": true} {
		if _, clock := Read(s, Unknown); clock != want {
			t.Errorf("%q: clock %v", s, clock)
		}
	}
}

// example is a line "yes: STAMP = INSTANT" or "no: STAMP" below its row.
type example struct{ row, stamp, want string }

func examples(list string) (all []example) {
	row := ""
	for line := range strings.SplitSeq(list, "\n") {
		if yes, ok := strings.CutPrefix(line, " yes: "); ok {
			stamp, want, _ := strings.Cut(yes, " = ")
			all = append(all, example{row, stamp, want})
		} else if no, ok := strings.CutPrefix(line, " no: "); ok {
			all = append(all, example{row, no, ""})
		} else if line != "" && line[0] != '#' {
			row = line
		}
	}
	return all
}

func (e example) holds() bool {
	got := Parse(e.stamp, Unknown)
	if e.want == "" {
		return got.IsZero()
	}
	return strings.HasPrefix(got.Format("2006-01-02T15:04:05"), e.want)
}

func TestExamplesOfTheLists(t *testing.T) {
	for _, list := range []string{monthRows, zoneRows} {
		all := examples(list)
		if len(all) < len(rows(list)) {
			t.Errorf("%d rows, %d examples", len(rows(list)), len(all))
		}
		for _, e := range all {
			if !e.holds() {
				t.Errorf("%s: %q gives %s, want %q", e.row, e.stamp, Parse(e.stamp, Unknown), e.want)
			}
		}
	}
}

// TestEachRowCounts takes each row out in turn: an example must turn red.
func TestEachRowCounts(t *testing.T) {
	oldMonths, oldZones := months, zones
	defer func() { months, zones = oldMonths, oldZones }()
	red := func(list string) bool {
		for _, e := range examples(list) {
			if !e.holds() {
				return true
			}
		}
		return false
	}
	for _, row := range rows(monthRows) {
		months = mustMonths(strings.Replace(monthRows, row+"\n", "", 1))
		if !red(monthRows) {
			t.Errorf("months.list: %.20q may go", row)
		}
	}
	months = oldMonths
	for _, row := range rows(zoneRows) {
		zones = mustZones(strings.Replace(zoneRows, "\n"+row+"\n", "\n", 1))
		if !red(zoneRows) {
			t.Errorf("zones.list: %q may go", row)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("Tue, 03 Mar 2026 16:40:00 +0200 (EET)")
	f.Add("Thu, 04/09/2026 - 08:15")
	f.Fuzz(func(t *testing.T, s string) {
		if got := Parse(s, MonthFirst); !got.IsZero() && got.Location() != time.UTC {
			t.Error("not in UTC")
		}
	})
}
