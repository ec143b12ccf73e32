//go:build !unix

package pipeline

import "errors"

// folderLock is not to be had here: without it two servers could share one
// store folder and ruin it, so there is no embedded server on this system.
type folderLock struct{}

func lockFolder(string) (*folderLock, error) {
	return nil, errors.New("pipeline: no embedded server on this system (it has no flock): run nats-server and give --server")
}

func (l *folderLock) release() {}
