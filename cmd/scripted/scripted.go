// Package scripted runs the testscripts of the commands: the programs they
// start end with the test that started them, wait for no process that is dead,
// and find nothing of the machine they run on.
package scripted

import (
	"os"
	"path/filepath"
	"regexp"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// Main runs the tests, or the program whose name the process was started by.
func Main(m *testing.M, programs map[string]func()) {
	for name, run := range programs {
		programs[name] = func() {
			endWithParent()
			run()
		}
	}
	testscript.Main(m, programs)
}

// Run runs the scripts of testdata. setup may add to their environment; nil
// adds nothing.
func Run(t *testing.T, setup func(*testscript.Env) error) {
	testscript.Run(t, testscript.Params{
		Dir:  "testdata",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"await": await, "until": until},
		Setup: func(e *testscript.Env) error {
			for _, home := range []string{"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"} {
				e.Setenv(home, filepath.Join(e.WorkDir, home))
			}
			// The race detector holds each program for a second when it ends,
			// for reports of others that are under way. Scripts start hundreds.
			e.Setenv("GORACE", "atexit_sleep_ms=10")
			if setup == nil {
				return nil
			}
			return setup(e)
		},
	})
}

// step is how often something is looked for that another process brings.
const step = 10 * time.Millisecond

// endWithParent ends this process when the one that started it is gone: a test
// that is ended by force ends none of the programs it started.
func endWithParent() {
	parent := os.Getppid()
	go func() {
		for range time.Tick(10 * step) {
			if os.Getppid() != parent {
				os.Exit(1)
			}
		}
	}()
}

// await FILE waits until the file exists, and fails where a program that the
// script started in the background ends before.
func await(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: await FILE")
	}
	file := ts.MkAbs(args[0])
	wait(ts, args[0], func() bool {
		_, err := os.Stat(file)
		return err == nil
	})
}

// until PATTERN PROGRAM [ARGUMENT...] runs the program again and again until it
// succeeds and its output fits the pattern, as stdout reads it afterwards; it
// fails where a program in the background ends before.
func until(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: until PATTERN PROGRAM [ARGUMENT...]")
	}
	pattern := compiled(ts, args[0])
	wait(ts, args[0], func() bool {
		return ts.Exec(args[1], args[2:]...) == nil && pattern.MatchString(ts.ReadFile("stdout"))
	})
}

// wait waits for done, as long as it takes, while all programs in the
// background live.
func wait(ts *testscript.TestScript, what string, done func() bool) {
	for {
		dead := anyDead(ts)
		if done() {
			return
		}
		if dead {
			ts.Fatalf("a program in the background ended before %s came", what)
		}
		time.Sleep(step)
	}
}

func anyDead(ts *testscript.TestScript) bool {
	for _, c := range ts.BackgroundCmds() {
		if c.Process.Signal(syscall.Signal(0)) != nil {
			return true
		}
	}
	return false
}

func compiled(ts *testscript.TestScript, pattern string) *regexp.Regexp {
	re, err := regexp.Compile("(?m)" + pattern)
	ts.Check(err)
	return re
}
