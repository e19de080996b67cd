// The main job as people do it, click by click, with the demonstration's own course; a picture of every page on the way.
import test from "node:test";
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Door } from "../pages/door.mjs";
import { Lesson } from "../pages/lesson.mjs";
import { Names } from "../pages/names.mjs";
import { Marking } from "../pages/marking.mjs";
import { Verification } from "../pages/verification.mjs";
import { Waiting } from "../pages/waiting.mjs";
import { ESSAY } from "../support/person.mjs";
import { stage } from "../support/stage.mjs";

const it = stage();
const COURSE = "ai-trainer-5";
const PLAN = "ai-trainer-5/theory";
const folder = fileURLToPath(new URL("../screenshots/", import.meta.url));
mkdirSync(folder, { recursive: true });

/** Numbers the pictures of one language; those of an earlier run go first, for the order of items is drawn anew each time. */
function camera(lang) {
  let n = 0;
  for (const old of readdirSync(folder).filter((f) => f.startsWith(`${lang}-`))) rmSync(folder + old);
  return async (page, name, options = {}) => {
    n += 1;
    await page.screenshot({ path: `${folder}${lang}-${String(n).padStart(2, "0")}-${name}.png`, ...options });
  };
}

const people = {
  zh: { login: "liwen", name: "李雯", legal: "李雯", comment: "要点齐全。", note: "核对身份证原件" },
  en: { login: "nora@example.org", name: "Nora", legal: "Nora Lindqvist", comment: "Everything is there.", note: "Passport seen" },
};

for (const lang of ["zh", "en"]) {
  test(`somebody learns, sits the exam, is marked, certified and verified (${lang})`, async () => {
    const shoot = camera(lang);
    const who = people[lang];
    const learner = await it.visit({ lang });
    const { page, say } = learner;

    // learn
    await page.goto("/");
    await shoot(page, "home");
    await page.locator(`main a[href="/courses/${COURSE}"]`).first().click();
    await page.waitForURL(`**/courses/${COURSE}`);
    await shoot(page, "course");
    await page.locator(".syllabus__row a").first().click();
    const lesson = new Lesson(learner);
    await page.locator(".lesson").waitFor();
    await shoot(page, "lesson");
    const practice = lesson.practice.filter({ has: page.locator(".choices") }).first();
    await practice.scrollIntoViewIfNeeded();
    await lesson.touch(practice);
    await practice.locator(".choice").first().click();
    await lesson.check(practice);
    await practice.scrollIntoViewIfNeeded();
    await shoot(page, "practice");

    // become somebody
    const door = new Door(learner);
    await page.goto("/register");
    await shoot(page, "register");
    await door.register(who.login, who.name, "eleven green kettles");
    await page.goto(`/courses/${COURSE}`);
    await page.locator(".syllabus__row a").first().click();
    await lesson.markAsRead();
    await page.goto(`/courses/${COURSE}`);
    await page.locator('.syllabus__row[data-state="done"]').first().waitFor();
    await door.giveLegalName(who.legal);
    await shoot(page, "profile");

    // sit
    await page.getByRole("link", { name: say.site.exams, exact: true }).click();
    await shoot(page, "exams");
    await page.locator(`main a[href="/exams/${PLAN}"]`).first().click();
    const waiting = new Waiting(learner);
    await waiting.deviceIsReady();
    await shoot(page, "waiting");
    const room = await waiting.start();
    await room.awake();
    await shoot(page, "room");
    const attempt = room.attempt;
    const key = await it.server.key(attempt);
    const keys = await room.keys();
    assert.deepEqual([...keys].sort(), Object.keys(key).sort(), "the paper has the items of the key");
    const pictured = new Set();
    for (const [i, item] of keys.entries()) {
      await room.item(item).waitFor();
      const value = key[item] ?? { type: "essay", text: ESSAY };
      await room.answer(item, value);
      if (!pictured.has(value.type)) {
        pictured.add(value.type);
        await shoot(page, `item-${value.type}`);
      }
      if (i + 1 < keys.length) await room.next();
    }
    await room.allSaved();
    await shoot(page, "answered", { fullPage: true });
    await room.review();
    await shoot(page, "review");
    await room.handIn();
    assert.match(await page.locator(".receipt").textContent(), /[0-9a-f]{64}/);
    await shoot(page, "receipt");
    await page.getByRole("link", { name: say.exam.to_result_later }).click();
    await page.getByText(say.exam.result_waiting, { exact: true }).waitFor();
    await shoot(page, "result-waiting");

    // mark and release
    const examiner = await it.visit({ lang });
    await new Door(examiner).signIn("examiner", "zhixing-demo");
    const marking = new Marking(examiner);
    await marking.desk();
    await shoot(examiner.page, "desk");
    await marking.begin();
    await shoot(examiner.page, "marking");
    await marking.markByKeyboard(who.comment);
    await examiner.page.getByText(examiner.say.marking.all_marked, { exact: true }).waitFor();
    await marking.desk();
    await marking.release();

    // the name is the learner's own word so far: an administrator compares it with a document
    await page.reload();
    await page.getByText(who.legal, { exact: false }).first().waitFor();
    await shoot(page, "result-name-waits");
    const admin = await it.visit({ lang });
    await new Door(admin).signIn("admin", "zhixing-demo");
    await new Names(admin).confirm(who.login, who.legal, who.note);
    await shoot(admin.page, "name-confirmed");

    // carry
    await page.reload();
    await page.locator('.score[data-state="passed"]').waitFor();
    assert.match(await page.locator(".score__number").innerText(), /^100\b/);
    assert.ok((await page.locator("#functions ~ ul li").count()) >= 4, "the result is shown by function");
    await shoot(page, "result");
    // keys wait until nobody can sit the exam any more; what a marker wrote is there at once
    assert.equal(await page.locator(".answer summary").count(), 0);
    await page.locator("#by-hand ~ ol").getByText(who.comment).waitFor();
    await page.getByRole("link", { name: say.exam.to_certificate }).click();
    await page.locator(".verdict").waitFor();
    const number = page.url().split("/").at(-1);
    await page.goto("/certificates");
    await shoot(page, "certificates");
    const arrives = page.waitForEvent("download");
    await page.getByRole("link", { name: say.certificate.pdf }).click();
    const pdf = readFileSync(await (await arrives).path());
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");

    // verify, as a stranger
    const stranger = await it.visit({ lang });
    const verification = new Verification(stranger);
    await stranger.page.goto("/verify");
    await shoot(stranger.page, "verify");
    await verification.byNumber(number);
    assert.equal(await verification.state(), "demonstration");
    assert.equal(await stranger.page.getByText(who.legal).count(), 0, "a number alone tells no name");
    // what the QR code leads to
    await page.goto("/certificates");
    await stranger.page.goto(await page.getByRole("link", { name: say.certificate.public_page }).first().getAttribute("href"));
    assert.equal(await verification.state(), "demonstration");
    assert.equal(await stranger.page.locator('.checks__row:not([data-state="pass"])').count(), 0, "every check passes");
    await stranger.page.locator("dd", { hasText: who.legal }).first().waitFor();
    await shoot(stranger.page, "verification", { fullPage: true });
  });
}
