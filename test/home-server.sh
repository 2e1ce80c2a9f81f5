#!/usr/bin/env bash
# A home server installs without development dependencies and starts: the README promises it.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
copy=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$copy"' EXIT

git -C "$root" ls-files -z | (cd "$root" && xargs -0 cp --parents -t "$copy" 2>/dev/null || true)
cd "$copy"
npm ci --omit=dev --silent
for tool in cdktf @cdktf typescript vitest @biomejs; do
  if [ -e "node_modules/$tool" ]; then
    echo "home server: $tool was installed, and must not be" >&2
    exit 1
  fi
done

npm start -- --port 0 --data "$copy/data" >"$copy/log" 2>&1 &
server=$!
for _ in $(seq 100); do
  grep -q '^Gallery: ' "$copy/log" && break
  kill -0 "$server" || { cat "$copy/log" >&2; exit 1; }
  sleep 0.2
done
url=$(sed -n 's/^Gallery: //p' "$copy/log")
node -e "fetch('$url').then((page) => { if (!page.ok) throw new Error(page.status); console.log('home server: the page answers') })"
