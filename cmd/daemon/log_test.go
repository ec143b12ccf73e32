package daemon

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"muster/cmd/plain"
)

func TestLogFormats(t *testing.T) {
	for format, want := range map[string]string{
		"text": `level=INFO msg="feed read" took=1.23s`, "json": `"msg":"feed read","took":"1.23s"`, "auto": `"msg":"feed read"`,
	} {
		var out bytes.Buffer
		log, err := newLogger(&out, format, slog.LevelInfo)
		if err != nil {
			t.Fatal(err)
		}
		log.Info("feed read", "took", 1234*time.Millisecond)
		log.Debug("not told")
		if !strings.Contains(out.String(), want) || strings.Contains(out.String(), "not told") {
			t.Errorf("%s: %q, want %q", format, out.String(), want)
		}
	}
	if _, err := newLogger(nil, "xml", slog.LevelInfo); err == nil {
		t.Error("xml is taken")
	}
}

func TestLogForPeople(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(&people{out: &out, level: slog.LevelInfo, mu: &sync.Mutex{}}).With("feed", "gazette")
	log.Warn("host rests", "error", errors.New("a\x1b[2Jb"), "took", 90*time.Second)
	if got := out.String()[9:]; got != "warn: host rests  feed gazette  error a[2Jb  took 1m30s\n" {
		t.Errorf("%q", got)
	}
	out.Reset()
	slog.New(&people{out: &out, level: slog.LevelInfo, mu: &sync.Mutex{}, color: true}).Error("x")
	if !strings.Contains(out.String(), "\x1b[1;31merror: x\x1b[0m") {
		t.Errorf("%q", out.String())
	}
}

// TestNoFeedDrivesTheLog: in no format does what feeds say break a line, or
// reach a terminal as a command or as text that runs backwards.
func TestNoFeedDrivesTheLog(t *testing.T) {
	evil := "a\x1b[2J\u009b1mb\u202ec\r\nlevel=ERROR msg=forged\x00\x07"
	for _, format := range []string{"text", "json", "people"} {
		var out bytes.Buffer
		log, err := newLogger(&out, format, slog.LevelInfo)
		if format == "people" {
			log, err = slog.New(&people{out: &out, level: slog.LevelInfo, mu: &sync.Mutex{}}), nil
		}
		if err != nil {
			t.Fatal(err)
		}
		log.Info("feed read", "title", evil, "error", errors.New(evil))
		if got := out.String(); strings.ContainsFunc(strings.TrimSuffix(got, "\n"), plain.Hidden) || strings.Count(got, "\n") != 1 || !strings.Contains(got, "forged") {
			t.Errorf("%s: %q", format, got)
		}
	}
}
