package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The scripts run the program as its user does.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"ingest": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata"})
}
