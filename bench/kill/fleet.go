package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	extractd "muster/cmd/extract/daemon"
	"muster/desk"
	"muster/news"
	"muster/pipeline"
)

// build makes the programs, nats-server from its module among them.
func build(ctx context.Context, bin string) error {
	c := exec.CommandContext(ctx, "go", "build", "-o", bin+string(filepath.Separator), "./cmd/ingest", "./cmd/extract", "./cmd/search",
		"github.com/nats-io/nats-server/v2")
	c.Stdout, c.Stderr = os.Stderr, os.Stderr
	return c.Run()
}

// fleet is the processes of one run.
type fleet struct {
	dir, bin        string
	clients, routes []string // ports of the NATS servers
	procs           []*proc
}

// proc is a process that is started again when it was killed.
type proc struct {
	name string
	args []string
	log  *os.File
	mu   sync.Mutex
	cmd  *exec.Cmd
	done chan error
}

func newFleet(dir, bin string, p *press, servers int) (*fleet, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	ports, err := freePorts(2 * servers)
	if err != nil {
		return nil, err
	}
	f := &fleet{dir: dir, bin: bin, clients: ports[:servers], routes: ports[servers:]}
	if err := os.WriteFile(filepath.Join(dir, "feeds.opml"), []byte(p.opml()), 0o600); err != nil {
		return nil, err
	}
	for i := range servers {
		file := filepath.Join(dir, fmt.Sprintf("nats-%d.conf", i))
		if err := os.WriteFile(file, []byte(f.conf(i)), 0o600); err != nil {
			return nil, err
		}
		f.add("nats-server", "-c", file)
	}
	common := []string{"--server", f.url(), "--log-level", "info", "--replicas", fmt.Sprint(servers)}
	for i := range min(servers, 2) {
		f.add("ingest", append([]string{"serve", "--languages", "none", "--allow-private", "--host-delay", "-1ns", "--resolve", ".example=" + p.addr,
			"--min-interval", "1s", "--max-interval", "1s"}, common...)...)
		f.add("search", append([]string{"serve", "--data", filepath.Join(dir, fmt.Sprint("search", i))}, common...)...)
	}
	f.add("extract", append([]string{"serve", "--workers", "1"}, common...)...)
	f.add("extract", append([]string{"serve", "--workers", "1"}, common...)...)
	return f, nil
}

// freePorts finds n ports of the loopback that nobody listens on.
func freePorts(n int) (ports []string, err error) {
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer func() { _ = l.Close() }()
		_, port, _ := net.SplitHostPort(l.Addr().String())
		ports = append(ports, port)
	}
	return ports, nil
}

// conf is the configuration of the i-th server.
func (f *fleet) conf(i int) string {
	conf := fmt.Sprintf("server_name: n%d\nlisten: 127.0.0.1:%s\nmax_payload: 8MB\njetstream { store_dir: %q, sync_interval: always }\n",
		i, f.clients[i], filepath.Join(f.dir, fmt.Sprint("nats", i)))
	if len(f.clients) == 1 {
		return conf
	}
	var routes []string
	for _, port := range f.routes {
		routes = append(routes, fmt.Sprintf("%q", "nats://127.0.0.1:"+port))
	}
	return conf + fmt.Sprintf("cluster { name: kill, listen: \"127.0.0.1:%s\", routes: [%s] }\n", f.routes[i], strings.Join(routes, ", "))
}

// url names all servers.
func (f *fleet) url() string {
	return "nats://127.0.0.1:" + strings.Join(f.clients, ",nats://127.0.0.1:")
}

func (f *fleet) add(name string, args ...string) {
	f.procs = append(f.procs, &proc{name: name, args: args})
}

