package table

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestCount(t *testing.T) {
	c := Count{TP: 6, FP: 2, FN: 4}
	if c.Precision() != 75 || c.Recall() != 60 || int(c.F1()*10) != 666 {
		t.Errorf("got %.1f %.1f %.1f", c.Precision(), c.Recall(), c.F1())
	}
	if (Count{}).F1() != 0 {
		t.Error("an empty count has an F1")
	}
}

func TestWrite(t *testing.T) {
	var b strings.Builder
	Table{Title: "dates", Rows: []Row{{"set", Count{1, 0, 1}}}, Notes: []string{"note"}}.Write(&b)
	for _, want := range []string{"dates", "100.0    50.0    66.7", "note"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

func TestRowJSON(t *testing.T) {
	b, err := json.Marshal(Row{"set", Count{TP: 3, FP: 1, FN: 1}})
	if want := `{"name":"set","precision":75,"recall":75,"f1":75,"tp":3,"fp":1,"fn":1}`; err != nil || string(b) != want {
		t.Errorf("got %s, %v; want %s", b, err, want)
	}
}
