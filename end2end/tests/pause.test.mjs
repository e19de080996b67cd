// Staff stop the clock: the room stands still, keeps what is typed, and goes on.
import test from "node:test";
import assert from "node:assert/strict";
import { Room } from "../pages/room.mjs";
import { Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { until } from "../support/until.mjs";

const it = stage({ content: LITTLE });
const MINUTE = 60_000;
const short = (text) => ({ type: "short", text });

async function enter() {
  const learner = await new Person(it.server).registers();
  const visit = await it.visit({ as: learner.login });
  visit.forgive(/ERR_INTERNET_DISCONNECTED|status of 409/);
  const attempt = await learner.starts("little/exam");
  await visit.page.clock.install();
  const room = new Room(visit);
  await room.open(attempt);
  const ivy = await new Person(it.server).signsIn("invigilator");
  const measure = (name) => ivy.ask("POST", `/api/v1/attempts/${attempt}/measures`, { json: { measure: name, reason: "alarm" } });
  // the page asks where the attempt stands when it is looked at again
  const look = () => visit.page.evaluate(() => window.dispatchEvent(new Event("focus")));
  return { visit, room, attempt, measure, look, page: visit.page };
}

const seconds = async (room) => (await room.time.innerText()).split(":").reduce((sum, part) => sum * 60 + Number(part), 0);

test("in a pause the room's clock stands, and what is typed goes out once and again when it goes on", async () => {
  const { room, page, measure, look, visit } = await enter();
  await measure("pause");
  await look();
  await room.barSays(visit.say.exam.paused);
  // the bar has the server's word; the next tick shows it, rounded to a second
  await page.clock.runFor(1_000);
  const before = await seconds(room);
  await page.clock.runFor(30_000);
  assert.ok(Math.abs((await seconds(room)) - before) <= 1, "the clock stands");
  // the server says so of everything that comes later than the grace after the pause
  let asked = 0;
  await page.route("**/operations", async (route) => {
    asked += 1;
    const response = await route.fetch();
    const said = await response.json();
    await route.fulfill({ response, json: { ...said, results: said.results.map((r) => ({ ...r, status: "paused" })) } });
  });
  await room.turnTo("five");
  await room.answer("five", short("typed in the pause"));
  await page.clock.runFor(1_000);
  await until("it was tried", async () => asked === 1);
  await room.foot("five", "waiting").waitFor();
  await room.answer("five", short("typed in the pause, and more"));
  await page.clock.runFor(25_000);
  assert.equal(asked, 1, "nothing more is sent before it goes on");
  await room.barSays(visit.say.exam.paused);
  await page.unroute("**/operations");
  await measure("resume");
  await look();
  await page.clock.runFor(2_000);
  await room.allSaved();
  assert.deepEqual((await room.onServer()).five, short("typed in the pause, and more"));
  const then = await seconds(room);
  await page.clock.runFor(10_000);
  assert.ok((await seconds(room)) <= then - 5, "the clock goes on");
});

test("a page that heard of no pause and counts to zero neither hands in nor clears the device", async () => {
  const { room, page, measure, look, visit, attempt } = await enter();
  await room.turnTo("five");
  await room.answer("five", short("kept"));
  await room.saved("five");
  await measure("pause");
  await visit.context.setOffline(true);
  await page.clock.fastForward(45 * MINUTE);
  await room.page.locator('.countdown[data-phase="last-minute"]').waitFor();
  const answered = page.waitForResponse("**/clock");
  await visit.context.setOffline(false);
  await look();
  await answered;
  await page.clock.runFor(20_000);
  await room.barSays(visit.say.exam.paused);
  assert.match(page.url(), new RegExp(`/attempts/${attempt}`));
  assert.ok((await seconds(room)) > 60, "the time is there again");
  await measure("resume");
  await look();
  await page.clock.runFor(2_000);
  await room.allSaved();
  assert.ok((await room.kept("saved")).length > 0, "the device was not cleared");
});
