// An administrator's day: people one by one and many at once, a name, results, settings, the log, certificates that are wrong.
import assert from "node:assert/strict";
import { Accounts } from "../pages/accounts.mjs";
import { Certificates } from "../pages/certificates.mjs";
import { Door } from "../pages/door.mjs";
import { Names } from "../pages/names.mjs";
import { People } from "../pages/people.mjs";
import { PASSWORD, Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { walks } from "../support/walk.mjs";

const EXAM = "little/exam";
const it = stage({ content: LITTLE });

const STAFF = ["管理员", "吴监考", "周考评", "陈老师"];
const [CONTACT, CLASS, STATED, NOTE] = ["教务处 8:30–17:00", "三班", "王芳", "Identity card"];

walks(it, "an administrator", ["李学知", "李学智", ...STAFF, CONTACT, CLASS, STATED], async ({ lang, width, enter }) => {
  const office = await new Person(it.server).signsIn("admin");
  // somebody new each time: a correction becomes the name of the account, too
  const learner = await new Person(it.server).signsIn(await office.opensAccount("李学知"));
  const attempt = await learner.sits(EXAM);
  await (await new Person(it.server).signsIn("examiner")).marksAndReleases(EXAM);
  const number = await learner.certificateOf(attempt);
  const admin = await enter();
  const { page, say, sees } = admin;
  const door = new Door(admin);
  await door.signIn("admin", PASSWORD);
  await page.goto("/desk");
  await sees("desk");

  // somebody new, who forgets the password, and leaves
  const accounts = new Accounts(admin);
  const login = `wu-${lang}-${width}`;
  await accounts.open();
  await sees("accounts");
  await accounts.create({ login, name: "Wu", password: "eleven green kettles" });
  await accounts.open();
  await accounts.find(login);
  await sees("one account");
  assert.match(await accounts.resetCode(), /^[0-9A-Za-z-]{12,}$/);
  await sees("a code, shown once");
  await accounts.disable(login);
  await sees("disabling, asked");
  await accounts.reallyDisable(login);

  // many at once
  const people = new People(admin);
  const [one, other] = [`zhao-${lang}-${width}`, `zhao-too-${lang}-${width}`];
  await people.imports([`${one},Zhao`, `${other},Zhao`]);
  await sees("codes of a list, shown once");
  await people.groups(`${CLASS} ${lang} ${width}`, `Class ${lang} ${width}`, [one, other]);
  await sees("one group");
  await people.compares(one, other);
  await sees("two accounts side by side");
  await people.merges(one, other);
  await sees("merged");

  // who passed, and a name that waits
  const stated = await new Person(it.server).registers(STATED);
  await stated.ask("POST", "/profile", { form: { name: STATED, legal_name: STATED } });
  await stated.sits(EXAM);
  await page.goto("/invigilation/names");
  await sees("names");
  await new Names(admin).confirm(stated.login, STATED, NOTE);
  await page.goto(`/results/${EXAM}`);
  await sees("results");

  // the site
  await page.goto("/admin/settings");
  await sees("settings");
  await page.locator("#contact_zh").fill(CONTACT);
  await page.locator("#contact_en").fill("Office, 8:30 to 17:00");
  await page.getByRole("button", { name: say.settings.save, exact: true }).click();
  await page.locator("main .notice").first().waitFor();
  await sees("settings, saved");
  await page.goto("/admin/log");
  await sees("log");
  await page.locator("#kind").selectOption("certificate");
  await page.getByRole("button", { name: say.log.show, exact: true }).click();
  await page.waitForURL(/kind=certificate/);
  await sees("log of certificates");
  await page.goto("/admin/webhooks");
  await sees("webhooks");

  // a wrong name, then a certificate that should not be
  const certificates = new Certificates(admin);
  await certificates.find("李学知", number);
  await sees("one certificate");
  await certificates.correct({ name: "李学智", reason: "Wrong letter", evidence: "Identity card" });
  await sees("before and after");
  await certificates.reallyCorrect();
  await sees("corrected");
  await certificates.revoke("Issued twice");
  await sees("revoking, asked");
  await certificates.reallyRevoke();
  await sees("revoked");
  await door.signOut();
});
