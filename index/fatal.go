package index

import (
	"errors"
	"path/filepath"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bolterrors "go.etcd.io/bbolt/errors"
)

// callbackName is under what bleve finds onAsyncError.
const callbackName = "muster"

// bleve takes the callback for errors of its background goroutines by name
// from a registry, once a process.
var _ = func() bool {
	scorch.RegistryAsyncErrorCallbacks[callbackName] = onAsyncError
	return true
}()

// watched maps the folders that are open to what to call when one fails.
var watched sync.Map // string -> func(error)

// watch asks for a call of fatal when background work on the folder fails;
// the returned function ends that.
func watch(path string, fatal func(error)) (end func()) {
	if fatal == nil {
		return func() {}
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	watched.Store(path, fatal)
	return func() { watched.Delete(path) }
}

// onAsyncError: after a failed merge or persist bleve goes on taking batches
// that it can never write, so each such error is the end.
func onAsyncError(err error, store string) {
	if abs, e := filepath.Abs(store); e == nil {
		store = abs
	}
	watched.Range(func(path, fatal any) bool {
		if strings.HasPrefix(store, path.(string)+string(filepath.Separator)) {
			fatal.(func(error))(err)
			return false
		}
		return true
	})
}

func isTimeout(err error) bool { return errors.Is(err, bolterrors.ErrTimeout) }
