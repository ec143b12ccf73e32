#!/bin/sh
# A cluster on the loopback of one machine: three NATS servers with TLS, whose
# users are known by their certificates, two ingest, two extract and two search
# daemons. To try what a cluster does, and as a pattern for three machines.
#
#   sh deploy/cluster/cluster.sh up DIR           start all
#   sh deploy/cluster/cluster.sh stop DIR nats-2  kill a process; start brings it back
#   sh deploy/cluster/cluster.sh cut DIR nats-2   stop a process where it stands; mend lets it go on
#   sh deploy/cluster/cluster.sh ready DIR        what each daemon says at /readyz
#   sh deploy/cluster/cluster.sh muster DIR ...   muster, as the user of the cluster
#   sh deploy/cluster/cluster.sh drill DIR        the newspapers of the demo, while servers go and come
#   sh deploy/cluster/cluster.sh down DIR         end all
#
# BIN is a folder with muster, nats-server and links to muster named ingest,
# extract and search; without it they are built. BASE (24220) is the first of 12
# ports. INGEST is what ingest is told besides.
set -eu
verb=${1:?up, stop, start, cut, mend, ready, muster, drill or down}
mkdir -p "${2:?a folder}"
dir=$(cd "$2" && pwd)
shift 2
base=${BASE:-24220}
bin=${BIN:-$dir/bin}
umask 077

nats="nats-1 nats-2 nats-3"
daemons="ingest-1 ingest-2 extract-1 extract-2 search-1 search-2"

# port NAME: where a process is asked how it fares, or a server for clients
port() {
    n=0
    for name in $nats $daemons; do
        if [ "$name" = "$1" ]; then echo $((base + n)); fi
        n=$((n + 1))
    done
}
servers=$(for n in $nats; do printf ',tls://127.0.0.1:%s' "$(port "$n")"; done | cut -c2-)
routes=$(for n in $nats; do printf '"nats://127.0.0.1:%s",' $(($(port "$n") + 100)); done | sed 's/,$//')

build() {
    if [ -x "$bin/nats-server" ]; then return; fi
    mkdir -p "$bin"
    go build -o "$bin/" ./cmd/muster github.com/nats-io/nats-server/v2
    for name in ingest extract search; do ln -sf muster "$bin/$name"; done
}

# certificate NAME SUBJECT EXTENSION: signed by our authority
certificate() {
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$dir/$1-key.pem" -out "$dir/$1.csr" -subj "$2" 2>>"$dir/openssl.log"
    printf '%s\n' "$3" >"$dir/$1.ext"
    openssl x509 -req -in "$dir/$1.csr" -CA "$dir/ca.pem" -CAkey "$dir/ca-key.pem" -CAcreateserial -days 365 -extfile "$dir/$1.ext" -out "$dir/$1.pem" 2>>"$dir/openssl.log"
    rm "$dir/$1.csr" "$dir/$1.ext"
}

certificates() {
    if [ -f "$dir/muster.pem" ]; then return; fi
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$dir/ca-key.pem" -out "$dir/ca.pem" -days 365 -subj /CN=authority 2>>"$dir/openssl.log"
    certificate server "/CN=nats" "subjectAltName=IP:127.0.0.1
extendedKeyUsage=serverAuth,clientAuth"
    certificate muster "/CN=muster" "extendedKeyUsage=clientAuth"
    certificate reader "/CN=reader" "extendedKeyUsage=clientAuth"
}

configuration() {
    tls="cert_file: \"$dir/server.pem\", key_file: \"$dir/server-key.pem\", ca_file: \"$dir/ca.pem\""
    cat >"$dir/$1.conf" <<END
server_name: $1
listen: "127.0.0.1:$(port "$1")"
max_payload: 8MB
jetstream { store_dir: "$dir/$1", sync_interval: always }
tls { $tls, verify_and_map: true }
authorization {
  users: [
    { user: "CN=muster" }
    { user: "CN=reader", permissions: { publish: ["muster.search.>", "muster.present"], subscribe: ["_INBOX.>"] } }
  ]
}
cluster {
  name: muster
  listen: "127.0.0.1:$(($(port "$1") + 100))"
  routes: [$routes]
  tls { $tls, verify: true }
}
END
}

# run NAME: start one process
run() {
    case $1 in
    nats-*) set -- "$1" "$bin/nats-server" -c "$dir/$1.conf" ;;
    # shellcheck disable=SC2086
    ingest-*) set -- "$1" "$bin/ingest" serve --languages none ${INGEST:-} ;;
    extract-*) set -- "$1" "$bin/extract" serve --workers 1 ;;
    search-*) set -- "$1" "$bin/search" serve --web "" --data "$dir/$1" ;;
    esac
    name=$1
    shift
    case $name in
    nats-*) ;;
    *) set -- "$@" --replicas 3 --health "127.0.0.1:$(port "$name")" --log-format text ;;
    esac
    "$@" >>"$dir/$name.log" 2>&1 &
    echo $! >"$dir/$name.pid"
}

