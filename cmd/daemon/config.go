package daemon

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// configFolder is where a user's settings are: $XDG_CONFIG_HOME/muster, else
// ~/.config/muster; "" where there is no home.
func configFolder() string {
	if d := os.Getenv("XDG_CONFIG_HOME"); d != "" {
		return filepath.Join(d, "muster")
	}
	if home, err := os.UserHomeDir(); err == nil {
		return filepath.Join(home, ".config", "muster")
	}
	return ""
}

// fill sets every flag the command line left open from the environment
// (MUSTER_LOG_LEVEL for --log-level, and NATS_URL for --server), else from the
// context, else from the file of --config or the user's config.toml.
func fill(c *cobra.Command) error {
	flags := c.Flags()
	given := map[string]bool{}
	flags.Visit(func(fl *pflag.Flag) { given[fl.Name] = true })
	if err := fillFromEnvironment(flags, given); err != nil {
		return err
	}
	if err := fillFromContext(flags, given); err != nil {
		return err
	}
	f, err := fileOf(flags)
	if err != nil || f == nil {
		return err
	}
	if err := f.check(c.Root(), f.values, nil); err != nil {
		return err
	}
	return f.fill(flags, f.of(c), given)
}

func fillFromEnvironment(flags *pflag.FlagSet, given map[string]bool) (failed error) {
	flags.VisitAll(func(fl *pflag.Flag) {
		name, value := fromEnvironment(fl.Name)
		if given[fl.Name] || value == "" || failed != nil {
			return
		}
		given[fl.Name] = true
		if err := flags.Set(fl.Name, value); err != nil {
			failed = fmt.Errorf("environment %s=%q: %w", name, value, err)
		}
	})
	return failed
}

func fromEnvironment(flag string) (name, value string) {
	name = "MUSTER_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
	if value = os.Getenv(name); value == "" && flag == "server" {
		name = "NATS_URL"
		value = os.Getenv(name)
	}
	return name, value
}

// file is a file of settings. Keys are the names of flags; those above the
// first section hold for all commands, those of a section for the command of
// its name and all below it: [search], [search.find], [up].
type file struct {
	path, text string
	values     map[string]any
	// own is the user's config.toml, which all programs share: what one does
	// not know another may.
	own bool
}

// fileOf reads the file of --config, else the user's; nil where there is none.
func fileOf(flags *pflag.FlagSet) (*file, error) {
	f := &file{own: true}
	if fl := flags.Lookup("config"); fl != nil && fl.Value.String() != "" {
		f.path, f.own = fl.Value.String(), false
	} else if folder := configFolder(); folder != "" {
		f.path = filepath.Join(folder, "config.toml")
	}
	raw, err := os.ReadFile(f.path)
	switch {
	case f.own && (f.path == "" || errors.Is(err, os.ErrNotExist)):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("--config: %w", err)
	}
	f.text = string(raw)
	return f, f.read(raw)
}

func (f *file) read(raw []byte) error {
	err := toml.Unmarshal(raw, &f.values)
	var at *toml.DecodeError
	if errors.As(err, &at) {
		row, col := at.Position()
		return fmt.Errorf("%s:%d:%d: %v\n%s", f.path, row, col, err, at.String())
	}
	if err != nil {
		return fmt.Errorf("%s: %w", f.path, err)
	}
	return nil
}

// programs are the sections that another program than this one may know.
var programs = []string{"ingest", "extract", "search", "up", "demo", "status"}

// check says which keys and sections no command knows.
func (f *file) check(c *cobra.Command, values map[string]any, at []string) error {
	for _, key := range slices.Sorted(maps.Keys(values)) {
		section, is := values[key].(map[string]any)
		if is {
			sub := below(c, key, len(at) == 0)
			switch {
			case sub != nil:
				if err := f.check(sub, section, append(at, key)); err != nil {
					return err
				}
			case len(at) > 0 || !slices.Contains(programs, key):
				return fmt.Errorf("%s:%d: unknown section [%s] (sections are the names of commands)", f.path, lineOf(f.text, strings.Join(append(at, key), ".")), strings.Join(append(at, key), "."))
			}
			continue
		}
		foreign := f.own && len(at) == 0 && c.Name() != "muster"
		if !knows(c, key) && !foreign {
			return fmt.Errorf("%s:%d: unknown key %q (keys are the names of flags: see --help)", f.path, lineOf(f.text, key), key)
		}
	}
	return nil
}

// below is the command of a section: a program of its own is the section of
// its name.
func below(c *cobra.Command, name string, top bool) *cobra.Command {
	if top && c.Name() == name {
		return c
	}
	for _, sub := range c.Commands() {
		if sub.Name() == name {
			return sub
		}
	}
	return nil
}

// knows reports whether the command or one below it has the flag.
func knows(c *cobra.Command, flag string) bool {
	if c.Flags().Lookup(flag) != nil || c.PersistentFlags().Lookup(flag) != nil || c.InheritedFlags().Lookup(flag) != nil {
		return true
	}
	return slices.ContainsFunc(c.Commands(), func(sub *cobra.Command) bool { return knows(sub, flag) })
}

// of are the values for a command: those of the nearest section stand.
func (f *file) of(c *cobra.Command) map[string]any {
	path := strings.Fields(c.CommandPath())
	if path[0] == "muster" {
		path = path[1:]
	}
	out, node := scalars(nil, f.values), f.values
	for _, name := range path {
		next, is := node[name].(map[string]any)
		if !is {
			break
		}
		node = next
		out = scalars(out, node)
	}
	return out
}

func scalars(over, values map[string]any) map[string]any {
	out := maps.Clone(over)
	if out == nil {
		out = map[string]any{}
	}
	for key, value := range values {
		if _, section := value.(map[string]any); !section {
			out[key] = value
		}
	}
	return out
}

// fill sets what the command has and nobody gave.
func (f *file) fill(flags *pflag.FlagSet, values map[string]any, given map[string]bool) error {
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if given[key] || flags.Lookup(key) == nil {
			continue
		}
		given[key] = true
		if err := flags.Set(key, written(values[key])); err != nil {
			return fmt.Errorf("%s:%d: %s = %v: %w", f.path, lineOf(f.text, key), key, values[key], err)
		}
	}
	return nil
}

// written gives a value as it would stand on the command line.
func written(value any) string {
	if list, ok := value.([]any); ok {
		parts := make([]string, len(list))
		for i, v := range list {
			parts[i] = fmt.Sprint(v)
		}
		return strings.Join(parts, ",")
	}
	return fmt.Sprint(value)
}

// lineOf finds the line a key is set on, from 1.
func lineOf(text, key string) int {
	for i, line := range strings.Split(text, "\n") {
		line = strings.Trim(strings.TrimSpace(line), `["'`)
		if strings.HasPrefix(line, key) {
			return i + 1
		}
	}
	return 1
}
