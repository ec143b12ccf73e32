package main

import (
	"os"
	"path/filepath"
	"testing"

	"muster/cmd/daemon"
	"muster/cmd/scripted"

	"github.com/rogpeppe/go-internal/testscript"
)

// The scripts run the program as its user does.
func TestMain(m *testing.M) {
	scripted.Main(m, map[string]func(){"muster": func() { daemon.Main(called(os.Args[0])) }})
}

func TestScripts(t *testing.T) {
	day, err := filepath.Abs("../../bench/day/day.sh")
	if err != nil {
		t.Fatal(err)
	}
	scripted.Run(t, func(e *testscript.Env) error {
		e.Setenv("DAY", day)
		return nil
	})
}
