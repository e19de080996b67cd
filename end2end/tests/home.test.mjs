// Home: how long it is to the next session, counted by the page, and its calendar beside it.
import test from "node:test";
import assert from "node:assert/strict";
import { Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";

const it = stage({ content: LITTLE });
const HOUR = 3_600_000;

/** Somebody who sits in five hours. */
async function listed() {
  const learner = await new Person(it.server).registers();
  const ivy = await new Person(it.server).signsIn("invigilator");
  const opens = Date.now() + 5 * HOUR;
  const { json } = await ivy.ask("POST", "/api/v1/exam-sessions", { json: { plan: "little/exam", name: "下午场", place: "第三实训楼", opens, closes: opens + HOUR } });
  await ivy.ask("PUT", `/api/v1/exam-sessions/${json.session}/candidates`, { json: { list: `${learner.login},3-101` } });
  return learner;
}

test("the time to the next session ticks, also after the device slept, and its calendar is a place of its own in the row", async () => {
  const { login } = await listed();
  const { page } = await it.visit({ as: login });
  await page.clock.install();
  await page.goto("/");
  const left = page.locator("[data-opens-in]");
  const seconds = async () => {
    const [clock] = (await left.innerText()).match(/\d+(:\d\d)+/);
    return clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  };
  const first = await seconds();
  assert.ok(first > 4.9 * 3_600 && first <= 5 * 3_600, `${first}`);
  await page.clock.runFor(3_000);
  assert.equal(await seconds(), first - 3);
  await page.clock.fastForward(6 * HOUR);
  assert.equal(await seconds(), 0);
  const calendar = page.locator(".rows__note a[href^='/calendar/sessions/']");
  const [file] = await Promise.all([page.waitForEvent("download"), calendar.click()]);
  assert.match(file.suggestedFilename(), /\.ics$/);
});

test("with scripts off it says in words how long it is", async () => {
  const { login } = await listed();
  const { page, say } = await it.visit({ as: login, scripts: false });
  await page.goto("/");
  assert.equal(await page.locator("[data-opens-in]").innerText(), say.home.in_hours(4));
});

test("what a card begins with stands at its edge, whatever nobody sees comes before it", async () => {
  // whoever was given an account is asked to agree
  const { page } = await it.visit({ as: "teacher" });
  await page.goto("/");
  const gaps = await page.locator("form.card").evaluateAll((cards) => cards.map((card) => {
    const first = [...card.children].find((e) => e.checkVisibility());
    return Math.round(first.getBoundingClientRect().top - card.getBoundingClientRect().top - parseFloat(getComputedStyle(card).paddingTop));
  }));
  assert.ok(gaps.length > 0 && gaps.every((gap) => gap <= 1), `${gaps}`);
});
