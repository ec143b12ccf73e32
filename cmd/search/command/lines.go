package command

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"

	"muster/cmd/daemon"

	"github.com/spf13/cobra"
)

// maxLine is the longest line --jsonl takes, in bytes: two articles of 8 MiB
// are no articles.
const maxLine = 16 << 20

func (w weigher) files(c *cobra.Command, names []string) error {
	if len(names) == 0 {
		return lines("standard input", c.InOrStdin(), c.OutOrStdout(), c.ErrOrStderr(), w.line)
	}
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		err = lines(name, f, c.OutOrStdout(), c.ErrOrStderr(), w.line)
		if err = errors.Join(err, f.Close()); err != nil {
			return err
		}
	}
	return nil
}

// made is what came of one line.
type made struct {
	number int
	out    []byte
	err    error
}

// lines runs each line through do on all cores and writes what comes of them
// in the order of the input. A bad line is reported and passed over; it makes
// the run fail in the end.
func lines(name string, in io.Reader, out, errs io.Writer, do func([]byte) ([]byte, error)) error {
	queue := make(chan chan made, 4*runtime.GOMAXPROCS(0))
	scanned := make(chan error, 1)
	go func() {
		defer close(queue)
		scanned <- feed(in, queue, do)
	}()
	bad, err := drain(name, queue, out, errs)
	if err == nil {
		if err = <-scanned; err != nil {
			err = fmt.Errorf("%s: %w (a line may have %d bytes at most)", name, err, maxLine)
		}
	}
	if err == nil && bad > 0 {
		err = fmt.Errorf("%s: %d lines could not be read", name, bad)
	}
	return err
}

// feed starts the work on each line, as many at once as there are cores.
func feed(in io.Reader, queue chan<- chan made, do func([]byte) ([]byte, error)) error {
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	sc := bufio.NewScanner(in)
	sc.Buffer(make([]byte, 64<<10), maxLine)
	for n := 1; sc.Scan(); n++ {
		line := bytes.Clone(bytes.TrimSpace(sc.Bytes()))
		if len(line) == 0 {
			continue
		}
		done := make(chan made, 1)
		queue <- done
		slots <- struct{}{}
		go func() {
			out, err := do(line)
			<-slots
			done <- made{n, out, err}
		}()
	}
	return sc.Err()
}

func drain(name string, queue <-chan chan made, out, errs io.Writer) (bad int, err error) {
	w := bufio.NewWriter(out)
	for done := range queue {
		m := <-done
		switch {
		case err != nil: // goes on, so that feed can end
		case m.err != nil:
			bad++
			fmt.Fprintf(errs, "search: %s:%d: %s\n", name, m.number, daemon.Plain(m.err))
		default:
			_, err = w.Write(m.out)
		}
	}
	return bad, errors.Join(err, w.Flush())
}
