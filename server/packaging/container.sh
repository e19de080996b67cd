#!/usr/bin/env bash
# A container image of the server, from a binary that is built: `make container`. Prints the name of the image.
#
#   ZHIXING_BIN   the binary; by default the release build
#   IMAGE         its name; by default localhost/zhixing:VERSION
#   BUILDER       podman, buildah or docker; by default the first that answers
#   BASE          the image to begin with; its C library must not be older than that of the machine that built the binary
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../../tests/setup/lib.sh"
source "$here/builder.sh"
BIN=${ZHIXING_BIN:-$TARGET/release/zhixing}
[ -x "$BIN" ] || die "no server at $BIN: build it, or set ZHIXING_BIN"
builder=$(find_builder) || die "nothing here builds containers: install podman, buildah or docker (and start its daemon)"
version=$(sed -nE 's/^version = "(.*)"$/\1/p' "$ROOT/Cargo.toml" | head -1)
image=${IMAGE:-localhost/zhixing:$version}
context=$(mktemp -d "${TMPDIR:-/tmp}/zhixing-container.XXXXXX")
trap 'rm -rf "$context"' EXIT
install -m 755 "$BIN" "$context/zhixing"
cp "$here/Containerfile" "$context/Containerfile"
# images in docker's format: the other one has no health check
words=(build --file "$context/Containerfile" --tag "$image" ${BASE:+--build-arg "BASE=$BASE"})
if [ "$builder" != docker ]; then words+=(--format docker); fi
"$builder" "${words[@]}" "$context" >&2
echo "$image"
