// What the device keeps, and what the page does where it keeps nothing.
import test from "node:test";
import assert from "node:assert/strict";
import { Room } from "../pages/room.mjs";
import { openAnswers } from "../support/answers.mjs";
import { Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { until } from "../support/until.mjs";

const it = stage({ content: LITTLE });
const short = (text) => ({ type: "short", text });

async function enter({ before, lang } = {}) {
  const learner = await new Person(it.server).registers();
  const visit = await it.visit({ as: learner.login, lang });
  visit.forgive(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of (429|503)/);
  const attempt = await learner.starts("little/exam");
  await before?.(visit);
  const room = new Room(visit);
  await room.open(attempt);
  return { learner, visit, room, attempt, page: visit.page };
}

test("where the device stores nothing the page says so, goes on from memory, and sends", async () => {
  const refuse = (visit) => visit.context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("denied", "SecurityError");
    };
  });
  const { room, visit } = await enter({ before: refuse });
  await room.alert.getByText(visit.say.exam.cannot_store).waitFor();
  assert.equal(await room.alert.getAttribute("data-tone"), "calm");
  await room.turnTo("five");
  await room.answer("five", short("from memory"));
  await room.saved("five");
  assert.deepEqual((await room.onServer()).five, short("from memory"));

  // a full device is told in the same words, and no longer once there is room again
  const full = await enter();
  await full.page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    window.writes = new Map();
    window.makeRoom = () => {
      IDBObjectStore.prototype.put = function (value, key) {
        const one = window.writes.get(this.transaction) ?? [];
        window.writes.set(this.transaction, [...one, `${this.name} ${key.join(" ")}`]);
        return put.call(this, value, key);
      };
    };
  });
  await full.room.turnTo("five");
  await full.room.answer("five", short("no room left"));
  await full.room.saved("five");
  for (const text of ["still none", "and none"]) {
    await full.room.answer("five", short(text));
    await full.room.allSaved();
  }
  await full.room.alert.getByText(visit.say.exam.cannot_store).waitFor();
  await full.page.evaluate(() => window.makeRoom());
  await full.room.answer("five", short("room again"));
  await full.room.allSaved();
  await full.room.alert.waitFor({ state: "hidden" });
  assert.deepEqual((await full.room.onServer()).five, short("room again"));
  // what was refused did not pile up: of each name the newest alone went down
  const writes = await full.page.evaluate(() => [...window.writes.values()]);
  assert.ok(writes.length > 0);
  for (const names of writes) assert.deepEqual(names, [...new Set(names)]);
});

test("without a network from the first answer to the last everything works, and arrives with the length of the outage", async () => {
  const { visit, room, page } = await enter();
  const headers = [];
  page.on("request", (r) => r.url().endsWith("/operations") && headers.push(r.headers()["x-outage-ms"]));
  // what was not kept when the network went is kept when it is back
  await room.isKept();
  await page.evaluate(() => caches.delete("zhixing-room"));
  const left = performance.now();
  await visit.context.setOffline(true);
  await visit.context.setOffline(false);
  await room.isKept();
  await visit.context.setOffline(true);
  const given = { one: { type: "single", option: 1 }, three: { type: "truefalse", value: true }, five: short("a") };
  for (const [key, value] of Object.entries(given)) {
    await room.turnTo(key);
    await room.answer(key, value);
  }
  // typing makes one operation, not one a letter
  await room.turnTo("nine");
  const began = performance.now();
  await room.item("nine").getByRole("textbox").pressSequentially("一二三四五六七八九十", { delay: 30 });
  const tries = Math.ceil((performance.now() - began) / 700);
  await room.item("nine").locator(".flag").click();
  await until("the device has it", async () => (await room.journal()).some((o) => o.value.text === "一二三四五六七八九十"));
  const typed = (await room.journal()).filter((o) => o.item === "nine").length;
  assert.ok(typed <= 1 + tries, `${typed} operations where it was tried ${tries} times at most`);
  // a reload without a network shows the room with all of it (the worker keeps the page, the device the answers)
  page.on("dialog", (dialog) => dialog.accept());
  await page.reload();
  await room.awake();
  await until("the essay is there", async () => (await room.says("nine")).join() === "a.nine=一二三四五六七八九十");
  assert.deepEqual(await room.says("one"), ["a.one=1"]);
  assert.ok(await room.item("nine").locator(".flag__input").isChecked());
  await visit.context.setOffline(false);
  await room.allSaved();
  const stored = await room.onServer();
  for (const [key, value] of Object.entries(given)) assert.deepEqual(stored[key], value);
  assert.equal(stored.nine.text, "一二三四五六七八九十");
  await until("the flag is stored", async () => (await visit.api(`/attempts/${room.attempt}`)).flags.includes("nine"));
  const told = Number(headers.filter(Boolean).at(-1));
  const away = performance.now() - left;
  assert.ok(told > 500 && told < away, `an outage of ${told} ms was told, of ${away}`);
  // nothing of the room stays where nobody is signed in
  await page.goto("/");
  await page.locator(".menu__button").click();
  await page.getByRole("button", { name: visit.say.site.sign_out, exact: true }).click();
  await page.locator("html[data-visitor]").waitFor({ state: "attached" });
  await until("the kept room is gone", () => page.evaluate(async () => !(await caches.has("zhixing-room")) && !(await navigator.serviceWorker.getRegistration("/attempts/"))));
});

