#!/bin/sh
# The day of an analyst, on the newspapers of `muster demo`: import feeds, see
# contradictions, open their sources, mark one wrong and one known, make a case
# file, get an alert. It ends with 0 where each step does what it should.
#
#   MUSTER=bin/muster sh bench/day/day.sh
set -eu
muster=${MUSTER:-muster}
dir=$(mktemp -d)
MUSTER_DATA=$dir/store
export MUSTER_DATA
unset NATS_URL MUSTER_SERVER || true

step() { printf '\n== %s\n' "$*"; }
must() { "$@" || { echo "FAILED: $*" >&2; exit 1; }; }
# wait_for COMMAND...: until it succeeds; what never does is told after minutes.
wait_for() {
    tries=0
    until "$@" >/dev/null 2>&1; do
        tries=$((tries + 1))
        test $tries -lt 500 || { echo "FAILED: waited in vain for: $*" >&2; exit 1; }
        sleep 0.2
    done
}
running=
end() { for pid in $running; do kill -INT "$pid" 2>/dev/null && wait "$pid" || true; done; rm -rf "$dir"; }
trap end EXIT

$muster demo --pages 127.0.0.1:0 >"$dir/press" & running=$!
wait_for grep -q '^newspapers at' "$dir/press"
press=$(sed -n 's/^newspapers at \([0-9.:]*\);.*/\1/p' "$dir/press")

$muster up --listen "" --web "" --languages none --allow-private --host-delay -1ns \
    --min-interval 1s --max-interval 2s --resolve ".example=$press" --log-level warn & running="$! $running"
wait_for $muster status
wait_for sh -c "$muster status | grep -q '^index .* articles'"

step 'an alert before anything is there'
must $muster search alert add clashes --kind contradiction --file clashes.jsonl

step 'import feeds'
{
    echo '<opml version="2.0"><head><title>Day</title></head><body>'
    for host in northern-wire baltic-courier vistula-post defence-ledger atlantic-bulletin dnipro-herald harbour-broadcasting alpine-gazette; do
        echo "<outline type=\"rss\" text=\"$host\" xmlUrl=\"http://$host.example/feed\" language=\"en\"/>"
    done
    echo '</body></opml>'
} >"$dir/feeds.opml"
must $muster ingest import "$dir/feeds.opml"
must $muster ingest list

step 'contradictions, as they are found'
wait_for $muster search conflicts --kind contradiction
wait_for test -s "$MUSTER_DATA/alerts/clashes.jsonl"
wait_for sh -c "$muster status | grep -q '^index *19 articles'"
must $muster search conflicts

step 'one of them whole, and its sources'
first=$($muster search conflicts --kind contradiction --limit 1 --jq '.findings[0].id')
must $muster search show "$first"
url=$($muster search show "$first" --jq '.finding.sides[0].claims[0].article.url')
must $muster search article "$url"
must $muster search article "$url" --text
wait_for sh -c "$muster search article http://vistula-post.example/poland-spending --diff | grep -q '+ .*3.26% of GDP'"
must $muster search article http://vistula-post.example/poland-spending --diff
must $muster search sources --sort contradicted --limit 5

step 'one is wrong, one is known'
must $muster search mark "$first" wrong --note 'two exercises' --by analyst
second=$($muster search conflicts --limit 1 --jq '.findings[0].id')
must test "$second" != "$first"
must $muster search mark "$second" known --by analyst
must sh -c "! $muster search conflicts --jq '.findings[].id' | grep -qx -e '$first' -e '$second'"
must $muster search conflicts --mark wrong

step 'figures over time'
must $muster search who Ukraine

step 'a case file'
must $muster search export country:UA --mark any --format html >"$dir/case.html"
must grep -q '<blockquote>' "$dir/case.html"
must $muster search export --of question 'soldiers killed of Ukraine' | head -20

step 'what the alert told'
must $muster search alert log clashes
must grep -q '"state":"new"' "$MUSTER_DATA/alerts/clashes.jsonl"

step 'how it all fares'
must $muster status
echo
echo 'the day is done'
