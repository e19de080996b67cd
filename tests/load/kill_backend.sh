#!/usr/bin/env bash
# kill -9 to one of the server's PostgreSQL backends, one that writes if there is one. kill_backend.sh URL
set -euo pipefail
pid=$(psql "$1" -AtXc "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
  ORDER BY (query ~ 'COMMIT|INSERT|UPDATE') DESC, state = 'active' DESC, random() LIMIT 1")
kill -9 "$pid"
