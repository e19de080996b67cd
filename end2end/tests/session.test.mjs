// The session ends, or is somebody else's: nothing is lost, and nothing is sent in another's name.
import test from "node:test";
import assert from "node:assert/strict";
import { Room } from "../pages/room.mjs";
import { PASSWORD, Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { totp } from "../support/totp.mjs";
import { until } from "../support/until.mjs";

const it = stage({ content: LITTLE });
const essay = (text) => ({ type: "essay", text });

async function enter(name) {
  const learner = await new Person(it.server).registers(name);
  const visit = await it.visit({ as: learner.login });
  visit.forgive(/status of (401|404)/);
  const attempt = await learner.starts("little/exam");
  const room = new Room(visit);
  await room.open(attempt);
  return { learner, visit, room, attempt, page: visit.page };
}

test("whoever is signed out signs in again in place: no letter is lost, and the focus returns", async () => {
  const { learner, visit, room, page } = await enter();
  await room.turnTo("nine");
  await room.answer("nine", essay("开头。"));
  await room.saved("nine");
  await visit.context.clearCookies({ name: "zhixing" });
  const field = room.item("nine").getByRole("textbox");
  await field.press("End");
  await field.pressSequentially("接着写", { delay: 20 });
  await room.alert.waitFor();
  assert.equal(await room.bar.getAttribute("data-state"), "refused");
  // nothing takes the focus away from somebody who is typing
  await page.keyboard.type("，一直写");
  assert.equal(await field.inputValue(), "开头。接着写，一直写");
  await room.signInAgain(learner.login, "not the password");
  await room.dialog.locator("[data-said]").waitFor();
  await room.signInAs(learner.login, PASSWORD);
  await room.dialog.waitFor({ state: "hidden" });
  assert.ok(await page.evaluate(() => document.activeElement.matches('[data-item="nine"] textarea')), "the focus is where it was");
  await page.keyboard.type("。");
  await room.allSaved();
  await until("all of it is stored", async () => (await room.onServer()).nine.text === "开头。接着写，一直写。");
  assert.deepEqual(await room.journal(), []);
  assert.ok(await room.alert.isHidden());
});

test("whoever has two steps signs in again in place", async () => {
  const learner = await new Person(it.server).registers();
  const setUp = (await learner.ask("GET", "/profile/second-factor")).text;
  const secret = setUp.match(/<code>([A-Z2-7 ]+)/)[1].replaceAll(" ", "");
  const ticket = setUp.match(/name="ticket" value="([^"]+)"/)[1];
  // the code of the step before is taken as well, so that the present one is still good in the room
  await learner.ask("POST", "/profile/second-factor", { form: { ticket, code: totp(secret, Date.now() - 30_000), password: PASSWORD } });
  const visit = await it.visit({});
  visit.forgive(/status of (401|404)/);
  await visit.context.addCookies(learner.cookies(it.server.url));
  const room = new Room(visit);
  await room.open(await learner.starts("little/exam"));
  await room.turnTo("five");
  await visit.context.clearCookies({ name: "zhixing" });
  await room.answer("five", { type: "short", text: "in two steps" });
  await room.alert.waitFor();
  await room.signInAgain(learner.login, PASSWORD);
  const code = room.dialog.getByLabel(visit.say.second_factor.code, { exact: true });
  await code.waitFor();
  await code.fill(totp(secret));
  await room.dialog.getByRole("button", { name: visit.say.account.sign_in, exact: true }).click();
  await room.dialog.waitFor({ state: "hidden" });
  await room.allSaved();
  assert.equal((await room.onServer()).five.text, "in two steps");
});

test("answers are never sent in another's name: they stay on the device, and the page says whose they are", async () => {
  const { learner, visit, room, page, attempt } = await enter("王小明");
  const other = await new Person(it.server).registers("赵大同");
  await page.route("**/operations", (route) => route.abort());
  visit.forgive(/ERR_FAILED/);
  await room.turnTo("five");
  await room.answer("five", { type: "short", text: "王小明的答案" });
  await room.waits(1);
  await visit.context.clearCookies({ name: "zhixing" });
  await page.unroute("**/operations");
  await room.alert.waitFor();
  const sent = [];
  page.on("request", (request) => request.url().endsWith("/operations") && sent.push(request.url()));
  await room.signInAgain(other.login, PASSWORD);
  await room.dialog.getByText(visit.say.exam.stranger("赵大同", "王小明")).waitFor();
  await room.dialog.getByRole("button", { name: visit.say.exam.not_now }).click();
  await room.alert.getByText(visit.say.exam.stranger("赵大同", "王小明")).waitFor();
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await page.waitForResponse((r) => r.url().endsWith("/me"));
  assert.deepEqual(sent, [], "no answer left the device");
  assert.deepEqual((await room.journal()).map((o) => o.value.text), ["王小明的答案"]);

  // the other one works at the same computer meanwhile, and sends none of it
  const own = await other.starts("little/exam");
  const second = new Room({ ...visit, page: await visit.context.newPage() });
  await second.open(own);
  await second.turnTo("five");
  await second.answer("five", { type: "short", text: "赵大同的答案" });
  await second.saved("five");
  assert.equal((await second.onServer(own)).five.text, "赵大同的答案");
  await second.page.close();

  await room.signInAgain(learner.login, PASSWORD);
  await room.allSaved();
  assert.equal((await room.onServer(attempt)).five.text, "王小明的答案");
});

test("inside Safe Exam Browser a session that is signed in to again in place proves itself before it saves", async () => {
  const learner = await new Person(it.server).registers();
  const attempt = await learner.starts("little/exam");
  // the page itself is changed on its way, so no worker may fetch it
  const visit = await it.visit({ as: learner.login, serviceWorkers: "block" });
  visit.forgive(/status of 401/);
  const { page } = visit;
  const room = new Room(visit);
  await page.addInitScript(() => {
    window.SafeExamBrowser = { security: { configKey: "k", browserExamKey: "b", updateKeys: (then) => setTimeout(then, 50) } };
  });
  const asked = [];
  await page.route("**/proof-of-this-test", (route) => {
    asked.push("proof");
    return route.fulfill({ status: 204 });
  });
  await page.route(`**/attempts/${attempt}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace("</main>", '<div hidden data-seb="/proof-of-this-test"></div></main>') });
  });
  await room.open(attempt);
  await until("the page has proved itself", async () => asked.length === 1);
  await visit.context.clearCookies({ name: "zhixing" });
  await room.turnTo("nine");
  await room.answer("nine", essay("一"));
  await room.alert.waitFor();
  asked.length = 0;
  page.on("request", (request) => request.url().endsWith("/operations") && asked.push("save"));
  await room.signInAgain(learner.login, PASSWORD);
  await room.allSaved();
  assert.deepEqual(asked.slice(0, 2), ["proof", "save"]);
});
