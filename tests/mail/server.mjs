// A real mail server (smtp-server of nodemailer) on the loopback, as providers run theirs: TLS from the first byte, TLS by STARTTLS, and one that has none.
// It takes letters of whoever signs in. `node server.mjs FOLDER`: the certificate is FOLDER/host.pem with FOLDER/host.key; the ports go to FOLDER/ports, and
// what happens goes to FOLDER/happened, one JSON a line.
import { appendFileSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";

const folder = process.argv[2];
const [USER, PASSWORD] = ["post", "hush: four @ words"];
const [key, cert] = ["host.key", "host.pem"].map((name) => readFileSync(join(folder, name)));
const happened = (way, what, more) => appendFileSync(join(folder, "happened"), `${JSON.stringify({ way, what, ...more })}\n`);

/** Listens one way, and gives its port. */
async function listens(way, options) {
  const server = new SMTPServer({
    ...options,
    key,
    cert,
    logger: false,
    onAuth({ method, username, password }, session, done) {
      const right = username === USER && password === PASSWORD;
      happened(way, right ? "signed-in" : "refused", { method, secure: session.secure });
      done(right ? null : new Error("Invalid username or password"), { user: USER });
    },
    onData(stream, session, done) {
      const parts = [];
      stream.on("data", (part) => parts.push(part));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map((reader) => reader.address);
        happened(way, "letter", { to, from: session.envelope.mailFrom.address, user: session.user, secure: session.secure, raw: Buffer.concat(parts).toString() });
        done();
      });
    },
  });
  server.on("error", (error) => happened(way, "broken-off", { error: error.message }));
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return `${way}=${server.server.address().port}\n`;
}

const ports = [
  await listens("smtps", { secure: true }),
  await listens("starttls", { secure: false }),
  await listens("bare", { secure: false, hideSTARTTLS: true, disabledCommands: ["STARTTLS"], allowInsecureAuth: true }),
];
writeFileSync(join(folder, "ports.new"), ports.join(""));
renameSync(join(folder, "ports.new"), join(folder, "ports"));
