#!/bin/bash
# Packs Raccord with everything that it runs on (packages, Node, built pages) into one archive, for a server without internet.
# Run it where npm reaches its packages: packaging/pack.sh [FOLDER]. What is committed is packed.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
out=$(realpath "${1:-.}")
version=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' "$root/package.json")
name="raccord-$version-linux-x64.tar.gz"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

git -C "$root" archive --prefix=raccord/ HEAD | tar -x -C "$work"
cd "$work/raccord"
npm ci --no-audit --no-fund
test -f dist/portal/index.html || { echo "the portal's pages were not built" >&2; exit 1; }
npm prune --omit=dev --ignore-scripts --no-audit --no-fund
rm -rf test .ci
cd "$work"
tar -c --owner=0 --group=0 --sort=name raccord | gzip -n > "$out/$name"
cd "$out"
sha256sum "$name" > "$name.sha256"
echo "$out/$name"
