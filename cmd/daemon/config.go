package daemon

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/pflag"
)

// fill sets every flag the command line left open from the environment
// (MUSTER_LOG_LEVEL for --log-level, and NATS_URL for --server), else from the
// file of --config.
func fill(flags *pflag.FlagSet) error {
	given := map[string]bool{}
	flags.Visit(func(fl *pflag.Flag) { given[fl.Name] = true })
	var failed error
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
	if failed != nil {
		return failed
	}
	path := ""
	if fl := flags.Lookup("config"); fl != nil {
		path = fl.Value.String()
	}
	if path == "" {
		return nil
	}
	return fillFromFile(flags, path, given)
}

func fromEnvironment(flag string) (name, value string) {
	name = "MUSTER_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
	if value = os.Getenv(name); value == "" && flag == "server" {
		name = "NATS_URL"
		value = os.Getenv(name)
	}
	return name, value
}

func fillFromFile(flags *pflag.FlagSet, path string, given map[string]bool) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("--config: %w", err)
	}
	var keys map[string]any
	if err := toml.Unmarshal(raw, &keys); err != nil {
		var at *toml.DecodeError
		if errors.As(err, &at) {
			row, col := at.Position()
			return fmt.Errorf("%s:%d:%d: %v\n%s", path, row, col, err, at.String())
		}
		return fmt.Errorf("%s: %w", path, err)
	}
	for key, value := range keys {
		if flags.Lookup(key) == nil {
			return fmt.Errorf("%s:%d: unknown key %q (keys are the names of flags: see --help)", path, lineOf(string(raw), key), key)
		}
		if given[key] {
			continue
		}
		if err := flags.Set(key, written(value)); err != nil {
			return fmt.Errorf("%s:%d: %s = %v: %w", path, lineOf(string(raw), key), key, value, err)
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