test("a paper that was handed in leaves nothing on the device", async () => {
  const { room, page } = await enter();
  await room.turnTo("five");
  await room.answer("five", short("mine"));
  await room.item("five").locator(".flag").click();
  await room.allSaved();
  await until("the device keeps it", async () => (await room.kept("saved")).length > 0);
  await room.review();
  await room.handIn();
  for (const store of ["operations", "writers", "flags", "saved"]) {
    await until(`${store} is empty`, async () => (await room.kept(store)).length === 0);
  }
  assert.equal(await page.evaluate(async () => (await (await caches.open("zhixing-room")).keys()).filter((r) => r.url.includes("/attempts/")).length), 0);
});

test("what never arrived goes to the server from the receipt's page, and counts for nothing", async () => {
  const { learner, room, page, attempt } = await enter();
  await page.route("**/operations", (route) => route.abort());
  await room.turnTo("five");
  await room.answer("five", short("never arrived"));
  await room.waits(1);
  await learner.ask("POST", `/api/v1/attempts/${attempt}/submission`);
  await page.unroute("**/operations");
  page.on("dialog", (dialog) => dialog.accept());
  // a page of the network, and a word that the page does not know, are no word that it is on record
  const outcome = (op) => ({ op_id: op.op_id, item: op.item, status: "filed_somewhere", value_digest: "" });
  for (const answer of [
    (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<html>Sign in to our network</html>" }),
    (route) => route.fulfill({ status: 200, json: { results: route.request().postDataJSON().map(outcome) } }),
  ]) {
    let asked = false;
    await page.route("**/operations", (route) => answer(route).then(() => (asked = true)));
    await page.goto(`/attempts/${attempt}/receipt`);
    await until("it was sent", async () => asked);
    await page.evaluate(() => new Promise((done) => setTimeout(done)));
    assert.equal((await room.kept("operations")).length, 1, "it stays on the device");
    await page.unroute("**/operations");
  }
  await page.goto(`/attempts/${attempt}/receipt`);
  await until("the device is empty", async () => (await room.kept("operations")).length === 0);
  assert.deepEqual(await room.onServer(attempt), {});
  const ivy = await new Person(it.server).signsIn("invigilator");
  assert.match((await ivy.ask("GET", `/invigilation/attempts/${attempt}`)).text, /never arrived/);
});

test("an answer file holds what has not arrived, and only the server's key opens it", async () => {
  const { visit, room, page, attempt } = await enter({ lang: "en" });
  await page.route("**/operations", (route) => route.abort());
  await room.turnTo("five");
  await room.answer("five", short("sealed — 密封"));
  await room.waits(1);
  const { name, text } = await room.answerFile();
  assert.equal(name, `zhixing-${attempt}.answers`);
  assert.ok(!text.includes("sealed"));
  const opened = openAnswers(text, it.server.answerFileKey());
  assert.equal(opened.attempt, attempt);
  assert.deepEqual(opened.operations.map((o) => [o.item, o.value]), [["five", short("sealed — 密封")]]);
  assert.deepEqual(opened.operations, await room.journal());
  assert.throws(() => openAnswers(text, "01".repeat(32)));
  assert.throws(() => openAnswers(text.replace(attempt, attempt.replace(/.$/, "x")), it.server.answerFileKey()));
  // staff bring it in: once or twice is the same, into another attempt or changed it is refused
  const ivy = await new Person(it.server).signsIn("invigilator");
  const path = `/invigilation/attempts/${attempt}/answers`;
  assert.match((await ivy.upload(path, name, text)).to, /applied=1&of=1/);
  assert.match((await ivy.upload(path, name, text)).to, /applied=1&of=1/);
  const other = await (await new Person(it.server).registers()).starts("little/mock");
  await assert.rejects(ivy.upload(`/invigilation/attempts/${other}/answers`, name, text), /422/);
  await assert.rejects(ivy.upload(path, name, text.replace(/"data":"../, '"data":"AA')), /422/);
  await page.unroute("**/operations");
  await room.allSaved();
  await page.locator("[data-answer-file]").click();
  await page.getByText(visit.say.exam.answer_file_none).waitFor();
});

test("a server that asks to be left alone is left alone, however much is typed", async () => {
  const { room, page } = await enter();
  const tries = [];
  await page.route("**/operations", (route) => {
    tries.push(performance.now());
    return tries.length === 1 ? route.fulfill({ status: 503, headers: { "retry-after": "4" }, body: "busy" }) : route.continue();
  });
  await room.turnTo("five");
  await room.item("five").getByRole("textbox").pressSequentially("abcdefghijklmnopqrstuvwxyz", { delay: 90 });
  await room.allSaved();
  assert.ok(tries[1] - tries[0] >= 3_950, `${tries[1] - tries[0]} ms`);
});
