#!/usr/bin/env bash
# PostgreSQL's programs, for a cluster of the tests' own. Only tests need it. No service is started, none is touched.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
find_postgres() { # the newest folder with initdb
  { compgen -G '/usr/lib/postgresql/*/bin/initdb' || command -v initdb || true; } | sort -V | tail -1 | xargs -r dirname
}
install_postgres() {
  # Debian would create and start a cluster of its own: tell it not to, before the server comes.
  apt_install postgresql-common || return 1
  if [ -f /etc/postgresql-common/createcluster.conf ]; then
    as_root sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
  fi
  apt_install postgresql
}
if [ -z "$(find_postgres)" ]; then install_postgres || true; fi
[ -n "$(find_postgres)" ] || die "no PostgreSQL server programs: install them (Debian package: postgresql)"
mkdir -p "$TOOLS"
find_postgres >"$TOOLS/postgres"
say "$("$(cat "$TOOLS/postgres")/postgres" --version)"
