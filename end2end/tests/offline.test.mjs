// Lessons without a network: practice waits on the page, and what was opened opens again.
import test from "node:test";
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { Lesson } from "../pages/lesson.mjs";
import { Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { until } from "../support/until.mjs";

const it = stage({ content: LITTLE });
const PICTURE = fileURLToPath(new URL("../../server/http/src/icons/share.png", import.meta.url));

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

for (const checked of [true, false]) {
  test(`practice without a network outlives a look at another page, ${checked ? "and is checked when it is back" : "also what was only typed"}`, async () => {
    const { visit, page, practice } = await enter();
    // the module was not needed yet, and so is not kept
    visit.forgive(/ERR_FAILED/);
    const kept = (path) => page.evaluate(async (path) => Boolean(await caches.match(path, { cacheName: "zhixing-lessons" })), path);
    await until("the lesson is kept", () => kept("/courses/little/first"));
    const script = await page.evaluate(() => new URL(document.querySelector("script[data-app]").src).pathname);
    await until("what it is made of is kept", async () => (await kept(script)) && (await kept("/offline")));
    await visit.context.setOffline(true);
    await practice.locator(".choice").nth(1).click();
    if (checked) await practice.getByRole("button", { name: visit.say.course.check }).click();
    if (checked) await practice.getByText(visit.say.course.checked_later).waitFor();
    // a browser puts back what was typed after a reload, and nothing after another page
    const title = await page.locator("h1").innerText();
    await page.goto("/courses/little/second");
    await page.getByRole("heading", { name: visit.say.site.offline }).waitFor();
    await page.getByRole("link", { name: title }).click();
    await page.locator(".lesson").waitFor();
    if (checked) await page.reload();
    const answer = practice.locator('input[value="1"]');
    await until("the answer is back", () => answer.isChecked());
    if (checked) await practice.getByText(visit.say.course.checked_later).waitFor();
    await visit.context.setOffline(false);
    if (checked) await practice.locator('[data-feedback][data-verdict="right"]').waitFor();
    assert.ok(await answer.isChecked());
  });
}

test("a form that is sent without a network stays with what was filled in, and is sent when pressed again", async () => {
  const { visit, page } = await enter();
  visit.forgive(/status of 422/);
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

test("what is kept of a lesson are its pictures in the size that the browser chose, or would", async () => {
  const learner = await new Person(it.server).registers();
  const visit = await it.visit({ as: learner.login });
  const { page } = visit;
  await page.setViewportSize({ width: 390, height: 700 });
  await page.addInitScript(() => {
    const post = ServiceWorker.prototype.postMessage;
    window.told = [];
    ServiceWorker.prototype.postMessage = function (message, ...rest) {
      window.told.push(...(message.lesson ?? []));
      return post.call(this, message, ...rest);
    };
  });
  const picture = (name) => {
    const src = `/media/little/${name}.png?v=00000000`;
    const sizes = [480, 960].map((width) => `${src}&amp;w=${width} ${width}w`).join(", ");
    return `<img src="${src}" srcset="${sizes}, ${src} 1200w" sizes="100vw" alt="" loading="lazy" width="1200" height="630">`;
  };
  await page.route("**/media/little/*.png*", (route) => route.fulfill({ path: PICTURE }));
  await page.route("**/courses/little/first", async (route) => {
    const reply = await route.fetch();
    const body = (await reply.text()).replace(/<main[^>]*>/, `$&${picture("seen")}<details>${picture("unseen")}</details>`);
    await route.fulfill({ response: reply, body });
  });
  await new Lesson(visit).open("little", "first");
  const pictures = () => page.evaluate(() => window.told.filter((address) => address.includes("/media/little/")).map((a) => a.replace(location.origin, "")));
  await until("the lesson is kept", async () => (await pictures()).length >= 2);
  assert.deepEqual([...new Set(await pictures())], ["seen", "unseen"].map((name) => `/media/little/${name}.png?v=00000000&w=480`));
});
