// A real OpenID provider (panva's node-oidc-provider) on the loopback, with the file of settings by which a server knows it. Its pages let in whoever types
// a name; that name is the subject.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Provider from "oidc-provider";

const SECRET = "a secret that two know";

/** Starts one; it takes browsers back to any port of this machine. */
export async function startProvider() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const issuer = `http://localhost:${server.address().port}`;
  const client = {
    client_id: "zhixing",
    client_secret: SECRET,
    application_type: "native",
    redirect_uris: ["http://localhost/sign-in/from/campus"],
    grant_types: ["authorization_code"],
    response_types: ["code"],
  };
  const provider = new Provider(issuer, {
    clients: [client],
    pkce: { required: () => true },
    claims: { openid: ["sub"], profile: ["name"] },
    conformIdTokenClaims: false,
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, name: `${id} of the campus` }) }),
    cookies: { keys: ["for tests"] },
  });
  server.on("request", provider.callback());
  const folder = mkdtempSync(join(tmpdir(), "zhixing-oidc-"));
  const file = join(folder, "providers.toml");
  writeFileSync(join(folder, "secret"), SECRET);
  const settings = { name: "campus", issuer, client_id: "zhixing", client_secret_file: "secret", label: "校园账号", label_en: "Campus account" };
  writeFileSync(file, `[[provider]]\n${Object.entries(settings).map(([name, value]) => `${name} = ${JSON.stringify(value)}\n`).join("")}`);
  return {
    issuer,
    file,
    stop() {
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
