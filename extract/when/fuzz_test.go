package when

import (
	"testing"
	"time"

	"muster/extract/token"
)

func FuzzRead(f *testing.F) {
	for _, rl := range New().rules.all {
		f.Add(rl.Yes[0].Text, int64(1684281600), "US")
	}
	f.Add("early late early mid- the end of the last half of 9999-12-31 to 01/01/0001", int64(0), "GB")
	f.Add("the next 9999 centuries; 9999 decades ago\xff", int64(-62135596800), "")
	f.Fuzz(func(t *testing.T, text string, published int64, country string) {
		ref := Reference{Published: time.Unix(published%(1<<36), 0).UTC(), Country: country}
		end := 0
		for _, d := range New().Read(token.Read(text), ref) {
			if d.Span.Start < end || d.Span.End <= d.Span.Start || d.Span.End > len(text) || d.Span.Text != text[d.Span.Start:d.Span.End] {
				t.Fatalf("span %+v after byte %d of %q", d.Span, end, text)
			}
			end = d.Span.End
			if !d.Known() || d.From != "" && d.To != "" && d.To < d.From {
				t.Fatalf("%q is %+v", d.Span.Text, d.When)
			}
			for _, day := range []string{string(d.From), string(d.To)} {
				if day != "" && (len(day) != 10 || day < "0001") {
					t.Fatalf("%q has the day %q", d.Span.Text, day)
				}
			}
		}
	})
}
