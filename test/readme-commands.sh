#!/usr/bin/env bash
# Does what the README tells a newcomer to do, in a copy of what is committed, installed as a home server
# installs it: without development dependencies. The tests' own commands are .ci/run's.
set -euo pipefail
# Each background command in a process group of its own, which Ctrl-C reaches as a whole.
set -m
root=$(cd "$(dirname "$0")/.." && pwd)
copy=$(mktemp -d)
running=
trap '[ -z "$running" ] || kill -- -"$running" 2>/dev/null || true; rm -rf "$copy"' EXIT

# In a container the folder may belong to somebody else.
git -c safe.directory="*" -C "$root" ls-files -z | (cd "$root" && xargs -0 cp --parents -t "$copy")
cd "$copy"
npm ci --omit=dev --no-progress
for tool in cdktf @cdktf vitest @biomejs; do
  if [ -e "node_modules/$tool" ]; then
    echo "a home server would install $tool, and must not" >&2
    exit 1
  fi
done

# start WORDS UNTIL COMMAND…: runs a command in the background until its output has the words.
start() {
  local words=$1
  shift
  "$@" >log 2>&1 &
  running=$!
  for _ in $(seq 600); do
    grep -q "$words" log && return
    kill -0 "$running" 2>/dev/null || break
    sleep 0.2
  done
  echo "$* did not say \"$words\":" >&2
  cat log >&2
  exit 1
}

# Ctrl-C, after which the command ends in good order.
stop() {
  kill -INT -- -"$running"
  wait "$running" || [ $? = 130 ]
  running=
  grep -q 'pictures taken' log
}

page_answers() {
  node -e "fetch('$1').then((page) => { if (!page.ok) throw new Error(String(page.status)); })"
}

echo "npm run demo"
start 'The day is over' npm run demo -- --port 0
grep '^89 pictures taken: 24 alarms, 65 quiet, 0 rejected; [0-9]* alerts and [0-9]* digests' log
page_answers "$(sed -n 's/.*Look at it: //p' log)"
mkdir -p pictures
stop

echo "npm start"
start '^Gallery: ' npm start -- --port 0
page_answers "$(sed -n 's/^Gallery: //p' log)"
stop

echo "npm start -- --watch"
start '^Gallery: ' npm start -- --port 0 --watch pictures
stop

echo "local --once --json, and help"
npm run -s intellicam -- local --once --watch pictures --json | tail -n 1 | grep '"received":0'
npm run -s intellicam -- help | grep -q -- '--watch DIR'
npm run -s intellicam -- doctor 2>log && exit 1
grep 'run npm ci without it' log
