// A disk that is full: pages are read as before, nothing is called saved that is not, and what could not be stored says so.
import test from "node:test";
import assert from "node:assert/strict";
import { Room } from "../pages/room.mjs";
import { LITTLE, stage } from "../support/stage.mjs";

const it = stage({ content: LITTLE, fills: true });

test("an answer waits on the device, a form says that it was not stored, and lessons are read", async () => {
  const visit = await it.visit({ as: "learner" });
  visit.forgive(/status of 503/);
  const { page } = visit;
  const attempt = (await (await visit.context.request.post("/api/v1/assessments/little/mock/attempts")).json()).attempt;
  const room = new Room(visit);
  await room.open(attempt);
  await it.server.fill();
  await page.locator(".choice:visible").first().click();
  await room.waits(1);
  assert.equal((await room.journal()).length, 1, "it is kept");

  const form = await it.visit({ as: undefined, lang: "en" });
  form.forgive(/status of 503/);
  await form.page.goto("/register");
  await form.page.locator("#login").fill("wang.fang");
  await form.page.locator("#name").fill("Wang Fang");
  await form.page.locator("#password").fill("eleven green kettles");
  await form.page.locator("#agree").check();
  await form.page.locator('form[action^="/register"] button').first().click();
  await form.page.getByRole("heading", { name: form.say.problem.unavailable }).waitFor();
  await form.page.getByText(form.say.problem.sent_again).waitFor();
  await form.page.goto("/courses/little/first");
  await form.page.locator(".lesson").waitFor();
});
