# The samples for reverse proxies, as they are but for names, ports and paths: understood, and a server behind nginx as strangers see it. Sourced by run.sh.

certificate() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=exam.example.cn -addext subjectAltName=DNS:exam.example.cn \
    -keyout "$TMP/tls.key" -out "$TMP/tls.pem"
}
# The sample on free ports of this machine, within what nginx wants around it.
nginx_conf() {
  mkdir -p "$TMP/nginx"
  {
    echo "worker_processes 1; daemon off; pid $TMP/nginx/pid; error_log $TMP/nginx/error.log warn;"
    echo "events { worker_connections 512; }"
    echo "http { access_log off;"
    for kind in client_body proxy fastcgi uwsgi scgi; do echo "${kind}_temp_path $TMP/nginx/$kind;"; done
    sed -E -e '/listen \[::\]/d' -e "s/listen 80;/listen 127.0.0.1:$PLAIN;/; s/listen 443/listen 127.0.0.1:$SECURE/; s/127\.0\.0\.1:8080/127.0.0.1:$PORT/" \
      -e "s#(ssl_certificate) .*#\1 $TMP/tls.pem;#; s#(ssl_certificate_key) .*#\1 $TMP/tls.key;#" "$PACKAGING/proxy/nginx.conf"
    echo "}"
  } >"$TMP/nginx/nginx.conf"
}
nginx_understands() { nginx -t -c "$TMP/nginx/nginx.conf" -e "$TMP/nginx/error.log"; }
# through PATH [CURL WORDS...]: a request of a stranger, by the name and with TLS
through() {
  local path=$1; shift
  STATUS=$(curl -sS --max-time 60 --cacert "$TMP/tls.pem" --resolve "exam.example.cn:$SECURE:127.0.0.1" -D "$TMP/head" -o "$TMP/body" -w '%{http_code}' \
    "$@" "https://exam.example.cn:$SECURE$path")
}
behind_nginx() {
  answering "$TMP/behind.log" "$PORT" "$BIN" serve --data "$TMP/behind" --listen "127.0.0.1:$PORT" --public-url "https://exam.example.cn:$SECURE" \
    --trusted-proxies 127.0.0.1 --metrics-token 0123456789abcdef || return 1
  BEHIND=${SERVERS[-1]}
  nginx -c "$TMP/nginx/nginx.conf" -e "$TMP/nginx/error.log" & SERVERS+=($!)
  for _ in $(seq 100); do if through /healthz 2>/dev/null && [ "$STATUS" = 200 ]; then return; fi; sleep 0.1; done
  cat "$TMP/nginx/error.log"; return 1
}
headers_once() {
  through / || return 1
  local name
  for name in content-security-policy strict-transport-security x-request-id; do
    equal "$name $(tr -d '\r' <"$TMP/head" | grep -ci "^$name:")" "$name 1" || return 1
  done
}
secure_cookies() { through /register -X POST -d 'login=someone&name=Someone&password=four+brown+kettles&agree=yes' && tr -d '\r' <"$TMP/head" | grep -i '^set-cookie: __Host-'; }
# In the server's place something that tells what it is told: what a stranger writes about the own address has gone.
forged_address() {
  kill "$BEHIND" && wait "$BEHIND" 2>/dev/null
  node -e 'require("http").createServer((q, a) => a.end(String(q.headers["x-forwarded-for"]))).listen(+process.argv[1], "127.0.0.1")' "$PORT" & SERVERS+=($!)
  for _ in $(seq 100); do if through / -H 'X-Forwarded-For: 203.0.113.9' && [ "$STATUS" = 200 ]; then break; fi; sleep 0.1; done
  equal "$(cat "$TMP/body")" 127.0.0.1
}
a_large_body() { # above the 8 MiB of the server: it is the server that says so, and below nginx's own bound
  head -c 9000000 /dev/zero >"$TMP/large"
  through /verify -X POST -H 'content-type: application/octet-stream' --data-binary "@$TMP/large"
  case $STATUS in 413 | 415 | 422 | 303 | 400) ;; *) echo "status $STATUS"; return 1 ;; esac
}
metrics_are_not_for_all() {
  through /metrics -H 'authorization: Bearer 0123456789abcdef' && equal "$STATUS" 200 || return 1
  through /metrics && equal "$STATUS" 404
}
plain_leads_to_tls() { equal "$(curl -sS -o /dev/null -w '%{http_code} %{redirect_url}' -H 'Host: exam.example.cn' "http://127.0.0.1:$PLAIN/verify")" "301 https://exam.example.cn/verify"; }

if has nginx && has openssl; then
  PORT=$(free_port) PLAIN=$(free_port) SECURE=$(free_port)
  step "a certificate of this test's own" certificate
  nginx_conf
  step "nginx understands its sample" nginx_understands
  step "a server answers behind nginx, with TLS" behind_nginx
  step "each header of the server arrives once" headers_once
  step "cookies are bound to the host and to TLS" secure_cookies
  step "a body that is too large is refused" a_large_body
  step "/metrics answers whoever has the token" metrics_are_not_for_all
  step "plain HTTP leads to TLS" plain_leads_to_tls
  step "what a stranger says about the own address is not believed" forged_address
else
  skip "a server behind nginx: no nginx, or no openssl"
fi
if has caddy; then
  step "Caddy understands its sample" caddy validate --adapter caddyfile --config "$PACKAGING/proxy/Caddyfile"
else
  skip "Caddy's sample: no caddy"
fi
