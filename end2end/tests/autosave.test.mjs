// Every answer saves itself, and "saved" is said only of what the server has.
import test from "node:test";
import assert from "node:assert/strict";
import { Room } from "../pages/room.mjs";
import { Person, id } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { until } from "../support/until.mjs";

const it = stage({ content: LITTLE });

const ANSWERS = {
  one: { type: "single", option: 2 },
  two: { type: "multiple", options: [0, 1] },
  three: { type: "truefalse", value: false },
  four: { type: "numeric", text: "50.05" },
  five: { type: "short", text: "交并比 <IoU> & \"more\"" },
  six: { type: "cloze", gaps: ["采集", "1"] },
  seven: { type: "ordering", positions: [3, 1, 0, 2] },
  eight: { type: "matching", partners: [2, 0] },
  nine: { type: "essay", text: "第一行\n\nsecond line, <b>not bold</b>" },
};

async function enter(options) {
  const learner = await new Person(it.server).registers();
  const visit = await it.visit({ as: learner.login, ...options });
  const attempt = await learner.starts("little/exam");
  const room = new Room(visit);
  await room.open(attempt);
  return { learner, visit, room, attempt, page: visit.page };
}

test("an answer of every type is saved, and stays through a reload with its flag", async () => {
  const { page, room, visit, attempt } = await enter();
  for (const [key, value] of Object.entries(ANSWERS)) {
    await room.turnTo(key);
    await room.answer(key, value);
    await room.saved(key);
  }
  await room.allSaved();
  assert.deepEqual(await room.onServer(), ANSWERS);
  await room.item("nine").getByText(visit.say.exam.characters(ANSWERS.nine.text.replace(/\s/g, "").length), { exact: true }).waitFor();
  // however far one scrolls, the bar with the time stays; and an item turned to begins below it
  await page.mouse.wheel(0, 2_000);
  await until("the page is scrolled", () => page.evaluate(() => scrollY > 0 || document.documentElement.scrollHeight <= innerHeight));
  assert.equal((await page.locator(".exam-bar").boundingBox()).y, 0);
  await room.turnTo("four");
  const [bar, title] = await Promise.all([page.locator(".exam-bar"), room.item("four").locator(".question__number")].map((l) => l.boundingBox()));
  assert.ok(title.y >= bar.y + bar.height, "the bar does not cover the item's number");
  await room.turnTo("two");
  await room.item("two").locator(".flag").click();
  await until("the flag is stored", async () => (await visit.api(`/attempts/${attempt}`)).flags.includes("two"));

  const said = {};
  for (const key of Object.keys(ANSWERS)) said[key] = await room.says(key);
  await page.reload();
  await room.awake();
  for (const key of Object.keys(ANSWERS)) assert.deepEqual(await room.says(key), said[key], key);
  assert.ok(await room.item("two").locator(".flag__input").isChecked());
  assert.match(await room.cell("two").getAttribute("data-state"), /flagged/);
  await room.allSaved();
  assert.deepEqual(await room.onServer(), ANSWERS, "reading the page again changed nothing");
  await page.getByText(visit.say.exam.done_of(9, 9)).first().waitFor();
});

