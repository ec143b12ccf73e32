package command

import (
	"testing"

	"muster/cmd/daemon"
	"muster/cmd/scripted"
)

// The scripts run the filter as its user does.
func TestMain(m *testing.M) {
	scripted.Main(m, map[string]func(){"extract": func() { daemon.Main(Root()) }})
}

func TestScripts(t *testing.T) {
	scripted.Run(t, nil)
}
