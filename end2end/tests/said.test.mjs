// What was done is said where it was done, and the focus is there; Escape leaves a menu with the focus on its button.
import test from "node:test";
import assert from "node:assert/strict";
import { Board } from "../pages/board.mjs";
import { Room } from "../pages/room.mjs";
import { Sessions } from "../pages/sessions.mjs";
import { Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { until } from "../support/until.mjs";

const it = stage({ content: LITTLE });
const phone = { width: 360, height: 740 };

/** The page opens there: what says so has the focus, and is on the screen. */
const opensAt = (page, text) => until(`the focus is at "${text}"`, () => page.evaluate((text) => {
  const { top, bottom } = document.activeElement.getBoundingClientRect();
  return document.activeElement !== document.body && document.activeElement.innerText.includes(text) && top >= 0 && bottom <= innerHeight;
}, text));

test("the board says by name what was done", async () => {
  const learner = await new Person(it.server).registers();
  const attempt = await learner.starts("little/exam");
  const { page, say } = await it.visit({ as: "invigilator", lang: "en", viewport: phone });
  const board = new Board({ page, say });
  await board.open("little/exam");
  await board.row(attempt).waitFor();
  const name = await board.row(attempt).getByRole("link").innerText();
  await board.measure(attempt, "pause", "Fire alarm");
  await board.isDone();
  await opensAt(page, say.invigilation.carried_out(say.invigilation.did_pause, name));
});

test("on a phone the bar over an exam keeps one row with hours on its clock, and Escape closes its menu", async () => {
  const learner = await new Person(it.server).registers();
  const attempt = await learner.starts("little/exam");
  for (const lang of ["zh", "en"]) {
    const visit = await it.visit({ as: learner.login, lang, viewport: phone });
    await new Room(visit).open(attempt);
    const { page } = visit;
    const middles = await page.evaluate(() => {
      document.querySelector(".countdown__time").textContent = "1:12:40";
      const parts = [".countdown", ".exam-bar .save-state", ".exam-bar__submit", ".exam-bar__more"].map((s) => document.querySelector(s).getBoundingClientRect());
      return [...parts.map((r) => Math.round(r.top + r.height / 2)), document.scrollingElement.scrollWidth];
    });
    const wide = middles.pop();
    assert.ok(wide <= phone.width && Math.max(...middles) - Math.min(...middles) < 8, `${lang}: ${middles}, ${wide} wide`);
    await page.locator(".exam-bar__more").click();
    await page.locator("[data-answer-file]").waitFor();
    // beside everything: what the menu lies over cannot be pressed
    await page.mouse.click(4, 700);
    await page.locator("[data-answer-file]").waitFor({ state: "hidden" });
    await page.locator(".exam-bar__more").click();
    await page.locator("[data-answer-file]").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("[data-answer-file]").waitFor({ state: "hidden" });
    assert.ok(await page.locator(".exam-bar__more").evaluate((button) => button === document.activeElement));
  }
});

test("the review shows each item whole on a phone", async () => {
  const learner = await new Person(it.server).registers();
  const attempt = await learner.starts("little/exam");
  const { page } = await it.visit({ as: learner.login, lang: "en", viewport: phone });
  await page.goto(`/attempts/${attempt}/review`);
  const frames = await page.locator(".table-frame").evaluateAll((all) => all.map((frame) => frame.scrollWidth - frame.clientWidth));
  assert.deepEqual(frames, [0], "nothing is beyond an edge");
});

// last: who is on no list sits the exam no more
test("a session's page opens at what was saved, at a fault, and at a list that was read", async () => {
  const { page, say, forgive } = await it.visit({ as: "invigilator", lang: "en", viewport: phone });
  forgive(/status of 422/);
  const sessions = new Sessions({ page, say });
  await sessions.open();
  await sessions.plan({ plan: "little/exam", name: "Morning", place: "", opens: "2030-01-02T09:00", closes: "2030-01-02T10:00" });
  const press = (name) => page.getByRole("button", { name, exact: true }).click();
  await press(say.timetable.save);
  await page.waitForURL(/changed=/);
  await opensAt(page, say.site.saved);
  await page.locator("#closes").fill("2030-01-02T08:00");
  await press(say.timetable.save);
  await page.locator("#errors").waitFor();
  await opensAt(page, say.problem.to_correct(1));
  await sessions.paste("learner,3-101\nnobody.here\nnobody.there");
  await opensAt(page, say.problem.to_correct(2));
  await sessions.paste("learner,3-101");
  await opensAt(page, say.invigilation.list_read(1));
  await sessions.save(1);
  await opensAt(page, say.invigilation.listed_n(1));
  await press(say.lockdown.session_code_suggest);
  await page.locator('#code:not([value=""])').waitFor();
  await press(say.lockdown.session_code_do);
  await opensAt(page, say.lockdown.session_code_once);
});
