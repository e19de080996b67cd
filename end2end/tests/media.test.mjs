// Pictures, a film with captions and transcript, and data are uploaded, written into a lesson, published; read without scripts, and printed.
import test from "node:test";
import assert from "node:assert/strict";
import { LITTLE, stage } from "../support/stage.mjs";

const it = stage({ content: LITTLE });

const CLIP = Buffer.concat([Buffer.from("\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "latin1"), Buffer.alloc(2_000)]);
const DRAWING = '<svg viewBox="0 0 16 9"><script>window.ran = true</script><rect width="16" height="9" fill="#888"/></svg>';

async function bring({ page, say }, name, body, said = say.media.was_taken) {
  await page.goto("/teach/little/media");
  await page.getByLabel(say.media.file, { exact: true }).setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(body) });
  await page.getByRole("button", { name: say.media.upload, exact: true }).press("Enter");
  await page.locator(".notice").getByText(said).first().waitFor();
}

test("what is uploaded is shown, played without scripts, and printed as words", async () => {
  const visit = await it.visit({ as: "teacher" });
  const { page, say } = visit;
  await bring(visit, "Clip.MP4", CLIP);
  await bring(visit, "clip.vtt", "WEBVTT\n\n00:00.000 --> 00:02.000\n大家好\n");
  await bring(visit, "clip.md", "## 开头\n\n大家好，请看屏幕。\n");
  await bring(visit, "sales.csv", "地区,金额\n上海,1\n");
  await bring(visit, "drawing.svg", DRAWING, "<script>");
  assert.equal(await page.locator("tbody tr").count(), 5);
  assert.equal(await page.getByText(say.media.unused, { exact: true }).count(), 5);
  const path = "little/010-first.md";
  const now = await visit.api(`/workshop/little/drafts?path=${path}`);
  const text = `${now.text}\n## 媒体\n\n![演示](media/clip.mp4 "影片")\n\n![图](media/drawing.svg)\n\n见[数据](media/sales.csv)。\n`;
  const saved = await visit.context.request.put("/api/v1/workshop/little/drafts", { data: { path, text, seen: now.rev, base: now.base } });
  assert.ok(saved.ok(), await saved.text());
  await page.goto("/teach/little/media");
  assert.equal(await page.getByText(say.media.unused, { exact: true }).count(), 0);
  await page.screenshot({ path: "screenshots/media.png", fullPage: true });
  await page.goto("/teach/little/publish");
  await page.getByRole("button", { name: say.workshop.publish_now }).press("Enter");
  await page.getByText(say.workshop.published, { exact: true }).waitFor();

  const reader = await it.visit({ scripts: false });
  await reader.page.goto("/courses/little/first");
  const film = reader.page.locator("video");
  assert.ok(await film.evaluate((v) => v.controls && v.preload === "none" && v.textTracks.length === 1));
  const src = await film.getAttribute("src");
  const part = await reader.context.request.get(src, { headers: { range: "bytes=4-7" } });
  assert.deepEqual([part.status(), await part.text()], [206, "ftyp"]);
  const words = reader.page.getByText("大家好，请看屏幕。");
  assert.ok(!(await words.isVisible()), "the transcript is folded");
  await reader.page.getByText("文字稿", { exact: true }).click();
  await words.waitFor();
  await reader.page.getByText("文字稿", { exact: true }).click();
  await reader.page.emulateMedia({ media: "print" });
  assert.ok((await words.isVisible()) && !(await film.isVisible()), "paper has the words and no player");
  const drawing = reader.page.locator("figure img");
  assert.ok(await drawing.evaluate((i) => i.decode().then(() => i.naturalWidth > 0)));
  const link = reader.page.getByRole("link", { name: "数据", exact: true });
  assert.equal(await link.getAttribute("download"), "sales.csv");
});
