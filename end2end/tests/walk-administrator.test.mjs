// An administrator's day: people, settings, the log, certificates that are wrong.
import assert from "node:assert/strict";
import { Accounts } from "../pages/accounts.mjs";
import { Certificates } from "../pages/certificates.mjs";
import { Door } from "../pages/door.mjs";
import { PASSWORD, Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { walks } from "../support/walk.mjs";

const EXAM = "little/exam";
const it = stage({ content: LITTLE });

const STAFF = ["管理员", "吴监考", "周考评", "陈老师"];
const CONTACT = "教务处 8:30–17:00";

walks(it, "an administrator", ["李学知", "李学智", ...STAFF, CONTACT], async ({ lang, width, enter }) => {
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
