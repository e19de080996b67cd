# A PostgreSQL cluster of the tests' own: in a temporary folder, on a free port, gone with the tests.
# Sourced by tests/run.sh after lib.sh: start_cluster exports ZHIXING_TEST_POSTGRES, stop_cluster removes all of it.
CLUSTER=

# PostgreSQL refuses to run as root, so root becomes the user that the package made.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then (cd "$CLUSTER" && runuser -u postgres -- "$@"); else (cd "$CLUSTER" && "$@"); fi
}

# start_cluster [durable]: quick and forgetful by default; durable for those who kill it or measure what durability costs.
start_cluster() {
  local bin port careless="-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
  if [ "${1:-}" = durable ]; then careless=; fi
  bin=$(cat "$TOOLS/postgres")
  CLUSTER=$(mktemp -d /tmp/zhixing-postgres.XXXXXX)
  if [ "$(id -u)" = 0 ]; then chown postgres "$CLUSTER"; fi
  as_postgres "$bin/initdb" -D "$CLUSTER/data" -U zhixing -A trust -E UTF8 --locale=C --no-sync >"$CLUSTER/initdb.log"
  for _ in 1 2 3; do # somebody may take the port between the question and the start
    port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
    if as_postgres "$bin/pg_ctl" -D "$CLUSTER/data" -l "$CLUSTER/log" -w -t 60 start >/dev/null -o "-p $port \
      -c listen_addresses=127.0.0.1 -c unix_socket_directories=$CLUSTER -c max_connections=200 $careless"; then
      as_postgres "$bin/createdb" -h 127.0.0.1 -p "$port" -U zhixing zhixing
      export ZHIXING_TEST_POSTGRES=postgres://zhixing@127.0.0.1:$port/zhixing
      say "PostgreSQL for the tests: $ZHIXING_TEST_POSTGRES"
      return
    fi
  done
  cat "$CLUSTER/log" >&2
  return 1
}

stop_cluster() {
  if [ -z "$CLUSTER" ]; then return; fi
  as_postgres "$(cat "$TOOLS/postgres")/pg_ctl" -D "$CLUSTER/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$CLUSTER"
  CLUSTER=
}
