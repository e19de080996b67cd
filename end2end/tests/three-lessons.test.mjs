// A course of three lessons is written from nothing through forms, looked over by a second person, published and studied: with the mouse, and again by
// keyboard alone.
import test from "node:test";
import assert from "node:assert/strict";
import { Author } from "../pages/author.mjs";
import { Lesson } from "../pages/lesson.mjs";
import { keyboard, mouse } from "../support/hands.mjs";
import { Person } from "../support/person.mjs";
import { stage } from "../support/stage.mjs";
import { kept, preview } from "../support/editor.mjs";
import { until } from "../support/until.mjs";

const it = stage({ prepare });

/** Publications need a colleague, and there is one. */
async function prepare(server) {
  const admin = await new Person(server).signsIn("admin");
  await admin.ask("PUT", "/api/v1/settings", { json: { review_publications: "true" } });
  return { colleague: await admin.opensAccount("韩老师", "teacher") };
}

const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAAFUlEQVR4nGPcunUrAzbAhFV0sEoAADNnAZt2oZQKAAAAAElFTkSuQmCC";
const PICTURE = { name: "Funnel.PNG", mimeType: "image/png", buffer: Buffer.from(PNG, "base64") };
const ALT = "漏斗，上宽下窄";
const ITEMS = [
  { kind: "single", stem: "清洗的第一步做什么？", options: [["看数据", true], ["删一半", false], ["画图", false]], why: "先看，才知道要改什么。" },
  { kind: "multiple", stem: "哪些是缺失值的处理？", options: [["补", true], ["删", true], ["藏起来", false]], why: "藏起来不是处理。" },
  { kind: "truefalse", stem: "重复的行总是要删。", truth: "1", why: "有时重复是真的。" },
  { kind: "numeric", stem: "十行里删去三行，还剩几行？", lines: "7", why: "十减三。" },
  { kind: "ordering", stem: "排出清洗的次序。", lines: "看\n改\n查", why: "改完要查。" },
];

test("three lessons are written, looked over, published and studied with the mouse alone, in English on a narrow screen", () =>
  fromNothing("by-mouse", mouse, { lang: "en", viewport: { width: 360, height: 740 } }));

test("three lessons are written, looked over, published and studied with the keyboard alone", () => fromNothing("by-keyboard", keyboard, {}));

async function fromNothing(course, with_, seenOn) {
  const visit = await it.visit({ as: "teacher", ...seenOn });
  await visit.page.goto("/teach");
  const author = new Author(visit, with_(visit));
  await writes(author, course);
  await hasItLookedOver(author, course, with_, seenOn);
  const learner = await new Person(it.server).registers();
  const reader = await it.visit({ as: learner.login, ...seenOn });
  await studies(reader, with_(reader), course);
}

async function writes(author, course) {
  await author.beginsCourse("数据清洗", course);
  await author.figure(PICTURE, ALT, "图 1 漏斗");
  await author.item(ITEMS[0]);
  await author.saves();
  await author.beginsLesson(course, "缺失与重复", "missing");
  await author.table([["问题", "办法"], ["缺失", "补或删"], ["重复", "先看"]]);
  await author.callout("WARNING", "先备份。");
  await author.item(ITEMS[1]);
  await author.item(ITEMS[2]);
  await author.saves();
  await author.beginsLesson(course, "算一算", "count");
  await author.maths("r = \\frac{n - d}{n}");
  await author.item(ITEMS[3]);
  await author.item(ITEMS[4]);
  await preview(author.page, ITEMS[4].stem);
  await author.tries(author.page.locator("[data-trial]").first());
  await author.saves();
}

