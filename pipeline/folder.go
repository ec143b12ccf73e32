package pipeline

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"syscall"
)

// privateFolder makes the folder, or takes from others of this machine what
// they may do in one that is there: articles, claims and the secret of the
// local door are the owner's alone.
func privateFolder(folder string, log *slog.Logger) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return folderError(folder, err)
	}
	st, err := os.Stat(folder)
	if err != nil {
		return folderError(folder, err)
	}
	if st.Mode().Perm()&0o077 == 0 {
		return nil
	}
	if err := os.Chmod(folder, 0o700); err != nil {
		log.Warn("other users of this machine can look into the data folder", "folder", folder, "mode", st.Mode().Perm(), "error", err)
	}
	return nil
}

// folderError says of the data folder what went wrong, and what a person can
// do about it.
func folderError(folder string, err error) error {
	advice := ""
	switch {
	case errors.Is(err, syscall.EROFS):
		advice = "its file system is mounted read-only: mount it for writing, or give another --data"
	case errors.Is(err, fs.ErrPermission):
		advice = fmt.Sprintf("it belongs to somebody else: chown it to user %d, or give another --data", os.Getuid())
	case errors.Is(err, syscall.ENOSPC):
		advice = "its disk is full: make room, or give another --data"
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, fs.ErrExist):
		advice = "something that is no folder stands there: give another --data"
	default:
		return fmt.Errorf("pipeline: data folder %s: %w", folder, err)
	}
	return fmt.Errorf("pipeline: data folder %s: %w (%s)", folder, err, advice)
}

// consumerFolder is where the embedded server keeps a consumer.
func (e *embedded) consumerFolder(stream, durable string) string {
	return filepath.Join(storeDir(e.folder), "jetstream", "$G", "streams", stream, "obs", durable)
}
