# The container: its health check, and where something builds containers the image itself. Sourced by run.sh.

# The words of the Containerfile, on this machine.
health() { # PORT
  local words; words=$(sed -n 's/^HEALTHCHECK .* CMD //p' "$PACKAGING/Containerfile")
  ZHIXING_LISTEN=0.0.0.0:$1 node -e 'const [c, ...w] = JSON.parse(process.argv[1]); process.exit(require("child_process").spawnSync(c, w, { stdio: "inherit" }).status ?? 1)' "$words"
}
tells_life_from_death() {
  local port dead; port=$(free_port) dead=$(free_port)
  start_server "$TMP/healthy" "$port" "http://localhost:$port" || return 1
  health "$port" || { echo "a server that answers is called ill"; return 1; }
  stop_server
  if health "$dead" 2>/dev/null; then echo "nobody is called healthy"; return 1; fi
}
image() { IMAGE=$(ZHIXING_BIN=$BIN IMAGE=localhost/zhixing:test bash "$PACKAGING/container.sh"); }
in_a_container() {
  local port; port=$(free_port)
  CONTAINER=$("$BUILDER" run --detach --rm --publish "127.0.0.1:$port:8080" --read-only --cap-drop ALL --security-opt no-new-privileges "$IMAGE") || return 1
  for _ in $(seq 300); do curl -fsS "http://127.0.0.1:$port/readyz" >/dev/null 2>&1 && break; sleep 0.1; done
  curl -fsS "http://127.0.0.1:$port/readyz" && equal "$("$BUILDER" exec "$CONTAINER" id -u)" 10001
  local result=$?
  "$BUILDER" stop "$CONTAINER" >/dev/null
  return $result
}

step "the container's health check tells a server from none" tells_life_from_death
source "$PACKAGING/builder.sh"
if BUILDER=$(find_builder) && [ "$BUILDER" != buildah ]; then
  step "one command builds the container" image
  step "it runs as nobody's user, without rights, on a root that cannot be written" in_a_container
else
  skip "the container itself: nothing here builds and runs containers"
fi
