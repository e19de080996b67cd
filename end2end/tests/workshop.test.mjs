// A teacher writes with the keyboard, sees what learners will see, meets a second editor and a lost network, and publishes.
import test from "node:test";
import assert from "node:assert/strict";
import { edit, kept, preview } from "../support/editor.mjs";
import { PASSWORD, Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { until } from "../support/until.mjs";
import { zip } from "../support/zip.mjs";

const it = stage({ content: LITTLE });


/** A site as somebody else wrote it. */
const mkdocs = () => zip({
  "site/mkdocs.yml": "site_name: x\nnav:\n  - index.md\n  - Beans: beans.md\n",
  "site/docs/index.md": "# 菜园\n\n先看[豆子](beans.md)。\n\n!!! tip \"记住\"\n    浇水。\n\n<script>alert(1)</script>\n",
  "site/docs/beans.md": "# 豆子\n\n![](dot.png)\n\n回[菜园](index.md)。\n",
  "site/docs/later.md": "# 以后\n\n还没写。\n",
  "site/docs/dot.png": Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"),
});

const DOT = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const run = (words) => `<w:r><w:t>${words}</w:t></w:r>`;
const cells = (...words) => `<w:tr>${words.map((word) => `<w:tc><w:p>${run(word)}</w:p></w:tc>`).join("")}</w:tr>`;

/** A document as a word processor writes it: headings, a table, a picture, a formula. */
const docx = () => zip({
  "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  "word/document.xml": `<w:document xmlns:w="w" xmlns:r="r" xmlns:m="m" xmlns:a="a" xmlns:wp="wp"><w:body>
    <w:p><w:pPr><w:pStyle w:val="1"/></w:pPr>${run("种豆")}</w:p><w:p>${run("豆子要浇水。")}</w:p>
    <w:tbl>${cells("豆", "天")}${cells("黄豆", "90")}</w:tbl>
    <w:p><w:r><w:drawing><wp:inline><wp:docPr descr="一粒豆"/><a:blip r:embed="rId1"/></wp:inline></w:drawing></w:r></w:p>
    <w:p><m:oMath><m:r><m:t>y=2x</m:t></m:r></m:oMath></w:p></w:body></w:document>`,
  "word/styles.xml": '<w:styles xmlns:w="w"><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>',
  "word/_rels/document.xml.rels": '<Relationships><Relationship Id="rId1" Target="media/image1.png"/></Relationships>',
  "word/media/image1.png": DOT,
});

test("a document of a word processor becomes a lesson, with the keyboard and with scripts off", async () => {
  for (const scripts of [true, false]) {
    const { page, say } = await it.visit({ as: "teacher", scripts });
    await page.goto("/teach/little/document");
    const name = scripts ? "beans.docx" : "beans-two.docx";
    await page.locator("#file").setInputFiles({ name, mimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", buffer: docx() });
    await page.getByRole("button", { name: say.bank.document_take, exact: true }).press("Enter");
    await page.getByText(say.bank.document_taken).waitFor();
    await page.getByRole("link", { name: say.bank.open_lesson, exact: true }).press("Enter");
    await page.waitForURL(/\/edit\?path=/);
    const text = await page.locator("#text").inputValue();
    for (const piece of ["种豆", "豆子要浇水。", "| 黄豆 | 90 |", "$y=2x$"]) assert.ok(text.includes(piece), `${piece}: ${text}`);
    assert.match(text, /!\[一粒豆\]\(media\/[^)]+\.png\)/);
    const shown = page.locator("[data-preview]");
    await shown.locator("table td").getByText("黄豆").waitFor();
    await shown.locator("math").first().waitFor();
    assert.equal(await shown.locator('img[alt="一粒豆"]').evaluate((img) => img.decode().then(() => img.naturalWidth)), 1);
  }
});

test("a course is begun, written, published with the keyboard, and read", async () => {
  const visit = await it.visit({ as: "teacher" });
  const { page } = visit;
  await page.goto("/teach/new");
  await page.locator("#title").focus();
  await page.keyboard.type("清洗入门");
  await page.keyboard.press("Tab");
  await page.keyboard.type("cleaning");
  await page.keyboard.press("Enter");
  await page.locator("[data-editor][data-ready]").waitFor();
  await page.locator(".cm-content").focus();
  // what the template says is no lesson
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText('+++\ntitle = "第一课"\nsummary = "什么是清洗。"\nminutes = 5\n+++\n');
  await page.keyboard.type("\n数据清洗让数据**可用**。\n\n# 太大的标题\n");
  await preview(page, "数据清洗让数据");
  // a problem leads to its line, which is chosen: typing takes its place
  const link = page.locator("[data-problems] a").first();
  await link.waitFor();
  await link.press("Enter");
  assert.equal(await page.evaluate(() => getSelection().toString()), "# 太大的标题");
  await page.keyboard.insertText("### 二加二？ {#two .single}\n\n- [x] 四\n- [ ] 五\n\n> 数一数。");
  await page.locator("[data-preview] .choice").nth(1).waitFor();
  await page.getByText(visit.say.workshop.no_problems).waitFor();
  assert.ok(!(await page.locator("[data-preview]").getByText("数一数").isVisible()), "the key is apart");
  await page.screenshot({ path: "screenshots/workshop.png" });
  await page.keyboard.press("Control+s");
  await page.getByText(visit.say.workshop.saved, { exact: true }).waitFor();
  await page.goto("/teach/cleaning/publish");
  await page.getByRole("button", { name: visit.say.workshop.publish_now }).press("Enter");
  await page.getByText(visit.say.workshop.published, { exact: true }).waitFor();
  const reader = await it.visit();
  await reader.page.goto("/courses/cleaning/first");
  await reader.page.getByText("数据清洗让数据").waitFor();
});

test("a second editor is told of, and who changed the same paragraph decides", async () => {
  const [one, two] = [await it.visit({ as: "teacher" }), await it.visit({ as: "teacher" })];
  two.forgive(/409/);
  const path = "little/020-second.md";
  const [mine, theirs] = [await edit(one, path), await edit(two, path)];
  for (const [visit, area, words] of [[one, mine, "甲写的。"], [two, theirs, "乙写的。"]]) {
    await area.focus();
    await visit.page.keyboard.press("Control+End");
    await visit.page.keyboard.type(`\n${words}\n`);
    await preview(visit.page, words);
    if (visit === one) {
      await visit.page.keyboard.press("Control+s");
      await visit.page.getByText(one.say.workshop.saved, { exact: true }).waitFor();
    }
  }
  await two.page.locator("[data-other]").waitFor({ state: "visible" });
  await two.page.keyboard.press("Control+s");
  await two.page.getByRole("heading", { name: two.say.workshop.torn }).waitFor();
  assert.deepEqual(await two.page.locator(".torn__text").allInnerTexts().then((all) => all.map((t) => t.trim())), ["乙写的。", "甲写的。"]);
  await two.page.screenshot({ path: "screenshots/workshop-torn.png" });
  await two.page.getByRole("button", { name: two.say.editor.take_theirs }).press("Enter");
  await until("theirs stands there", async () => /甲写的。/.test(await theirs.inputValue()) && !/乙写的。/.test(await theirs.inputValue()));
  await two.page.keyboard.press("Control+z");
  await theirs.focus();
  await two.page.keyboard.press("Control+End");
  await two.page.keyboard.type("甲写的。\n");
  await two.page.keyboard.press("Control+s");
  await two.page.getByText(two.say.workshop.saved, { exact: true }).waitFor();
  assert.match(await two.page.locator("#text").inputValue(), /乙写的。\n甲写的。\n$/);
});

test("two people see each other, and why something was saved stands in its history", async () => {
  const admin = await new Person(it.server).signsIn("admin");
  await admin.ask("POST", "/api/v1/accounts", { json: { login: "wang", name: "王芳", password: PASSWORD, roles: ["teacher"] } });
  const path = "little/items/mock.md";
  const one = await it.visit({ as: "teacher" });
  const area = await edit(one, path);
  assert.ok(await one.page.locator("[data-others]").isHidden(), "nobody is told of themselves");
  const wang = await new Person(it.server).signsIn("wang");
  const told = await wang.ask("PUT", "/api/v1/workshop/little/editors", { json: { path } });
  assert.match(JSON.stringify(told), /陈老师/);
  await one.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await one.page.getByText(one.say.workshop.others_too("王芳")).waitFor();
  await one.page.locator("#reason").fill("读者说看不懂");
  await area.focus();
  await one.page.keyboard.press("Control+End");
  await one.page.keyboard.type("\n");
  await one.page.keyboard.press("Control+s");
  await one.page.getByText(one.say.workshop.saved, { exact: true }).waitFor();
  await one.page.getByRole("link", { name: one.say.workshop.history, exact: true }).click();
  await one.page.getByText("读者说看不懂").waitFor();
});

test("what was typed without a network is there when it is back, also after the page was closed", async () => {
  const visit = await it.visit({ as: "teacher" });
  visit.forgive(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
  const path = "little/010-first.md";
  const area = await edit(visit, path);
  await visit.context.setOffline(true);
  await area.focus();
  await visit.page.keyboard.press("Control+End");
  // a section of its own: behind the answer of an item no words may stand
  await visit.page.keyboard.type("\n## 断网\n\n断网时写的。\n");
  await visit.page.getByText(visit.say.workshop.offline).waitFor();
  await visit.page.keyboard.press("Control+s");
  assert.match(await area.inputValue(), /断网时写的。/, "the page stays");
  await visit.context.setOffline(false);
  await preview(visit.page, "断网时写的。");
  await visit.page.getByText(visit.say.workshop.offline).waitFor({ state: "hidden" });
  await visit.page.close();
  visit.page = await visit.context.newPage();
  const again = await edit(visit, path);
  assert.doesNotMatch(await again.inputValue(), /断网时写的。/);
  await visit.page.getByRole("button", { name: visit.say.workshop.put_back }).click();
  assert.match(await again.inputValue(), /断网时写的。/);
  await visit.page.keyboard.press("Control+s");
  await visit.page.getByText(visit.say.workshop.saved, { exact: true }).waitFor();
  await until("nothing is kept any more", async () => (await kept(visit.page)) === 0);
});

test("with scripts off a save brings the page back with its preview and its problems", async () => {
  const visit = await it.visit({ as: "teacher", scripts: false });
  const { page } = visit;
  await page.goto("/teach/little/edit?path=little/items/mock.md");
  const text = await page.locator("#text").inputValue();
  await page.locator("#text").fill(`${text}\n### 三加三？ {#three-more .single}\n\n- [x] 六\n- [ ] 七\n`);
  await page.getByRole("button", { name: visit.say.workshop.show_preview }).click();
  await preview(page, "三加三");
  await page.locator("[data-problems] li").first().waitFor();
  await page.locator("#text").fill(`${text}\n### 三加三？ {#three-more .single}\n\n- [x] 六\n- [ ] 八\n\n> 数一数。\n`);
  await page.getByRole("button", { name: visit.say.workshop.save }).click();
  await page.getByText(visit.say.workshop.saved, { exact: true }).waitFor();
  await preview(page, "三加三");
});

test("items of another system are seen one by one and taken, with the keyboard and with scripts off", async () => {
  const gift = "::two::Two and two? {=4 ~5}\n\nbroken {~a\n\n::three::Three and three? {=6 ~7}\n";
  for (const [scripts, name] of [[true, "brought"], [false, "brought-too"]]) {
    const { page, say } = await it.visit({ as: "teacher", scripts });
    await page.goto("/teach/little/import");
    await page.locator("#file").setInputFiles({ name: "bank.gift", mimeType: "text/plain", buffer: Buffer.from(gift) });
    await page.getByRole("button", { name: say.bank.look, exact: true }).press("Enter");
    await page.getByText("Three and three?").first().waitFor();
    await page.getByText(say.bank.stays_out, { exact: true }).waitFor();
    await page.locator('[name="take"]').first().uncheck();
    await page.locator("#name").fill(name);
    await page.getByRole("button", { name: say.bank.take, exact: true }).press("Enter");
    await page.waitForURL(/\/edit\?path=/);
    const text = await page.locator("#text").inputValue();
    assert.match(text, /Three and three/);
    assert.doesNotMatch(text, /Two and two/);
  }
});

test("a site of MkDocs becomes lessons, with the keyboard and with scripts off", async () => {
  for (const scripts of [true, false]) {
    const { page, say } = await it.visit({ as: "teacher", scripts });
    await page.goto("/teach/little/folder");
    await page.locator("#file").setInputFiles({ name: "site.zip", mimeType: "application/zip", buffer: mkdocs() });
    await page.getByRole("button", { name: say.bank.look, exact: true }).press("Enter");
    await page.getByText("docs/later.md").waitFor();
    await page.getByText(/alert/).waitFor({ state: "detached" });
    assert.equal(await page.locator('[name="take"]').count(), 3);
    assert.equal(await page.locator('[name="take"]:checked').count(), 2, "what the contents do not name is not ticked");
    await page.locator("details.fold > summary").first().press("Enter");
    await page.locator("details.fold .callout--tip").first().waitFor();
    await page.locator('[name="words:dot.png"]').fill("豆子");
    await page.locator('[name="words:dot.png"]').press("Enter");
    await page.waitForURL(/\/folder\/take$/);
    assert.equal(await page.locator('[name="words:dot.png"]').inputValue(), "豆子", "Enter looks once more, and what was typed stays");
    await page.getByRole("button", { name: say.bank.take, exact: true }).press("Enter");
    await page.getByRole("link", { name: "豆子", exact: true }).click();
    await page.waitForURL(/\/edit\?path=/);
    const text = await page.locator("#text").inputValue();
    assert.match(text, /!\[豆子\]\(media\/dot(-\d)?\.png\)/);
    assert.match(text, /\[菜园\]\(\d{3}-index(-\d)?\.md\)/);
  }
});

test("what is pasted from a word processor comes as Markdown, and without a network as its plain words", async () => {
  const visit = await it.visit({ as: "teacher" });
  visit.forgive(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
  const area = await edit(visit, "little/020-second.md");
  await area.focus();
  await visit.page.keyboard.press("Control+End");
  await visit.page.keyboard.type("\n");
  const paste = () => area.typed.evaluate((field) => {
    const data = new DataTransfer();
    data.setData("text/html", "<h2>粘贴来的</h2><p>有<b>重点</b>。</p><script>x</script>");
    data.setData("text/plain", "粘贴来的 有重点。");
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, cancelable: true, bubbles: true }));
  });
  await paste();
  await preview(visit.page, "粘贴来的");
  assert.match(await area.inputValue(), /## 粘贴来的\n\n有\*\*重点\*\*。$/);
  await visit.page.locator("[data-pasted]").waitFor({ state: "visible" });
  let answer;
  const held = new Promise((done) => (answer = done));
  await visit.page.route("**/pastes", async (route) => (await held, await route.continue()));
  await paste();
  await visit.page.keyboard.type("typed meanwhile");
  answer();
  await until("it comes behind what was typed", async () => (await area.inputValue()).endsWith("。typed meanwhile## 粘贴来的\n\n有**重点**。"));
  await visit.page.unroute("**/pastes");
  await visit.context.setOffline(true);
  await paste();
  await until("the plain words are there", async () => (await area.inputValue()).endsWith("。粘贴来的 有重点。"));
  await visit.context.setOffline(false);
});
