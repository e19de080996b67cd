// Staff during an exam: the bell with a sealed paper, and the live board.
import test from "node:test";
import assert from "node:assert/strict";
import { Room } from "../pages/room.mjs";
import { Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { until } from "../support/until.mjs";

const it = stage({ content: LITTLE });

const shanghai = (ms) => new Date(ms).toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" });

/** A session of the plan for one person, soon enough to wait for and late enough to get ready: `page` says how long this machine takes for a page. */
async function session(plan, login, page) {
  const ivy = await new Person(it.server).signsIn("invigilator");
  const begun = performance.now();
  await page.goto("/exams", { waitUntil: "networkidle" });
  const opens = Math.ceil((Date.now() + 12_000 + 16 * (performance.now() - begun)) / 1_000) * 1_000;
  const form = { plan, name: "第一场", opens: shanghai(opens), closes: shanghai(opens + 3_600_000) };
  const { to } = await ivy.ask("POST", "/invigilation", { form });
  await ivy.ask("POST", to, { form: { list: `${login},3-101,1.25` } });
  return { opens, to, ivy };
}

const saved = async (learner, attempt) => (await learner.ask("GET", `/api/v1/attempts/${attempt}`)).json.answers.length;

test("a sealed paper is opened at the bell by one small request, and saves", async () => {
  const learner = await new Person(it.server).registers();
  await learner.ask("POST", "/profile", { form: { name: "新学员", legal_name: "李学知" } });
  const visit = await it.visit({ as: learner.login, viewport: { width: 360, height: 740 } });
  const { page } = visit;
  const { opens } = await session("little/exam", learner.login, page);
  // every word that the clock shows, from the first picture on
  await page.addInitScript(() => {
    window.clockSaid = new Set();
    const look = () => {
      const clock = document.querySelector('.exam-bar [role="timer"]');
      if (clock) window.clockSaid.add(clock.textContent.trim());
      requestAnimationFrame(look);
    };
    look();
  });
  await until("the paper is drawn", async () => {
    await page.goto("/exams/little/exam");
    return (await page.locator("leptos-island[data-props*='att_']").count()) > 0;
  });
  await page.getByText("试卷已加密存放在本机", { exact: false }).waitFor();
  assert.ok(await page.locator("form button.button--large").isDisabled(), "it cannot be started before the bell");
  await page.screenshot({ path: "screenshots/bell.png" });
  const asked = [];
  page.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await page.locator("input[name=pledge]").check();
  await page.locator("form button.button--large:not([disabled])").click({ timeout: Math.max(0, opens - Date.now()) + 15_000 });
  const room = new Room(visit);
  await page.waitForURL(/\/attempts\/att_/);
  await page.waitForFunction(() => document.querySelector(".exam-bar"));
  assert.equal(await page.evaluate(() => scrollY), 0, "the room opens at its top, wherever the button stood");
  assert.ok(asked.some((a) => /POST .*\/opening$/.test(a)), asked.join("\n"));
  assert.ok(!asked.some((a) => /^GET \/attempts\//.test(a)), "the page itself was here already");
  // 60 minutes of this plan or whatever it has, by a quarter more; the clock runs
  await until("the clock runs", async () => /\d:\d\d/.test(await room.time.innerText()));
  const before = await room.time.innerText();
  await until("it counts", async () => (await room.time.innerText()) !== before);
  const said = await page.evaluate(() => [...window.clockSaid]);
  const seconds = (text) => text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  assert.ok(said.length > 1 && said.every((text) => text === "–:––" || (seconds(text) > 0 && seconds(text) <= 60 * 75)), said.join(", "));
  await room.awake();
  await room.turnTo("one");
  await room.answer("one", { type: "single", option: 1 });
  await until("the answer is saved", async () => (await saved(learner, room.attempt)) === 1);
});

test("the live board shows a candidate's saves as they come, and gives time that the room learns of", async () => {
  const learner = await new Person(it.server).registers();
  const attempt = await learner.starts("little/mock");
  const staff = await it.visit({ as: "invigilator" });
  await staff.page.goto("/invigilation/boards/little/mock");
  const row = staff.page.locator(`[data-line="${attempt}"]`);
  await row.waitFor();
  const visit = await it.visit({ as: learner.login });
  const room = new Room(visit);
  await room.open(attempt);
  await room.turnTo("m-three");
  await room.answer("m-three", { type: "truefalse", value: true });
  // no reload: the line changes by itself
  await until("the board shows the answer", async () => (await row.locator("td").nth(5).innerText()).trim().startsWith("1 / "));
  await staff.page.screenshot({ path: "screenshots/board.png", fullPage: true });
  const minutes = async () => Number((await room.time.innerText()).split(":").at(-2));
  const before = await minutes();
  await row.locator("input[type=checkbox]").check();
  await staff.page.locator("#measure").selectOption("extend");
  await staff.page.locator("#minutes").fill("9");
  await staff.page.locator("#reason").fill("网络中断");
  await staff.page.locator("fieldset .button--primary").click();
  await staff.page.locator("main .notice--success").waitFor();
  await room.answer("m-three", { type: "truefalse", value: false });
  await until("the room has the new deadline", async () => (await minutes()) >= before + 8);
});

test("who starts after the board was opened comes onto it without a reload", async () => {
  const staff = await it.visit({ as: "invigilator" });
  await staff.page.goto("/invigilation/boards/little/mock?q=latecomer");
  await staff.page.locator(".board__nobody").waitFor();
  const late = await new Person(it.server).registers("Latecomer");
  const attempt = await late.starts("little/mock");
  const row = staff.page.locator(`[data-line="${attempt}"]`);
  await row.waitFor();
  assert.match(await row.innerText(), /Latecomer/);
  await staff.page.locator(".board__nobody").waitFor({ state: "hidden" });
  await row.locator("input[type=checkbox]").check();
});

test("a walk over the live board, in pictures", async () => {
  const people = [];
  for (const name of ["赵一", "钱二", "孙三", "李四"]) {
    const person = await new Person(it.server).registers(name);
    people.push({ person, attempt: await person.starts("little/mock") });
  }
  const [paused, , ended] = people;
  await ended.person.ask("POST", `/api/v1/attempts/${ended.attempt}/submission`, {});
  const staff = await it.visit({ as: "invigilator" });
  const { page } = staff;
  const shot = (name) => page.screenshot({ path: `screenshots/walk-${name}.png`, fullPage: true });
  await page.goto("/invigilation");
  await shot("1-sessions");
  await page.goto("/invigilation/boards/little/mock");
  await page.locator(`[data-line="${paused.attempt}"]`).waitFor();
  await shot("2-board");
  await page.locator(`[data-line="${paused.attempt}"] input[type=checkbox]`).check();
  await page.locator("#measure").selectOption("pause");
  await page.locator("#reason").fill("身体不适");
  await page.locator("fieldset .button--primary").click();
  await page.locator("main .notice--success").waitFor();
  await shot("3-paused");
  await page.goto(`/invigilation/attempts/${paused.attempt}`);
  await page.getByText("身体不适").waitFor();
  await shot("4-attempt");
  const room = await it.visit({ as: paused.person.login });
  await room.page.goto(`/attempts/${paused.attempt}`);
  await room.page.screenshot({ path: "screenshots/walk-5-candidate.png", fullPage: true });
  assert.equal(await room.page.locator("#paper").count(), 0, "a paused paper is not shown");
});
