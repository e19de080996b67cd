// Rows of pages.mjs that something has to happen for: at doors, on the way into an exam, among colleagues, and where things go wrong.
import { Accounts } from "../pages/accounts.mjs";
import { Room } from "../pages/room.mjs";
import { PASSWORD } from "./person.mjs";
import { at, row, send } from "./row.mjs";
import { zip } from "./zip.mjs";

const LESSON = "little/020-second.md";
const GIFT = "::two::二加二等于几？ Two and two? {=4 ~5}\n\nbroken {~a\n\n::three::三加三等于几？ Three and three? {=6 ~7}\n";
const MARK = /^\/marking\/att_/;

/** Sends a form that the page does not offer to this person, as an old page or a program may. */
async function posts(page, from, to, fields) {
  await page.goto(from);
  const post = ([action, pairs]) => {
    const form = Object.assign(document.createElement("form"), { method: "post", action });
    for (const [name, value] of pairs) form.append(Object.assign(document.createElement("input"), { name, value }));
    document.body.append(form);
    form.submit();
  };
  await Promise.all([page.waitForNavigation(), page.evaluate(post, [to, Object.entries(fields)])]);
}

const signsIn = (page, login, site = "") => send(page, `${site}/sign-in`, async () => {
  await page.locator("#login").fill(login);
  await page.locator("#password").fill(PASSWORD);
}, 'main form[action^="/sign-in"] button');

const barrier = (plan) => async ({ page }) => posts(page, `/exams/little/${plan}`, `/exams/little/${plan}/start`, { pledge: "yes" });

/** What a teacher writes and has not published. */
async function drafts({ context }, words) {
  const { rev, base, text } = await (await context.request.get(`/api/v1/workshop/little/drafts?path=${LESSON}`)).json();
  if (text.includes(words)) return;
  await context.request.put("/api/v1/workshop/little/drafts", { data: { path: LESSON, text: `${text}\n## 更多\n\n${words}\n`, seen: rev, base } });
}

