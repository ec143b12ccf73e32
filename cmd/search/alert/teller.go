package alert

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Teller carries events to where alerts want them.
type Teller struct {
	// Folder holds the files of alerts.
	Folder string
	// Commands allows alerts to run commands as the daemon's user: whoever may
	// write to the bus could then run any.
	Commands bool
}

// patience is how long one event may take.
const patience = 30 * time.Second

// ErrCommands: this daemon runs no commands.
var ErrCommands = errors.New("this daemon runs no commands of alerts (start it with --alert-commands)")

// Tell carries one event. It may be told again with the same ID.
func (t Teller) Tell(ctx context.Context, a Alert, e Event) error {
	raw, err := json.Marshal(e)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	switch {
	case a.Webhook != "":
		return post(ctx, a.Webhook, e, raw)
	case a.Command != "":
		if !t.Commands {
			return ErrCommands
		}
		return run(ctx, a.Command, raw)
	}
	return t.write(a.File, append(raw, '\n'))
}

// post succeeds where the answer is of class 2xx. Redirects are not followed:
// a POST would arrive as something else.
func post(ctx context.Context, url string, e Event, body []byte) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "muster-alert")
	r.Header.Set("Idempotency-Key", e.ID)
	c := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := c.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode/100 != 2 {
		return fmt.Errorf("%s answers %s", url, answer.Status)
	}
	return nil
}

// tail is how much of what a failing command wrote is kept, in bytes.
const tail = 500

func run(ctx context.Context, command string, stdin []byte) error {
	c := exec.CommandContext(ctx, "sh", "-c", command)
	c.Stdin = bytes.NewReader(stdin)
	// A child that lives on must not hold the daemon up.
	c.WaitDelay = time.Second
	out, err := c.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, strings.TrimSpace(string(out[max(0, len(out)-tail):])))
	}
	return nil
}

// write appends a line and returns when it is on the disk.
func (t Teller) write(name string, line []byte) error {
	if !filepath.IsLocal(name) {
		return fmt.Errorf("%q is outside the folder of alerts", name)
	}
	path := filepath.Join(t.Folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(line)
	return errors.Join(err, f.Sync(), f.Close())
}
