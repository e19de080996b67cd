// Where somebody works by the keyboard alone, a save or a message that was read leaves them where they were: at the next message, or at what says that it is done.
import test from "node:test";
import assert from "node:assert/strict";
import { mailbox } from "../support/mailbox.mjs";
import { PASSWORD, Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { until } from "../support/until.mjs";

const mail = await mailbox();
const it = stage({ content: LITTLE, flags: mail.flags });
test.after(() => mail.close());
const phone = { width: 360, height: 740 };

/** What the keyboard is at. */
const here = (page) => page.evaluate(() => {
  const at = document.activeElement;
  const { top, bottom } = at.getBoundingClientRect();
  return { text: at.innerText?.trim() ?? "", tag: at.tagName, id: at.id, item: at.closest("li")?.id ?? "", seen: top >= 0 && bottom <= innerHeight };
});

/** The keyboard is at what says so, which a voice reads, and the next stop is the field `next`. */
async function isSaid(page, text, next) {
  await until(`the keyboard is at "${text}"`, async () => {
    const { text: said, tag, seen } = await here(page);
    return tag !== "BODY" && said.includes(text) && seen;
  });
  assert.ok(await page.evaluate(() => document.activeElement.closest('[role="status"]') ?? document.activeElement.querySelector('[role="status"]')), "it is a status");
  await page.keyboard.press("Tab");
  assert.equal((await here(page)).id, next, "the way goes on there");
}

async function press(page, button) {
  await button.focus();
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}

for (const scripts of [true, false]) {
  test(`the keyboard goes on where something was done${scripts ? "" : ", with scripts off"}`, async () => {
    const learner = await new Person(it.server).registers();
    // three messages: of each new password one
    for (const [old_password, new_password] of [[PASSWORD, "another four words"], ["another four words", "yet another four"], ["yet another four", PASSWORD]]) {
      await learner.ask("POST", "/profile/password", { form: { old_password, new_password } });
    }
    const { page, say } = await it.visit({ as: learner.login, lang: "en", viewport: phone, scripts });
    await page.goto("/messages");
    const ids = await page.locator(".inbox__item").evaluateAll((items) => items.map((item) => item.id));
    assert.equal(ids.length, 3);
    const read = (id) => page.locator(`#${id} button[value="read"]`);
    await press(page, read(ids[0]));
    await until("the keyboard is at the second", async () => (await here(page)).item === ids[1]);
    assert.deepEqual(await here(page).then(({ tag, seen }) => [tag, seen]), ["H2", true]);
    await page.keyboard.press("Tab");
    assert.equal((await here(page)).item, ids[1], "the buttons of that message come next");
    await press(page, read(ids[1]));
    await until("the keyboard is at the third", async () => (await here(page)).item === ids[2]);
    await press(page, read(ids[2]));
    await until("the keyboard is at what comes after it", async () => ids.includes((await here(page)).item));
    await press(page, page.locator(`.inbox__item`).last().locator("button").first());
    assert.notEqual(new URL(page.url()).pathname, "/messages", "it leads on");

    await page.goto("/profile");
    await page.locator("#name").fill("Ada");
    await press(page, page.locator('form[action="/profile"] button'));
    await isSaid(page, say.site.saved, "name");

    await page.goto("/profile/mail");
    await press(page, page.locator('form[action="/profile/mail"] button'));
    await until("the keyboard is there", async () => (await here(page)).text.includes(say.site.saved));

    const staff = await it.visit({ as: "admin", lang: "en", viewport: phone, scripts });
    await staff.page.goto("/admin/settings");
    await press(staff.page, staff.page.locator('form[action="/admin/settings"] button').last());
    await until("the keyboard is there", async () => (await here(staff.page)).text.includes(staff.say.settings.nothing_changed));
  });
}
