// A course moves from one server to another with the mouse, is published there, and is brought up to date.
import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { LITTLE, stage } from "../support/stage.mjs";
import { serve } from "../support/server.mjs";

const it = stage({ content: LITTLE });

/** Changes a text of the little course and publishes it, as a program would. */
async function publish(visit, path, change) {
  const { request } = visit.context;
  const now = await (await request.get(`/api/v1/workshop/little/drafts?path=${path}`)).json();
  const saved = await request.put("/api/v1/workshop/little/drafts", { data: { path, text: change(now.text), seen: now.rev, base: now.base } });
  assert.equal(saved.status(), 200, await saved.text());
  const { digest } = await visit.api("/workshop/little/publication");
  const done = await request.post("/api/v1/workshop/little/publication", { data: { digest } });
  assert.equal(done.status(), 200, await done.text());
}

/** The package as a browser saves it. */
async function download(visit) {
  await visit.page.goto("/teach/little/share");
  const saved = visit.page.waitForEvent("download");
  await visit.page.getByRole("link", { name: "little.zip" }).click();
  const file = await saved;
  assert.equal(file.suggestedFilename(), "little.zip");
  return readFileSync(await file.path());
}

/** Looks at a package that is to come into the folder `guest`. */
async function look(visit, buffer) {
  const { page, say } = visit;
  await page.goto("/teach/bring");
  await page.locator("#file").setInputFiles({ name: "little.zip", mimeType: "application/zip", buffer });
  await page.getByRole("button", { name: say.package.look, exact: true }).click();
  await page.locator("#name").fill("guest");
  await page.getByRole("button", { name: say.package.look_again }).click();
  await page.getByRole("heading", { name: say.package.what_becomes }).waitFor();
}

test("a course moves between two servers and follows its source", async () => {
  const there = await serve({ content: LITTLE });
  try {
    const giver = await it.visit({ as: "teacher", baseURL: there.url });
    await giver.page.goto("/teach/little/share");
    await giver.page.getByText(giver.say.package.no_license).waitFor();
    await publish(giver, "little/course.md", (text) => text.replace("level = 5\n", 'level = 5\nauthor = "陈老师"\nlicense = "CC-BY-4.0"\n'));
    const taker = await it.visit({ as: "teacher" });
    const { page, say } = taker;
    // the little course is here as well: another folder is asked for
    taker.forgive(/422/);
    await look(taker, await download(giver));
    await page.getByText("陈老师").first().waitFor();
    await page.getByRole("button", { name: say.package.take }).click();
    await page.getByRole("button", { name: say.workshop.publish_now }).click();
    await page.getByText(say.workshop.published, { exact: true }).waitFor();
    await page.goto("/courses/guest/first");
    await page.getByText("数据清洗让数据可用").first().waitFor();
    // a newer edition
    await publish(giver, "little/010-first.md", (text) => text.replace("数据清洗让数据可用", "清洗过的数据才可用"));
    await look(taker, await download(giver));
    await page.screenshot({ path: "screenshots/package.png", fullPage: true });
    await page.getByRole("button", { name: say.package.take }).click();
    await page.getByRole("button", { name: say.workshop.publish_now }).click();
    await page.getByText(say.workshop.published, { exact: true }).waitFor();
    await page.goto("/courses/guest/first");
    await page.getByText("清洗过的数据才可用").first().waitFor();
  } finally {
    await there.stop();
  }
});
