package daemon

import (
	"runtime/debug"

	"github.com/spf13/cobra"
)

// build is the version and the commit this program was built from, as far as
// the build says.
func build() (version, commit string) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown", "unknown"
	}
	version, commit = info.Main.Version, "unknown"
	changed := false
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			commit = s.Value[:min(len(s.Value), 12)]
		case "vcs.modified":
			changed = s.Value == "true"
		}
	}
	if changed {
		commit += " (changed)"
	}
	if version == "" {
		version = "unknown"
	}
	return version, commit
}

// Versions adds --version, with what else has a version of its own.
func Versions(c *cobra.Command, more string) {
	version, commit := build()
	c.Version = version
	c.SetVersionTemplate("muster " + version + "\ncommit " + commit + "\n" + more)
}
