package main

import (
	"bytes"
	"strings"
	"testing"

	"muster/cmd/daemon"
)

// run runs the program with the arguments and returns what it wrote.
func run(args ...string) (code int, out string) {
	var buf bytes.Buffer
	root := command()
	root.SetArgs(args)
	root.SetOut(&buf)
	root.SetErr(&buf)
	code = daemon.Execute(root)
	return code, buf.String()
}

// TestDemo is the whole length once: eight feeds in four formats, fetched,
// extracted, indexed, cross-checked, reported.
func TestDemo(t *testing.T) {
	data := t.TempDir()
	code, out := run("demo", "--data", data)
	if code != daemon.ExitOK {
		t.Fatalf("exit %d: %s", code, out)
	}
	for _, want := range []string{
		"8 feeds read", "20 articles (1 of them a copy of another, 1 not in English", "CONTRADICTION", "1 correction",
		"Poland will spend «4.7% of GDP» on defence in 2024", "go run ./cmd/search --data " + data + " find",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the report does not say %q:\n%s", want, out)
		}
	}
	if code, out := run("dead", "list", "--data", data); code != daemon.ExitNothing {
		t.Errorf("dead letters: exit %d: %s", code, out)
	}
}

func TestWrongUseIsSaid(t *testing.T) {
	empty := t.TempDir()
	for want, args := range map[string][]string{
		`muster: unknown command "nosuch" for "muster"`:                                                      {"nosuch"},
		"muster: unknown flag: --nosuch (see muster up --help)":                                              {"up", "--nosuch"},
		`muster: --languages: sources: no built-in feed is in "xx"`:                                          {"up", "--languages", "xx"},
		`muster: "x" is no number of a dead letter (see: muster dead list)`:                                  {"dead", "show", "x"},
		"muster: no Muster is running here (data folder " + empty + "): start `muster up`, or give --server": {"status", "--data", empty},
		"muster: pipeline: there is no dead letter 7":                                                        {"dead", "retry", "7", "--data", empty},
		`muster: pipeline: listen address "nowhere": address nowhere: missing port in address`:               {"up", "--listen", "nowhere", "--data", empty, "--log-level", "error"},
		"muster: unknown command \"extra\" for \"muster demo\"":                                              {"demo", "extra"},
	} {
		code, out := run(args...)
		if code != daemon.ExitFailure || strings.TrimSpace(out) != want {
			t.Errorf("%v: exit %d, %q, want %q", args, code, out, want)
		}
	}
}
