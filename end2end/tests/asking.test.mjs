// A question asked on a phone in Chinese, answered by a teacher in its place, seen by its asker, and shown to all.
import test from "node:test";
import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import { LITTLE, stage } from "../support/stage.mjs";
import { until } from "../support/until.mjs";
import { SCREENS } from "../support/walk.mjs";

const it = stage({ content: LITTLE });
const LESSON = "/courses/little/first";
const WORDS = "为什么“采集”不算清洗？";

/** The page is no wider than the phone, and axe finds nothing. */
async function fits({ page }, width) {
  assert.ok((await page.evaluate(() => document.scrollingElement.scrollWidth)) <= width, "no wider than the screen");
  assert.deepEqual((await new AxeBuilder({ page }).analyze()).violations.map((v) => `${v.id} ${v.nodes[0].target}`), []);
}

/** Asks beneath the first item of practice with the keyboard alone. */
async function ask({ page, say }, words) {
  await page.goto(LESSON);
  const fold = page.getByText(say.inquiry.ask_about_item).first();
  await fold.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type(words);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/#inq_/);
}

test("asked at 360 px in Chinese, answered in place, seen by the asker and shown to all", async () => {
  const learner = await it.visit({ as: "learner", ...SCREENS[360] });
  await ask(learner, WORDS);
  await learner.page.getByText(WORDS).waitFor();
  await learner.page.getByText(learner.say.inquiry.waits).waitFor();
  await fits(learner, 360);
  await learner.page.screenshot({ path: "screenshots/asked.png" });

  const teacher = await it.visit({ as: "teacher" });
  await teacher.page.goto("/");
  await teacher.page.locator('main a[href="/teach/questions"]').click();
  await fits(teacher, 1280);
  await teacher.page.getByRole("link", { name: WORDS }).click();
  const asked = teacher.page.locator(".inquiry", { hasText: WORDS });
  const above = await teacher.page.locator('[id="practice.little.p-single"]').boundingBox();
  assert.ok((await asked.boundingBox()).y >= above.y + above.height, "beneath its item");
  await asked.getByLabel(teacher.say.inquiry.your_answer).fill("采集在清洗**之前**。");
  await asked.getByRole("button", { name: teacher.say.inquiry.answer, exact: true }).click();
  await asked.locator("strong", { hasText: "之前" }).waitFor();
  await fits(teacher, 1280);

  await learner.page.goto("/messages");
  await learner.page.getByRole("button", { name: learner.say.message.open }).first().click();
  await learner.page.waitForURL(/first#inq_/);
  await learner.page.locator(".inquiry strong", { hasText: "之前" }).waitFor();
  const stranger = await it.visit({ ...SCREENS[360] });
  await stranger.page.goto(LESSON);
  assert.equal(await stranger.page.getByText(WORDS).count(), 0, "it is private");

  await asked.getByRole("button", { name: teacher.say.inquiry.show_all }).click();
  await teacher.page.getByRole("button", { name: teacher.say.inquiry.show_asker }).waitFor();
  await stranger.page.reload();
  await stranger.page.getByText(WORDS).waitFor();
  assert.equal(await stranger.page.getByText("李学知").count(), 0, "nobody's name");
  await fits(stranger, 360);
});

test("a question leaves the practice as it was: what was answered, and what was said of it", async () => {
  const { page, say } = await it.visit({ as: "learner", ...SCREENS[360] });
  await page.goto(LESSON);
  const item = page.locator('[id="practice.little.p-single"]');
  await item.locator("input[type=radio]").first().check({ force: true });
  await item.getByRole("button", { name: say.course.check }).click();
  const said = await item.locator("[data-feedback]").getAttribute("data-verdict");
  await page.getByText(say.inquiry.ask_about_item).first().click();
  await page.locator('[id="ask.about.p-single"]').fill("还差在哪里？");
  await page.locator('form:has([id="ask.about.p-single"]) button').click();
  await page.waitForURL(/#inq_/);
  assert.equal(await item.locator("[data-feedback]").getAttribute("data-verdict"), said);
  assert.ok(await item.locator("input[type=radio]").first().isChecked());
  await page.reload();
  await page.goto(LESSON);
  assert.equal(await item.locator("[data-feedback]").count(), 0, "once");
});

test("with scripts off a question about a heading is asked and taken back", async () => {
  const { page, say } = await it.visit({ as: "learner", scripts: false, lang: "en", ...SCREENS[360] });
  await page.goto(LESSON);
  await page.getByText(say.inquiry.ask, { exact: true }).last().click();
  await page.locator('[id="ask.at"]').selectOption({ index: 1 });
  await page.locator('[id="ask.lesson"]').fill("Is this all?");
  await page.locator('form:has([id="ask.lesson"]) button').click();
  await page.waitForURL(/#inq_/);
  await page.getByRole("button", { name: /Is this all/ }).click();
  await page.waitForURL(/#lesson\.questions/);
  assert.equal(await page.getByText("Is this all?").count(), 0);
});

test("a page that is left tells how far it was read", async () => {
  const { page } = await it.visit({ as: "learner" });
  const teacher = await it.visit({ as: "teacher" });
  const finished = async () => (await teacher.api("/workshop/little/readers")).lessons[0].finished;
  await page.goto(LESSON);
  await page.locator("[data-end]").scrollIntoViewIfNeeded();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.equal(await finished(), 0, "nothing is sent while they read");
  await page.goto("/courses/little");
  await until("the page has told it", async () => (await finished()) === 1);
});
