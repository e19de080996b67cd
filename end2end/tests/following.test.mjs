// The preview follows the typing: it waits for a pause of the hand and for nothing else, as the page's own clock tells. And what is typed while a save is on
// its way is neither lost nor overwritten.
import test from "node:test";
import assert from "node:assert/strict";
import { edit, kept, preview, typesWhileItSaves } from "../support/editor.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { until } from "../support/until.mjs";

const it = stage({ content: LITTLE });
const PATH = "little/020-second.md";
/** The most that the page may wait of itself, in its own time. */
const MOST = 150;

/** A lesson of 20 KB, with a bit of everything. */
function long() {
  const part = (n) => `## 第 ${n} 节\n\n数据**清洗**先看再改，见 $x_${n}^2$。\n\n| 名 | 量 |\n|---|---|\n| 豆 | ${n} |\n\n> [!TIP]\n> 先备份。\n\n- 一\n- 二\n`;
  let text = '+++\ntitle = "第二课"\nsummary = "长的一课。"\nminutes = 45\n+++\n\n';
  for (let n = 1; Buffer.byteLength(text) < 20_000; n += 1) text += `${part(n)}\n`;
  return text;
}

test("the preview of a lesson of 20 KB waits 150 ms of the page's time at most, also while somebody types on, and for nothing else", async () => {
  const visit = await it.visit({ as: "teacher" });
  const { page } = visit;
  await page.clock.install();
  const area = await edit(visit, PATH);
  await area.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(long());
  await preview(page, "第 2 节");
  const asked = [];
  page.on("request", (request) => request.url().endsWith("/previews") && asked.push(request));
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));
  await page.keyboard.press("Control+End");

  await page.keyboard.insertText("停一下就看到");
  await page.clock.runFor(MOST);
  // the clock stands: whatever else waited would wait for ever
  await preview(page, "停一下就看到");
  assert.equal(asked.length, 1, "one text, one call");

  // a key every 50 ms is no pause, and yet what is typed is seen after 150
  for (const sign of "一直写不停") {
    await page.keyboard.insertText(sign);
    await page.clock.runFor(50);
  }
  await preview(page, "一直写");
  assert.ok(asked.length > 1, "it was asked for while the keys came");
});

test("what is typed while a save is under way stands in the field when the page comes back, the caret behind it", async () => {
  const visit = await it.visit({ as: "teacher" });
  const { page, say } = visit;
  let area = await edit(visit, PATH);
  await area.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("\n先写的。");
  await typesWhileItSaves(page, "later words");
  await page.getByText(say.workshop.saved, { exact: true }).waitFor();
  await page.locator("[data-editor][data-ready]").waitFor();
  const stored = async () => (await visit.api(`/workshop/little/drafts?path=${PATH}`)).text;
  assert.match(await stored(), /先写的。\n?$/, "the save has what was there when it was sent");
  assert.ok(await page.locator("[data-found]").isHidden(), "nothing is asked");
  await page.keyboard.type(" and more");
  area = page.locator("#text");
  assert.match(await area.inputValue(), /先写的。later words and more\n?$/);
  await page.keyboard.press("Control+s");
  await until("the later text is stored", async () => /先写的。later words and more\n?$/.test(await stored()));
  await page.locator("[data-editor][data-ready]").waitFor();
  await until("nothing is kept any more", async () => (await kept(page)) === 0);
});

test("a preview that comes while somebody is in it leaves them where they are", async () => {
  const visit = await it.visit({ as: "teacher" });
  const { page } = visit;
  const area = await edit(visit, "little/010-first.md");
  await page.locator("[data-preview] [data-trial]").first().waitFor();
  let release;
  const held = new Promise((done) => (release = done));
  await page.route("**/previews", async (route) => (await held, await route.continue()));
  await area.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("\n# 太大的标题\n");
  const choice = page.locator("[data-preview] input").nth(1);
  const name = await choice.evaluate((input) => (input.focus(), `${input.name} ${input.value}`));
  release();
  await page.locator("[data-problems] a").first().waitFor();
  assert.equal(await page.evaluate(() => `${document.activeElement.name} ${document.activeElement.value}`), name);
});

test("a form inserts once, and is not swept away by a save", async () => {
  const visit = await it.visit({ as: "teacher" });
  const { page, say } = visit;
  const area = await edit(visit, PATH);
  await area.focus();
  await page.keyboard.press("Control+End");
  let release;
  const held = new Promise((done) => (release = done));
  await page.route("**/media?name=*", async (route) => (await held, await route.continue()));
  await page.locator('[data-insert="figure"]').press("Enter");
  const form = page.locator("dialog[open]");
  const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  await form.locator("#figure-file").setInputFiles({ name: "once.png", mimeType: "image/png", buffer: Buffer.from(dot, "base64") });
  await form.locator("#figure-alt").fill("一个点");
  await page.keyboard.press("Control+s");
  assert.equal(await form.locator("#figure-alt").inputValue(), "一个点");
  const insert = form.getByRole("button", { name: say.editor.insert, exact: true });
  await insert.press("Enter");
  await page.keyboard.press("Enter");
  release();
  await form.waitFor({ state: "hidden" });
  await page.locator('[data-preview] img[alt="一个点"]').waitFor();
  assert.equal((await page.locator("#text").inputValue()).split("once.png").length, 2);
});
