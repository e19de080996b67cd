// Lessons without a network: practice waits on the page, and what was opened opens again.
import test from "node:test";
import assert from "node:assert/strict";
import { Lesson } from "../pages/lesson.mjs";
import { Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { until } from "../support/until.mjs";

const it = stage({ content: LITTLE });

async function enter() {
  const learner = await new Person(it.server).registers();
  const visit = await it.visit({ as: learner.login });
  visit.forgive(/ERR_INTERNET_DISCONNECTED|Failed to fetch|fetching the script/);
  const lesson = new Lesson(visit);
  await lesson.open("little", "first");
  return { visit, lesson, page: visit.page, practice: lesson.practice.first() };
}

for (const awake of [true, false]) {
  test(`practice without a network keeps the answer and is checked when it is back, ${awake ? "with" : "before"} its module`, async () => {
    const { visit, lesson, page, practice } = await enter();
    if (awake) await lesson.touch(practice);
    await page.evaluate(() => (window.isSamePage = true));
    await visit.context.setOffline(true);
    await practice.locator(".choice").nth(1).click();
    await practice.getByRole("button", { name: visit.say.course.check }).click();
    await practice.getByText(visit.say.course.checked_later).waitFor();
    assert.ok(await practice.locator('input[value="1"]').isChecked(), "the answer stands in the form");
    await page.screenshot({ path: `screenshots/practice-offline-${awake}.png` });
    await visit.context.setOffline(false);
    await practice.locator('[data-feedback][data-verdict="right"]').waitFor();
    await practice.getByText(visit.say.course.checked_later).waitFor({ state: "hidden" });
    assert.ok(await practice.locator('input[value="1"]').isChecked());
    // a module that could not be fetched leaves it to the plain form
    if (awake) assert.ok(await page.evaluate(() => window.isSamePage), "the page was not left");
  });
}

test("a form that is sent without a network stays with what was filled in, and is sent when pressed again", async () => {
  const { visit, page } = await enter();
  await page.goto("/profile");
  const name = page.locator('[name="name"]');
  const save = page.locator('form:has([name="name"]) button').first();
  // one that came back with what is wrong says so as well
  await name.evaluate((field) => field.removeAttribute("required"));
  await name.fill("");
  await save.click();
  await page.locator(".error-summary, [role=alert]").first().waitFor();
  await name.fill("小艾");
  await visit.context.setOffline(true);
  await save.click();
  await save.click();
  await page.getByText(visit.say.site.not_sent).waitFor();
  assert.equal(await page.getByText(visit.say.site.not_sent).count(), 1, "said once");
  assert.equal(await name.inputValue(), "小艾");
  await page.screenshot({ path: "screenshots/not-sent.png" });
  await visit.context.setOffline(false);
  await page.getByText(visit.say.site.not_sent).waitFor({ state: "detached" });
  await save.click();
  await page.waitForLoadState();
  assert.equal(await page.locator('[name="name"]').inputValue(), "小艾");
});

test("an opened lesson opens without a network, another says what is missing, and nothing stays after signing out", async () => {
  const { visit, page, lesson } = await enter();
  const kept = (path) => page.evaluate(async (path) => Boolean(await caches.match(path, { cacheName: "zhixing-lessons" })), path);
  await until("the lesson is kept", () => kept("/courses/little/first"));
  const script = await page.evaluate(() => new URL(document.querySelector("script[data-app]").src).pathname);
  await until("what it is made of is kept", () => kept(script));
  const title = await page.locator("h1").innerText();
  await visit.context.setOffline(true);
  await page.reload();
  assert.equal(await page.locator("h1").innerText(), title);
  await lesson.open("little", "second");
  await page.getByRole("heading", { name: visit.say.site.offline }).waitFor();
  await page.screenshot({ path: "screenshots/offline.png" });
  await visit.context.setOffline(false);
  await page.locator(".lesson").waitFor();
  assert.match(page.url(), /\/courses\/little\/second$/);
  assert.notEqual(await page.locator("h1").innerText(), title);
  // a visitor's page takes away what was kept of somebody
  await page.evaluate(() => fetch("/api/v1/session", { method: "DELETE" }));
  await page.goto("/");
  await until("nothing is kept", () => page.evaluate(async () => !(await caches.has("zhixing-lessons"))));
});

test("without a network a page beside the lessons lists what can be opened, and opens by itself when it is back", async () => {
  const { visit, page, lesson } = await enter();
  const kept = (path) => page.evaluate(async (path) => Boolean(await caches.match(path, { cacheName: "zhixing-lessons" })), path);
  await until("the lesson and the page are kept", async () => (await kept("/courses/little/first")) && (await kept("/offline")));
  const title = await page.locator("h1").innerText();
  await visit.context.setOffline(true);
  await page.goto("/notebook");
  await page.getByRole("heading", { name: visit.say.site.offline }).waitFor();
  await page.getByRole("link", { name: title }).waitFor();
  await page.screenshot({ path: "screenshots/offline-kept.png" });
  await page.getByRole("link", { name: title }).click();
  await page.locator(".lesson").waitFor();
  await page.goto("/notebook");
  // a link to a place of the page leads nowhere else: the page still waits for the network
  await page.locator('a[href^="#"]').first().press("Enter");
  await visit.context.setOffline(false);
  await page.getByRole("heading", { name: visit.say.course.notebook, level: 1 }).waitFor();
  await lesson.open("little", "first");
});
