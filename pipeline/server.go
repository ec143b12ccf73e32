package pipeline

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	natsserver "github.com/nats-io/nats-server/v2/server"
)

// maxPayload is the embedded server's limit on one message, in bytes. NATS
// advises 8 MB at most; an article of 1 MB gives about 4 MB of claims.
const maxPayload = 8 << 20

// serverStart is how long the embedded server may take to read its store.
const serverStart = time.Minute

// urlFile holds, in the store folder of a running embedded server, the URL at
// which other processes of the same user can join, with its secret.
const urlFile = "server.url"

// embedded is a NATS server inside this process and the lock on its store.
// Its connections outlive the server: after a restart they come back by
// themselves, in this process through InProcessConn, others at the same port.
type embedded struct {
	mu     sync.Mutex
	server *natsserver.Server  // guarded by mu
	opts   *natsserver.Options // with the port that was given to it
	folder string
	lock   *folderLock
}

// current is the server that runs now.
func (e *embedded) current() *natsserver.Server {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.server
}

// InProcessConn gives a connection to the server that runs now.
func (e *embedded) InProcessConn() (net.Conn, error) { return e.current().InProcessConn() }

// startServer opens the store under o.Data and serves it to this process and,
// unless it is to be alone, to others. One folder has one server: a second one
// gets ErrInUse.
func startServer(o Options, log *slog.Logger) (*embedded, error) {
	if err := privateFolder(o.Data, log); err != nil {
		return nil, err
	}
	lock, err := lockFolder(o.Data)
	if err != nil {
		return nil, err
	}
	e := &embedded{folder: o.Data, lock: lock}
	if e.opts, err = serverOptions(o); err == nil {
		err = e.start(log)
	}
	if err != nil {
		lock.release()
		return nil, err
	}
	return e, nil
}

// localDoor is where an embedded server listens that was given no address.
const localDoor = "127.0.0.1:0"

func serverOptions(o Options) (*natsserver.Options, error) {
	opts := &natsserver.Options{
		ServerName: "muster", NoSigs: true, NoLog: true,
		JetStream: true, StoreDir: storeDir(o.Data),
		MaxPayload: maxPayload, MaxPending: 64 << 20,
		// Every acked message is on the disk, not only with the kernel: a
		// power cut loses no more than kill -9 does, which is nothing.
		SyncAlways: !o.QuickStore,
		DontListen: o.Alone,
	}
	if o.Alone {
		return opts, nil
	}
	listen := cmp.Or(o.Listen, localDoor)
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return nil, fmt.Errorf("pipeline: listen address %q: %w", listen, err)
	}
	opts.Host = host
	if opts.Port, err = strconv.Atoi(port); err != nil {
		return nil, fmt.Errorf("pipeline: listen address %q: port: %w", listen, err)
	}
	if opts.Port == 0 {
		opts.Port = natsserver.RANDOM_PORT
	} else if err := free(listen); err != nil {
		return nil, err
	}
	opts.Authorization = secret()
	return opts, nil
}

// free reports whether the address can be listened on: the server itself
// would only log that it cannot, and stay deaf.
func free(listen string) error {
	l, err := net.Listen("tcp", listen)
	if err != nil {
		return fmt.Errorf("pipeline: cannot listen on %s (is another NATS server or muster running there?): %w", listen, err)
	}
	return l.Close()
}

func secret() string {
	b := make([]byte, 16)
	if _, err := rand.Read(b); err != nil {
		panic(err) // crypto/rand never fails on the systems Go supports
	}
	return hex.EncodeToString(b)
}

func (e *embedded) start(log *slog.Logger) error {
	srv, err := natsserver.NewServer(e.opts.Clone())
	if err != nil {
		return fmt.Errorf("pipeline: embedded server: %w", err)
	}
	srv.SetLoggerV2(&serverLog{log}, false, false, false)
	srv.Start()
	if !srv.ReadyForConnections(serverStart) || !srv.JetStreamEnabled() {
		srv.Shutdown()
		return fmt.Errorf("pipeline: embedded server is not ready after %v (see the log above)", serverStart)
	}
	if at, ok := srv.Addr().(*net.TCPAddr); ok && at != nil {
		e.opts.Port = at.Port
	}
	e.mu.Lock()
	e.server = srv
	e.mu.Unlock()
	if e.opts.DontListen {
		return nil
	}
	return os.WriteFile(filepath.Join(e.folder, urlFile), []byte(e.url()+"\n"), 0o600)
}

// restart puts a new server on the store in place of the one that runs. JetStream
// alone cannot be turned on again under way: the server (v2.15) changes there
// what its connections read without a lock.
func (e *embedded) restart(log *slog.Logger) error {
	old := e.current()
	old.Shutdown()
	old.WaitForShutdown()
	return e.start(log)
}

// url is the address of the listener with its secret; empty without one.
func (e *embedded) url() string {
	addr, ok := e.current().Addr().(*net.TCPAddr)
	if !ok || addr == nil {
		return ""
	}
	u := url.URL{Scheme: "nats", User: url.User(e.opts.Authorization), Host: addr.String()}
	return u.String()
}

func (e *embedded) stop() {
	_ = os.Remove(filepath.Join(e.folder, urlFile))
	srv := e.current()
	srv.Shutdown()
	srv.WaitForShutdown()
	e.lock.release()
}

// storeDir is where JetStream keeps its streams.
func storeDir(folder string) string { return filepath.Join(folder, "nats") }

// serverEvery is how often the embedded server is looked after.
const serverEvery = 2 * time.Second

// watchServer brings JetStream back where it turned itself off: it does so
// when the disk is full or not to be written to, and would stay off.
func (b *Bus) watchServer(ctx context.Context) {
	for sleep(ctx, serverEvery) {
		if b.server.current().JetStreamEnabled() {
			b.Trouble("store", nil)
			continue
		}
		err := errors.New("JetStream has turned itself off: the disk is full, or may not be written to (see the log above); it is tried again until it works")
		b.Trouble("store", err)
		if b.full.Load() || writable(b.server.folder) != nil {
			continue
		}
		if err := b.server.restart(b.log); err != nil {
			b.log.Warn("the server does not start again yet", "error", err)
		}
	}
}

// writable tries the folder.
func writable(folder string) error {
	f, err := os.CreateTemp(folder, "try-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// Discover returns the URL of the embedded server that runs on the store
// folder, if one does.
func Discover(folder string) (string, bool) {
	raw, err := os.ReadFile(filepath.Join(folder, urlFile))
	if err != nil {
		return "", false
	}
	lock, err := lockFolder(folder)
	if err == nil {
		lock.release() // its server died without cleaning up
		return "", false
	}
	return strings.TrimSpace(string(raw)), errors.Is(err, ErrInUse)
}

// serverLog hands the server's own log lines to slog; its notices are detail.
type serverLog struct{ log *slog.Logger }

func (l *serverLog) Noticef(f string, a ...any) { l.log.Debug("nats: " + fmt.Sprintf(f, a...)) }
func (l *serverLog) Debugf(f string, a ...any)  {}
func (l *serverLog) Tracef(f string, a ...any)  {}
func (l *serverLog) Warnf(f string, a ...any)   { l.log.Warn("nats: " + fmt.Sprintf(f, a...)) }
func (l *serverLog) Errorf(f string, a ...any)  { l.log.Error("nats: " + fmt.Sprintf(f, a...)) }
func (l *serverLog) Fatalf(f string, a ...any)  { l.log.Error("nats: " + fmt.Sprintf(f, a...)) }
