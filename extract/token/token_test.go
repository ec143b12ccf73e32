package token

import (
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Two tanks burned. Nobody died!", "Two tanks burned . | Nobody died !"},
		{"The U.S. sent 4-5 thousand men.", "The U.S. sent 4 - 5 thousand men ."},
		{"“We don't know”, he said. She left.", "“ We do n't know ” , he said . | She left ."},
		{"Troops left Latvia.NATO said so.", "Troops left Latvia . | NATO said so ."},
		{"President George W. Bush left. Plan B. It failed.", "President George W. Bush left . | Plan B . | It failed ."},
		{"One\nTwo 1,200.5 km", "One | Two 1,200.5 km"},
		{"KYIV, Nov 17 (Reuters) - Shells fell.\nNATO – the pact – met.", "KYIV , Nov 17 ( Reuters ) - | Shells fell . | NATO – the pact – met ."},
		{"RIGA — “No,” she said.", "RIGA — | “ No , ” she said ."},
		{"", ""},
		{"He cannot stay in the U.S. The general, Lt. Gen. J. Smith, said No. 5 won.", "He can not stay in the U.S. | The general , Lt. Gen. J. Smith , said No. 5 won ."},
		{"What?! See www.nato.int/docs or a.b@c.org. AT&T paid $2.4bn, 2%.", "What ?! | See www.nato.int/docs or a.b@c.org . | AT&T paid $ 2.4bn , 2 % ."},
		{"On the 27th 5k men -- at 4.5 km... and :)", "On the 27th 5k men -- at 4.5 km ... and :)"},
		{"“No.” He left. Was it plan B? He said no. 3 came", "“ No . ” | He left . | Was it plan B ? | He said no. 3 came"},
		{"At 12:30 in the 80's, '68, 3:1", "At 12:30 in the 80's , '68 , 3 : 1"},
		{"@NATO #drones e.g. F-16s, i.e. jets; the Reuters' report", "@NATO #drones e.g. F - 16s , i.e. jets ; the Reuters ' report"},
	} {
		text := Read(c.text)
		var got []string
		for _, s := range text.Sentences {
			var ws []string
			for _, tok := range s.Tokens {
				ws = append(ws, text.Of(tok))
			}
			got = append(got, strings.Join(ws, " "))
		}
		if g := strings.Join(got, " | "); g != c.want {
			t.Errorf("Read(%q)\n got %s\nwant %s", c.text, g, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("The U.S. didn’t send 4–5 thousand.")
	f.Add("\xff\xfe 5k\u200b a.b.")
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, sent := range Read(s).Sentences {
			for _, tok := range sent.Tokens {
				if tok.Start < end || tok.End <= tok.Start || tok.End > len(s) {
					t.Fatalf("token %v after byte %d of %q", tok, end, s)
				}
				if tok.Hash != Hash(Fold(s[tok.Start:tok.End])) && strings.ToValidUTF8(s, "") == s {
					t.Fatalf("hash of %q is not the hash of its folded form", s[tok.Start:tok.End])
				}
				end = tok.End
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	text := strings.Repeat("The ministry said on Thursday that about 4,000 soldiers would be sent to Lithuania by the end of 2025. Canada's force of 1,200 won't leave.\n", 100)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Read(text)
	}
}

// TestOverlong: a line without an end is cut, at a comma where it has one, and
// nothing of it is lost.
func TestOverlong(t *testing.T) {
	for _, c := range []struct {
		line string
		most int
	}{
		{strings.Repeat("12 tanks near Izmail ", 1000), longest},
		{strings.Repeat("12 tanks near Izmail , ", 1000), roomy + 4},
	} {
		got := Read(c.line)
		tokens := 0
		for _, s := range got.Sentences {
			tokens += len(s.Tokens)
			if len(s.Tokens) > c.most {
				t.Errorf("a sentence of %d tokens, want at most %d", len(s.Tokens), c.most)
			}
		}
		if want := len(strings.Fields(c.line)); tokens != want {
			t.Errorf("%d tokens of %d", tokens, want)
		}
	}
	if got := Read(strings.Repeat("so ", longest-1) + "it ended. Next."); len(got.Sentences) != 3 {
		t.Errorf("%d sentences, want three", len(got.Sentences))
	}
}