test("an answer of every type that waits on the device is read from it again, and arrives", async () => {
  const { page, room, visit } = await enter();
  visit.forgive(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
  await room.isKept();
  await visit.context.setOffline(true);
  for (const [key, value] of Object.entries(ANSWERS)) {
    await room.turnTo(key);
    await room.answer(key, value);
  }
  const said = {};
  for (const key of Object.keys(ANSWERS)) said[key] = await room.says(key);
  await until("the device has all of them", async () => new Set((await room.journal()).map((o) => o.item)).size === Object.keys(ANSWERS).length);
  page.on("dialog", (dialog) => dialog.accept());
  await page.reload();
  await room.awake();
  for (const key of Object.keys(ANSWERS)) await until(`${key} is filled in`, async () => JSON.stringify(await room.says(key)) === JSON.stringify(said[key]));
  await visit.context.setOffline(false);
  await room.allSaved();
  assert.deepEqual(await room.onServer(), ANSWERS);
});

test("saved is said after the server's acknowledgement, not before", async () => {
  const { page, room } = await enter();
  let release;
  const released = new Promise((done) => (release = done));
  const asked = new Promise((seen) => {
    page.route("**/operations", async (route) => {
      seen();
      await released;
      await route.continue();
    });
  });
  await room.turnTo("five");
  const before = (await room.onServer()).five;
  await room.answer("five", { type: "short", text: "not yet" });
  await asked;
  assert.equal(await room.bar.getAttribute("data-state"), "saving");
  await room.foot("five", "saving").waitFor();
  assert.match(await room.cell("five").getAttribute("data-state"), /unsaved/);
  assert.deepEqual((await room.onServer()).five, before);
  release();
  await room.saved("five");
  await room.allSaved();
  assert.deepEqual((await room.onServer()).five, { type: "short", text: "not yet" });
});

test("a place that is chosen for another entry leaves the first one with a place, and what is not finished is said", async () => {
  const { page, room } = await enter();
  await room.turnTo("seven");
  for (const entry of [0, 1]) await room.item("seven").locator(`[name="a.seven.${entry}"]`).selectOption("0");
  await until("both have a place", async () => (await room.onServer()).seven?.positions.join() === "1,0,,");
  await room.allSaved();
  await room.review();
  await page.getByText(room.say.unfinished).waitFor();
});

test("entries are put in order by buttons as by selects, with the keyboard too", async () => {
  const { page, room } = await enter();
  await room.turnTo("seven");
  await room.order("seven", [3, 2, 1, 0]);
  await until("the order is stored", async () => (await room.onServer()).seven?.positions.join() === "3,2,1,0");
  const button = room.item("seven").locator(".ordering__row").nth(1).locator('[data-move="up"]');
  await button.focus();
  await page.keyboard.press("Enter");
  await until("the move is stored", async () => (await room.onServer()).seven.positions.join() === "3,2,0,1");
  assert.ok(await page.evaluate(() => document.activeElement.matches('[data-move="up"]')), "the focus moves with the entry");
  await room.answer("seven", { type: "ordering", positions: [0, 1, 2, 3] });
  await until("the selects are stored", async () => (await room.onServer()).seven.positions.join() === "0,1,2,3");
});

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** The middle of an element that is on the screen. */
async function middle(element) {
  const { x, y, width, height } = await element.boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
}

test("entries are dragged into order with a mouse, and not where another page has the pen", async () => {
  const { page, room, learner, attempt } = await enter();
  await room.turnTo("seven");
  const rows = room.item("seven").locator(".ordering__row");
  const first = await rows.first().locator("select").getAttribute("name");
  await rows.last().scrollIntoViewIfNeeded();
  const drag = async (from, to) => {
    const [a, b] = [await middle(rows.nth(from).locator(".ordering__text")), await middle(rows.nth(to).locator(".ordering__text"))];
    await page.mouse.move(a.x, a.y);
    await page.mouse.down();
    // beyond the middle of the row that stands there
    await page.mouse.move(b.x, b.y + Math.sign(b.y - a.y) * 6, { steps: 8 });
    await page.mouse.up();
  };
  await drag(3, 0);
  await until("the order is stored", async () => (await room.onServer()).seven?.positions.join() === "1,2,3,0");
  await room.saved("seven");
  await drag(0, 2);
  await until("the other way as well", async () => (await room.onServer()).seven.positions.join() === "0,1,3,2");
  assert.equal(await rows.first().locator("select").getAttribute("name"), first);
  assert.equal(await page.locator("[data-moved]").count(), 0);
  // the buttons go on from there, and from what a select says
  await rows.nth(1).locator('[data-move="up"]').click();
  await until("the move is stored", async () => (await room.onServer()).seven.positions.join() === "1,0,3,2");
  await rows.first().locator("select").focus();
  await rows.first().locator("select").selectOption({ value: "3" });
  await until("the place is stored", async () => (await room.onServer()).seven.positions.join() === "1,3,0,2");
  assert.deepEqual(await rows.locator("select").evaluateAll((all) => all.map((s) => s.value)), ["0", "1", "2", "3"], "entries stand in their order");
  // a click is no drag
  const said = await room.says("seven");
  await rows.nth(1).locator(".ordering__text").click();
  assert.deepEqual(await room.says("seven"), said);
  await learner.ask("POST", `/api/v1/attempts/${attempt}/pen`, { json: { writer: id("wr") } });
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  await page.locator('section[data-item="seven"][inert]').waitFor();
  await drag(3, 0);
  assert.deepEqual(await room.says("seven"), said, "a locked paper stays as it is");
});

test("a finger drags an entry by its grip, and scrolls everywhere else", async () => {
  const { page, room, visit } = await enter(PHONE);
  await room.turnTo("seven");
  const rows = room.item("seven").locator(".ordering__row");
  const cdp = await visit.context.newCDPSession(page);
  const touch = (type, at) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [at] : [] });
  const swipe = async (part, from, to) => {
    await room.item("seven").locator(".ordering").evaluate((list) => list.scrollIntoView({ block: "center" }));
    let before;
    await until("the page stands still", async () => {
      const y = await page.evaluate(() => scrollY);
      return y === before || ((before = y), false);
    });
    const [a, b] = [await middle(rows.nth(from).locator(part)), await middle(rows.nth(to))];
    const way = b.y + Math.sign(b.y - a.y) * 6 - a.y;
    await touch("touchStart", a);
    for (let step = 1; step <= 8; step += 1) await touch("touchMove", { x: a.x, y: a.y + (way * step) / 8 });
    await touch("touchEnd");
  };
  const said = await room.says("seven");
  await swipe(".ordering__text", 1, 0);
  assert.deepEqual(await room.says("seven"), said);
  await swipe("[data-grip]", 1, 0);
  await until("the order is stored", async () => (await room.onServer()).seven?.positions.join() === "1,0,2,3");
  await room.saved("seven");
  const grip = await rows.first().locator("[data-grip]").boundingBox();
  assert.ok(grip.width >= 43.5 && grip.height >= 43.5, `${grip.width}×${grip.height}`);
});

