// What was practised comes again: from the home, one item after another, with scripts on a phone and without.
import test from "node:test";
import assert from "node:assert/strict";
import { Lesson } from "../pages/lesson.mjs";
import { PASSWORD, Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { SCREENS } from "../support/walk.mjs";

const it = stage({ content: LITTLE });

/** Somebody for whom two items are due. */
async function due() {
  const learner = await new Person(it.server).registers();
  await learner.ask("POST", "/practice/little/p-single", { form: { answer: "1" } });
  await learner.ask("POST", "/practice/little/p-code", { form: { answer: "UTF-8" } });
  await it.server.makesDue(learner.login);
  return learner;
}

for (const lang of ["zh", "en"]) {
  test(`what is due is answered one after another on a phone, ${lang}`, async () => {
    const learner = await due();
    const visit = await it.visit({ lang, as: learner.login, ...SCREENS[360] });
    const { page, say } = visit;
    await page.goto("/");
    await page.getByRole("link", { name: say.home.due_n(2), exact: true }).click();
    await page.waitForURL(/\/repetitions$/);
    const lesson = new Lesson(visit);
    const first = lesson.practice.first();
    assert.equal(await lesson.practice.count(), 1, "one item at a time");
    await lesson.touch(first);
    await answer(first);
    await lesson.check(first);
    await first.getByText(say.course.right, { exact: true }).waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no wider than the screen");
    await page.getByRole("link", { name: say.course.next_repetition, exact: true }).click();
    const second = lesson.practice.first();
    await lesson.touch(second);
    await answer(second);
    await lesson.check(second);
    await page.getByText(say.course.none_left).waitFor();
    assert.ok(!(await page.getByText(say.course.due_n(1), { exact: true }).isVisible()), "the count of before is gone");
    await page.getByRole("link", { name: say.course.repetitions_done, exact: true }).click();
    await page.waitForURL((url) => url.pathname === "/");
    assert.equal(await page.locator('main .rows a[href="/repetitions"]').count(), 0, "nothing is left for today");
    assert.deepEqual((await visit.api("/me/repetitions")).due, []);
  });
}

test("with scripts off the page comes back with what was said", async () => {
  const learner = await due();
  const { page, say } = await it.visit({ scripts: false, ...SCREENS[360] });
  await page.goto("/sign-in");
  await page.locator("#login").fill(learner.login);
  await page.locator("#password").fill(PASSWORD);
  await page.locator('main form[action^="/sign-in"] button').first().click();
  await page.goto("/repetitions");
  for (const next of [say.course.next_repetition, say.course.repetitions_done]) {
    await answer(page.locator(".practice"));
    await page.getByRole("button", { name: say.course.check, exact: true }).click();
    await page.getByText(say.course.right, { exact: true }).waitFor();
    await page.getByRole("link", { name: next, exact: true }).click();
  }
});

/** Rightly, whichever of the two it is. */
async function answer(practice) {
  const options = practice.locator(".choice");
  if (await options.count()) await options.nth(1).click();
  else await practice.locator('input[name="answer"]').fill("UTF-8");
}
