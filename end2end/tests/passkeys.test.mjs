// Passkeys in a browser with an authenticator: adding one, signing in with it, taking it away; and what is not believed.
import test from "node:test";
import assert from "node:assert/strict";
import { Door } from "../pages/door.mjs";
import { PASSWORD } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";

const it = stage({ content: LITTLE });

/** Gives this page's browser an authenticator that verifies its person. */
async function authenticator(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true };
  await devtools.send("WebAuthn.addVirtualAuthenticator", { options: { ...options, automaticPresenceSimulation: true } });
}

async function adds({ page, say }, name) {
  await page.goto("/profile");
  await page.getByRole("link", { name: say.passkey.manage }).click();
  await page.getByLabel(say.passkey.label, { exact: true }).fill(name);
  await page.getByLabel(say.account.old_password, { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: say.passkey.add }).click();
  await page.getByText(say.passkey.added).waitFor();
}

async function signsOut({ page }) {
  await page.evaluate(() => fetch("/sign-out", { method: "POST" }));
}

async function signsIn({ page, say }) {
  await page.goto("/sign-in?next=/profile");
  await page.getByRole("button", { name: say.passkey.sign_in }).click();
}

test("a passkey is added, lets its person in without a password, and ends", async () => {
  const learner = await it.visit();
  const { page, say } = learner;
  learner.forgive(/422/);
  await authenticator(page);
  await new Door(learner).signIn("learner", PASSWORD);
  await adds(learner, "我的手机");
  await signsOut(learner);
  await signsIn(learner);
  await page.waitForURL("**/profile");
  await page.getByText(say.passkey.count(1), { exact: true }).waitFor();

  // what was sent once is not taken again, nor is what a page of another site would have asked for
  await signsOut(learner);
  const sent = page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/sign-in/passkey"));
  await signsIn(learner);
  const { credential } = Object.fromEntries(new URLSearchParams((await sent).postData()));
  await page.waitForURL("**/profile");
  const posted = (value) =>
    page.evaluate(async (value) => {
      const reply = await fetch("/sign-in/passkey", { method: "POST", body: new URLSearchParams({ credential: value }) });
      return reply.status;
    }, value);
  assert.equal(await posted(credential), 422, "replayed");
  const said = JSON.parse(credential);
  const client = JSON.parse(Buffer.from(said.client, "hex").toString());
  const elsewhere = Buffer.from(JSON.stringify({ ...client, origin: "https://evil.example" })).toString("hex");
  assert.equal(await posted(JSON.stringify({ ...said, client: elsewhere })), 422, "another origin");

  await page.goto("/profile/passkeys");
  await page.getByRole("link", { name: say.passkey.change_what("我的手机") }).click();
  await page.getByLabel(say.account.old_password, { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: say.passkey.remove, exact: true }).click();
  await page.getByText(say.passkey.removed).waitFor();
  await signsOut(learner);
  await signsIn(learner);
  await page.getByText(say.passkey.wrong).first().waitFor();
});

test("staff with a passkey go on with it after the password", async () => {
  const examiner = await it.visit();
  const { page, say } = examiner;
  await authenticator(page);
  await new Door(examiner).signIn("examiner", PASSWORD);
  await adds(examiner, "办公电脑");
  await signsOut(examiner);
  await page.goto("/sign-in?next=/desk");
  await page.getByLabel(say.account.login, { exact: true }).fill("examiner");
  await page.getByLabel(say.account.password, { exact: true }).fill(PASSWORD);
  await page.locator("main").getByRole("button", { name: say.account.sign_in, exact: true }).click();
  await page.getByRole("button", { name: say.passkey.go_on }).click();
  await page.waitForURL("**/desk");
});

test("without an authenticator, or without scripts, the page says that a password works", async () => {
  const visitor = await it.visit();
  await visitor.page.addInitScript(() => {
    navigator.credentials.get = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await signsIn(visitor);
  await visitor.page.getByText(visitor.say.passkey.failed).waitFor();
  const plain = await it.visit({ scripts: false });
  await plain.page.goto("/sign-in");
  await plain.page.getByText(plain.say.passkey.needs_script).waitFor();
  assert.ok(!(await plain.page.getByRole("button", { name: plain.say.passkey.sign_in }).isVisible()));
});
