package daemon

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/pflag"
)

// Context is a server, or a data folder, and what it takes to reach it, under
// a name. Each is a file in the folder "contexts" beside config.toml.
type Context struct {
	Server  string `toml:"server,omitempty" json:"server,omitempty"`
	Creds   string `toml:"creds,omitempty" json:"creds,omitempty"`
	TLSCert string `toml:"tlscert,omitempty" json:"tlscert,omitempty"`
	TLSKey  string `toml:"tlskey,omitempty" json:"tlskey,omitempty"`
	TLSCA   string `toml:"tlsca,omitempty" json:"tlsca,omitempty"`
	Data    string `toml:"data,omitempty" json:"data,omitempty"`
}

// ErrNoContext: there is no context of the name.
var ErrNoContext = errors.New("no such context")

var contextName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,60}$`)

const currentFile = "current"

func contextFolder() (string, error) {
	folder := configFolder()
	if folder == "" {
		return "", errors.New("no folder for contexts: HOME and XDG_CONFIG_HOME are not set")
	}
	return filepath.Join(folder, "contexts"), nil
}

func contextPath(name string) (string, error) {
	if !contextName.MatchString(name) {
		return "", fmt.Errorf("context name %q: want letters, digits, - and _", name)
	}
	folder, err := contextFolder()
	return filepath.Join(folder, name+".toml"), err
}

// SaveContext keeps a context.
func SaveContext(name string, c Context) error {
	path, err := contextPath(name)
	if err != nil {
		return err
	}
	raw, err := toml.Marshal(c)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o700)
	}
	if err != nil {
		return err
	}
	return os.WriteFile(path, raw, 0o600)
}

// LoadContext reads a context.
func LoadContext(name string) (c Context, err error) {
	path, err := contextPath(name)
	if err != nil {
		return c, err
	}
	raw, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return c, fmt.Errorf("%w: %q (see: muster context list)", ErrNoContext, name)
	}
	if err == nil {
		err = toml.Unmarshal(raw, &c)
	}
	if err != nil {
		return c, fmt.Errorf("context %s: %w", path, err)
	}
	return c, nil
}

// Contexts are the names of all, sorted.
func Contexts() ([]string, error) {
	folder, err := contextFolder()
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.toml"))
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = strings.TrimSuffix(filepath.Base(f), ".toml")
	}
	slices.Sort(names)
	return names, err
}

// CurrentContext is the name of the one in use, "" for none.
func CurrentContext() string {
	folder, err := contextFolder()
	if err != nil {
		return ""
	}
	raw, err := os.ReadFile(filepath.Join(folder, currentFile))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(raw))
}

// UseContext makes a context the one in use, "" none.
func UseContext(name string) error {
	folder, err := contextFolder()
	if err != nil {
		return err
	}
	if name == "" {
		err := os.Remove(filepath.Join(folder, currentFile))
		if errors.Is(err, os.ErrNotExist) {
			return nil
		}
		return err
	}
	if _, err := LoadContext(name); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, currentFile), []byte(name+"\n"), 0o600)
}

// RemoveContext deletes a context.
func RemoveContext(name string) error {
	if _, err := LoadContext(name); err != nil {
		return err
	}
	path, err := contextPath(name)
	if err != nil {
		return err
	}
	if CurrentContext() == name {
		if err := UseContext(""); err != nil {
			return err
		}
	}
	return os.Remove(path)
}

// fillFromContext sets what reaches the server of --context, else of the
// context in use. Who names a server or a data folder himself has said where to
// go, and the context in use is left out.
func fillFromContext(flags *pflag.FlagSet, given map[string]bool) error {
	fl := flags.Lookup("context")
	if fl == nil {
		return nil
	}
	name := fl.Value.String()
	if name == "" && !given["server"] && !given["data"] {
		name = CurrentContext()
	}
	if name == "" {
		return nil
	}
	c, err := LoadContext(name)
	if err != nil {
		return fmt.Errorf("--context: %w", err)
	}
	values := map[string]string{"server": c.Server, "creds": c.Creds, "tlscert": c.TLSCert, "tlskey": c.TLSKey, "tlsca": c.TLSCA, "data": c.Data}
	for _, flag := range slices.Sorted(maps.Keys(values)) {
		if given[flag] || values[flag] == "" {
			continue
		}
		given[flag] = true
		if err := flags.Set(flag, values[flag]); err != nil {
			return fmt.Errorf("context %s: %s: %w", name, flag, err)
		}
	}
	return nil
}
