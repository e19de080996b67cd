// Sections: forward only, also without a network, also when the time of one is up; with scripts and without.
import test from "node:test";
import assert from "node:assert/strict";
import { Room } from "../pages/room.mjs";
import { Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { until } from "../support/until.mjs";

const it = stage({ content: LITTLE });
const MINUTE = 60_000;

async function enter({ lang = "zh", prepare, ...more } = {}) {
  const learner = await new Person(it.server).registers();
  const visit = await it.visit({ as: learner.login, lang, ...more });
  const attempt = await learner.starts("little/parts");
  if (prepare) await prepare(visit);
  const room = new Room(visit);
  if (more.scripts === false) await visit.page.goto(`/attempts/${attempt}`);
  else await room.open(attempt);
  return { visit, room, attempt, page: visit.page, say: visit.say.exam };
}

const leave = (page) => page.locator("#leave-section");
const position = async (visit, attempt) => (await visit.api(`/attempts/${attempt}/clock`)).position;

/** Presses the bar's button and says yes. */
async function finish(page, say) {
  await page.locator(".exam-bar__submit").click();
  await leave(page).getByRole("button", { name: say.leave_yes }).click();
}

test("a section is left knowingly, and the next one comes with its items", async () => {
  const { visit, room, attempt, page, say } = await enter();
  assert.deepEqual((await room.keys()).toSorted(), ["m-one", "m-two"]);
  assert.ok(!(await page.content()).includes("水是湿的"), "a later section is not in the page");
  assert.equal(await room.countdown.locator(".countdown__label").innerText(), say.remaining_section);
  await room.turnTo("m-one");
  await room.answer("m-one", { type: "single", option: 1 });
  // asked, and stayed
  await page.locator(".exam-bar__submit").click();
  await leave(page).getByText(say.done_of(1, 2)).waitFor();
  await leave(page).getByRole("button", { name: say.stay }).click();
  await leave(page).waitFor({ state: "hidden" });
  assert.equal(await position(visit, attempt), 0);
  await finish(page, say);
  await room.item("m-three").waitFor();
  await room.awake();
  assert.deepEqual(await room.onServer(), { "m-one": { type: "single", option: 1 } });
  assert.equal(await position(visit, attempt), 1);
  // what is behind and ahead is said to the eye and to a screen reader
  const cells = page.locator("#sheet .item-list .item-list__cell");
  assert.deepEqual(await cells.evaluateAll((all) => all.map((c) => c.dataset.way ?? "")), ["closed", "closed", "", "ahead", "ahead", "ahead", "ahead"]);
  const spoken = await page.locator("#sheet .item-list").first().ariaSnapshot();
  assert.ok(spoken.includes(say.section_closed) && !spoken.includes(say.section_ahead), spoken);
});

test("a linear section is walked item by item, and without a network too", async () => {
  const { visit, room, attempt, page, say } = await enter({ lang: "en" });
  visit.forgive(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
  await finish(page, say);
  await room.item("m-three").waitFor();
  await room.awake();
  assert.equal(await page.locator('[data-go="previous"]').count(), 0);
  await room.isKept();
  await visit.context.setOffline(true);
  await room.answer("m-three", { type: "truefalse", value: true });
  await page.getByRole("button", { name: say.next_step }).click();
  await room.item("m-four").waitFor();
  await room.answer("m-four", { type: "numeric", text: "50" });
  // the way back is closed: the sheet leads nowhere
  await room.cell("m-three").click();
  assert.ok(await room.item("m-four").isVisible());
  // a reload from the device shows the item that was reached, not an earlier one
  await page.reload();
  await room.awake();
  assert.ok(await room.item("m-four").isVisible(), "the reload went back");
  assert.deepEqual(await room.says("m-four"), ["a.m-four=50"]);
  // leaving the section is journalled; the next one needs the network
  await finish(page, say);
  await page.locator("#section-closed").getByText(say.leaving).waitFor();
  assert.ok(await page.locator(".exam[inert]").count(), "a section that was left takes no input");
  await visit.context.setOffline(false);
  // it shows its first item once its island is awake: any other is only there
  await room.item("m-seven").waitFor({ state: "attached" });
  const stored = await room.onServer(attempt);
  assert.deepEqual([stored["m-three"], stored["m-four"]], [{ type: "truefalse", value: true }, { type: "numeric", text: "50" }]);
  assert.equal(await position(visit, attempt), 4);
  // the last section is handed in as ever, and nothing stays on the device
  await room.awake();
  assert.equal(await leave(page).count(), 0);
  await room.review();
  await room.handIn();
});

test("an item without an answer is left knowingly, and a new part opens at its head", async () => {
  const { visit, room, attempt, page, say } = await enter({ viewport: { width: 360, height: 640 } });
  await page.locator(".exam-bar__submit").click();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.go), "stay");
  await leave(page).getByRole("button", { name: say.leave_yes }).click();
  await room.item("m-three").waitFor();
  await room.awake();
  assert.equal(await page.evaluate(() => document.activeElement.id), "part");
  const bar = await page.locator(".exam-bar").boundingBox();
  const head = await page.locator("#part").boundingBox();
  assert.ok(head.y >= bar.y + bar.height - 1 && head.y < 400, `the head of the part is at ${head.y}`);
  const skip = page.locator("#skip-item");
  await page.getByRole("button", { name: say.next_step }).click();
  await skip.getByText(say.skip_words).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.go), "stay");
  await page.keyboard.press("Enter");
  await skip.waitFor({ state: "hidden" });
  assert.equal(await position(visit, attempt), 1);
  await page.getByRole("button", { name: say.next_step }).click();
  await skip.getByRole("button", { name: say.skip_yes }).click();
  await room.item("m-four").waitFor();
});