# signal NAME SIGNAL
signal() { kill "-$2" "$(cat "$dir/$1.pid")"; }

NATS_URL=$servers MUSTER_TLSCA=$dir/ca.pem MUSTER_TLSCERT=$dir/muster.pem MUSTER_TLSKEY=$dir/muster-key.pem
export NATS_URL MUSTER_TLSCA MUSTER_TLSCERT MUSTER_TLSKEY

# wait_for COMMAND...: until it succeeds, two minutes at most
wait_for() {
    tries=600
    until "$@" >/dev/null 2>&1; do
        tries=$((tries - 1))
        if [ $tries = 0 ]; then echo "waited in vain for: $*" >&2; return 1; fi
        sleep 0.2
    done
}
ready_one() { curl -sS -m 5 "http://127.0.0.1:$(port "$1")/readyz" 2>&1; }
is_ready() { [ "$(ready_one "$1")" = ready ]; }
all_ready() { for d in $daemons; do is_ready "$d" || return 1; done; }
ready() { for d in $daemons; do printf '%-10s %s\n' "$d" "$(ready_one "$d" | tr '\n' ' ')"; done; }
up() {
    build
    certificates
    for n in $nats; do configuration "$n"; done
    for n in $nats $daemons; do run "$n"; done
    wait_for all_ready
}
down() {
    for n in $daemons $nats; do
        if [ -f "$dir/$n.pid" ]; then
            signal "$n" CONT 2>/dev/null || true
            signal "$n" TERM 2>/dev/null || true
            rm "$dir/$n.pid"
        fi
    done
}

# stored: what the streams hold, and what waits
stored() { "$bin/muster" status --json | grep -E '"(articles|claim_sets|findings|dead|waiting|in_hand)"' | tr -d ' \n'; echo; }
# done_with N: the index holds N articles and nothing waits
done_with() {
    "$bin/muster" status --json >"$dir/status" && sed -n '/"index"/,/}/p' "$dir/status" | grep -q "\"articles\": $1," && ! grep -qE '"(waiting|in_hand)": [1-9]' "$dir/status"
}

step() { printf '\n== %s\n' "$*"; }

# drill: the demo's articles arrive while servers go. At the end the index has
# all 19 that are in English, and no letter is dead.
drill() {
    build
    "$bin/muster" demo --pages 127.0.0.1:0 >"$dir/press" &
    press=$!
    trap 'kill $press; down' EXIT
    wait_for grep -q '^newspapers at' "$dir/press"
    INGEST="--allow-private --host-delay -1ns --min-interval 1s --max-interval 2s --copies-quiet 1s --resolve .example=$(sed -n 's/^newspapers at \([0-9.:]*\);.*/\1/p' "$dir/press")"
    step "start"
    up
    ready
    # Where a server has just gone, somebody has to be chosen to lead: again then.
    add_once() {
        "$bin/ingest" add "http://$1.example/feed" --allow-private --resolve ".example=${INGEST##*.example=}" >"$dir/added" 2>&1 ||
            grep -q 'in the list already' "$dir/added"
    }
    add() { wait_for add_once "$1"; }
    step "nats-1 is killed while feeds come in"
    add northern-wire
    add baltic-courier
    signal nats-1 KILL
    add vistula-post
    wait_for all_ready
    stored
    step "nats-1 is back, nats-2 is cut off"
    run nats-1
    signal nats-2 STOP
    add defence-ledger
    add atlantic-bulletin
    wait_for all_ready
    stored
    step "all are away: what do the daemons say?"
    signal nats-2 CONT
    add dnipro-herald
    for n in $nats; do signal "$n" KILL; done
    wait_for sh -c "! curl -sSf http://127.0.0.1:$(port extract-1)/readyz"
    ready
    tail -n 1 "$dir/extract-1.log"
    step "all are back; extract-1 is replaced under load"
    for n in $nats; do run "$n"; done
    wait_for all_ready
    add harbour-broadcasting
    add alpine-gazette
    signal extract-1 TERM
    run extract-1
    wait_for done_with 19
    stored
    step "the reader may search and read no stream"
    MUSTER_TLSCERT=$dir/reader.pem MUSTER_TLSKEY=$dir/reader-key.pem "$bin/search" conflicts --limit 1
    if MUSTER_TLSCERT=$dir/reader.pem MUSTER_TLSKEY=$dir/reader-key.pem "$bin/muster" status; then
        echo "FAILED: the reader read the streams" >&2
        return 1
    fi
    step "nothing died"
    "$bin/muster" dead list || true
}

case $verb in
up) up && ready ;;
down) down ;;
stop) signal "$1" KILL ;;
start) run "$1" ;;
cut) signal "$1" STOP ;;
mend) signal "$1" CONT ;;
ready) ready ;;
muster) exec "$bin/muster" "$@" ;;
drill) drill ;;
*)
    echo "cluster.sh: $verb?" >&2
    exit 2
    ;;
esac
