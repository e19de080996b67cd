# Traces and the log of requests: what a collector on this machine receives, and what a line says. Sourced by run.sh.

collector() { # takes what it is sent, one JSON a line
  node -e '
    const fs = require("fs");
    require("http").createServer((q, a) => {
      let text = ""; q.on("data", (d) => (text += d)).on("end", () => { fs.appendFileSync(process.argv[2], q.url + "\t" + text + "\n"); a.end("{}"); });
    }).listen(+process.argv[1], "127.0.0.1");' "$1" "$TMP/traces" & SERVERS+=($!)
  for _ in $(seq 100); do curl -fsS "http://127.0.0.1:$1/ready" >/dev/null 2>&1 && return; sleep 0.1; done
  return 1
}
traced() {
  BASE=http://localhost:$1
  OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:$2 OTEL_TRACES_SAMPLER_ARG=1 ZHIXING_LOG=info,request=info ZHIXING_LOG_FORMAT=json \
    answering "$TMP/traced.log" "$1" "$BIN" serve --data "$TMP/traced" --demo --listen "127.0.0.1:$1" --public-url "$BASE"
}
asks() {
  post 303 watched /sign-in login=learner password=zhixing-demo || return 1
  expect 201 watched POST /api/v1/assessments/ai-trainer-5/mock/attempts || return 1
  ATTEMPT=$(json .attempt <"$TMP/body")
  expect 200 watched GET "/api/v1/attempts/$ATTEMPT" -H "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
}
received() { # stopping sends what is left
  stop_server
  node -e '
    const lines = require("fs").readFileSync(process.argv[1], "utf8").split("\n").map((l) => l.split("\t")).filter(([url]) => url === "/v1/traces");
    const spans = lines.flatMap(([, text]) => JSON.parse(text).resourceSpans.flatMap((r) => r.scopeSpans.flatMap((s) => s.spans)));
    const must = (what, truth) => { if (!truth) { console.log(what); process.exit(1); } };
    const named = (name) => spans.filter((s) => s.name === name);
    const [page] = named("GET /api/v1/attempts/{attempt}");
    must("no span of the request: " + [...new Set(spans.map((s) => s.name))], page);
    must("it does not go on with the trace of whoever asked", page.traceId === "0af7651916cd43dd8448eb211c80319c" && page.parentSpanId === "b7ad6b7169203331");
    const steps = spans.filter((s) => s.traceId === page.traceId && s.spanId !== page.spanId);
    must("no step within it", steps.some((s) => s.name === "read" && s.parentSpanId === page.spanId));
    must("no write with the name of its verb", named("write").some((s) => s.attributes.some((a) => a.key === "db.operation.name" && /^[a-z_]+$/.test(a.value.stringValue))));
    const text = JSON.stringify(spans);
    for (const word of [process.argv[2], "learner", "zhixing-demo", "127.0.0.1"]) must("a span tells of " + word, !text.includes(word));
  ' "$TMP/traces" "$ATTEMPT"
}
lines() {
  node -e '
    const lines = require("fs").readFileSync(process.argv[1], "utf8").split("\n").filter((l) => l.startsWith("{")).map(JSON.parse).filter((l) => l.target === "request");
    const line = lines.find((l) => l.fields.route === "/api/v1/attempts/{attempt}");
    if (!line) { console.log("no line of the request"); process.exit(1); }
    const { method, route, status, ms, id } = line.fields;
    if (method !== "GET" || status !== 200 || typeof ms !== "number" || !/^[0-9a-f]+-[0-9a-f]+$/.test(id)) { console.log(JSON.stringify(line)); process.exit(1); }
    const text = JSON.stringify(lines);
    for (const word of [process.argv[2], "learner", "127.0.0.1"]) if (text.includes(word)) { console.log("a line tells of " + word); process.exit(1); }
  ' "$TMP/traced.log" "$ATTEMPT"
}

port=$(free_port) collecting=$(free_port)
step "a collector of this test's own" collector "$collecting"
step "a server that is told of it" traced "$port" "$collecting"
step "somebody signs in and begins a mock" asks
step "the collector has the request, its steps, and nothing of the person" received
step "the log has a line of it with route, status and milliseconds" lines
