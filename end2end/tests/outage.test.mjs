// The network goes and comes back, and nothing is lost.
import test from "node:test";
import assert from "node:assert/strict";
import { Room } from "../pages/room.mjs";
import { Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";

const it = stage({ content: LITTLE });

async function enter(lang) {
  const learner = await new Person(it.server).registers();
  const visit = await it.visit({ as: learner.login, lang });
  const attempt = await learner.starts("little/exam");
  const room = new Room(visit);
  await room.open(attempt);
  return { visit, room, attempt, page: visit.page };
}

const short = (text) => ({ type: "short", text });

test("answers given without a network wait on the device, and are sent when it is back", async () => {
  const { visit, room, page, attempt } = await enter("zh");
  visit.forgive(/ERR_INTERNET_DISCONNECTED/);
  await visit.context.setOffline(true);
  const given = { one: { type: "single", option: 1 }, five: short("离线"), nine: { type: "essay", text: "网断了也接着写。" } };
  for (const [key, value] of Object.entries(given)) {
    await room.turnTo(key);
    await room.answer(key, value);
    await room.foot(key, "waiting").waitFor();
  }
  await room.waits(3);
  assert.equal(await room.bar.getAttribute("data-state"), "waiting");
  // the wish to hand in waits as well: the page stays
  assert.ok(page.url().includes(attempt));
  await visit.context.setOffline(false);
  await room.allSaved();
  for (const key of Object.keys(given)) await room.saved(key);
  const stored = await room.onServer();
  for (const [key, value] of Object.entries(given)) assert.deepEqual(stored[key], value);
});

test("what waits outlives the page: it is sent when the paper is opened again", async () => {
  const { visit, room, page, attempt } = await enter("en");
  visit.forgive(/ERR_FAILED|ERR_CONNECTION/);
  await page.route("**/operations", (route) => route.abort());
  await room.turnTo("five");
  await room.answer("five", short("kept on the device"));
  await room.waits(1);
  await page.close();
  const later = await visit.context.newPage();
  const again = new Room({ ...visit, page: later });
  await again.open(attempt);
  assert.deepEqual(await again.says("five"), ["a.five=kept on the device"]);
  // another page held the pen: this one takes it knowingly, if it must
  if (await again.alert.isVisible()) await again.alert.getByRole("button").click();
  await again.allSaved();
  assert.deepEqual((await again.onServer()).five, short("kept on the device"));
});

test("neither a captive portal's page nor a failing server counts as saved", async () => {
  const { visit, room, page } = await enter("zh");
  visit.forgive(/status of 503/);
  let tries = 0;
  await page.route("**/operations", (route) => {
    tries += 1;
    if (tries <= 1) return route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Welcome to the hotel</h1>" });
    if (tries === 2) return route.fulfill({ status: 503, body: "later" });
    return route.continue();
  });
  await room.turnTo("four");
  await room.answer("four", { type: "numeric", text: "49.95" });
  await room.waits(1);
  assert.equal((await room.onServer()).four, undefined);
  await room.allSaved();
  // two waits, of two and four seconds: a third would be as long as what a test waits at all
  assert.ok(tries >= 3, `${tries} tries`);
  assert.deepEqual((await room.onServer()).four, { type: "numeric", text: "49.95" });
});
