// What the editor does while somebody writes: it mends what another tool understands, inserts by forms, takes pictures, and loses nothing by a killed browser,
// a second tab or a session that ends.
import test from "node:test";
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { edit, kept, preview } from "../support/editor.mjs";
import { PASSWORD, Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { until } from "../support/until.mjs";

const it = stage({ content: LITTLE });
const PATH = "little/020-second.md";
const DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

async function atEnd(visit, path = PATH) {
  const area = await edit(visit, path);
  await area.focus();
  await visit.page.keyboard.press("Control+End");
  await visit.page.keyboard.insertText("\n## 一节\n\n");
  return area;
}

test("what another tool understands is underlined and mended by a button, and it can be undone", async () => {
  const visit = await it.visit({ as: "teacher" });
  const { page, say } = visit;
  const area = await atEnd(visit);
  await page.keyboard.insertText("!!! tip\n    浇水。\n");
  await page.locator(".cm-lintRange").first().waitFor();
  await page.locator("[data-problems]").getByRole("button", { name: say.editor.mend }).press("Enter");
  await until("it is written as here", async () => (await area.inputValue()).includes("> [!TIP]\n> 浇水。"));
  await page.locator("[data-preview] .callout--tip").getByText("浇水").waitFor();
  await page.keyboard.press("Control+z");
  await until("it is as it was", async () => (await area.inputValue()).includes("!!! tip"));
});

test("with scripts off the same button mends it", async () => {
  const visit = await it.visit({ as: "teacher", scripts: false });
  const { page, say } = visit;
  await page.goto(`/teach/little/edit?path=${PATH}`);
  const text = await page.locator("#text").inputValue();
  await page.locator("#text").fill(`${text}\n## 一节\n\n!!! tip\n    浇水。\n`);
  await page.getByRole("button", { name: say.workshop.show_preview }).click();
  await page.getByRole("button", { name: say.editor.mend }).click();
  await page.locator("[data-preview] .callout--tip").getByText("浇水").waitFor();
  assert.match(await page.locator("#text").inputValue(), /> \[!TIP\]\n> 浇水。/);
});

test("every form inserts what it asked, with the keyboard", async () => {
  const visit = await it.visit({ as: "teacher" });
  const { page, say } = visit;
  const area = await atEnd(visit);
  const open = async (word) => {
    await page.locator(".editor__bar").getByRole("button", { name: word, exact: true }).press("Enter");
    return page.locator("dialog[open]");
  };
  const done = async (dialog) => {
    await dialog.getByRole("button", { name: say.editor.insert, exact: true }).press("Enter");
    await dialog.waitFor({ state: "hidden" });
  };
  let form = await open(say.workshop.insert_table);
  for (const [at, words] of ["名", "量", "豆", "3|4"].entries()) await form.locator("[data-grid] input").nth(at).fill(words);
  await done(form);
  form = await open(say.workshop.insert_callout);
  await form.locator("select").selectOption("WARNING");
  await form.locator("textarea").fill("小心。");
  await done(form);
  form = await open(say.editor.fold);
  await form.locator("#fold-summary").fill("答案");
  await form.locator("textarea").fill("四。");
  await done(form);
  form = await open(say.workshop.insert_code);
  await form.locator("select").selectOption("python");
  await form.locator("textarea").fill("print(1)");
  await done(form);
  form = await open(say.workshop.insert_link);
  await form.locator("#link-words").fill("第一课");
  await form.locator("#link-to").fill("010-first.md");
  await done(form);
  form = await open(say.workshop.insert_note);
  await form.locator("textarea").fill("出处。");
  await done(form);
  form = await open(say.editor.item);
  await form.locator("#item-kind").selectOption("matching");
  await form.locator("#item-stem").fill("为左边选出右边。");
  for (const [at, words] of ["甲", "乙"].entries()) {
    await form.locator('[name="left"]').nth(at).fill(words);
    await form.locator('[name="partner"]').nth(at).fill(`${words}的`);
  }
  await done(form);
  const text = await area.inputValue();
  for (const piece of ["| 名 | 量 |\n|---|---|\n| 豆 | 3\\|4 |", "> [!WARNING]\n> 小心。", "> [!FOLD] 答案\n> 四。", "```python\nprint(1)\n```", "[第一课](010-first.md)[^1]", "[^1]: 出处。", ".matching}", "\n\n---\n"]) {
    assert.ok(text.includes(piece), `${piece}: ${text}`);
  }
  await page.locator("[data-preview] .practice").last().waitFor();
});

test("a picture that is pasted goes to the course once it is said what it shows", async () => {
  const visit = await it.visit({ as: "teacher" });
  const { page, say } = visit;
  const area = await atEnd(visit);
  await area.typed.evaluate((field, dot) => {
    const bytes = Uint8Array.from(atob(dot), (c) => c.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], "image.png", { type: "image/png" }));
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, cancelable: true, bubbles: true }));
  }, DOT);
  const form = page.locator("dialog[open]");
  await form.locator("#figure-alt").fill("一个点");
  await form.getByRole("button", { name: say.editor.insert, exact: true }).press("Enter");
  await until("the figure is there", async () => /!\[一个点\]\(media\/image\.png\)/.test(await area.inputValue()));
  await page.locator('[data-preview] img[alt="一个点"]').waitFor();
});

