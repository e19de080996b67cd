// Every page of the site and the states that look different: one row each. To add one, write a line; `npm run table` puts it into README.md.
import { Accounts } from "../pages/accounts.mjs";
import { Board } from "../pages/board.mjs";
import { Certificates } from "../pages/certificates.mjs";
import { Lesson } from "../pages/lesson.mjs";
import { Results } from "../pages/results.mjs";
import { Room } from "../pages/room.mjs";
import { Sessions } from "../pages/sessions.mjs";
import { Verification } from "../pages/verification.mjs";
import { edit } from "./editor.mjs";
import { MOMENTS } from "./moments.mjs";
import { at, row, send } from "./row.mjs";
import { look } from "./tour.mjs";
import { until } from "./until.mjs";

async function signInWrongly({ page }, login) {
  return send(page, "/sign-in", async () => {
    await page.locator("#login").fill(login);
    await page.locator("#password").fill("not the password");
  }, 'main form[action^="/sign-in"] button');
}

export const PAGES = [
  // everybody
  row("home", "Home", "", "/"),
  row("home-coming", "Home, signed in, hours before an exam", "coming", "/", at("/")),
  row("home-learner", "Home, signed in, while an exam runs", "learner", "/", at("/")),
  row("catalogue", "Courses", "", "/courses", at("/courses")),
  row("privacy", "Privacy", "", "/privacy", at("/privacy")),
  row("terms", "Terms of use", "", "/terms", at("/terms")),
  row("help", "Help", "", "/help", at("/help")),
  row("course", "Course", "", "/courses/{course}"),
  row("course-learner", "Course, begun", "learner", "/courses/{course}"),
  row("print", "Course, for printing", "", "/courses/{course}/print.html", at("/courses/little/print.html")),
  row("lesson", "Lesson", "", "/courses/{course}/{lesson}"),
  row("lesson-feedback", "Lesson, practice answered wrongly", "fresh", "/courses/{course}/{lesson}", async (visit) => {
    const lesson = new Lesson(visit);
    await lesson.open("little", "first");
    await lesson.touch(lesson.practice.first());
    await lesson.practice.first().locator(".choice").first().click();
    await lesson.check(lesson.practice.first());
  }),
  row("lesson-question", "Lesson, a question asked", "asking", "/courses/{course}/{lesson}", at("/courses/little/first")),
  row("lesson-answering", "Lesson, a teacher answers a question", "teacher", "/courses/{course}/{lesson}", at("/courses/little/first")),
  row("lesson-offline", "Lesson, practice answered without a network", "fresh", "/courses/{course}/{lesson}", async (visit) => {
    const lesson = new Lesson(visit);
    await lesson.open("little", "first");
    await lesson.touch(lesson.practice.first());
    await visit.context.setOffline(true);
    await lesson.practice.first().locator(".choice").first().click();
    await lesson.practice.first().getByRole("button", { name: visit.say.course.check }).click();
    await lesson.practice.first().getByText(visit.say.course.checked_later).waitFor();
  }),
  row("standard", "Occupational standard", "", "/standards/{standard}"),
  row("search", "Search", "", "/search"),
  row("search-found", "Search, found", "", "/search", at("/search?q=%E6%95%B0%E6%8D%AE")),
  row("search-nothing", "Search, nothing found", "", "/search", at("/search?q=nothing-like-this")),
  row("offline", "A page that was never opened, without a network", "", "/offline", async ({ page, context }) => {
    await page.goto("/courses/little/first");
    await page.evaluate(() => navigator.serviceWorker.ready);
    await context.setOffline(true);
    await page.goto("/courses/little/second");
  }),
  row("sign-in", "Signing in", "", "/sign-in"),
  row("sign-in-wrong", "Signing in, wrong password", "", "/sign-in", (visit) => signInWrongly(visit, "li.wen")),
  row("sign-in-slow", "Signing in, too many tries (429)", "", "/sign-in", async (visit) => {
    while ((await signInWrongly(visit, "nobody.at.all")) !== 429);
  }),
  row("reset", "Setting a new password with a code", "", "/sign-in/reset", at("/sign-in/reset")),
  row("register", "Registering", "", "/register"),
  row("register-wrong", "Registering, fields to correct", "", "/register", ({ page }) => send(page, "/register", async () => {
    await page.locator('main form').first().evaluate((form) => (form.noValidate = true));
    await page.locator("#login").fill("!");
    await page.locator("#password").fill("1234");
  })),
  row("verify", "Verifying a certificate", "", "/verify"),
  row("verify-wrong", "Verifying, a number that is none", "", "/verify", at("/verify?number=1")),
  row("verdict", "Verdict by number alone", "", "/v/{number}"),
  row("verdict-all", "Verdict with the check code", "learner", "/v/{number}", async ({ page }) => {
    await page.goto("/certificates");
    return page.locator('main a[href*="/v/"]').first().getAttribute("href");
  }),
  row("verdict-revoked", "Verdict, revoked", "", "/v/{number}", (_, site) => `/v/${site.revoked}`),
  row("verdict-unknown", "Verdict, a number that nobody has", "", "/v/{number}", at("/v/S000011000001265999999")),
  row("verdict-altered", "Verdict, a file that was altered", "", "/verify", (visit, site) => new Verification(visit).byFile({ name: "certificate.pdf", mimeType: "application/pdf", buffer: site.altered })),
  row("verdict-nothing", "Verdict, a file without a credential", "", "/verify", async (visit) => new Verification(visit).byFile({ name: "photo.png", mimeType: "image/png", buffer: await visit.page.screenshot() })),
  row("style", "Style guide", "", "/style"),
  row("not-found", "Not found, or not to be seen by this person (404)", "", "/no-such-page"),
  row("not-yours", "A page of staff, for a learner (404)", "learner", "/desk", at("/desk")),
  row("recovery-over", "A link for a new password that is over", "", "/sign-in/recovery/{ticket}", at(`/sign-in/recovery/${"0".repeat(64)}`)),
  // with an account
  row("profile", "Profile", "learner", "/profile"),
  row("profile-wrong", "Profile, a password to correct", "fresh", "/profile", ({ page }) => send(page, "/profile", async () => {
    for (const field of await page.locator('form[action="/profile/password"] input').all()) await field.fill("1234567");
  }, 'form[action="/profile/password"] button')),
  row("passkeys", "Passkeys, none", "fresh", "/profile/passkeys", at("/profile/passkeys")),
  row("second-factor", "Two-step sign-in", "learner", "/profile/second-factor"),
  row("messages", "Messages", "learner", "/messages", at("/messages")),
  row("messages-none", "Messages, none", "fresh", "/messages", at("/messages")),
  row("mail", "Which mail one wants", "fresh", "/profile/mail", at("/profile/mail")),
  row("notebook", "Mistakes", "wrong", "/notebook", at("/notebook")),
  row("notebook-none", "Mistakes, none", "late", "/notebook", at("/notebook")),
  row("home-due", "Home, with items to repeat", "due", "/", at("/")),
  row("repetition-due", "Repetition, an item due", "due", "/repetitions", at("/repetitions")),
  row("repetition", "Repetition, an item answered", "due", "/repetitions", async (visit, site) => {
    await site.makesDue(site.people.due.login);
    const lesson = new Lesson(visit);
    await visit.page.goto("/repetitions");
    await lesson.touch(lesson.practice.first());
    await lesson.practice.first().locator(".choice").nth(1).click();
    await lesson.check(lesson.practice.first());
  }),
  row("repetitions-none", "Repetition, nothing due", "fresh", "/repetitions", at("/repetitions")),
  row("exams", "Exams", "learner", "/exams"),
  row("exams-none", "Exams, none sat yet", "fresh", "/exams", at("/exams")),
  row("calendar", "Calendar", "learner", "/exams/calendar"),
  row("calendar-none", "Calendar, no session", "fresh", "/exams/calendar", at("/exams/calendar")),
  row("waiting-name", "Waiting page, the name is asked first", "fresh", "/exams/{course}/{plan}", at("/exams/little/exam")),
  row("waiting", "Waiting page, ready to start", "named", "/exams/{course}/{plan}", at("/exams/little/exam")),
  row("waiting-early", "Waiting page, early", "learner", "/exams/{course}/{plan}", at("/exams/little/mock")),
  row("waiting-closed", "Waiting page, the session is over", "late", "/exams/{course}/{plan}", ({ page }) => until("the session is over", async () => {
    await page.goto("/exams/little/parts");
    return !(await page.locator('form[action$="/start"]').count());
  })),
  row("waiting-cancelled", "Waiting page, the session is cancelled", "cancelled", "/exams/{course}/{plan}", at("/exams/little/mock")),
  row("waiting-unlisted", "Waiting page, on no list", "fresh", "/exams/{course}/{plan}", at("/exams/little/mock")),
  row("waiting-running", "Waiting page, already sitting", "learner", "/exams/{course}/{plan}", at("/exams/little/exam")),
  row("room", "Exam room", "learner", "/attempts/{attempt}"),
  row("room-essay", "Exam room, an essay", "learner", "/attempts/{attempt}", (_, site) => `/attempts/${site.running}#item-9`),
  row("room-paused", "Exam room, paused by staff", "paused", "/attempts/{attempt}", async ({ page }, site) => {
    await page.goto(`/attempts/${site.paused}`);
    await page.locator(".pause__page").waitFor();
  }),
  row("room-offline", "Exam room, without a network", "sitting", "/attempts/{attempt}", async (visit, site) => {
    const room = new Room(visit);
    await room.open(site.sitting);
    await takesPen(room, visit.say);
    await room.turnTo("five");
    await visit.context.setOffline(true);
    await room.answer("five", { type: "short", text: `IoU ${Date.now()}` });
    await room.waits(1);
  }),
  row("room-signed-out", "Exam room, the session has expired", "sitting", "/attempts/{attempt}", async (visit, site) => {
    const room = new Room(visit);
    await room.open(site.sitting);
    await takesPen(room, visit.say);
    await room.turnTo("five");
    await visit.context.clearCookies({ name: "zhixing" });
    await room.answer("five", { type: "short", text: `mAP ${Date.now()}` });
    await room.alert.waitFor();
  }),
  row("room-second", "Exam room, a second page", "sitting", "/attempts/{attempt}", async (visit, site) => {
    const first = new Room({ ...visit, page: await visit.context.newPage() });
    await first.open(site.sitting);
    await first.page.waitForLoadState("networkidle");
    await takesPen(first, visit.say);
    await first.turnTo("five");
    await first.answer("five", { type: "short", text: `AP ${Date.now()}` });
    await first.saved("five");
    const second = new Room(visit);
    await second.open(site.sitting);
    await second.alert.waitFor();
  }),
  row("room-parts", "Exam room, a paper in parts", "learner", "/attempts/{attempt}", (_, site) => site.paths.learner.find((p) => p.endsWith("/onward")).replace("/onward", "")),
  row("onward", "Leaving a part", "learner", "/attempts/{attempt}/onward"),
  row("review", "Review before handing in", "learner", "/attempts/{attempt}/review"),
  row("receipt", "Receipt", "learner", "/attempts/{attempt}/receipt"),
  row("result", "Result, passed", "learner", "/attempts/{attempt}/result", (_, site) => `/attempts/${site.passed}/result`),
  row("result-failed", "Result, not passed", "failed", "/attempts/{attempt}/result", (_, site) => `/attempts/${site.failed}/result`),
  row("result-waits", "Result, to be released", "learner", "/attempts/{attempt}/result", (_, site) => site.paths.learner.filter((p) => p.endsWith("/result")).at(-1)),
  row("attempt-name", "The name of an exam, and asking for another", "sitting", "/attempts/{attempt}/name", (_, site) => `/attempts/${site.sitting}/name`),
  row("certificates", "Own certificates", "learner", "/certificates"),
  row("certificates-none", "Own certificates, none", "fresh", "/certificates", at("/certificates")),
  // staff
  row("desk", "Desk of an administrator", "admin", "/desk"),
  row("desk-examiner", "Desk of an examiner", "examiner", "/desk"),
  row("desk-teacher", "Desk of a teacher", "teacher", "/desk"),
  row("desk-invigilator", "Desk of an invigilator", "invigilator", "/desk"),
  row("marking", "Marking", "examiner", "/marking/{attempt}/{item}"),
  row("marking-none", "Marking, nothing waits", "examiner", "/marking"),
  row("marked", "What one has marked", "examiner", "/marking/marked"),
  row("items", "Items and how they went", "examiner", "/marking/items/{course}/{plan}"),
  row("item", "One item", "examiner", "/marking/items/{course}/{plan}/{version}"),
  row("results", "Results", "examiner", "/results", at("/results")),
  row("results-plan", "Results of an exam", "admin", "/results/{course}/{plan}", at("/results/little/exam")),
  row("results-nobody", "Results of an exam, nobody found", "examiner", "/results/{course}/{plan}", at("/results/little/exam?q=nobody-at-all")),
  row("results-release", "Releasing, asked", "examiner", "/results/{course}/{plan}", async (visit) => {
    await visit.page.goto("/results/little/exam");
    const button = visit.page.locator('form[action^="/marking/release"] button');
    if (await button.count()) await Promise.all([visit.page.waitForNavigation(), button.click()]);
  }),
  row("sessions", "Exam sessions", "invigilator", "/invigilation"),
  row("sessions-none", "Exam sessions, none found", "invigilator", "/invigilation", at("/invigilation?q=nothing-like-this")),
  row("sessions-wrong", "Planning a session, fields to correct", "invigilator", "/invigilation", async ({ page, say }) => {
    await page.goto("/invigilation");
    const button = page.getByRole("button", { name: say.invigilation.open_session, exact: true });
    await button.evaluate((b) => (b.form.noValidate = true));
    await Promise.all([page.waitForNavigation(), button.click()]);
  }),
  row("session", "One session", "invigilator", "/invigilation/sessions/{session}"),
  row("session-list-wrong", "One session, a list with faults", "invigilator", "/invigilation/sessions/{session}", async (visit, site) => {
    await visit.page.goto(site.paths.invigilator.find((p) => p.includes("/sessions/")));
    await new Sessions(visit).paste("learner,3-101,soon\nnobody-here,3-102");
  }),
  row("session-cancelled", "One session, cancelled", "invigilator", "/invigilation/sessions/{session}", (_, site) => site.paths.invigilator.filter((p) => p.includes("/sessions/"))[1]),
  row("session-cancelling", "Cancelling a session, asked", "invigilator", "/invigilation/sessions/{session}", async ({ page }, site) => {
    await page.goto(site.paths.invigilator.find((p) => p.includes("/sessions/")));
    await page.locator("#reason").fill("停电 · no power");
    await Promise.all([page.waitForNavigation(), page.locator('form[action$="/cancel"] button').click()]);
  }),
  row("board", "Live board", "invigilator", "/invigilation/boards/{course}/{plan}"),
  row("board-nobody", "Live board, nobody fits", "invigilator", "/invigilation/boards/{course}/{plan}", at("/invigilation/boards/little/exam?q=nobody-at-all")),
  row("board-ending", "Ending an attempt, asked", "invigilator", "/invigilation/boards/{course}/{plan}", async (visit, site) => {
    const board = new Board(visit);
    await board.open("little/exam");
    await board.measure(site.sitting, "terminate", "离开考场 · left the room");
    await visit.page.locator("main input[name=expected]").waitFor({ state: "attached" });
  }),
  row("invigilated", "One attempt, running", "invigilator", "/invigilation/attempts/{attempt}"),
  row("invigilated-paused", "One attempt, paused", "invigilator", "/invigilation/attempts/{attempt}", (_, site) => `/invigilation/attempts/${site.paused}`),
  row("names", "Names to confirm", "invigilator", "/invigilation/names", at("/invigilation/names")),
  row("teach", "Content", "teacher", "/teach"),
  row("questions", "Questions of learners that wait", "teacher", "/teach/questions", at("/teach/questions")),
  row("readers", "Where readers of a course stop", "teacher", "/teach/{course}/readers", at("/teach/little/readers")),
  row("guide", "How to write a lesson, step by step", "teacher", "/teach/guide", at("/teach/guide")),
  row("course-new", "A new course", "teacher", "/teach/new", at("/teach/new")),
  row("file-new", "A new file of a course", "teacher", "/teach/{course}/new", at("/teach/little/new")),
  row("document-in", "A document of another program", "teacher", "/teach/{course}/document", at("/teach/little/document")),
  row("media", "Media of a course", "teacher", "/teach/{course}/media", at("/teach/little/media")),
  row("folder-in", "A folder of Markdown", "teacher", "/teach/{course}/folder", at("/teach/little/folder")),
  row("items-in", "Items from another system", "teacher", "/teach/{course}/import", at("/teach/little/import")),
  row("bank-out", "A bank for another system", "teacher", "/teach/{course}/export", at("/teach/little/export?bank=little/items/mock.md&format=gift")),
  row("course-out", "A course for another installation", "teacher", "/teach/{course}/share", at("/teach/little/share")),
  row("course-in", "A course of another installation", "teacher", "/teach/bring", at("/teach/bring")),
  row("replace", "Words replaced in all files of a course", "teacher", "/teach/{course}/replace", at("/teach/little/replace?words=%E7%9A%84&instead=%E4%B9%8B")),
  row("items-change", "Many items of a bank", "teacher", "/teach/{course}/items", at("/teach/little/items?pick=all")),
  row("steps", "Bulk changes", "teacher", "/teach/{course}/steps", at("/teach/little/steps")),
  row("deleted", "Deleted files of a course", "teacher", "/teach/{course}/deleted", at("/teach/little/deleted")),
  row("twin", "English beside Chinese", "teacher", "/teach/{course}/twin", at("/teach/little/twin?path=little/010-first.md")),
  row("editor", "Editor", "teacher", "/teach/{course}/edit", at("/teach/little/edit?path=little/010-first.md")),
  row("editor-figure", "Editor, the form of a figure", "teacher", "/teach/{course}/edit", async (visit) => {
    await edit(visit, "little/010-first.md");
    await visit.page.locator('[data-insert="figure"]').click();
  }),
  row("editor-item", "Editor, the form of an item", "teacher", "/teach/{course}/edit", async (visit) => {
    await edit(visit, "little/010-first.md");
    await visit.page.locator('[data-insert="item"]').click();
  }),
  row("file-history", "History of a file", "teacher", "/teach/{course}/history", at("/teach/little/history?path=little/010-first.md")),
  row("people", "People of a course, nobody is named", "teacher", "/teach/{course}/people", at("/teach/little/people")),
  row("kept-courses", "Courses and who writes them", "admin", "/admin/courses"),
  row("publishing", "Publishing a course, nothing changed", "teacher", "/teach/{course}/publish", at("/teach/little/publish")),
  row("import", "Opening accounts by a list", "admin", "/admin/accounts/import", at("/admin/accounts/import")),
  row("merge", "Making one account of two", "admin", "/admin/accounts/{account}/merge", async ({ page }) => {
    await page.goto("/admin/accounts?q=teacher");
    return `${await page.locator("tbody a").first().getAttribute("href")}/merge`;
  }),
  row("accounts", "Accounts", "admin", "/admin/accounts"),
  row("accounts-none", "Accounts, none found", "admin", "/admin/accounts", at("/admin/accounts?q=nobody-at-all")),
  row("account", "One account", "admin", "/admin/accounts/{account}"),
  row("account-disabling", "Disabling an account, asked", "admin", "/admin/accounts/{account}", async (visit, site) => {
    const accounts = new Accounts(visit);
    await accounts.open();
    await accounts.find(site.people.fresh.login);
    await accounts.disable(site.people.fresh.login);
  }),
  row("groups", "Groups of people", "admin", "/admin/groups", at("/admin/groups")),
  row("group", "One group", "admin", "/admin/groups/{group}"),
  row("group-disabling", "Disabling all of a group, asked", "admin", "/admin/groups/{group}", async ({ page }, site) => {
    await page.goto(site.paths.admin.find((p) => p.startsWith("/admin/groups/")));
    await Promise.all([page.waitForNavigation(), page.locator('button[value="disable"]').click()]);
  }),
  row("settings", "Settings of the site", "admin", "/admin/settings", at("/admin/settings")),
  row("log", "Audit log", "admin", "/admin/log", at("/admin/log")),
  row("log-none", "Audit log, no line fits", "admin", "/admin/log", at("/admin/log?day=2001-01-01")),
  row("webhooks", "Webhooks", "admin", "/admin/webhooks", at("/admin/webhooks")),
  row("certificate-desk", "All certificates", "admin", "/admin/certificates"),
  row("certificate-desk-none", "All certificates, none found", "admin", "/admin/certificates", at("/admin/certificates?q=nobody-at-all")),
  row("certificate", "One certificate", "admin", "/admin/certificates/{number}"),
  row("certificate-revoked", "One certificate, revoked", "admin", "/admin/certificates/{number}", (_, site) => `/admin/certificates/${site.revoked}`),
  row("certificate-compare", "Correcting a certificate, before and after", "admin", "/admin/certificates/{number}", async (visit, site) => {
    const certificates = new Certificates(visit);
    await visit.page.goto(`/admin/certificates/${site.valid}`);
    await certificates.correct({ name: "李学智", reason: "写错一个字 · one letter was wrong", evidence: "身份证 · identity card" });
  }),
  row("certificate-revoking", "Revoking a certificate, asked", "admin", "/admin/certificates/{number}", async (visit, site) => {
    await visit.page.goto(`/admin/certificates/${site.valid}`);
    await new Certificates(visit).revoke("重复颁发 · issued twice");
  }),
  ...MOMENTS,
];

