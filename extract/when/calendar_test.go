package when

import (
	"testing"
	"time"
)

func TestDays(t *testing.T) {
	for d := day(-800000); d < 2900000; d += 97 {
		y, m, dom := d.date()
		want := time.Unix(int64(d)*86400, 0).UTC()
		if y != want.Year() || m != int(want.Month()) || dom != want.Day() || dayOf(y, m, dom) != d {
			t.Fatalf("day %d is %d-%d-%d, want %s", d, y, m, dom, want.Format("2006-01-02"))
		}
		if got := d.weekday() % 7; got != int(want.Weekday()) {
			t.Fatalf("%s is weekday %d", want.Format("2006-01-02"), got)
		}
	}
}

func TestFeasts(t *testing.T) {
	for _, c := range []struct {
		feast string
		year  int
		want  string
	}{
		{"easter", 1961, "1961-04-02"}, {"easter", 2000, "2000-04-23"}, {"easter", 2023, "2023-04-09"}, {"easter", 2038, "2038-04-25"},
		{"orthodox-easter", 2018, "2018-04-08"}, {"orthodox-easter", 2022, "2022-04-24"}, {"orthodox-easter", 2024, "2024-05-05"},
		{"passover", 2018, "2018-03-31"}, {"passover", 2023, "2023-04-06"}, {"passover", 2024, "2024-04-23"},
		{"rosh-hashanah", 2022, "2022-09-26"}, {"rosh-hashanah", 2023, "2023-09-16"}, {"rosh-hashanah", 2024, "2024-10-03"},
		{"hanukkah", 2018, "2018-12-03"}, {"hanukkah", 2023, "2023-12-08"}, {"hanukkah", 2024, "2024-12-26"},
	} {
		if got := string(feasts[c.feast](c.year).news()); got != c.want {
			t.Errorf("%s %d is %s, want %s", c.feast, c.year, got, c.want)
		}
	}
}