// start starts the server, enters the feeds, and starts the rest.
func (f *fleet) start(ctx context.Context) error {
	for i, p := range f.procs {
		var err error
		if p.log, err = os.Create(filepath.Join(f.dir, fmt.Sprintf("%d-%s.log", i, p.name))); err != nil {
			return err
		}
		if err := p.start(f.bin); err != nil {
			return err
		}
		if i == len(f.clients)-1 {
			if err := f.enterFeeds(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *fleet) enterFeeds(ctx context.Context) error {
	var out []byte
	var err error
	for range 150 { // servers need a moment to listen, and to elect a leader
		c := exec.CommandContext(ctx, filepath.Join(f.bin, "ingest"), "import", filepath.Join(f.dir, "feeds.opml"), "--server", f.url())
		if out, err = c.CombinedOutput(); err == nil {
			return nil
		}
		time.Sleep(200 * time.Millisecond)
	}
	return fmt.Errorf("ingest import: %w: %s", err, out)
}

func (p *proc) start(bin string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cmd = exec.Command(filepath.Join(bin, p.name), p.args...)
	p.cmd.Stdout, p.cmd.Stderr = io.Discard, p.log
	if err := p.cmd.Start(); err != nil {
		return err
	}
	done := make(chan error, 1)
	cmd := p.cmd
	go func() { done <- cmd.Wait() }()
	p.done = done
	return nil
}

// kill ends the process at once, as a power cut to it alone would.
func (p *proc) kill() {
	p.mu.Lock()
	defer p.mu.Unlock()
	_ = p.cmd.Process.Kill()
	<-p.done
}

func (f *fleet) stop() {
	for _, p := range slices.Backward(f.procs) {
		if p.cmd == nil {
			continue
		}
		p.kill()
		_ = p.log.Close()
	}
}

// killAll kills each process the given number of times, in random order, at
// random moments over the time, and starts it again.
func (f *fleet) killAll(times int, over time.Duration, r *rand.Rand) {
	var order []*proc
	for range times {
		order = append(order, f.procs...)
	}
	r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	mean := over / time.Duration(len(order))
	var down *proc // the NATS server that is away
	for i, p := range order {
		time.Sleep(time.Duration(r.Int64N(int64(2 * mean))))
		if p == down {
			continue
		}
		p.kill()
		back := p
		if len(f.clients) > 1 && slices.Contains(f.procs[:len(f.clients)], p) {
			back, down = down, p
		}
		f.again(back)
		if i%10 == 9 {
			log.Printf("%d kills", i+1)
		}
	}
	f.again(down)
}

// again starts a killed process; nil is none.
func (f *fleet) again(p *proc) {
	if p == nil {
		return
	}
	if err := p.start(f.bin); err != nil {
		log.Printf("%s does not start again: %v", p.name, err)
	}
}

// stillness is for how many seconds nothing may move: longer than a message
// waits for its dead reader.
const stillness = 12

// settleWithin is how long a run may take to come to rest.
const settleWithin = 10 * time.Minute

// settle waits until nothing has changed for a while and reads what is there.
func (f *fleet) settle(ctx context.Context, articles int) (outcome, error) {
	// Without a deadline of its own each request has the client's; with one of
	// minutes, a request lost with its server would wait that long.
	b, err := pipeline.Open(ctx, pipeline.Options{Name: "kill", Server: f.url(), KeepAsIs: true, Patience: time.Minute, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return outcome{}, err
	}
	defer b.Close()
	end := time.After(settleWithin)
	var last pipeline.Counts
	var state string // what it waits for
	for still, looks := 0, 0; ; looks++ {
		select {
		case <-end:
			return outcome{}, fmt.Errorf("not at rest after %v: %s", settleWithin, state)
		case <-time.After(time.Second):
		}
		n, err := b.Counts(ctx)
		waiting, err2 := b.ArticlesBacklog(ctx, extractd.Durable)
		readers, err3 := b.ClaimsReaders(ctx)
		busy := len(readers) == 0
		for _, r := range readers {
			busy = busy || !r.Empty()
		}
		state = fmt.Sprintf("%+v, articles %+v, claims %+v, %v", n, waiting, readers, errors.Join(err, err2, err3))
		if looks%30 == 29 {
			log.Printf("waiting: %s", state)
		}
		if errors.Join(err, err2, err3) != nil || int(n.Articles) < articles || !waiting.Empty() || n != last || busy {
			last, still = n, 0
			continue
		}
		// The stream also holds articles stated anew as copies: what counts
		// is how many there are, which the feeds may still be short of while
		// the lease of a killed ingest lasts.
		if still++; still == stillness {
			out, err := read(ctx, b)
			if err != nil || len(out.articles) >= articles {
				return out, err
			}
			still = 0
		}
	}
}

// read collects the IDs of all that is stored.
func read(ctx context.Context, b *pipeline.Bus) (o outcome, err error) {
	copies, revisions := map[string]string{}, map[string]int{}
	if err := b.ReplayArticles(ctx, time.Time{}, func(a news.Article) error {
		copies[a.ID] = a.CopyOf
		revisions[a.ID+" "+a.Hash+" "+a.CopyOf]++
		return nil
	}); err != nil {
		return o, err
	}
	for id, of := range copies {
		o.articles = append(o.articles, id+" of "+of)
	}
	for key, n := range revisions {
		if n > 1 {
			o.twice = append(o.twice, key)
		}
	}
	sets := map[string][]news.Claim{}
	if err := b.ReplayClaims(ctx, func(s news.ClaimSet) error { sets[s.Article.ID] = s.Claims; return nil }); err != nil {
		return o, err
	}
	for _, claims := range sets {
		for _, c := range claims {
			o.claims = append(o.claims, c.ID)
		}
	}
	kinds := []news.FindingKind{news.Contradiction, news.Update, news.Correction, news.Agreement, news.Arithmetic, news.Transcription, news.Dispute, news.HedgeDrift}
	for skip := 0; ; skip += 200 {
		a, err := desk.Away{Bus: b}.Conflicts(ctx, desk.ConflictsRequest{Kinds: kinds, Limit: 200, Skip: skip})
		if err != nil {
			return o, err
		}
		for _, f := range a.Findings {
			o.findings = append(o.findings, f.ID)
		}
		if len(a.Findings) < 200 {
			break
		}
	}
	n, err := b.Counts(ctx)
	o.dead = int(n.Dead)
	for _, list := range [][]string{o.articles, o.claims, o.findings} {
		slices.Sort(list)
	}
	return o, err
}
