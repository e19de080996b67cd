// Signing in by an OpenID provider that is not ours (tests/oidc): a first sign-in opens an account, an account is bound and unbound, with scripts and without.
import test, { after } from "node:test";
import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import { Door } from "../pages/door.mjs";
import { PASSWORD } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { startProvider } from "../../tests/oidc/provider.mjs";

const provider = await startProvider();
after(() => provider.stop());
const it = stage({ content: LITTLE, flags: ["--sign-in-providers", provider.file] });
const LABEL = { zh: "校园账号", en: "Campus account" };

/** On the provider's own pages: who one is there, and that this site may know it. */
async function agreesThere({ page }, name) {
  await page.waitForURL(`${provider.issuer}/**`);
  await page.locator("input[name=login]").fill(name);
  await page.locator("input[name=password]").fill("anything");
  await page.locator("button[type=submit]").click();
  const [arrived] = await Promise.all([
    page.waitForURL((url) => url.origin === it.server.url, { waitUntil: "commit" }).then(() => true),
    page.locator("form[action*=interaction] button[type=submit]", { hasText: "Continue" }).click().catch(() => {}),
  ]);
  assert.ok(arrived);
}

/** The page is one that axe finds nothing on, and as wide as the window. */
async function isFit({ page }) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target)}`), [], page.url());
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), page.url());
}

/** What the provider's pages complain of is not ours. */
const elsewhere = (visit) => (visit.forgive(new RegExp(provider.issuer)), visit);

async function signsIn(visit, name) {
  await visit.page.goto("/sign-in?next=/notebook");
  await visit.page.getByRole("link", { name: visit.say.identity.sign_in_with(LABEL[visit.lang]) }).click();
  await agreesThere(visit, name);
}

test("a first sign-in opens an account, and the next one enters it", async () => {
  const first = elsewhere(await it.visit());
  await signsIn(first, "ada");
  await first.page.getByRole("heading", { name: first.say.identity.new_title }).waitFor();
  await isFit(first);
  assert.equal(await first.page.getByLabel(first.say.account.name, { exact: true }).inputValue(), "ada of the campus");
  await first.page.getByLabel(first.say.account.login, { exact: true }).fill("ada");
  await first.page.locator("input[name=agree]").check();
  await first.page.getByRole("button", { name: first.say.account.create }).click();
  await first.page.waitForURL("**/notebook");
  assert.equal((await first.api("/me")).login, "ada");
  await first.page.goto("/profile/identities");
  await isFit(first);
  const again = elsewhere(await it.visit({ lang: "en", scripts: false }));
  await signsIn(again, "ada");
  await again.page.waitForURL("**/notebook");
  assert.equal((await again.api("/me")).login, "ada");
});

test("an account is bound, entered by it, and unbound", async () => {
  const learner = elsewhere(await it.visit());
  const { page, say } = learner;
  await new Door(learner).signIn("learner", PASSWORD);
  await page.goto("/profile");
  await page.getByRole("link", { name: say.identity.manage }).click();
  await page.getByRole("link", { name: say.identity.bind_with(LABEL.zh) }).click();
  await agreesThere(learner, "li");
  await isFit(learner);
  await page.getByLabel(say.account.old_password, { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: say.identity.bind, exact: true }).click();
  await page.getByText(say.identity.done_bound).waitFor();
  const other = elsewhere(await it.visit());
  await signsIn(other, "li");
  await other.page.waitForURL("**/notebook");
  assert.equal((await other.api("/me")).login, "learner");
  await page.getByRole("link", { name: say.identity.remove_what(LABEL.zh) }).click();
  await page.getByRole("button", { name: say.identity.remove, exact: true }).waitFor();
  await isFit(learner);
  await page.getByLabel(say.account.old_password, { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: say.identity.remove, exact: true }).click();
  await page.getByText(say.identity.removed).waitFor();
  await other.page.goto("/profile");
  await other.page.waitForURL("**/sign-in**");
});

test("whoever cancels there is told so, with one way back", async () => {
  const visitor = elsewhere(await it.visit({ viewport: { width: 360, height: 740 } }));
  visitor.forgive(/422/);
  const { page, say } = visitor;
  await page.goto("/sign-in");
  await page.getByRole("link", { name: say.identity.sign_in_with(LABEL.zh) }).click();
  await page.waitForURL(`${provider.issuer}/**`);
  await page.getByRole("link", { name: /cancel/i }).click();
  await page.getByText(say.identity.declined(LABEL.zh)).waitFor();
  await isFit(visitor);
  await page.getByRole("link", { name: say.identity.again }).click();
  await page.waitForURL("**/sign-in");
});