async function hasItLookedOver(author, course, with_, seenOn) {
  const { page, say, hand } = author;
  await author.toWorkshop();
  await hand.press(page.locator(`a[href="/teach/${course}/people"]`));
  await hand.fill(page.locator("#login"), it.site.colleague);
  await hand.choose(page.locator("#role"), "reviewer");
  await hand.press(author.button(say.team.give));
  await page.waitForURL("**/people?done=yes*");
  await author.toWorkshop();
  await hand.press(page.locator(`a[href="/teach/${course}/publish"]`));
  await hand.press(author.button(say.workshop.ask_review));
  await page.getByText(say.workshop.waits_for_colleague).waitFor();
  assert.equal(await author.button(say.workshop.publish_now).count(), 0, "nothing is published before");

  const second = await it.visit({ as: it.site.colleague, ...seenOn });
  await second.page.goto("/teach");
  const colleague = new Author(second, with_(second));
  await colleague.hand.press(second.page.locator(`a[href="/teach/${course}/publish"]`));
  await second.page.locator(".changed").first().waitFor();
  // what is typed and not sent yet is there again
  await colleague.hand.fill(second.page.locator("#word"), "看过了。");
  await until("it is on the device", async () => (await kept(second.page)) === 1);
  await second.page.reload();
  await until("it stands there again", async () => (await second.page.locator("#word").inputValue()) === "看过了。");
  await colleague.hand.press(colleague.button(say.workshop.approve));
  await second.page.getByText(say.publication.was_approved).waitFor();

  await author.toWorkshop();
  await hand.press(page.locator(`a[href="/teach/${course}/publish"]`));
  await hand.press(author.button(say.workshop.publish_now));
  await page.getByText(say.workshop.published, { exact: true }).waitFor();
}

async function studies(visit, hand, course) {
  const { page, say } = visit;
  await page.goto(`/courses/${course}`);
  await hand.press(page.locator(`main a[href="/courses/${course}/first"]`).first());
  const lesson = new Lesson(visit);
  const figure = page.locator("figure img");
  await figure.scrollIntoViewIfNeeded();
  assert.ok(await figure.evaluate((img) => img.decode().then(() => img.naturalWidth === 8 && img.width > 0)), "the picture is shown");
  assert.deepEqual([await figure.getAttribute("alt"), await page.locator("figcaption").innerText()], [ALT, "图 1 漏斗"]);
  await answers(lesson, hand, 0, (item) => hand.press(item.locator("input").nth(0)));

  await hand.press(page.locator(`.pager a[href="/courses/${course}/missing"]`));
  await page.waitForURL("**/missing");
  assert.deepEqual(await page.locator(".prose table td").allInnerTexts(), ["缺失", "补或删", "重复", "先看"]);
  await page.locator(".callout--warning", { hasText: "先备份。" }).waitFor();
  await answers(lesson, hand, 0, async (item) => {
    for (const at of [0, 1]) await hand.press(item.locator("input").nth(at));
  });
  await answers(lesson, hand, 1, (item) => hand.press(item.locator("input").nth(1)));

  await hand.press(page.locator(`.pager a[href="/courses/${course}/count"]`));
  await page.waitForURL("**/count");
  await page.locator(".prose math mfrac").waitFor();
  await answers(lesson, hand, 0, (item) => hand.fill(item.locator('input[type="text"]'), "7"));
  await answers(lesson, hand, 1, (item) => orders(item, hand, ["看", "改", "查"]));
  await hand.press(page.getByRole("button", { name: say.course.mark_read }));
  await page.waitForURL(`**/courses/${course}`);
  await page.locator('.syllabus__row[data-state="done"]').waitFor();
}

/** Puts entries in order by their buttons. An order that is there by chance is taken apart first: else nothing was answered. */
async function orders(item, hand, wanted) {
  await hand.press(item.locator('.ordering__row [data-move="down"]').first());
  for (const [to, words] of wanted.entries()) {
    const row = item.locator(".ordering__row", { hasText: words });
    const at = async () => (await item.locator(".ordering__text").allInnerTexts()).findIndex((text) => text.trim() === words);
    while ((await at()) > to) await hand.press(row.locator('[data-move="up"]'));
  }
}

/** Answers an item of the page and is told that it is right. */
async function answers(lesson, hand, at, answer) {
  const item = lesson.practice.nth(at);
  await answer(item);
  await hand.press(item.getByRole("button", { name: lesson.say.check }));
  await item.locator('[data-feedback][data-verdict="right"]').waitFor();
  await hand.stays();
}
