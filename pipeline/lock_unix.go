//go:build unix

package pipeline

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// folderLock is an exclusive lock on a store folder. The kernel drops it when
// the process dies, however it dies.
type folderLock struct{ file *os.File }

func lockFolder(folder string) (*folderLock, error) {
	path := filepath.Join(folder, "lock")
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, folderError(folder, err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		owner, _ := io.ReadAll(io.LimitReader(f, 32))
		_ = f.Close()
		return nil, fmt.Errorf("%w: %q belongs to a running muster (process %s): stop it, or give another --data",
			ErrInUse, folder, strings.TrimSpace(string(owner)))
	}
	if err := f.Truncate(0); err == nil {
		_, _ = f.WriteAt(fmt.Appendf(nil, "%d\n", os.Getpid()), 0)
	}
	return &folderLock{f}, nil
}

func (l *folderLock) release() { _ = l.file.Close() }
