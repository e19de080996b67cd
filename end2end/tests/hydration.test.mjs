// When the islands wake, and what works before they do.
import test from "node:test";
import assert from "node:assert/strict";
import { Lesson } from "../pages/lesson.mjs";
import { Room } from "../pages/room.mjs";
import { Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";

const it = stage({ content: LITTLE });

/** Counts requests for WebAssembly. */
function countModules(page) {
  const seen = [];
  page.on("request", (r) => r.url().includes(".wasm") && seen.push(r.url()));
  return seen;
}

/** Holds the module back until `release` is called. */
async function delayModule(page) {
  let release;
  const released = new Promise((done) => (release = done));
  await page.route("**/*.wasm", async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

test("a lesson asks for the module only when a practice item is touched; then feedback comes without navigation and has the focus", async () => {
  const visit = await it.visit();
  const { page } = visit;
  const lesson = new Lesson(visit);
  const modules = countModules(page);
  await lesson.open("little", "first");
  await page.waitForLoadState("networkidle");
  await page.mouse.click(5, 300);
  await page.keyboard.press("End");
  await page.waitForLoadState("networkidle");
  assert.deepEqual(modules, [], "nothing was touched, nothing is fetched");

  const practice = lesson.practice.first();
  await lesson.touch(practice);
  assert.equal(modules.length, 1, "touched once, fetched once");
  await page.evaluate(() => (window.isSamePage = true));
  await practice.locator(".choice").nth(0).click();
  const feedback = await lesson.check(practice);
  assert.equal(await feedback.getAttribute("data-verdict"), "wrong");
  assert.ok(await feedback.evaluate((e) => e === document.activeElement), "the feedback has the focus");
  await practice.locator(".choice").nth(1).click();
  await practice.getByRole("button", { name: visit.say.course.check }).click();
  await practice.locator('[data-feedback][data-verdict="right"]').waitFor();
  assert.equal(await practice.locator("[data-feedback]").count(), 1, "new feedback takes the place of the old");
  assert.ok(await page.evaluate(() => window.isSamePage), "the page was not left");
  assert.equal(modules.length, 1);
});

test("practice answered before the module arrives is judged by the plain form", async () => {
  const visit = await it.visit({ lang: "en" });
  const { page } = visit;
  const release = await delayModule(page);
  const lesson = new Lesson(visit);
  await lesson.open("little", "first");
  const practice = lesson.practice.first();
  await practice.locator(".choice").nth(1).click();
  const feedback = await lesson.check(practice);
  assert.match(page.url(), /\/practice\/little\/p-single/);
  assert.equal(await feedback.getAttribute("data-verdict"), "right");
  assert.ok(await practice.locator('input[value="1"]').isChecked(), "the answer stands in the form");
  release();
});

test("what is typed in the exam before the module arrives is saved when it does", async () => {
  const learner = await new Person(it.server).registers();
  const attempt = await learner.starts("little/exam");
  const visit = await it.visit({ as: learner.login });
  const { page } = visit;
  const release = await delayModule(page);
  const room = new Room(visit);
  await page.goto(`/attempts/${attempt}`);
  await room.answer("five", { type: "short", text: "IoU" });
  await room.answer("two", { type: "multiple", options: [0, 2] });
  assert.deepEqual(await room.onServer(), {}, "nothing could be sent yet");
  release();
  await room.awake();
  await room.saved("five");
  await room.saved("two");
  assert.deepEqual(await room.onServer(), { five: { type: "short", text: "IoU" }, two: { type: "multiple", options: [0, 2] } });
});
