// One pen: the second page asks before it writes, the first is told and keeps what it has.
import test from "node:test";
import assert from "node:assert/strict";
import { Room } from "../pages/room.mjs";
import { Person, id } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";

const it = stage({ content: LITTLE });
const short = (text) => ({ type: "short", text });

test("a second tab takes the pen knowingly; the first is told, and its unsent answer is kept and sent when it takes the pen back", async () => {
  const learner = await new Person(it.server).registers();
  const visit = await it.visit({ as: learner.login });
  const attempt = await learner.starts("little/exam");
  const first = new Room(visit);
  await first.open(attempt);
  await first.turnTo("one");
  await first.answer("one", { type: "single", option: 0 });
  await first.saved("one");
  assert.ok(!(await first.alert.isVisible()));

  // the first asks for the time now and then, and would hear of the second: its questions wait until it has written
  let written;
  const writes = new Promise((resolve) => (written = resolve));
  await first.page.route("**/clock", async (route) => (await writes, await route.continue()));
  const second = new Room({ ...visit, page: await visit.context.newPage() });
  await second.open(attempt);
  await second.alert.waitFor();
  await second.turnTo("five");
  assert.ok(await isReadOnly(second, "five"), "it takes no input before the pen is taken");
  const anew = second.page.waitForEvent("load");
  await second.alert.getByRole("button", { name: visit.say.exam.take_pen }).click();
  await anew;
  // the paper is read anew: what the other page saved meanwhile is on it
  await second.alert.waitFor({ state: "hidden" });
  await second.awake();
  await second.turnTo("five");
  await second.answer("five", short("second"));
  await second.saved("five");
  assert.deepEqual(await second.says("one"), ["a.one=0"]);
  assert.deepEqual((await second.onServer(attempt)).five, short("second"));

  // the first does not know yet, and goes on writing
  await first.turnTo("four");
  await first.answer("four", { type: "numeric", text: "50" });
  written();
  await first.alert.waitFor();
  assert.equal((await first.onServer()).four, undefined, "the first page's answer does not count now");
  assert.deepEqual(await first.says("four"), ["a.four=50"], "and is not lost");

  // the second page goes on and is closed; the first takes the pen back
  await second.answer("five", short("second, at the end"));
  await second.saved("five");
  await second.page.close();
  await first.page.unrouteAll({ behavior: "wait" });
  await first.page.reload();
  await first.awake();
  assert.deepEqual(await first.says("four"), ["a.four=50"], "not even by a reload");
  const again = first.page.waitForEvent("load");
  await first.alert.getByRole("button", { name: visit.say.exam.take_pen }).click();
  await again;
  await first.alert.waitFor({ state: "hidden" });
  await first.allSaved();
  const stored = await first.onServer();
  assert.deepEqual(stored.four, { type: "numeric", text: "50" });
  assert.deepEqual(stored.five, short("second, at the end"));
});

/** Whether an item can be read and not answered. */
const isReadOnly = (room, key) => room.item(key).locator(`[name="a.${key}"]`).evaluate((field) => field.closest("[inert]") !== null);

test("a duplicated tab is a writer of its own, though the browser copies the first one's name into it", async () => {
  const learner = await new Person(it.server).registers();
  const visit = await it.visit({ as: learner.login });
  const attempt = await learner.starts("little/exam");
  const first = new Room(visit);
  await first.open(attempt);
  await first.turnTo("one");
  await first.answer("one", { type: "single", option: 0 });
  await first.saved("one");
  const name = (page) => page.evaluate(() => Object.entries(sessionStorage).find(([key]) => /^zhixing:acc_\w+:att_\w+$/.test(key))[1]);
  const mine = await name(visit.page);
  // what a page opens in a new tab gets a copy of its session storage, as a duplicated tab does
  const opened = visit.context.waitForEvent("page");
  await visit.page.evaluate(() => void window.open(location.href));
  const twin = new Room({ ...visit, page: await opened });
  await twin.awake();
  await twin.alert.waitFor();
  assert.notEqual(await name(twin.page), mine);
  await twin.turnTo("five");
  assert.ok(await isReadOnly(twin, "five"));
  // the first goes on as if nothing had happened, also after a reload
  await first.turnTo("four");
  await first.answer("four", { type: "numeric", text: "50" });
  await first.saved("four");
  await first.page.reload();
  await first.awake();
  assert.equal(await name(first.page), mine);
  assert.ok(await first.alert.isHidden());
});

test("a pen that staff have freed lets no older page write over what is saved", async () => {
  const learner = await new Person(it.server).registers();
  const visit = await it.visit({ as: learner.login });
  visit.forgive(/ERR_FAILED/);
  const attempt = await learner.starts("little/exam");
  const first = new Room(visit);
  await first.open(attempt);
  await first.page.route("**/operations", (route) => route.abort());
  await first.turnTo("five");
  await first.answer("five", short("old"));
  await first.waits(1);
  // another device goes on, and staff free the pen
  const writer = id("wr");
  await learner.ask("POST", `/api/v1/attempts/${attempt}/pen`, { json: { writer } });
  const line = { op_id: id("op"), item: "five", value: short("new"), writer, seq: Date.now() + 1_000 };
  await learner.ask("POST", `/api/v1/attempts/${attempt}/operations`, { json: [line] });
  const ivy = await new Person(it.server).signsIn("invigilator");
  await ivy.ask("POST", `/invigilation/attempts/${attempt}`, { form: { measure: "free_pen", reason: "a new device", minutes: "" } });
  // as another tab of the old device would open: with a name of its own
  await first.page.evaluate(() => sessionStorage.clear());
  first.page.on("dialog", (dialog) => dialog.accept());
  await first.page.unroute("**/operations");
  await first.page.reload();
  await first.awake();
  await first.turnTo("one");
  await first.answer("one", { type: "single", option: 0 });
  await first.saved("one");
  assert.deepEqual((await first.onServer()).five, short("new"));
  assert.deepEqual(await first.says("five"), ["a.five=new"]);
});