test("a second tab keeps its own, and what a closed one had is offered once", async () => {
  const visit = await it.visit({ as: "teacher" });
  const first = visit.page;
  await atEnd(visit);
  await first.keyboard.insertText("甲页写的。\n");
  visit.page = await visit.context.newPage();
  await atEnd(visit);
  assert.ok(await visit.page.locator("[data-found]").isHidden(), "the first tab is open");
  await visit.page.keyboard.insertText("乙页写的。\n");
  await until("both are kept", async () => (await kept(first)) === 2);
  await first.close();
  visit.page = await visit.context.newPage();
  const area = await edit(visit, PATH);
  await visit.page.getByRole("button", { name: visit.say.workshop.put_back }).click();
  assert.match(await area.inputValue(), /甲页写的。/);
  await visit.page.locator("[data-found]").waitFor({ state: "hidden" });
});

test("a tab that goes on across an upgrade is offered what it kept, whatever the build before noted in it", async () => {
  const visit = await it.visit({ as: "teacher" });
  await atEnd(visit);
  await visit.page.keyboard.insertText("升级以前写的。\n");
  await until("it is kept", async () => (await kept(visit.page)) === 1);
  await visit.page.evaluate(() => sessionStorage.setItem("zhixing-workshop", "teacher little/020-second.md 1-2"));
  const area = await edit(visit, PATH);
  await visit.page.getByRole("button", { name: visit.say.workshop.put_back }).click();
  assert.match(await area.inputValue(), /升级以前写的。/);
});

test("a session that ends says so and loses nothing", async () => {
  const visit = await it.visit({ as: "teacher" });
  visit.forgive(/401/);
  const area = await atEnd(visit);
  await visit.context.clearCookies({ name: /zhixing/ });
  await visit.page.keyboard.insertText("会话已结束时写的。\n");
  await visit.page.locator("[data-ended]").waitFor({ state: "visible" });
  await visit.page.keyboard.press("Control+s");
  assert.match(await area.inputValue(), /会话已结束时写的。/, "the page stays");
  const reply = await visit.context.request.post("/api/v1/session", { data: { login: "teacher", password: PASSWORD } });
  assert.equal(reply.status(), 200);
  await visit.page.evaluate(() => dispatchEvent(new Event("focus")));
  await visit.page.locator("[data-ended]").waitFor({ state: "hidden" });
  await preview(visit.page, "会话已结束时写的。");
  await visit.page.keyboard.press("Control+s");
  await visit.page.getByText(visit.say.workshop.saved, { exact: true }).waitFor();
});

test("who signs out is asked, and leaves nothing on the device", async () => {
  const visit = await it.visit({ as: "teacher" });
  const { page, say } = visit;
  await atEnd(visit);
  await page.keyboard.insertText("没保存就退出。");
  await until("it is on the device", async () => (await kept(page)) === 1);
  const asked = [];
  const leaves = async (answer) => {
    page.once("dialog", (dialog) => (asked.push(dialog.message()), dialog[answer]()));
    await page.locator(".site-header .menu__button").click();
    await page.getByRole("button", { name: say.site.sign_out }).click();
  };
  await leaves("dismiss");
  await page.locator(".site-header .menu__button").press("Enter");
  assert.equal(await kept(page), 1, "who stays keeps it");
  await leaves("accept");
  await page.waitForURL((url) => url.pathname === "/");
  await until("nothing is left", async () => (await kept(page)) === 0);
  assert.deepEqual(asked, [say.editor.signs_out, say.editor.signs_out]);
});

