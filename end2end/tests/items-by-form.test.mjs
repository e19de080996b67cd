// An item that stands in the text is opened in its form, changed and written back; what the form does not show stays as it was.
import test from "node:test";
import assert from "node:assert/strict";
import { edit, preview } from "../support/editor.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { until } from "../support/until.mjs";

const it = stage({ content: LITTLE });
const PATH = "little/items/by-form.md";
const BANK = `+++
title = "用表单"
+++

### 哪一步先做？ {#first-step .single points=2 tags="a, b"}

<!-- 这里别动 -->

看图再答。

* [x] 看数据，
  看一百行
  > 对，先看。
* [ ] 画图
* [ ] 删一半

> 先看。

### 补全 [[清洗|数据清洗]]。 {#gaps .cloze}

再由标注员贴上[[?标签|水印]]。

> 先洗再标。

### 写出要点。 {#plan .essay points=3}

| 标准 | 分值 | 得分条件 |
|:--|:-:|---|
| 对象 | 1 | 列出品种 |
| 数量 | 2 | 每种三十张 |

> 例文。
`;

/** The bank in the editor, not saved. */
async function written(visit) {
  const { page } = visit;
  const reply = await visit.context.request.get(`/api/v1/workshop/little/drafts?path=${PATH}`);
  if (reply.status() === 404) {
    const begun = await visit.context.request.post("/api/v1/workshop/little/files", { data: { kind: "bank", name: "by-form", title: "用表单" } });
    assert.equal(begun.status(), 201);
  }
  if (!visit.scripts) {
    await page.goto(`/teach/little/edit?path=${PATH}`);
    await page.locator("#text").fill(BANK);
    return null;
  }
  const area = await edit(visit, PATH);
  await area.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(BANK);
  await preview(page, "哪一步先做？");
  return area;
}

test("an item of the preview is opened in its form, and only what was changed is written", async () => {
  const visit = await it.visit({ as: "teacher" });
  visit.forgive(/409/);
  const { page, say } = visit;
  const area = await written(visit);
  const form = page.locator("dialog[open]");
  const writes = () => form.getByRole("button", { name: say.editor.item_write, exact: true }).click();
  await page.locator('[data-item-form="first-step"]').click();
  await form.waitFor();
  assert.equal(await form.locator("#item-stem").inputValue(), "哪一步先做？\n\n看图再答。");
  assert.equal(await form.locator('[name="option"]').first().inputValue(), "看数据，看一百行");
  await form.locator('[name="right"]').nth(1).check();
  await writes();
  await form.getByText(say.editor.item_needs_one).waitFor();
  await form.locator('[name="right"]').nth(0).uncheck();
  await form.locator('[name="option"]').nth(2).fill("删三行");
  await writes();
  await form.waitFor({ state: "hidden" });
  let expected = BANK.replace("* [x] 看", "* [ ] 看").replace("[ ] 画图", "[x] 画图").replace("删一半", "删三行");
  await until("the item is written back", async () => (await area.inputValue()) === expected);

  await page.locator('[data-item-form="gaps"]').click();
  await form.waitFor();
  assert.equal(await form.locator("#item-stem").inputValue(), "补全 [[1]]。\n\n再由标注员贴上[[2]]。");
  await form.locator('[name="gap"]').nth(1).fill("标签 | 水印 | 密码");
  await writes();
  await form.waitFor({ state: "hidden" });
  expected = expected.replace("[[?标签|水印]]", "[[?标签|水印|密码]]");
  await until("the gap has one more choice", async () => (await area.inputValue()) === expected);

  await page.locator('[data-item-form="plan"]').click();
  await form.waitFor();
  await form.locator('[name="worth"]').nth(1).fill("4");
  await writes();
  await form.waitFor({ state: "hidden" });
  expected = expected.replace("points=3", "points=5").replace("| 2 |", "| 4 |");
  await until("the essay is worth its rubric", async () => (await area.inputValue()) === expected);
  await page.keyboard.press("Control+z");
  await until("it can be undone", async () => (await area.inputValue()) === expected.replace("points=5", "points=3").replace("| 4 |", "| 2 |"));
});

