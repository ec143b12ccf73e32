package main

import (
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"testing"
)

// mostAtStart is what packages may build in memory before the program does
// anything, in bytes: each command of a script pays for it. Tables of a library
// once took 95 MB and 0.3 s.
const mostAtStart = 20 << 20

// TestStartIsLight adds up what the packages of the program build when it
// starts, as Go's own trace of them has it.
func TestStartIsLight(t *testing.T) {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), program, "-test.run", "^$")
	c.Env = append(os.Environ(), "GODEBUG=inittrace=1", "GORACE=atexit_sleep_ms=10")
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	total, heaviest, name := 0, 0, ""
	for _, m := range regexp.MustCompile(`(?m)^init (\S+) .* clock, (\d+) bytes`).FindAllStringSubmatch(string(out), -1) {
		n, _ := strconv.Atoi(m[2])
		total += n
		if n > heaviest {
			heaviest, name = n, m[1]
		}
	}
	if total == 0 || total > mostAtStart {
		t.Errorf("%d bytes are built at start, %d of them by %s; at most %d may be", total, heaviest, name, mostAtStart)
	}
}
