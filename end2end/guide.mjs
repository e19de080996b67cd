// Takes the pictures of the guide for teachers (/teach/guide) anew: npm run guide. They go into app/authoring/guide and with the program.
import test from "node:test";
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DRAWING, EN, ZH } from "./support/guide-lesson.mjs";
import { edit, preview } from "./support/editor.mjs";
import { Person } from "./support/person.mjs";
import { stage } from "./support/stage.mjs";

const folder = fileURLToPath(new URL("../app/authoring/guide/", import.meta.url));
mkdirSync(folder, { recursive: true });
/** In pixels, of every picture. */
const [WIDE, HIGH] = [1120, 700];
const MOST = 60 << 10;
const COURSE = "missing-values";

const it = stage({ prepare });

/** A course with its lesson in both languages, not published yet. */
async function prepare(server) {
  const admin = await new Person(server).signsIn("admin");
  await admin.ask("PUT", "/api/v1/settings", { json: { review_publications: "true" } });
  const login = await admin.opensAccount("韩老师", "teacher");
  const colleague = await new Person(server).signsIn(login);
  const teacher = await new Person(server).signsIn("teacher");
  await teacher.ask("POST", "/api/v1/workshop", { json: { name: COURSE, title: ZH.course } });
  await teacher.ask("PUT", `/api/v1/workshop/${COURSE}/people/${login}`, { json: { role: "reviewer" } });
  await teacher.upload(`/teach/${COURSE}/media`, "rows.svg", DRAWING);
  const write = (name, text) => writes(teacher, `${COURSE}/${name}`, text);
  await write("course.md", `+++\ntitle = "${ZH.course}"\nsummary = "${ZH.about}"\n+++\n`);
  await write("010-first.md", ZH.text);
  for (const name of ["course", "010-first"]) await teacher.ask("POST", `/api/v1/workshop/${COURSE}/twins`, { json: { path: `${COURSE}/${name}.md` } });
  await write("course.en.md", `+++\ntitle = "${EN.course}"\nsummary = "${EN.about}"\n+++\n`);
  await write("010-first.en.md", EN.text);
  return { teacher, colleague };
}

async function writes(person, path, text) {
  const { rev, base } = (await person.ask("GET", `/api/v1/workshop/${COURSE}/drafts?path=${path}`)).json;
  await person.ask("PUT", `/api/v1/workshop/${COURSE}/drafts`, { json: { path, text, seen: rev, ...(base && { base }) } });
}

for (const [lang, said] of [["zh", ZH], ["en", EN]]) {
  const path = `${COURSE}/010-first${lang === "en" ? ".en" : ""}.md`;
  const open = async (width, as = "teacher") => it.visit({ lang, as, viewport: { width, height: (width * HIGH) / WIDE } });
  const editor = async (width) => {
    const visit = await open(width);
    await edit(visit, path);
    await preview(visit.page, said.words);
    return visit;
  };
  const form = async (button, fill, width = 960) => {
    const visit = await editor(width);
    await visit.page.locator(`[data-insert="${button}"]`).click();
    const dialog = visit.page.locator("dialog[open]");
    await fill(dialog);
    await dialog.evaluate((form) => (document.activeElement.blur(), (form.scrollTop = 0)));
    return visit;
  };

  test(`pictures in ${lang}`, async () => {
    await take("course", lang, async () => {
      const visit = await open(960);
      await visit.page.goto("/teach/new");
      await visit.page.locator("#title").fill(said.course);
      await visit.page.locator("#name").fill(COURSE);
      return visit;
    });
    await take("lesson", lang, () => editor(WIDE));
    await take("figure", lang, () =>
      form("figure", async (dialog) => {
        await dialog.locator("#figure-file").setInputFiles({ name: "rows.png", mimeType: "image/png", buffer: Buffer.from("x") });
        await dialog.locator("#figure-alt").fill(said.alt);
        await dialog.locator("#figure-caption").fill(said.caption);
      }));
    await take("table", lang, () =>
      form("table", async (dialog) => {
        for (const [at, words] of said.table.entries()) await dialog.locator("[data-grid] input").nth(at).fill(words);
      }));
    await take("item", lang, () =>
      form("item", async (dialog) => {
        await dialog.locator("#item-stem").fill(said.stem);
        for (const [at, words] of said.options.entries()) await dialog.locator('[name="option"]').nth(at).fill(words);
        await dialog.locator('[name="right"]').first().check();
        await dialog.locator("#item-why").fill(said.why);
      }, 1280));
    await take("trial", lang, async () => {
      const visit = await editor(800);
      const item = visit.page.locator("[data-trial]").first();
      await item.scrollIntoViewIfNeeded();
      await item.locator(".choice").first().click();
      await item.locator("button").click();
      await visit.page.locator('[data-tried] [data-verdict="right"]').waitFor();
      await visit.page.evaluate(() => document.activeElement.blur());
      await visit.page.locator(".lesson__practice").first().evaluate((e) => e.scrollIntoView({ block: "center" }));
      return visit;
    });
    await take("review", lang, async () => {
      const visit = await open(960);
      await visit.page.goto(`/teach/${COURSE}/publish`);
      await visit.page.locator("#review").evaluate((e) => e.scrollIntoView({ block: "center" }));
      return visit;
    });
  });
}

test("pictures of what learners see", async () => {
  const { colleague, teacher } = it.site;
  const digest = async (person) => (await person.ask("GET", `/teach/${COURSE}/publish`)).text.match(/name="digest" value="([^"]+)"/)[1];
  // a colleague reads a course in which nobody is named
  await teacher.ask("POST", `/teach/${COURSE}/review`, { form: { do: "ask", digest: await digest(teacher), whom: "" } });
  await colleague.ask("POST", `/teach/${COURSE}/review`, { form: { do: "approve", digest: await digest(colleague) } });
  await teacher.ask("POST", `/teach/${COURSE}/publish`, { form: { to: "", digest: await digest(teacher) } });
  for (const lang of ["zh", "en"]) {
    await take("learners", lang, async () => {
      const visit = await it.visit({ lang, as: "learner", viewport: { width: 960, height: 600 } });
      await visit.page.goto(`/courses/${COURSE}/first`);
      const figure = visit.page.locator("figure img");
      await figure.evaluate((img) => img.decode());
      await figure.evaluate((img) => img.scrollIntoView({ block: "center" }));
      return visit;
    });
  }
});

/** As WebP, which Playwright itself does not make. */
async function take(step, lang, bring) {
  const { page, context } = await bring();
  const { width, height } = page.viewportSize();
  const client = await context.newCDPSession(page);
  const { x, y } = await page.evaluate(() => ({ x: scrollX, y: scrollY }));
  const clip = { x, y, width, height, scale: WIDE / width };
  const { data } = await client.send("Page.captureScreenshot", { format: "webp", quality: 60, clip });
  const picture = Buffer.from(data, "base64");
  assert.ok(picture.length <= MOST, `${step}: ${picture.length} bytes`);
  writeFileSync(`${folder}${step}-${lang}.webp`, picture);
  await page.close();
}
