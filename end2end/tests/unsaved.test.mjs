// What is not saved is said not to be saved, everywhere, and stays on the device.
import test from "node:test";
import assert from "node:assert/strict";
import { Room } from "../pages/room.mjs";
import { Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";

const it = stage({ content: LITTLE });

async function enter(options) {
  const learner = await new Person(it.server).registers();
  const visit = await it.visit({ as: learner.login, ...options });
  visit.forgive(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
  const attempt = await learner.starts("little/exam");
  const room = new Room(visit);
  await room.open(attempt);
  return { visit, room, attempt, page: visit.page };
}

/** Pastes into a field what a clipboard of another program holds. */
const paste = (room, key, text) => room.item(key).getByRole("textbox").first().evaluate((field, text) => {
  field.focus();
  document.execCommand("insertText", false, text);
}, text);

test("pasted control characters become line ends or go, and what is typed after them is saved", async () => {
  const { room, page } = await enter();
  await room.turnTo("nine");
  await room.answer("nine", { type: "essay", text: "the beginning\n" });
  await room.saved("nine");
  const codes = [...Array(0x20).keys(), ...Array.from({ length: 0x21 }, (_, n) => 0x7f + n), 0x2028, 0x2029].filter((c) => ![0, 9, 10, 13].includes(c));
  await paste(room, "nine", `first${String.fromCharCode(0x0b)}second${codes.map((c) => String.fromCharCode(c)).join("")}third`);
  await room.item("nine").getByRole("textbox").press("End");
  await page.keyboard.type(" and on");
  await room.allSaved();
  await room.saved("nine");
  const { text } = (await room.onServer()).nine;
  assert.match(text, /^the beginning\nfirst\nsecond\n+third and on$/);
  await room.turnTo("five");
  await room.answer("five", { type: "short", text: "UTF" });
  await paste(room, "five", `${String.fromCharCode(0x1b)}-8`);
  await room.allSaved();
  assert.equal((await room.onServer()).five.text, "UTF-8");
  assert.deepEqual(await room.journal(), []);
  await room.review();
  assert.equal(await page.locator(".notice--warning").count(), 0, "the review has nothing to warn of");
});

test("a word of the server that the page does not know is no save: bar, tile and review say so, and a change gets through", async () => {
  const { room, page, visit } = await enter();
  await page.route("**/operations", async (route) => {
    const reply = await route.fetch();
    const body = await reply.json();
    for (const one of body.results) one.status = "filed_somewhere";
    await route.fulfill({ response: reply, json: body });
  });
  await room.turnTo("one");
  await room.answer("one", { type: "single", option: 1 });
  await room.foot("one", "refused").waitFor();
  await page.locator('.exam-bar .save-state[data-state="refused"]').waitFor();
  assert.match(await room.cell("one").getAttribute("data-state"), /unsaved/);
  assert.equal((await room.journal()).length, 1, "it stays on the device");
  const number = String((await room.keys()).indexOf("one") + 1);
  // the way to the review says it first, and leads on only knowingly
  await page.getByRole("button", { name: visit.say.exam.review_button }).first().click();
  await page.locator("#review-here").waitFor();
  await page.locator('[data-review="anyway"]').click();
  // the paper is shuffled: the item is called by its number on it
  await page.waitForURL(new RegExp(`/review\\?unsaved=${number}$`));
  await page.getByText(visit.say.exam.unsaved_items(number)).waitFor();
  await page.goBack();
  await room.awake();
  await page.unrouteAll({ behavior: "wait" });
  await room.turnTo("one");
  await room.answer("one", { type: "single", option: 2 });
  await room.saved("one");
  await room.allSaved();
  assert.deepEqual((await room.onServer()).one, { type: "single", option: 2 });
});

test("without a network the way to the review stays in the room and says why", async () => {
  const { room, page, visit } = await enter();
  await room.turnTo("one");
  await room.answer("one", { type: "single", option: 1 });
  await room.allSaved();
  await visit.context.setOffline(true);
  await page.getByRole("button", { name: visit.say.exam.review_button }).first().click();
  await page.locator("#review-here").getByText(visit.say.exam.offline_all_saved).waitFor();
  await page.locator('button[data-review="back"]').click();
  await room.answer("one", { type: "single", option: 2 });
  await room.waits(1);
  await page.getByRole("button", { name: visit.say.exam.review_button }).first().click();
  await page.locator("#review-here").getByText(visit.say.exam.review_offline(1)).waitFor();
  await visit.context.setOffline(false);
  await page.waitForURL(/\/review$/);
  assert.deepEqual((await room.onServer()).one, { type: "single", option: 2 });
});

test("without a network every page beside the room leads back to it, which says what waits", async () => {
  const { room, page, visit, attempt } = await enter();
  page.on("dialog", (dialog) => dialog.accept());
  const { review_offline, offline_all_saved } = visit.say.exam;
  const says = (n) => page.locator("#review-here").getByText(n ? review_offline(n) : offline_all_saved).waitFor();
  await room.isKept();
  await visit.context.setOffline(true);
  await room.turnTo("five");
  await room.answer("five", { type: "short", text: "kept here" });
  await room.waits(1);
  for (const path of ["review", "name", "onward", "receipt"]) {
    await page.goto(`/attempts/${attempt}/${path}`);
    await room.awake();
    await says(1);
    assert.equal(new URL(page.url()).pathname, `/attempts/${attempt}`, path);
    assert.equal(new URL(page.url()).hash, "", "a reload asks for the room alone");
    assert.deepEqual(await room.says("five"), ["a.five=kept here"], "looking for the review took nothing away");
    await page.locator('button[data-review="back"]').click();
  }
  // whoever went back to the paper is left there, also when the network is back
  await room.turnTo("five");
  await room.answer("five", { type: "short", text: "kept here, and more" });
  await visit.context.setOffline(false);
  await room.allSaved();
  assert.equal((await room.onServer()).five.text, "kept here, and more");
  // the form that hands in as well: nothing is handed in, and the room says why
  await room.review();
  await visit.context.setOffline(true);
  await page.locator('form[action$="/submit"] .button--primary').click();
  await room.awake();
  await says(0);
  await page.screenshot({ path: "screenshots/review-offline.png" });
  await page.locator('button[data-review="back"]').click();
  await visit.context.setOffline(false);
  await room.review();
  await room.handIn();
});

test("a room that is not awake sends its form when the network is back, and nothing that was typed is lost", async () => {
  const learner = await new Person(it.server).registers();
  const visit = await it.visit({ as: learner.login });
  visit.forgive(/ERR_INTERNET_DISCONNECTED/);
  const { page } = visit;
  const room = new Room(visit);
  let release;
  const released = new Promise((done) => (release = done));
  await page.route("**/*.wasm", (route) => released.then(() => route.continue()));
  const attempt = await learner.starts("little/exam");
  await page.goto(`/attempts/${attempt}`);
  await page.locator('html[data-script="on"]').waitFor({ state: "attached" });
  await room.answer("five", { type: "short", text: "typed early" });
  await visit.context.setOffline(true);
  await page.locator(".exam-bar__submit").click();
  await page.getByText(visit.say.exam.waits_here).waitFor();
  assert.deepEqual(await room.says("five"), ["a.five=typed early"]);
  await visit.context.setOffline(false);
  release();
  await page.waitForURL(/\/review$/);
  assert.equal((await room.onServer(attempt)).five.text, "typed early");
});