/** Takes the pen, which the page of an earlier picture may hold. */
async function takesPen(room, say) {
  const take = room.alert.getByRole("button", { name: say.exam.take_pen });
  await until("the page knows who writes", async () => (await take.isVisible()) || !(await room.page.locator("[inert] [name^='a.']").count()));
  if (!(await take.isVisible())) return;
  const anew = room.page.waitForEvent("load");
  await take.click();
  await anew;
  await room.awake();
}

/** The pictures that are kept in the repository: what the product looks like, and what is easily spoilt. */
export const KEPT = [
  "home-zh-360", "lesson-zh-360", "waiting-early-zh-360", "room-zh-360", "room-paused-zh-360", "room-offline-en-360", "result-en-360", "verdict-all-en-360",
  "verdict-altered-zh-360", "marking-en-1280", "board-zh-1280", "results-plan-en-1280",
];

/** Routes that give no page, and pages that cannot be had here: by what their addresses begin or end with, and why. */
export const NO_PAGES = [
  ["/api/", "the API: answers of JSON, described in `/api/v1/openapi.json`"],
  ["/.well-known/", "the public keys, JSON"],
  ["/status/", "the revocation list, a credential"],
  ["/c/", "a credential, JSON"],
  ["/achievements/", "what a credential refers to, JSON"],
  ["/healthz", "for operators"],
  ["/readyz", "for operators"],
  ["/metrics", "for operators"],
  ["/assets/", "scripts and styles"],
  ["/favicon.svg", "a picture"],
  ["/worker.js", "a script"],
  ["/passkey.js", "a script"],
  ["/workshop/", "scripts of the editor, pictures of the guide"],
  ["/icons/", "pictures"],
  ["/book.epub", "a course as a book"],
  ["/teach/{course}/readers/{file}", "readers as CSV or a spreadsheet"],
  ["/export/{file}", "a bank in another format"],
  ["/share/{file}", "a course for another installation or system"],
  ["/manifest/", "what an installed site is called"],
  ["/profile/passkeys/{passkey}", "a form of the list of passkeys"],
  ["/sign-in/with/{provider}", "the way to a provider"],
  ["/sign-in/from/{provider}", "where a provider sends people back"],
  ["/sign-in/new", "a page that only a provider leads to; tests/elsewhere.test.mjs looks at it"],
  ["/profile/identities/{identity}", "a form of that page"],
  ["/profile/identities", "a page where a provider is configured; tests/elsewhere.test.mjs looks at it"],
  ["/robots.txt", "for search engines"],
  ["/media/", "pictures of lessons"],
  ["/teach/{course}/media/{name}", "pictures of drafts"],
  ["/brand/", "the logo"],
  ["/calendar/", "calendars, for calendar programs"],
  ["/seb/", "a file for Safe Exam Browser"],
  ["/receipt.txt", "the receipt as text"],
  ["/certificate.pdf", "the certificate"],
  ["/credential.json", "the credential"],
  ["/results/{course}/{plan}/{file}", "results as CSV or a spreadsheet"],
  ["/admin/log/{file}", "the log as CSV or a spreadsheet"],
];

/** Goes to the page of a row; the browser shows it then as its person sees it. */
export async function bring({ name, who, address, how }, visit, site) {
  const pattern = new RegExp(`^${address.replace(/\{\w+\}/g, "[^/?#]+")}$`);
  const toured = () => site.paths[who]?.find((path) => pattern.test(path)) ?? site.paths[who]?.find((path) => pattern.test(path.split(/[?#]/)[0]));
  const path = how ? await how(visit, site) : toured();
  if (!how && !path) throw new Error(`${name}: the tour of "${who}" has no page at ${address}`);
  if (typeof path === "string") await look(visit.page, path);
}
