package form

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// StateFolder is where what was shown last is kept, "" where this machine has
// no place for it.
func StateFolder() string {
	dir := os.Getenv("XDG_STATE_HOME")
	if dir == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return ""
		}
		dir = filepath.Join(home, ".local", "state")
	}
	return filepath.Join(dir, "muster")
}

// LastList is the file that keeps the IDs of the last list.
func LastList() string { return filepath.Join(StateFolder(), "last-list") }

// remember keeps what '#1', '#2' mean. Where it cannot be kept, they mean
// nothing.
func remember(ids []string) error {
	folder := StateFolder()
	if len(ids) == 0 || folder == "" || os.MkdirAll(folder, 0o700) != nil {
		return nil
	}
	return os.WriteFile(LastList(), []byte(strings.Join(ids, "\n")), 0o600)
}

// Meant is the ID behind '#1', or 1; any other word is an ID itself.
func Meant(word string) (string, error) {
	number := strings.TrimPrefix(word, "#")
	n, err := strconv.Atoi(number)
	if err != nil || len(number) > 3 {
		return word, nil
	}
	raw, err := os.ReadFile(LastList())
	if err != nil {
		return "", fmt.Errorf("%s: no list was shown before on a terminal", word)
	}
	ids := strings.Split(string(raw), "\n")
	if n < 1 || n > len(ids) {
		return "", fmt.Errorf("%s: the last list had #1 to #%d", word, len(ids))
	}
	return ids[n-1], nil
}
