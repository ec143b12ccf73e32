//go:build linux || darwin

package pipeline

import "syscall"

// freeBytes is what an ordinary user may still write on the folder's disk.
func freeBytes(folder string) (uint64, bool) {
	var st syscall.Statfs_t
	if err := syscall.Statfs(folder, &st); err != nil {
		return 0, false
	}
	return uint64(st.Bavail) * uint64(st.Bsize), true
}
