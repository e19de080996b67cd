// Pages that were away: in the browser's memory, asleep, or open since before a deploy.
import test from "node:test";
import assert from "node:assert/strict";
import { Room } from "../pages/room.mjs";
import { Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { until } from "../support/until.mjs";

const it = stage({ content: LITTLE });

async function enter(device) {
  const learner = await new Person(it.server).registers();
  const visit = await it.visit({ as: learner.login, ...device });
  const attempt = await learner.starts("little/exam");
  const room = new Room(visit);
  await room.open(attempt);
  return { learner, visit, room, attempt, page: visit.page };
}

const comeBack = (page) => page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));

test("a page from the browser's memory takes no input before it knows how things stand, and an old page still saves after a deploy", async () => {
  const { room, page, visit } = await enter({ timezoneId: "America/New_York" });
  visit.forgive(/ERR_FAILED/);
  const item = "one";
  let release;
  const released = new Promise((done) => (release = done));
  await page.route("**/clock", async (route) => {
    await released;
    await route.continue();
  });
  await comeBack(page);
  await page.locator(".exam[inert]").waitFor();
  const anew = page.waitForEvent("load");
  release();
  await anew;
  await room.awake();
  assert.equal(await page.locator(".exam[inert]").count(), 0);

  // without a network it goes on from what it has
  await page.unroute("**/clock");
  await page.route("**/clock", (route) => route.abort());
  const asked = page.waitForEvent("requestfailed");
  await comeBack(page);
  await asked;
  await page.locator(".exam:not([inert])").waitFor();
  await page.unroute("**/clock");

  // the names of built files change with a deploy, and the old ones are gone
  await page.route("**/assets/**", (route) => route.abort());
  await room.turnTo(item);
  await room.answer(item, { type: "single", option: 1 });
  await room.saved(item);
  await until("it is stored", async () => (await room.onServer())[item]);
  // the time of the save is that of the installation, wherever the browser is
  const shown = await room.foot(item, "saved").innerText();
  const [h, m] = shown.match(/(\d\d):(\d\d):\d\d/).slice(1).map(Number);
  const there = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit" }).format(new Date());
  const [hour, minute] = there.split(":").map(Number);
  assert.ok(Math.abs(((h * 60 + m - hour * 60 - minute + 1440 + 720) % 1440) - 720) <= 1, `${shown}, and in the zone of the server it is ${there}`);
});

test("a device that slept over the deadline learns it when it wakes, sends what waits and hands in", async () => {
  const { room, page, visit, attempt } = await enter();
  visit.forgive(/ERR_FAILED/);
  await page.route("**/operations", (route) => route.abort());
  await room.turnTo("five");
  await room.answer("five", { type: "short", text: "written before the lid was closed" });
  await room.waits(1);
  await page.unroute("**/operations");
  await page.route(/\/(clock|operations)$/, async (route) => {
    // a question that waits for what staff do waits here as well
    if (route.request().headers().prefer) return;
    const response = await route.fetch();
    const said = await response.json();
    await route.fulfill({ response, json: { ...said, deadline: said.server_now - 1_000 } });
  });
  // the clock on the wall went on, the page's did not
  await page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 20 * 60_000;
  });
  await page.waitForURL(/\/receipt$/);
  const { answers } = await visit.api(`/attempts/${attempt}`);
  assert.equal(answers.find((a) => a.item === "five")?.value.text, "written before the lid was closed");
});