test("the review leads to the head of a question, on a phone too", async () => {
  const { room, page } = await enter({ viewport: { width: 360, height: 640 } });
  await room.review();
  await page.locator('a[href$="#item-7"]').first().click();
  await room.awake();
  const { y } = await page.locator("#item-7 .question__number").boundingBox();
  assert.ok(y >= 0 && y < 320, `it stands at ${y}`);
});

test("what was saved after the page was kept is on it when it is opened without a network", async () => {
  const { page, room, visit, attempt } = await enter();
  visit.forgive(/ERR_INTERNET_DISCONNECTED/);
  await room.isKept();
  await room.turnTo("three");
  await room.answer("three", ANSWERS.three);
  await room.saved("three");
  await room.allSaved();
  await room.item("three").locator(".flag").click();
  await until("the device remembers both", async () => (await room.kept("saved")).length > 1);
  await visit.context.setOffline(true);
  await page.reload();
  // a new tab knows nothing of the one before but what the device keeps
  const tab = new Room({ ...visit, page: await visit.context.newPage() });
  await tab.page.goto(`/attempts/${attempt}`);
  for (const again of [room, tab]) {
    await again.awake();
    assert.equal(await again.page.locator("html[data-kept]").count(), 1, "the worker says that it kept the page");
    assert.deepEqual(await again.says("three"), ["a.three=false"]);
    assert.equal(await again.cell("three").getAttribute("data-state"), "answered flagged");
    assert.ok(await again.item("three").locator(".flag__input").isChecked());
  }
  await visit.context.setOffline(false);
  await page.reload();
  await room.awake();
  assert.equal(await page.locator("html[data-kept]").count(), 0, "the page came from the server");
  assert.deepEqual(await room.says("three"), ["a.three=false"]);
  assert.deepEqual(await room.onServer(), { three: ANSWERS.three });
});
