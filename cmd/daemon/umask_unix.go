//go:build unix

package daemon

import "syscall"

// keepPrivate makes every file this process creates the owner's alone: the
// libraries below ask for modes that let others of this machine read.
func keepPrivate() { syscall.Umask(0o077) }