test("what one teacher typed is neither offered to another nor saved in their name", async () => {
  const login = "another-teacher";
  const admin = await new Person(it.server).signsIn("admin");
  await admin.ask("POST", "/api/v1/accounts", { json: { login, name: "另一位老师", password: PASSWORD, roles: ["teacher"] } });
  const visit = await it.visit({ as: "teacher" });
  const before = await edit(visit, PATH).then((area) => area.inputValue());
  await atEnd(visit);
  await visit.page.keyboard.insertText("第一位老师写的。");
  const first = visit.page;
  const signsIn = (who) => visit.context.request.post("/api/v1/session", { data: { login: who, password: PASSWORD } });
  assert.equal((await signsIn(login)).status(), 200);
  await first.keyboard.press("Control+s");
  await first.locator("[data-ended]").waitFor({ state: "visible" });
  // what is typed now is not sent in the other's name, nor is the notice taken back
  const asked = [];
  first.on("request", (request) => asked.push(request));
  await first.keyboard.insertText("还在写。");
  await until("who is signed in was asked", () => asked.length > 0);
  assert.deepEqual([...new Set(asked.map((request) => request.method()))], ["GET"]);
  assert.ok(await first.locator("[data-ended]").isVisible());
  visit.page = await visit.context.newPage();
  assert.equal(await edit(visit, PATH).then((area) => area.inputValue()), before, "nothing was saved");
  await first.close();
  await edit(visit, PATH);
  assert.ok(await visit.page.locator("[data-found]").isHidden(), "it is not offered to somebody else");
  assert.equal((await signsIn("teacher")).status(), 200);
  await edit(visit, PATH);
  await visit.page.locator("[data-found]").waitFor({ state: "visible" });
});

/** A browser of its own process, which can be killed; its folder stays. */
async function browser(folder) {
  const args = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", `--user-data-dir=${folder}`, "--remote-debugging-port=0"];
  // a group of its own: what it started is killed with it, and writes nothing into the folder any more
  const child = spawn(process.env.ZHIXING_CHROMIUM ?? "/usr/bin/chromium", args, { stdio: ["ignore", "ignore", "pipe"], detached: true });
  let said = "";
  const address = await new Promise((done, fail) => {
    child.on("exit", () => fail(new Error(said)));
    child.stderr.on("data", (words) => {
      said += words;
      const found = /DevTools listening on (ws:\S+)/.exec(said);
      if (found) done(found[1]);
    });
  });
  const client = await chromium.connectOverCDP(address);
  const context = client.contexts()[0];
  const page = context.pages()[0] ?? (await context.newPage());
  return { child, context, page };
}

test("a browser that is killed while somebody types loses nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "zhixing-killed-"));
  const address = `${it.server.url}/teach/little/edit?path=${PATH}`;
  const signIn = ({ context }) => context.request.post(`${it.server.url}/api/v1/session`, { data: { login: "teacher", password: PASSWORD } });
  const kill = async ({ child }) => {
    const gone = once(child, "exit");
    process.kill(-child.pid, "SIGKILL");
    await gone;
  };
  const first = await browser(folder);
  await signIn(first);
  await first.page.goto(address);
  await first.page.locator("[data-editor][data-ready]").waitFor();
  await first.page.locator(".cm-content").focus();
  await first.page.keyboard.press("Control+End");
  await first.page.keyboard.insertText("\n## 一节\n\n被关掉之前写的。");
  await until("it is on the device", async () => (await kept(first.page)) === 1);
  await kill(first);
  const second = await browser(folder);
  try {
    await signIn(second);
    await second.page.goto(address);
    await second.page.locator("[data-put-back]").click();
    await until("it is there again", async () => (await second.page.locator("#text").inputValue()).includes("被关掉之前写的。"));
  } finally {
    await kill(second);
    rmSync(folder, { recursive: true, force: true, maxRetries: 50 });
  }
});

