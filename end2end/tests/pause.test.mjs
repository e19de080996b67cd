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

async function enter({ deaf = false } = {}) {
  const learner = await new Person(it.server).registers();
  const visit = await it.visit({ as: learner.login });
  visit.forgive(/ERR_INTERNET_DISCONNECTED|status of 409/);
  const attempt = await learner.starts("little/exam");
  await visit.page.clock.install();
  // a page that staff's acts do not reach at once, as behind a proxy that holds nothing open
  let listens = false;
  if (deaf) await visit.page.route(/clock\?waits/, () => (listens = true));
  const room = new Room(visit);
  await room.open(attempt);
  if (deaf) await until("the page has asked how things stand, and listens for news", async () => listens);
  const ivy = await new Person(it.server).signsIn("invigilator");
  const measure = (name) => ivy.ask("POST", `/api/v1/attempts/${attempt}/measures`, { json: { measure: name, reason: "alarm" } });
  // the page asks where the attempt stands when it is looked at again
  const look = () => visit.page.evaluate(() => window.dispatchEvent(new Event("focus")));
  return { visit, room, attempt, measure, look, page: visit.page };
}

async function enterPaused() {
  const learner = await new Person(it.server).registers();
  const visit = await it.visit({ as: learner.login });
  const attempt = await learner.starts("little/exam");
  const ivy = await new Person(it.server).signsIn("invigilator");
  const measure = (name) => ivy.ask("POST", `/api/v1/attempts/${attempt}/measures`, { json: { measure: name, reason: "alarm" } });
  await measure("pause");
  return { visit, attempt, measure, page: visit.page };
}

const seconds = async (room) => (await room.time.innerText()).split(":").reduce((sum, part) => sum * 60 + Number(part), 0);

test("in a pause the room's clock stands, and what was typed before it goes out once and again when it goes on", async () => {
  const { room, page, measure, look, visit } = await enter({ deaf: true });
  // the server says so of everything that comes later than the grace after the pause
  let asked = 0;
  await page.route("**/operations", async (route) => {
    asked += 1;
    const response = await route.fetch();
    const said = await response.json();
    await route.fulfill({ response, json: { ...said, state: "paused", results: said.results.map((r) => ({ ...r, status: "paused" })) } });
  });
  await measure("pause");
  await room.turnTo("five");
  await room.answer("five", short("typed before the page knew"));
  await page.clock.runFor(1_000);
  await until("it was tried", async () => asked === 1);
  await look();
  await room.barSays(visit.say.exam.paused);
  await room.pause.waitFor();
  await room.foot("five", "waiting").waitFor({ state: "attached" });
  // the bar has the server's word; the next tick shows it, rounded to a second
  await page.clock.runFor(1_000);
  const before = await seconds(room);
  await page.clock.runFor(30_000);
  assert.ok(Math.abs((await seconds(room)) - before) <= 1, "the clock stands");
  assert.equal(asked, 1, "nothing more is sent before it goes on");
  await room.barSays(visit.say.exam.paused);
  await page.unroute("**/operations");
  await measure("resume");
  await look();
  await page.clock.runFor(2_000);
  await room.allSaved();
  await room.pause.waitFor({ state: "hidden" });
  assert.deepEqual((await room.onServer()).five, short("typed before the page knew"));
  const then = await seconds(room);
  await page.clock.runFor(10_000);
  assert.ok((await seconds(room)) <= then - 5, "the clock goes on");
});

test("a pause reaches an idle candidate within three seconds of the board, covers the paper with its reason, and gives it back", async () => {
  const learner = await new Person(it.server).registers();
  const visit = await it.visit({ as: learner.login });
  const { page } = visit;
  const attempt = await learner.starts("little/exam");
  let waits = false;
  page.on("request", (request) => (waits ||= Boolean(request.headers().prefer)));
  const room = new Room(visit);
  await room.open(attempt);
  await room.turnTo("five");
  const field = room.item("five").getByRole("textbox");
  await field.pressSequentially("typed before the pause");
  await until("the page listens", async () => waits);
  await page.evaluate(() => {
    const dialog = document.getElementById("paused");
    const saw = () => (window.saw = [...(window.saw ?? []), [dialog.open, Date.now(), dialog.innerText]]);
    new MutationObserver(saw).observe(dialog, { attributes: true, attributeFilter: ["open"] });
  });
  const staff = await it.visit({ as: "invigilator" });
  await staff.page.goto("/invigilation/boards/little/exam");
  const row = staff.page.locator(`[data-line="${attempt}"]`);
  const ivy = await new Person(it.server).signsIn("invigilator");
  const act = async (measure, reason) => (await ivy.ask("POST", `/api/v1/attempts/${attempt}/measures`, { json: { measure, reason } })).json.server_now;
  // three seconds, or what twenty requests of this page take where the machine is busy
  const soon = await page.evaluate(async (address) => {
    const began = performance.now();
    await (await fetch(address)).text();
    return Math.max(3_000, 20 * (performance.now() - began));
  }, `/api/v1/attempts/${attempt}/clock`);
  const paused = await act("pause", "火警 <演习>");
  await page.getByRole("alertdialog", { name: visit.say.exam.paused }).waitFor();
  const [open, at] = (await page.evaluate(() => window.saw))[0];
  assert.ok(open && at - paused <= soon, `it came after ${at - paused} ms`);
  await room.pause.getByText(visit.say.exam.staff_says("火警 <演习>")).waitFor();
  await page.screenshot({ path: "screenshots/pause.png" });
  assert.equal(await page.evaluate(() => document.activeElement.id), "paused-title");
  // neither the keyboard nor Escape leads back to the paper
  for (const key of ["Tab", "x", "Escape", "Escape", "Escape"]) await page.keyboard.press(key);
  await room.pause.waitFor(); // the browser may take a third Escape: the page covers itself again
  assert.equal(await field.inputValue(), "typed before the pause");
  await until("what was typed before is sent", async () => (await room.onServer()).five?.text === "typed before the pause");
  await row.getByText(staff.say.invigilation.shown, { exact: true }).waitFor();
  // a message comes onto the page of the pause
  await act("message", "五分钟后继续");
  await room.pause.getByText(visit.say.exam.staff_says("五分钟后继续")).waitFor();
  const resumed = await act("resume", "解除");
  await room.pause.waitFor({ state: "hidden" });
  const saw = await page.evaluate(() => window.saw);
  const [still, back] = saw.at(-1);
  assert.ok(!still && back - resumed <= soon, `it went on after ${back - resumed} ms`);
  assert.equal(await page.evaluate(() => document.activeElement.name), "a.five");
  await page.keyboard.type(", and after");
  await until("it saves again", async () => (await room.onServer()).five?.text === "typed before the pause, and after");
});

test("a page that is opened in a pause says why, and becomes the paper when the exam goes on", async () => {
  const { page, visit, attempt, measure } = await enterPaused();
  await page.goto(`/attempts/${attempt}`);
  await page.getByText(visit.say.exam.staff_says("alarm")).waitFor();
  await measure("resume");
  await new Room(visit).awake();
});

test("a page that heard of no pause and counts to zero neither hands in nor clears the device", async () => {
  const { room, page, measure, look, visit, attempt } = await enter({ deaf: true });
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
