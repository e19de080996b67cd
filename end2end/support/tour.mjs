// Every page of the site with something on it: what the tests of looks walk through.
import { Person } from "./person.mjs";

const EXAM = "little/exam";

/** Brings about one of everything, and tells where it is: paths by the login that sees them ("" is a visitor). */
export async function furnish(server) {
  const person = (login) => new Person(server).signsIn(login);
  const [learner, examiner, admin] = await Promise.all(["learner", "examiner", "admin"].map(person));
  await learner.ask("POST", "/practice/little/p-single", { form: { answer: "0" } });
  await learner.ask("POST", "/courses/little/first/questions", { form: { at: "p-order", words: "顺序可以反过来吗？ May the order be turned round?" } });
  const passed = await learner.sits(EXAM);
  const other = await learner.sits(EXAM);
  await examiner.marksAndReleases(EXAM);
  const valid = await learner.certificateOf(passed);
  const revoked = await learner.certificateOf(other);
  await admin.ask("POST", `/admin/certificates/${revoked}/revoke`, { form: { reason: "测试吊销 · revoked for a test", confirmed: "yes" } });
  const waiting = await learner.sits(EXAM);
  const marking = (await examiner.ask("POST", "/marking", { form: { plan: EXAM } })).to;
  const items = `/marking/items/${EXAM}`;
  const item = (await examiner.ask("GET", items)).text.match(new RegExp(`${items}/[\\w-]+`))[0];
  // no mock begins while the exam runs
  const parts = await learner.starts("little/parts");
  const running = await learner.starts(EXAM);
  const ivy = await person("invigilator");
  const times = { opens: "2099-01-01 09:00", closes: "2099-01-01 11:00" };
  const session = (await ivy.ask("POST", "/invigilation", { form: { plan: "little/mock", name: "第一场", ...times } })).to;
  await ivy.ask("POST", session, { form: { list: "learner,3-101,1.25" } });
  const again = { opens: "2099-01-02T09:00", closes: "2099-01-02T11:00" };
  const cancelled = (await ivy.ask("POST", "/invigilation", { form: { plan: "little/mock", name: "第二场", place: "第三实训楼", ...again } })).to;
  await ivy.ask("POST", cancelled, { form: { list: "learner,3-102" } });
  await ivy.ask("POST", `${cancelled}/cancel`, { form: { reason: "停电 · no power", confirmed: "yes" } });
  const group = (await admin.ask("POST", "/admin/groups", { form: { name: "三班", english: "Class 3", note: "周三晚上 · Wednesday evenings" } })).to;
  await admin.ask("POST", `${group}/people`, { form: { list: "learner\nteacher" } });
  const account = (await admin.ask("GET", "/admin/accounts")).text.match(/\/admin\/accounts\/acc_\w+/)[0];
  return {
    valid,
    revoked,
    running,
    passed,
    paths: {
      "": [
        "/",
        "/courses",
        "/privacy",
        "/terms",
        "/help",
        "/courses/little",
        "/courses/little/first",
        "/courses/little/second",
        "/standards/little",
        "/search",
        "/search?q=%E6%95%B0%E6%8D%AE",
        "/search?q=nothing-like-this",
        "/sign-in",
        "/sign-in/reset",
        "/register",
        "/verify",
        "/verify?number=1",
        `/v/${valid}`,
        `/v/${revoked}`,
        "/style",
        "/no-such-page",
      ],
      learner: [
        "/",
        "/courses/little",
        "/courses/little/print.html",
        "/courses/little/first",
        "/exams",
        "/exams/calendar",
        `/exams/${EXAM}`,
        "/exams/little/mock",
        `/attempts/${running}`,
        `/attempts/${running}#item-7`,
        `/attempts/${running}#item-9`,
        `/attempts/${running}/review`,
        "/exams/little/parts",
        `/attempts/${parts}`,
        `/attempts/${parts}/onward`,
        `/attempts/${passed}/receipt`,
        `/attempts/${passed}/result`,
        `/attempts/${waiting}/result`,
        "/notebook",
        "/repetitions",
        "/profile",
        "/profile/second-factor",
        "/profile/passkeys",
        "/certificates",
      ],
      examiner: ["/", "/desk", marking, "/marking?plan=little/mock", "/marking/marked", items, item],
      teacher: ["/", "/desk", "/teach", "/teach/questions", "/teach/little/readers", "/teach/guide", "/teach/new", "/teach/bring", "/teach/little/share", "/teach/little/document", "/teach/little/folder", "/teach/little/media", "/teach/little/import", "/teach/little/export?bank=little/items/mock.md&format=gift", "/teach/little/edit?path=little/010-first.md", "/teach/little/replace?words=a&instead=b", "/teach/little/items", "/teach/little/steps", "/teach/little/deleted", "/teach/little/twin?path=little/010-first.md", "/teach/little/publish", "/teach/little/people"],
      invigilator: [
        "/",
        "/desk",
        "/invigilation",
        "/invigilation?which=past",
        session,
        cancelled,
        `/invigilation/boards/${EXAM}`,
        `/invigilation/attempts/${running}`,
        `/invigilation/attempts/${passed}`,
      ],
      admin: ["/", "/desk", "/admin/accounts", "/admin/accounts/import", account, "/admin/groups", group, "/admin/certificates", `/admin/certificates/${valid}`, `/admin/certificates/${revoked}`],
    },
  };
}

/** Opens a page and waits until it is what a reader sees. */
export async function look(page, path) {
  await page.goto(path);
  // `?#` of the same address would not load the page again
  if (path.includes("#")) await page.reload();
  if (/^\/attempts\/\w+(#|$)/.test(path)) await page.locator('.exam[data-mode="one"]').waitFor();
  if (await page.locator("#device").count()) await page.locator('.checks__row[data-state="pass"]').nth(2).waitFor();
}
