package date

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"muster/score/table"
)

// Own scores the project's own gold, one JSON object a line: text,
// published, country and its dates, each with the exact words.
func Own(path string) ([]table.Row, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("score/date: %w", err)
	}
	defer f.Close()
	var samples []sample
	sc := bufio.NewScanner(f)
	for n := 1; sc.Scan(); n++ {
		s, err := ownSample(sc.Bytes())
		if err != nil {
			return nil, fmt.Errorf("score/date: %s:%d: %w", filepath.Base(path), n, err)
		}
		samples = append(samples, s)
	}
	return rows("own", samples), sc.Err()
}

func ownSample(b []byte) (sample, error) {
	var l struct {
		Text, Published, Country string
		Dates                    []struct{ Text, From, To string }
	}
	if err := json.Unmarshal(b, &l); err != nil {
		return sample{}, err
	}
	s := sample{text: l.Text, ref: reference(l.Published), news: true}
	s.ref.Country = l.Country
	from := 0
	for _, d := range l.Dates {
		i := find(l.Text, d.Text, from)
		if i < 0 {
			return s, fmt.Errorf("%q does not stand in the text", d.Text)
		}
		from = i + len(d.Text)
		s.gold = append(s.gold, gold{start: i, end: from, answers: [][2]string{{d.From, d.To}}})
	}
	return s, nil
}
