#!/usr/bin/env bash
# What an operator installs and runs: the samples for proxies, the units, the Debian package, the container, an upgrade in the middle of an exam, traces, mail.
#
# $ZHIXING_BIN is the server (else target/debug/zhixing), $ZHIXING_PREVIOUS one of before, to upgrade from. What this machine has not got is skipped
# and counted. Nothing is installed here: the package is installed in a copy of the machine that goes with the test. Ends with "N passed, M failed".
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$HERE/../setup/lib.sh"
BIN=${ZHIXING_BIN:-$TARGET/debug/zhixing}
[ -x "$BIN" ] || die "no server at $BIN: build it, or set ZHIXING_BIN"
PACKAGING=$ROOT/server/packaging
source "$ROOT/tests/setup/steps.sh"
source "$HERE/units.sh"
source "$HERE/proxies.sh"
source "$HERE/package.sh"
source "$HERE/container.sh"
source "$HERE/upgrade.sh"
source "$HERE/traces.sh"
source "$HERE/mail.sh"
total