test("when the time of a section is up the page goes on by itself", async () => {
  let ahead = 0;
  const { visit, room, page } = await enter({ prepare: ({ page }) => page.clock.install() });
  visit.forgive(/status of 409/);
  // the server's clock goes with the page's
  const moved = async (route) => {
    // a question that waits for what staff do waits here as well
    if (route.request().headers().prefer) return;
    const response = await route.fetch();
    const clock = await response.json();
    const over = ahead >= 10 * MINUTE;
    await route.fulfill({ response, json: { ...clock, server_now: clock.server_now + ahead, ...(over ? { position: 1, section_deadline: undefined } : {}) } });
  };
  await page.route("**/clock", moved);
  await page.route("**/operations", moved);
  await room.turnTo("m-two");
  await room.answer("m-two", { type: "multiple", options: [0] });
  await room.allSaved();
  const loaded = page.waitForEvent("load");
  ahead = 10 * MINUTE;
  await page.clock.fastForward(10 * MINUTE);
  await loaded;
  assert.ok(!page.url().includes("receipt"), "the attempt goes on");
});

test("what comes too late for its section ends nothing but the section", async () => {
  const { visit, room, page, attempt } = await enter();
  // as after an outage that lasted past the end of the section
  await page.route("**/operations", async (route) => {
    const response = await route.fetch();
    const said = await response.json();
    const results = said.results.map((result) => ({ ...result, status: "late" }));
    await route.fulfill({ response, json: { ...said, results, position: 1, section_deadline: undefined } });
  });
  await room.turnTo("m-two");
  const loaded = page.waitForEvent("load");
  await room.answer("m-two", { type: "multiple", options: [0] });
  await loaded;
  assert.ok(!page.url().includes("receipt"), "the page went on to the next section");
  assert.equal((await visit.api(`/attempts/${attempt}/clock`)).state, "in_progress");
});

test("with scripts off a section is finished on a page that asks first", async () => {
  const { visit, room, attempt, page, say } = await enter({ scripts: false });
  assert.ok(!(await leave(page).isVisible()), "a dialog that nobody opened is not seen");
  await room.answer("m-one", { type: "single", option: 1 });
  await page.getByRole("button", { name: say.save_leave }).click();
  await page.waitForURL(/\/onward$/);
  await page.getByText(say.done_of(1, 2)).waitFor();
  await page.getByRole("button", { name: say.leave_yes }).click();
  await room.item("m-three").waitFor();
  assert.ok(!(await room.item("m-four").isVisible()), "one item of a linear section at a time");
  await room.answer("m-three", { type: "truefalse", value: true });
  await page.getByRole("button", { name: say.save_next }).click();
  await room.item("m-four").waitFor();
  assert.equal(await position(visit, attempt), 2);
  await until("saved", async () => (await room.onServer(attempt))["m-three"]);
  // back in the history: the old form says nothing about what came after it
  await page.goBack();
  await page.getByRole("button", { name: say.save_answers }).click();
  await room.item("m-four").waitFor();
});

const screens = { 360: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }, 1280: { viewport: { width: 1280, height: 800 } } };

test("sections fit a phone and a desk", async () => {
  for (const [width, device] of Object.entries(screens)) {
    for (const lang of ["zh", "en"]) {
      const { page, room, say } = await enter({ lang, ...device });
      const wide = async (what) => assert.ok((await page.evaluate(() => document.scrollingElement.scrollWidth)) <= Number(width), `${what} ${lang} ${width}`);
      const shot = async (what) => process.env.ZHIXING_SHOTS && page.screenshot({ path: `${process.env.ZHIXING_SHOTS}/${what}-${lang}-${width}.png`, fullPage: true });
      await wide("room");
      await shot("room");
      await page.locator(".exam-bar__submit").click();
      await leave(page).getByRole("button", { name: say.leave_yes }).waitFor();
      await shot("dialog");
      await leave(page).getByRole("button", { name: say.leave_yes }).click();
      await room.item("m-three").waitFor();
      await room.awake();
      await wide("linear");
      await shot("linear");
    }
  }
});
