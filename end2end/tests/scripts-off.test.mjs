// The whole job without any script in the browser.
import test from "node:test";
import assert from "node:assert/strict";
import { Door } from "../pages/door.mjs";
import { Marking } from "../pages/marking.mjs";
import { Verification } from "../pages/verification.mjs";
import { Waiting } from "../pages/waiting.mjs";
import { ESSAY, PASSWORD } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";

const it = stage({ content: LITTLE });

test("with scripts off one can sign in, sit, save, hand in, and carry a certificate", async () => {
  const learner = await it.visit({ scripts: false });
  const { page, say } = learner;
  await new Door(learner).signIn("learner", PASSWORD);
  const waiting = new Waiting(learner);
  await waiting.open("little/exam");
  await page.locator("noscript p").waitFor();
  const room = await waiting.start();
  const attempt = room.attempt;
  const key = await it.server.key(attempt);
  for (const part of await page.locator(".needs-script").all()) assert.ok(!(await part.isVisible()), "what needs a script is not shown");
  assert.match(await page.locator(".exam-bar__ends").innerText(), /^北京时间 (\d{4}年\d+月\d+日 )?\d\d:\d\d 截止（打开此页时还剩 \d+:\d\d）$/);
  const keys = await room.keys();
  for (const item of keys) await room.answer(item, key[item] ?? { type: "essay", text: ESSAY });
  await page.getByRole("button", { name: say.exam.save_answers }).click();
  await page.getByText(say.exam.saved_all(keys.length)).waitFor();
  const stored = await room.onServer(attempt);
  for (const item of keys) assert.deepEqual(stored[item], key[item] ?? { type: "essay", text: ESSAY });

  // a correction on the way to the review, and a flag
  await room.answer("five", { type: "short", text: "IoU" });
  await room.item("one").locator(".flag").click();
  await room.review();
  assert.equal(await page.locator('tr[data-state~="answered"]').count(), keys.length);
  assert.equal(await page.locator('tr[data-state~="flagged"]').count(), 1);
  await room.handIn();
  await page.getByRole("link", { name: say.exam.to_result_later }).click();
  await page.getByText(say.exam.result_waiting, { exact: true }).waitFor();
  await page.goto(`/attempts/${attempt}`);
  await page.waitForURL(/\/receipt$/);

  const examiner = await it.visit({ scripts: false, lang: "en" });
  await new Door(examiner).signIn("examiner", PASSWORD);
  const marking = new Marking(examiner);
  await marking.desk();
  await marking.begin();
  await marking.markByKeyboard("Well done.");
  await examiner.page.getByText(examiner.say.marking.all_marked, { exact: true }).waitFor();
  await marking.desk();
  await marking.release();

  await page.goto(`/attempts/${attempt}/result`);
  await page.locator('.score[data-state="passed"]').waitFor();
  await page.getByRole("link", { name: say.exam.to_certificate }).click();
  const verification = new Verification(learner);
  assert.equal(await verification.state(), "demonstration");
  const number = page.url().split("/").at(-1);
  const credential = await (await learner.context.request.get(`/certificates/${number}/credential.json`)).text();
  await page.goto("/certificates");
  // as people read it aloud: in groups
  assert.equal((await page.locator(".certificate .mono").innerText()).replace(/\s/g, ""), number);

  // a stranger pastes the credential, whole and with one character changed
  const stranger = await it.visit({ scripts: false, lang: "en" });
  const paste = async (text) => {
    await stranger.page.goto("/verify");
    await stranger.page.getByLabel(stranger.say.certificate.paste).fill(text);
    await stranger.page.getByRole("button", { name: stranger.say.certificate.check, exact: true }).click();
    return new Verification(stranger).state();
  };
  assert.equal(await paste(credential), "demonstration");
  assert.equal(await paste(credential.replace("李学知", "李学和")), "invalid");
});
