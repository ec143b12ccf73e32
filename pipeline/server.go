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
type embedded struct {
	server *natsserver.Server
	folder string
	token  string // what others must show to join
	lock   *folderLock
}

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
	opts, err := serverOptions(o)
	if err == nil {
		err = e.start(opts, log)
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

func (e *embedded) start(opts *natsserver.Options, log *slog.Logger) error {
	srv, err := natsserver.NewServer(opts)
	if err != nil {
		return fmt.Errorf("pipeline: embedded server: %w", err)
	}
	e.server, e.token = srv, opts.Authorization
	srv.SetLoggerV2(&serverLog{log}, false, false, false)
	srv.Start()
	if !srv.ReadyForConnections(serverStart) || !srv.JetStreamEnabled() {
		e.server.Shutdown()
		return fmt.Errorf("pipeline: embedded server is not ready after %v (see the log above)", serverStart)
	}
	if opts.DontListen {
		return nil
	}
	return os.WriteFile(filepath.Join(e.folder, urlFile), []byte(e.url()+"\n"), 0o600)
}

// url is the address of the listener with its secret; empty without one.
func (e *embedded) url() string {
	addr, ok := e.server.Addr().(*net.TCPAddr)
	if !ok || addr == nil {
		return ""
	}
	u := url.URL{Scheme: "nats", User: url.User(e.token), Host: addr.String()}
	return u.String()
}

func (e *embedded) stop() {
	_ = os.Remove(filepath.Join(e.folder, urlFile))
	e.server.Shutdown()
	e.server.WaitForShutdown()
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
		if b.server.server.JetStreamEnabled() {
			b.Trouble("store", nil)
			continue
		}
		err := errors.New("JetStream has turned itself off: the disk is full, or may not be written to (see the log above); it is tried again until it works")
		b.Trouble("store", err)
		if b.full.Load() || writable(b.server.folder) != nil {
			continue
		}
		if err := b.server.server.EnableJetStream(&natsserver.JetStreamConfig{StoreDir: storeDir(b.server.folder)}); err != nil {
			b.log.Warn("JetStream does not start again yet", "error", err)
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
