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
	"syscall"
	"time"

	extractd "muster/cmd/extract/daemon"
	"muster/desk"
	"muster/news"
	"muster/pipeline"
)

// build makes the programs, nats-server from its module among them.
func build(ctx context.Context, bin string) error {
	c := exec.CommandContext(ctx, "go", "build", "-o", bin+string(filepath.Separator), "./cmd/ingest", "./cmd/extract", "./cmd/search", "./bench/kill",
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
	// frozen: it was stopped where it stands.
	frozen bool
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
			"--min-interval", "1s", "--max-interval", "1s", "--copies-quiet", "5s"}, common...)...)
		f.add("search", append([]string{"serve", "--data", filepath.Join(dir, fmt.Sprint("search", i))}, common...)...)
	}
	for range 2 {
		f.add("extract", slices.Concat(extractArgs, common)...)
	}
	return f, nil
}

// extractArgs are what an extract daemon is told before what all are.
var extractArgs = []string{"serve", "--workers", "1"}

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
	p.frozen = false
}

// end has the process stop by itself, as an operator does.
func (p *proc) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	<-p.done
}

// freeze stops the process where it stands: to others it is cut off, its
// connections open and silent.
func (p *proc) freeze() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.frozen = true
	_ = p.cmd.Process.Signal(syscall.SIGSTOP)
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

// trouble is what is done to the fleet.
type trouble struct {
	fleet *fleet
	r     *rand.Rand
	down  *proc // the NATS server that is away
}

// killAll kills each process the given number of times, in random order, at
// random moments over the time, and starts it again. Of three NATS servers one
// is killed, or cut off by being stopped where it stands, until the next is.
// Half way all of them go at once; then the extract daemons are replaced, one
// after the other, by those of another version.
func (f *fleet) killAll(times int, over time.Duration, r *rand.Rand) {
	var order []*proc
	for range times {
		order = append(order, f.procs...)
	}
	r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	mean := over / time.Duration(len(order))
	t := trouble{fleet: f, r: r}
	for i, p := range order {
		time.Sleep(time.Duration(r.Int64N(int64(2 * mean))))
		t.strike(p)
		switch {
		case i%10 == 9:
			log.Printf("%d kills", i+1)
		case i == len(order)/2:
			t.outage()
		case i == len(order)*2/3:
			f.upgrade()
		}
	}
	f.again(t.down)
}

func (t *trouble) strike(p *proc) {
	switch {
	case p == t.down:
		return
	case len(t.fleet.clients) == 1 || !slices.Contains(t.fleet.servers(), p):
		p.kill()
		t.fleet.again(p)
		return
	case t.r.IntN(2) == 0:
		p.kill()
	default:
		p.freeze()
	}
	t.fleet.again(t.down)
	t.down = p
}

// outage is how long no NATS server is there.
const outage = 10 * time.Second

func (t *trouble) outage() {
	log.Printf("all NATS servers are away for %v", outage)
	for _, p := range t.fleet.servers() {
		p.kill()
	}
	time.Sleep(outage)
	for _, p := range t.fleet.servers() {
		t.fleet.again(p)
	}
	t.down = nil
}

// upgrade replaces the extract daemons by those of another version, as one
// does who wants nothing to stand still.
func (f *fleet) upgrade() {
	log.Print("extract daemons are replaced")
	for _, p := range f.procs {
		if p.name != "extract" {
			continue
		}
		p.end()
		p.name, p.args = "kill", append([]string{"next"}, p.args[len(extractArgs):]...)
		f.again(p)
	}
}

// servers are the NATS servers.
func (f *fleet) servers() []*proc { return f.procs[:len(f.clients)] }

// again starts a killed process, or lets a stopped one go on; nil is none.
func (f *fleet) again(p *proc) {
	if p == nil {
		return
	}
	if p.frozen {
		p.frozen = false
		_ = p.cmd.Process.Signal(syscall.SIGCONT)
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
	sets := map[string]news.ClaimSet{}
	if err := b.ReplayClaims(ctx, func(s news.ClaimSet) error { sets[s.Article.ID] = s; return nil }); err != nil {
		return o, err
	}
	for _, s := range sets {
		if s.Extractor == nextVersion {
			o.upgraded++
		}
		for _, c := range s.Claims {
			o.claims = append(o.claims, c.ID)
		}
	}
	kinds := []news.FindingKind{
		news.Contradiction, news.Update, news.Correction, news.Agreement, news.Arithmetic, news.Transcription, news.Dispute, news.HedgeDrift,
		news.Outcome, news.Unsure,
	}
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
