package candidate

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// write makes a gold folder of files.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestScore(t *testing.T) {
	dir := write(t, map[string]string{
		"articles2/x1.json": `{"text":"Hamas fired two rockets at Odessa and killed three men of Brovka Dynamo in northern Israel."}`,
		"claims2/x1.json": `{"outlet":"Ledger","published":"2024-03-01","claims":[
			{"by":["Hamas"],"of":["Taliban"],"to":["UA"],"subject":["The Hamas"],"place":["Odessa","northern Israel"]},
			{"by":["Nobody"],"place":["IL"],"unsure":["by"]}]}`,
		"split.tsv": "x1\tfit\n",
	})
	tables, err := Score(dir)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][2]int{}
	for _, r := range tables[0].Rows {
		got[r.Name] = [2]int{r.TP, r.FN}
	}
	for name, want := range map[string][2]int{
		"by fit": {1, 0}, "of fit": {0, 1}, "to fit": {1, 0}, "subject fit": {1, 0}, "place fit": {2, 1}, "place as spelt fit": {3, 0},
	} {
		if got[name] != want {
			t.Errorf("%s: %v, want %v", name, got[name], want)
		}
	}
}

func TestScoreRefuses(t *testing.T) {
	if _, err := Score(t.TempDir()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty folder: %v", err)
	}
	for _, files := range []map[string]string{
		{"claims2/x1.json": `{}`},
		{"claims2/x1.json": `{`, "articles2/x1.json": `{}`},
		{"claims2/x1.json": `{}`, "articles2/x1.json": `{}`, "split.tsv": "x1 fit\n"},
	} {
		if _, err := Score(write(t, files)); err == nil {
			t.Errorf("%v was scored", files)
		}
	}
}