test("an input method writes Chinese, and what it is still making is looked at only when it is done", async () => {
  const visit = await it.visit({ as: "teacher" });
  const { page } = visit;
  const area = await atEnd(visit);
  await preview(page, "一节");
  const asked = [];
  page.on("request", (request) => request.url().endsWith("/previews") && asked.push(request.postData()));
  const devtools = await page.context().newCDPSession(page);
  for (const text of ["q", "qi", "qing", "qing'xi"]) {
    await devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await page.waitForTimeout(200);
  }
  assert.deepEqual(asked.filter((body) => body.includes("qi")), [], "letters of a word that is not there yet");
  await devtools.send("Input.insertText", { text: "清洗" });
  await preview(page, "清洗");
  await devtools.send("Input.imeSetComposition", { text: "zai", selectionStart: 3, selectionEnd: 3 });
  await devtools.send("Input.imeSetComposition", { text: "", selectionStart: 0, selectionEnd: 0 });
  await page.keyboard.insertText("。");
  await until("the words alone are there", async () => (await area.inputValue()).endsWith("## 一节\n\n清洗。"));
  await page.keyboard.press("Control+s");
  await page.getByText(visit.say.workshop.saved, { exact: true }).waitFor();
  assert.match(await page.locator("#text").inputValue(), /清洗。\s*$/);
});

test("on a tablet a lesson is written with the fingers", async () => {
  const visit = await it.visit({ as: "teacher", viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true });
  const { page, say } = visit;
  const area = await edit(visit, "little/010-first.md");
  await area.typed.tap();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("\n## 手指写的\n\n");
  const small = await page.locator(".editor__bar button, .editor__form .button").evaluateAll((all) => all.filter((button) => button.offsetHeight < 24).map((button) => button.textContent));
  assert.deepEqual(small, [], "a finger meets every button");
  await page.locator('.editor__bar [data-insert="callout"]').tap();
  const form = page.locator("dialog[open]");
  await form.locator("textarea").tap();
  await page.keyboard.insertText("用手指。");
  await form.getByRole("button", { name: say.editor.insert, exact: true }).tap();
  await form.waitFor({ state: "hidden" });
  await page.locator("[data-preview] .callout").getByText("用手指").waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the screen");
  await page.screenshot({ path: "screenshots/editor-tablet.png" });
  await page.getByRole("button", { name: say.workshop.save, exact: true }).tap();
  await page.getByText(say.workshop.saved, { exact: true }).waitFor();
  assert.match(await area.inputValue(), /手指写的[\s\S]*> 用手指。/);
});

test("what stands in a form of the editor is there again after the page went away, and not once it was inserted", async () => {
  const visit = await it.visit({ as: "teacher" });
  const { page, say } = visit;
  await atEnd(visit);
  const form = page.locator("dialog[open]");
  const opens = async () => {
    await page.locator(".editor__bar").getByRole("button", { name: say.editor.item, exact: true }).press("Enter");
    await form.waitFor();
  };
  await opens();
  await form.locator("#item-kind").selectOption("matching");
  await form.locator("#item-stem").fill("写到一半。");
  await form.locator("[data-more]:visible").press("Enter");
  await form.locator('[name="partner"]').nth(4).fill("第五个");
  await until("it is on the device", async () => (await kept(page)) === 2);
  await page.reload();
  await page.locator("[data-editor][data-ready]").waitFor();
  await page.locator(".cm-content").focus();
  await opens();
  assert.deepEqual([await form.locator("#item-kind").inputValue(), await form.locator("#item-stem").inputValue()], ["matching", "写到一半。"]);
  assert.equal(await form.locator('[name="partner"]').nth(4).inputValue(), "第五个");
  for (const [at, words] of ["甲", "乙", "丙", "丁"].entries()) {
    await form.locator('[name="left"]').nth(at).fill(words);
    await form.locator('[name="partner"]').nth(at).fill(`${words}的`);
  }
  await form.getByRole("button", { name: say.editor.insert, exact: true }).press("Enter");
  await form.waitFor({ state: "hidden" });
  await opens();
  assert.equal(await form.locator("#item-stem").inputValue(), "");
});