test("the item at the caret is opened by the bar, beside how it is printed", async () => {
  const visit = await it.visit({ as: "teacher" });
  visit.forgive(/409/);
  const { page, say } = visit;
  const area = await written(visit);
  await page.keyboard.press("Control+Home");
  const button = page.locator('.editor__bar [data-insert="edit-item"]');
  await button.click();
  await page.locator("[data-itemless]").waitFor({ state: "visible" });
  await area.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("ArrowUp");
  await button.click();
  const form = page.locator("dialog[open]");
  await form.locator('[name="criterion"]').nth(2).fill("个人信息");
  await form.locator('[name="worth"]').nth(2).fill("1");
  await form.locator('[name="earns"]').nth(2).fill("不拍人脸");
  await form.locator('[name="earns"]').nth(2).press("Enter");
  await form.waitFor({ state: "hidden" });
  await until("the rubric has a line more", async () => (await area.inputValue()).includes("| 数量 | 2 | 每种三十张 |\n| 个人信息 | 1 | 不拍人脸 |\n\n> 例文。"));
  const printed = page.locator("[data-preview] .preview__printed").first();
  assert.deepEqual(await printed.locator("ol > li").allTextContents().then((all) => all.map((text) => text.replace(/\s/g, ""))), ["看数据，看一百行", "画图", "删一半"]);
  assert.equal(await printed.locator("input").count(), 0);
  assert.ok(!/对，先看/.test(await printed.textContent()), "no key is printed");
  await printed.locator("summary").press("Enter");
  await page.screenshot({ path: "screenshots/items-by-form.png", fullPage: true });
  await page.locator(".editor__bar").getByRole("button", { name: say.editor.item, exact: true }).click();
  await form.locator("#item-kind").selectOption("matching");
  await form.locator("#item-stem").fill("配一配。");
  for (const [at, words] of ["车", "框"].entries()) await form.locator(at ? '[name="partner"]' : '[name="left"]').nth(0).fill(words);
  await form.locator('[name="left"]').nth(1).fill("音");
  await form.locator('[name="partner"]').nth(1).fill("字|词");
  await form.getByRole("button", { name: say.editor.insert, exact: true }).click();
  await form.waitFor({ state: "hidden" });
  await until("the pairs are there", async () => /\| 车 \| 框 \|\n\| 音 \| 字\\\|词 \|/.test(await area.inputValue()));
});

test("with scripts off a page has the same form", async () => {
  const visit = await it.visit({ as: "teacher", scripts: false, viewport: { width: 360, height: 740 } });
  const { page, say } = visit;
  visit.forgive(/status of 422/); // a form with a fault
  await written(visit);
  await page.getByRole("button", { name: say.workshop.show_preview }).click();
  await page.locator('[data-item-form="first-step"]').click();
  await page.locator('[name="option"]').nth(1).fill("");
  await page.locator('[name="option"]').nth(2).fill("");
  await page.getByRole("button", { name: say.editor.item_see }).click();
  await page.locator("#errors").waitFor();
  await page.locator('[name="option"]').nth(2).fill("删三行");
  await page.getByRole("button", { name: say.editor.item_see }).click();
  await page.locator(".editor__seen").getByText("删三行").first().waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the screen");
  await page.getByRole("button", { name: say.editor.item_write }).click();
  assert.equal((await page.locator("#text").inputValue()).trim(), BANK.replace("* [ ] 画图\n* [ ] 删一半", "* [ ] 删三行").trim());
  await page.locator("noscript select").selectOption("short");
  await page.getByRole("button", { name: say.editor.item_begin }).click();
  await page.locator("#item-answer").fill("清洗\n数据清洗");
  await page.getByRole("button", { name: say.editor.item_write }).click();
  assert.match(await page.locator("#text").inputValue(), /\.short\}\n\n```answer\n清洗\n数据清洗\n```\n/);
});
