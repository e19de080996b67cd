// A mail server of the tests: it takes every letter, and finds a link in what came.
import { createServer } from "node:net";
import { until } from "./until.mjs";

/** Starts it; `link(part)` is the path of the newest link to this site that has `part` in it, and is not the `known` one. */
export async function mailbox() {
  const letters = [];
  const server = createServer((socket) => serve(socket, letters));
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    flags: ["--smtp-url", `smtp://127.0.0.1:${server.address().port}`, "--mail-from", "exams@example.org"],
    async link(part, known) {
      const find = () => letters.flatMap((letter) => [...words(letter).matchAll(/http:\/\/localhost:\d+(\/[^\s"<>]+)/g)]).map(([, path]) => path).findLast((path) => path.includes(part) && path !== known);
      await until(`a letter with a link to ${part}`, async () => find() !== undefined);
      return find();
    },
    close: () => server.close(),
  };
}

/** One line after another, as a sender of letters speaks (RFC 5321). */
function serve(socket, letters) {
  let [rest, letter] = ["", null];
  const say = (line) => socket.write(`${line}\r\n`);
  const hear = (line) => {
    if (letter && line === ".") {
      letters.push(letter.join("\n"));
      letter = null;
      return say("250 taken");
    }
    if (letter) return letter.push(line);
    if (/^DATA/i.test(line)) letter = [];
    say(letter ? "354 go on" : /^QUIT/i.test(line) ? "221 bye" : "250 mailbox");
  };
  socket.setEncoding("utf8").on("error", () => socket.destroy());
  socket.on("data", (text) => {
    const lines = (rest + text).split("\r\n");
    rest = lines.pop();
    lines.forEach(hear);
  });
  say("220 mailbox");
}

/** All of a letter that may hold a link, however its parts were written. */
function words(letter) {
  const quoted = letter.replace(/=\n/g, "").replace(/=3D/g, "=");
  const blocks = letter.match(/(?:^[A-Za-z0-9+/]{60,}=*\n?)+(?:^[A-Za-z0-9+/]+=*$)?/gm) ?? [];
  return [quoted, ...blocks.map((block) => Buffer.from(block, "base64").toString())].join("\n");
}
