// The time that is left: the server's, counted by the page.
import test from "node:test";
import assert from "node:assert/strict";
import { Room } from "../pages/room.mjs";
import { Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { until } from "../support/until.mjs";

const it = stage({ content: LITTLE });
const MINUTE = 60_000;

/** A room, of twelve minutes unless it is another plan's, whose page has a clock that the test moves. */
async function enter(plan = "little/mock") {
  const learner = await new Person(it.server).registers();
  const visit = await it.visit({ as: learner.login });
  const attempt = await learner.starts(plan);
  await visit.page.clock.install();
  const room = new Room(visit);
  await room.open(attempt);
  return { visit, room, attempt, page: visit.page };
}

/** A question that waits for what staff do waits here as well. */
const waits = (exchange) => exchange.request().headers().prefer;

const seconds = async (room) => (await room.time.innerText()).split(":").reduce((sum, part) => sum * 60 + Number(part), 0);

test("it counts down, speaks at ten, five and one minutes only, and hands in at the end", async () => {
  const { page, room, visit } = await enter();
  // the server's time goes on with the page's: its heartbeat must not put the moved clock back
  let ahead = 0;
  const pass = (how, ms) => ((ahead += ms), page.clock[how](ms));
  // a page that slept asks the server at once: a jump over that question would be an outage, or count twice
  const sleep = async (ms) => {
    const heard = page.waitForResponse("**/clock");
    await pass("fastForward", ms);
    await (await heard).finished();
  };
  await page.route("**/clock", async (route) => {
    if (waits(route)) return;
    const response = await route.fetch();
    const clock = await response.json();
    await route.fulfill({ response, json: { ...clock, server_now: clock.server_now + ahead } });
  });
  assert.equal(await room.countdown.getAttribute("data-phase"), "normal");
  const spoken = page.locator(".exam-bar p.visually-hidden[role=status]");
  assert.equal(await room.time.getAttribute("aria-live"), "off");
  await page.evaluate(() => {
    window.said = [];
    const live = document.querySelectorAll('.exam-bar [role="status"], .exam-bar [role="alert"], .exam-bar [aria-live="polite"]');
    for (const region of live) new MutationObserver(() => window.said.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
  });
  // the page was made a while before it woke: the first word of the server puts its clock right
  const word = page.waitForResponse((reply) => reply.url().endsWith("/clock") && !waits(reply));
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await (await word).finished();
  await pass("runFor", 1_000);
  const now = () => page.evaluate(() => Date.now());
  const [first, began] = [await seconds(room), await now()];
  assert.ok(first > 10 * 60 && first <= 12 * 60, `${first} s of twelve minutes are left`);
  await pass("runFor", 10_000);
  const [then, ended] = [await seconds(room), await now()];
  const passed = (ended - began) / 1_000;
  assert.ok(passed >= 10 && Math.abs(first - then - passed) <= 3, `${passed} seconds took ${first - then} s away`);
  assert.deepEqual(await page.evaluate(() => window.said), [], "no live region changed while seconds passed");

  await sleep(2 * MINUTE);
  await room.page.locator('.countdown[data-phase="last-minutes"]').waitFor();
  assert.equal(await spoken.innerText(), visit.say.exam.time_left_words(10));
  await sleep(5 * MINUTE);
  await spoken.filter({ hasText: visit.say.exam.time_left_words(5) }).waitFor({ state: "attached" });
  await sleep(4 * MINUTE);
  await room.page.locator('.countdown[data-phase="last-minute"]').waitFor();
  await spoken.filter({ hasText: visit.say.exam.time_left_words(1) }).waitFor({ state: "attached" });
  assert.equal((await page.evaluate(() => window.said)).length, 3);
  await pass("fastForward", MINUTE);
  await page.waitForURL(/\/receipt$/);
});

test("it follows the server's deadline, whatever the page's clock says", async () => {
  // half an hour: however slow the machine, more than ten minutes of it are left
  const { page, room } = await enter("little/exam");
  await page.clock.fastForward(26 * MINUTE);
  await page.locator('.countdown[data-phase="last-minutes"]').waitFor();
  // the page's clock was wrong: the next word of the server puts it right
  const reply = page.waitForResponse("**/clock");
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await reply;
  await page.clock.runFor(1_000);
  await page.locator('.countdown[data-phase="normal"]').waitFor();
  // staff granted a quarter of an hour
  await page.route("**/clock", async (route) => {
    if (waits(route)) return;
    const response = await route.fetch();
    const clock = await response.json();
    await route.fulfill({ response, json: { ...clock, deadline: clock.deadline + 15 * MINUTE } });
  });
  await page.evaluate(() => window.dispatchEvent(new Event("pageshow")));
  await until("the quarter is shown", async () => (await seconds(room)) > 31 * 60);
});

test("who counted to zero without a network, while there is time by the server's clock, goes on and hands nothing in", async () => {
  const { page, room, visit, attempt } = await enter("little/exam");
  visit.forgive(/ERR_FAILED/);
  await page.route("**/api/**", (route) => route.abort());
  await room.turnTo("five");
  await room.answer("five", { type: "short", text: "typed in the outage" });
  await room.waits(1);
  await page.clock.fastForward((await seconds(room)) * 1_000 + MINUTE);
  await room.page.locator('.save-state:has-text("' + visit.say.exam.time_up_waiting(1) + '")').waitFor();
  await page.unroute("**/api/**");
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await page.locator('.countdown[data-phase="normal"]').waitFor();
  await room.allSaved();
  await room.answer("five", { type: "short", text: "and more" });
  await room.saved("five");
  assert.ok(!page.url().includes("receipt"));
  assert.equal((await visit.api(`/attempts/${attempt}/clock`)).state, "in_progress");
});

test("a kept page in a tab that knows nothing counts from now, and not from when it was kept", async () => {
  const { page, visit, room, attempt } = await enter();
  visit.forgive(/ERR_INTERNET_DISCONNECTED/);
  await room.isKept();
  await visit.context.setOffline(true);
  await page.clock.fastForward(5 * MINUTE); // for all tabs of the browser
  const later = new Room({ ...visit, page: await visit.context.newPage() });
  await later.page.goto(`/attempts/${attempt}`);
  await later.awake();
  assert.equal(await later.page.locator("html[data-kept]").count(), 1, "the worker says that it kept the page");
  await until("it says what is left now", async () => (await seconds(later)) <= 7 * 60);
});
