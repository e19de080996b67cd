// Opens an answer file with the server's private key: node support/answers.mjs FILE KEYFILE prints the operations in it.
import { createDecipheriv, createECDH, hkdfSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const FORMAT = "zhixing-answers/2";
const bytes = (text) => Buffer.from(text, "base64url");

/** `text` is the file, `key` the private key as 64 hexadecimal digits. Throws when one bit of either is another. */
export function openAnswers(text, key) {
  const { format, attempt, key: point, iv, data } = JSON.parse(text);
  if (format !== FORMAT) throw new Error(`not an answer file: ${format}`);
  const own = createECDH("prime256v1");
  own.setPrivateKey(Buffer.from(key.trim(), "hex"));
  const secret = own.computeSecret(bytes(point));
  const proof = hkdfSync("sha256", Buffer.from(key.trim(), "hex"), "zhixing-answer-proof/1", attempt, 32);
  const cipherKey = Buffer.from(hkdfSync("sha256", secret, proof, `${FORMAT} ${attempt}`, 32));
  const sealed = bytes(data);
  const cipher = createDecipheriv("aes-256-gcm", cipherKey, bytes(iv)).setAAD(Buffer.from(attempt)).setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  return { attempt, operations: JSON.parse(plain.toString()) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [file, key] = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
  console.log(JSON.stringify(openAnswers(file, key), null, 2));
}