export const MOMENTS = [
  // doors
  row("sign-in-second", "Signing in, the second step", "", "/sign-in", ({ page }, site) => signsIn(page, site.stepped)),
  row("sign-in-merged", "Signing in, an account that was merged", "", "/sign-in", ({ page }, site) => signsIn(page, site.merged)),
  row("recovery", "A link for a new password", "", "/sign-in/recovery/{ticket}", (_, site) => site.letters.recovery),
  row("mail-confirm", "An address to confirm, by the link of a mail", "", "/mail/confirm/{ticket}", (_, site) => site.letters.confirm),
  row("mail-end", "No more mail of a kind, by the link of a mail", "", "/mail/unsubscribe/{ticket}", (_, site) => site.letters.unsubscribe),
  // homes
  row("home-newcomer", "Home of a newcomer", "fresh", "/", at("/")),
  row("home-consent", "Home, asked to agree to the texts", "given", "/", at("/")),
  row("home-session", "Home, with a session and news", "expecting", "/", at("/")),
  row("home-staff", "Home of an examiner", "examiner", "/", at("/")),
  row("desk-resting", "Desk, a role that rests without a second step", "", "/desk", async ({ page }, site) => {
    const { url } = await site.strict();
    await signsIn(page, "teacher", url);
    await page.goto(`${url}/desk`);
  }),
  // into an exam and out of it
  row("barrier-browser", "Cannot enter, Safe Exam Browser is asked for (403)", "fresh", "/exams/{course}/{plan}", barrier("browser")),
  row("barrier-network", "Cannot enter, not from this network (403)", "fresh", "/exams/{course}/{plan}", barrier("network")),
  row("waiting-code", "Waiting page, the code is wrong", "fresh", "/exams/{course}/{plan}", at("/exams/little/code?code=wrong")),
  row("room-time-up", "Exam room, time is up without a network", "sitting", "/attempts/{attempt}", async (visit, site) => {
    const room = new Room(visit);
    await visit.page.clock.install();
    await room.open(site.sitting);
    await visit.context.setOffline(true);
    await visit.page.clock.fastForward(31 * 60_000);
    await visit.page.clock.runFor(2_000);
  }),
  row("result-on-hold", "Result, the certificate waits for the name", "held", "/attempts/{attempt}/result", (_, site) => `/attempts/${site.held}/result`),
  row("notebook-waits", "Mistakes, while an exam runs", "sitting", "/notebook", at("/notebook")),
  row("repetitions-wait", "Repetition, while an exam runs", "sitting", "/repetitions", at("/repetitions")),
  row("calendar-link", "Calendar, an address to subscribe to, shown once", "named", "/exams/calendar", async ({ page }) => {
    await page.goto("/exams/calendar");
    await Promise.all([page.waitForNavigation(), page.locator('button[value="make"]').click()]);
  }),
  // colleagues
  row("own-case", "An own case is decided by a colleague (409)", "own", "/invigilation/attempts/{attempt}", ({ page }, site) =>
    posts(page, "/invigilation", `/invigilation/attempts/${site.ownAttempt}`, { measure: "pause", reason: "x" })),
  row("marking-overtaken", "Marking, a colleague was faster", "examiner", "/marking/{attempt}/{item}", async ({ page }, site) => {
    const path = site.paths.examiner.find((p) => MARK.test(p));
    await send(page, path, async () => {
      for (const field of await page.locator(".criterion input").all()) await field.fill("1");
      await site.overtakes(path);
    }, '.marking form button');
  }),
  row("marking-skipped", "Marking, all that waits was skipped", "examiner", "/marking", async ({ page, say }) => {
    await page.goto("/marking");
    const onward = page.locator(".queue form button, button[form=skip]");
    while (await page.getByText(say.marking.all_skipped("N").split("N")[0]).count() === 0) await Promise.all([page.waitForNavigation(), onward.first().click()]);
  }),
  row("import-wrong", "Opening accounts by a list, with faults", "admin", "/admin/accounts/import", ({ page }) =>
    send(page, "/admin/accounts/import", () => page.locator("#list").fill("login,name\nlearner,李学知\n!,王芳\nwang.fang,"), 'form[action="/admin/accounts/import"] button')),
  row("account-code", "One account, a code for a new password, shown once", "admin", "/admin/accounts/{account}", async (visit, site) => {
    const accounts = new Accounts(visit);
    await accounts.open();
    await accounts.find(site.people.late.login);
    await accounts.resetCode();
  }),
  row("items-in-seen", "Items from another system, seen one by one", "teacher", "/teach/{course}/import", async ({ page, say }) => {
    await page.goto("/teach/little/import");
    await page.locator("#file").setInputFiles({ name: "bank.gift", mimeType: "text/plain", buffer: Buffer.from(GIFT) });
    await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: say.bank.look, exact: true }).click()]);
  }),
  row("folder-in-seen", "A folder of Markdown, seen page by page", "teacher", "/teach/{course}/folder", async ({ page, say }) => {
    await page.goto("/teach/little/folder");
    const buffer = zip({ "book/SUMMARY.md": "- [菜园](garden.md)\n", "book/garden.md": "# 菜园\n\n豆子要**浇水**。\n\n<custom-tag></custom-tag>\n", "book/later.md": "# 以后\n\n待续。\n" });
    await page.locator("#file").setInputFiles({ name: "book.zip", mimeType: "application/zip", buffer });
    await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: say.bank.look, exact: true }).click()]);
  }),
  row("publishing-changes", "Publishing a course, with differences", "teacher", "/teach/{course}/publish", async (visit) => {
    await drafts(visit, "抽查一百行，再写进日志。");
    return "/teach/little/publish";
  }),
  row("home-author", "Home of a teacher, drafts that are not published", "teacher", "/", at("/")),
  row("desk-author", "Desk of a teacher, drafts that are not published", "teacher", "/desk", at("/desk")),
  // what goes wrong
  row("cross-site", "A form of another site (403)", "learner", "/", async ({ page }, site) => {
    await page.goto("data:text/html,<p>elsewhere");
    await page.setContent(`<form method="post" action="${site.url}/preferences/theme"><input name="theme" value="dark"><button>x</button></form>`);
    await Promise.all([page.waitForURL(`${site.url}/**`), page.locator("button").click()]);
  }),
  row("too-large", "Too much in a form (413)", "fresh", "/profile", ({ page }) => posts(page, "/profile", "/profile", { name: "x".repeat(80_000) })),
  row("wrong-host", "By a name that is not ours (421)", "", "/", ({ page }, site) => page.goto(site.url.replace("localhost", "zhixing.localhost"))),
  row("head-too-large", "An address that is too long (431)", "", "/search", ({ page }) => page.goto(`/search?q=${"x".repeat(100_000)}`)),
  row("disk-full", "Nothing can be stored: the disk is full (503)", "", "/register", async ({ page }, site) => {
    const { url, fill } = await site.strict();
    await fill();
    await send(page, `${url}/register`, async () => {
      await page.locator("#login").fill(`wang-${Date.now()}`);
      await page.locator("#name").fill("王芳");
      await page.locator("#password").fill("eleven green kettles");
      await page.locator("#agree").check();
    }, 'form[action^="/register"] button');
  }),
  row("database-away", "Nothing can be read: the database is away (503)", "", "/v/{number}", async ({ page }, site) => {
    const { url, loses } = await site.strict();
    loses();
    await page.goto(`${url}/v/S000011000001265000001`);
  }),
  // last, for whoever looks up numbers afterwards waits, too
  row("look-ups-slow", "Too many numbers looked up (429)", "", "/v/{number}", async ({ page, context }, site) => {
    const path = `${site.url}/v/S000011000001265999999`;
    while ((await context.request.get(path)).status() !== 429);
    await page.goto(path);
  }),
];
