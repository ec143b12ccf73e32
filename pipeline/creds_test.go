package pipeline

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"muster/news"

	"github.com/nats-io/jwt/v2"
	natsserver "github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nkeys"
)

// issuer signs what operator, account and users are known by.
type issuer struct {
	t    *testing.T
	keys nkeys.KeyPair
}

func newIssuer(t *testing.T, create func() (nkeys.KeyPair, error)) issuer {
	t.Helper()
	keys, err := create()
	if err != nil {
		t.Fatal(err)
	}
	return issuer{t, keys}
}

func (i issuer) public() string {
	i.t.Helper()
	key, err := i.keys.PublicKey()
	if err != nil {
		i.t.Fatal(err)
	}
	return key
}

func (i issuer) signed(c jwt.Claims) string {
	i.t.Helper()
	token, err := c.Encode(i.keys)
	if err != nil {
		i.t.Fatal(err)
	}
	return token
}

// user writes a credentials file as nsc does.
func (i issuer) user(allowed func(*jwt.UserClaims)) (file string) {
	i.t.Helper()
	user := newIssuer(i.t, nkeys.CreateUser)
	claims := jwt.NewUserClaims(user.public())
	allowed(claims)
	seed, err := user.keys.Seed()
	if err != nil {
		i.t.Fatal(err)
	}
	text, err := jwt.FormatUserConfig(i.signed(claims), seed)
	if err != nil {
		i.t.Fatal(err)
	}
	file = filepath.Join(i.t.TempDir(), "user.creds")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		i.t.Fatal(err)
	}
	return file
}

// TestCredentials: a server that knows its users by credentials files takes
// ours, lets nobody else in, and says so to a reader who may not store.
func TestCredentials(t *testing.T) {
	operator, system := newIssuer(t, nkeys.CreateOperator), newIssuer(t, nkeys.CreateAccount)
	account, stranger := newIssuer(t, nkeys.CreateAccount), newIssuer(t, nkeys.CreateAccount)
	rights := jwt.NewAccountClaims(account.public())
	rights.Limits.JetStreamLimits = jwt.JetStreamLimits{MemoryStorage: jwt.NoLimit, DiskStorage: jwt.NoLimit, Streams: jwt.NoLimit, Consumer: jwt.NoLimit}
	trust, err := jwt.DecodeOperatorClaims(operator.signed(jwt.NewOperatorClaims(operator.public())))
	if err != nil {
		t.Fatal(err)
	}
	resolver := &natsserver.MemAccResolver{}
	for _, c := range []*jwt.AccountClaims{rights, jwt.NewAccountClaims(system.public())} {
		if err := resolver.Store(c.Subject, operator.signed(c)); err != nil {
			t.Fatal(err)
		}
	}
	srv, err := natsserver.NewServer(&natsserver.Options{
		Host: "127.0.0.1", Port: natsserver.RANDOM_PORT, JetStream: true, StoreDir: t.TempDir(), NoSigs: true, NoLog: true, MaxPayload: maxPayload,
		TrustedOperators: []*jwt.OperatorClaims{trust}, AccountResolver: resolver, SystemAccount: system.public(),
	})
	if err != nil {
		t.Fatal(err)
	}
	srv.Start()
	t.Cleanup(func() { srv.Shutdown(); srv.WaitForShutdown() })
	if !srv.ReadyForConnections(time.Minute) {
		t.Fatal("the server does not start")
	}
	join := func(creds string) (*Bus, error) {
		b, err := Open(t.Context(), Options{Server: srv.ClientURL(), Creds: creds, Log: slog.New(slog.DiscardHandler)})
		if err == nil {
			t.Cleanup(b.Close)
		}
		return b, err
	}
	all := func(*jwt.UserClaims) {}
	b, err := join(account.user(all))
	if err != nil {
		t.Fatal(err)
	}
	publish(t, b, 1)
	until(t, b, func(news.Article) (bool, error) { return true, nil })
	for name, creds := range map[string]string{"no credentials": "", "those of a stranger": stranger.user(all)} {
		if _, err := join(creds); !errors.Is(err, nats.ErrAuthorization) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := join(filepath.Join(t.TempDir(), "absent.creds")); err == nil || !strings.Contains(err.Error(), "absent.creds") {
		t.Errorf("a file that is not there: %v", err)
	}
}
