//go:build !unix

package daemon

// keepPrivate has nothing to do where folders carry their own rights.
func keepPrivate() {}
