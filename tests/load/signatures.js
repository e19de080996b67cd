// Checks receipts with code that is not ours. node signatures.js DID-DOCUMENT RECEIPTS: a line of JSON {text, kid, signature} each.
const crypto = require("crypto"), fs = require("fs");
const did = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const receipts = fs.readFileSync(process.argv[3], "utf8").trim().split("\n").map((line) => JSON.parse(line));
const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const keys = new Map();
for (const method of did.verificationMethod) {
  let n = 0n;
  for (const c of method.publicKeyMultibase.slice(1)) n = n * 58n + BigInt(alphabet.indexOf(c));
  const x = Buffer.from(n.toString(16).padStart(68, "0"), "hex").subarray(-32).toString("base64url");
  keys.set(method.id.split("#")[1], crypto.createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" }));
}
const wrong = receipts.filter(({ text, kid, signature }) => {
  const key = keys.get(kid.split("#").pop());
  return !key || !crypto.verify(null, Buffer.from(text), key, Buffer.from(signature, "hex"));
});
console.log(`${receipts.length} receipts verified by OpenSSL, ${wrong.length} of them do not hold`);
process.exit(wrong.length === 0 && receipts.length > 0 ? 0 : 1);
