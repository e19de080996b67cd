// Many files and items at once, with the keyboard and with scripts off.
import test from "node:test";
import assert from "node:assert/strict";
import { LITTLE, stage } from "../support/stage.mjs";

const it = stage({ content: LITTLE });

test("words are replaced in the lines that are ticked, and the step is taken back", async () => {
  for (const scripts of [true, false]) {
    const { page, say } = await it.visit({ as: "teacher", scripts });
    await page.goto("/teach");
    await page.getByRole("link", { name: say.many.replace, exact: true }).first().press("Enter");
    await page.locator("#words").fill("数据清洗");
    await page.locator("#instead").fill("清洗数据");
    await page.locator("#words").press("Enter");
    await page.locator(".many__line ins").first().waitFor();
    const lines = await page.locator('[name="take"]').count();
    assert.equal(await page.locator('[name="take"]:checked').count(), lines, "all of them at first");
    await page.locator('[name="take"]').first().press("Space");
    await page.getByRole("button", { name: say.many.replace_chosen, exact: true }).press("Enter");
    await page.waitForURL(/\/steps\?done=yes$/);
    await page.getByRole("button", { name: say.many.take_back, exact: true }).first().press("Enter");
    await page.getByText(say.many.was_taken_back, { exact: true }).first().waitFor();
  }
});

test("items that fit a filter get a tag, seen before, with scripts off", async () => {
  const { page, say } = await it.visit({ as: "teacher", scripts: false, lang: "en" });
  await page.goto("/teach/little/items?bank=little/items/bank.md");
  await page.locator("#function").selectOption("talk");
  await page.getByRole("button", { name: say.many.filter, exact: true }).press("Enter");
  await page.getByRole("link", { name: say.many.all, exact: true }).press("Enter");
  assert.equal(await page.locator('[name="take"]:checked').count(), 4);
  await page.locator("#add").fill("talking");
  await page.getByRole("button", { name: say.many.look_items, exact: true }).press("Enter");
  assert.equal(await page.locator(".many__line ins").count(), 4);
  await page.getByRole("button", { name: say.many.change_now, exact: true }).press("Enter");
  await page.waitForURL(/\/steps\?done=yes$/);
  await page.goto("/teach/little/edit?path=little/items/bank.md");
  assert.equal((await page.locator("#text").inputValue()).match(/tags=talking/g).length, 4);
});
