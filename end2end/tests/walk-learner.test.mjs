// A learner's day: a lesson, practice, the exam, the result, the certificate, and the message that told of it.
import assert from "node:assert/strict";
import { Door } from "../pages/door.mjs";
import { Inbox } from "../pages/inbox.mjs";
import { Lesson } from "../pages/lesson.mjs";
import { Waiting } from "../pages/waiting.mjs";
import { ESSAY, Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { until } from "../support/until.mjs";
import { walks } from "../support/walk.mjs";

const EXAM = "little/exam";
const it = stage({ content: LITTLE });

walks(it, "a learner", ["李文"], async ({ lang, width, enter }) => {
  const learner = await enter();
  const { page, say, sees } = learner;
  const door = new Door(learner);

  // somebody who was never here
  await page.goto("/");
  await sees("home");
  await page.locator(".site-header").getByRole("link", { name: say.site.sign_in, exact: true }).click();
  await page.waitForURL(/\/sign-in/);
  await sees("signing in");
  await door.register(`li-${lang}-${width}`, "Li", "eleven green kettles");
  await sees("home of somebody new");

  // a lesson, and a wrong answer that comes back in the notebook
  await page.goto("/courses/little");
  await sees("course");
  await page.locator(".syllabus__row a").first().click();
  await page.locator(".lesson").waitFor();
  const lesson = new Lesson(learner);
  const practice = lesson.practice.first();
  await lesson.touch(practice);
  await practice.locator(".choice").first().click();
  assert.equal(await (await lesson.check(practice)).getAttribute("data-verdict"), "wrong");
  await sees("lesson");
  await lesson.markAsRead();
  await page.waitForURL("**/courses/little/second");
  await page.getByRole("link", { name: say.site.notebook, exact: true }).click();
  await page.waitForURL("**/notebook");
  assert.equal(await page.locator("main ol > li").count(), 1, "the mistake stands in the notebook");
  await sees("notebook");

  // the exam
  await page.getByRole("link", { name: say.site.exams, exact: true }).click();
  await page.locator(`main a[href="/exams/${EXAM}"]`).first().waitFor();
  await sees("exams");
  await page.locator(`main a[href="/exams/${EXAM}"]`).first().click();
  const waiting = new Waiting(learner);
  await waiting.deviceIsReady();
  await sees("waiting page without a name");
  await door.giveNameFirst("李文");
  await waiting.deviceIsReady();
  await sees("waiting page");
  const room = await waiting.start();
  await room.awake();
  await sees("room");
  const attempt = room.attempt;
  const key = await it.server.key(attempt);
  const keys = await room.keys();
  for (const [i, item] of keys.entries()) {
    await room.item(item).waitFor();
    await room.answer(item, key[item] ?? { type: "essay", text: ESSAY });
    if (i + 1 < keys.length) await room.next();
  }
  await room.allSaved();
  await sees("room, all answered");
  await room.review();
  await sees("review");
  await room.handIn();
  await sees("receipt");
  await page.getByRole("link", { name: say.exam.to_result_later }).click();
  await page.getByText(say.exam.result_waiting, { exact: true }).waitFor();
  await sees("result that waits");

  // staff do their part, and the learner is told
  const examiner = await new Person(it.server).signsIn("examiner");
  await examiner.marksAndReleases(EXAM);
  const admin = await new Person(it.server).signsIn("admin");
  await admin.confirmsName(attempt, "李文");
  await until("the certificate is issued", async () => (await learner.api(`/attempts/${attempt}/result`)).certificate);
  const inbox = new Inbox(learner);
  await inbox.open();
  await sees("messages");
  const title = { zh: "小考试", en: "Little exam" }[lang];
  await inbox.follow(say.message.result_released(title));
  await page.locator('.score[data-state="passed"]').waitFor();
  await sees("result");
  await page.getByRole("link", { name: say.exam.to_certificate }).click();
  await page.locator(".verdict").waitFor();
  await sees("public page of the certificate");
  await page.getByRole("link", { name: say.site.certificates, exact: true }).click();
  await page.locator(".certificate").waitFor();
  await sees("certificates");
  const arrives = page.waitForEvent("download");
  await page.getByRole("link", { name: say.certificate.pdf }).click();
  assert.match((await arrives).suggestedFilename(), /\.pdf$/);
  await door.signOut();
  await sees("signed out");
});
