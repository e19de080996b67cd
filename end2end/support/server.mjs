// A server of a test file's own: a temporary data folder, a free port, gone with the file.
import { execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { until } from "./until.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const binary = process.env.ZHIXING_BIN ?? join(root, "target/debug/zhixing");
const answerKey = process.env.ZHIXING_ANSWER_KEY ?? join(dirname(binary), "answer-key");
const makeDue = process.env.ZHIXING_MAKE_DUE ?? join(dirname(binary), "make-due");

/** The little course with every type of item; without it the server has its built-in demonstration. */
export const LITTLE = join(root, "tests/content");

function freePort() {
  return new Promise((found, failed) => {
    const probe = createServer().once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}

/** Runs `zhixing` to its end: what it said, and its exit code. */
export function command(...args) {
  return new Promise((done) => execFile(binary, args, (error, out, err) => done({ said: out + err, code: error ? error.code : 0 })));
}

/** A process whose writes fail where a file may not grow, and which is not ended for it. */
const PATIENT = ["sh", "-c", 'trap "" XFSZ; exec "$0" "$@"'];

/**
 * Starts a server; `content` names a folder of courseware, `data` one of data that exist already, `flags` are further ones of `zhixing serve`. With
 * `fills`, `fill()` lets no file grow any more, as on a full disk.
 */
export async function serve({ content, data = mkdtempSync(join(tmpdir(), "zhixing-end2end-")), flags: further = [], fills = false } = {}) {
  if (!existsSync(binary)) throw new Error(`there is no server at ${binary}: set ZHIXING_BIN`);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const flags = ["serve", "--data", data, "--demo", "--listen", `127.0.0.1:${port}`, "--public-url", url, ...further];
  if (content) flags.push("--content", content);
  const [program, ...args] = [...(fills ? PATIENT : []), binary, ...flags];
  const child = spawn(program, args, { cwd: data, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (log = (log + text).slice(-20_000)));
  let ended = false;
  const end = new Promise((done) => child.once("exit", () => done((ended = true))));
  await until("the server answers", async () => {
    if (ended) throw new Error(`the server did not start:\n${log}`);
    return fetch(`${url}/healthz`).then((r) => r.ok, () => false);
  }, 60_000);
  return {
    url,
    data,
    log: () => log,
    fill: () => promisify(execFile)("prlimit", ["--pid", String(child.pid), "--fsize=0"]),
    /** The private key that answer files are sealed to. */
    answerFileKey: () => readFileSync(join(data, "keys/answers.p256"), "utf8"),
    /** The right answers of an attempt by item; `null` where a person marks. */
    async key(attempt) {
      const { stdout } = await promisify(execFile)(answerKey, [`sqlite:${join(data, "zhixing.db")}`, attempt]);
      return JSON.parse(stdout);
    },
    /** What somebody practised is asked again now. */
    makesDue: (login) => promisify(execFile)(makeDue, [`sqlite:${join(data, "zhixing.db")}`, login]),
    async stop() {
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await end;
      clearTimeout(late);
      rmSync(data, { recursive: true, force: true });
    },
  };
}
