package form

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// stateFolder is where commands keep what a later one needs, "" where this machine
// has no place for it.
func stateFolder() string {
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

// Remembers reports whether this machine has a place for what Keep keeps.
func Remembers() bool { return stateFolder() != "" }

// Keep keeps something for later commands under a name. Where this machine has no
// place for it, it is not kept.
func Keep(name string, raw []byte) error {
	folder := stateFolder()
	if folder == "" {
		return nil
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, name), raw, 0o600)
}

// Kept is what Keep kept under a name, an error that is fs.ErrNotExist where it
// kept nothing.
func Kept(name string) ([]byte, error) {
	if !Remembers() {
		return nil, fs.ErrNotExist
	}
	return os.ReadFile(filepath.Join(stateFolder(), name))
}

// lastList is the name by which the IDs of the last list are kept.
const lastList = "last-list"

// remember keeps what '#1', '#2' mean. A folder that cannot be made is no reason
// to fail: then they mean nothing.
func remember(ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	err := Keep(lastList, []byte(strings.Join(ids, "\n")))
	var path *fs.PathError
	if errors.As(err, &path) && path.Op == "mkdir" {
		return nil
	}
	return err
}

// Listed are the IDs of the list that was shown last; none where none was.
func Listed() []string {
	raw, err := Kept(lastList)
	if err != nil || len(raw) == 0 {
		return nil
	}
	return strings.Split(string(raw), "\n")
}

// Meant is the ID behind '#1', or 1; any other word is an ID itself.
func Meant(word string) (string, error) {
	number := strings.TrimPrefix(word, "#")
	n, err := strconv.Atoi(number)
	if err != nil || len(number) > 3 {
		return word, nil
	}
	ids := Listed()
	if len(ids) == 0 {
		return "", fmt.Errorf("%s: no list was shown before on a terminal", word)
	}
	if n < 1 || n > len(ids) {
		return "", fmt.Errorf("%s: the last list had #1 to #%d", word, len(ids))
	}
	return ids[n-1], nil
}
