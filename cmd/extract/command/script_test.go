package command

import (
	"testing"

	"muster/cmd/daemon"

	"github.com/rogpeppe/go-internal/testscript"
)

// The scripts run the filter as its user does.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"extract": func() { daemon.Main(Root()) }})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata"})
}
