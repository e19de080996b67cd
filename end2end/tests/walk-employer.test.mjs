// An employer's day: a number, a file, a photograph; a number that nobody has, a file that somebody painted over.
import assert from "node:assert/strict";
import { Verification } from "../pages/verification.mjs";
import { Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { walks } from "../support/walk.mjs";

const EXAM = "little/exam";
const it = stage({ content: LITTLE, prepare });

/** A certificate as its holder has it: number, check code, both files. */
async function prepare(server) {
  const learner = await new Person(server).signsIn("learner");
  const attempt = await learner.sits(EXAM);
  await (await new Person(server).signsIn("examiner")).marksAndReleases(EXAM);
  const number = await learner.certificateOf(attempt);
  const page = (await learner.ask("GET", "/certificates")).text;
  const code = page.match(new RegExp(`/v/${number}\\?c=([^"&]+)`))[1];
  return { number, code, pdf: await learner.download(`/certificates/${number}/certificate.pdf`), json: (await learner.ask("GET", `/certificates/${number}/credential.json`)).text };
}

walks(it, "an employer", ["李学知", "李**", "李○○", "李*"], async ({ enter }) => {
  const { number, code, pdf, json } = it.site;
  const employer = await enter();
  employer.forgive(/status of (404|422)/);
  // what a certificate says, it says in both languages
  employer.spared = ".facts";
  const { page, say, sees } = employer;
  const verification = new Verification(employer);
  const says = async (state, where) => {
    assert.equal(await verification.state(), state, where);
    await sees(where);
  };
  await page.goto("/");
  await sees("home");
  await page.goto("/verify");
  await sees("verify");
  await verification.byNumber(number);
  await says("demonstration", "by its number");
  await verification.withCode(code);
  await says("demonstration", "with the check code");
  // what a telephone takes a picture of
  const photo = await page.getByRole("img", { name: say.verification.qr }).screenshot();
  await verification.byNumber(`${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`);
  await says("invalid", "a number that nobody has");
  await verification.byFile({ name: "certificate.pdf", mimeType: "application/pdf", buffer: pdf });
  await says("demonstration", "the file");
  await verification.byFile({ name: "certificate.pdf", mimeType: "application/pdf", buffer: Buffer.concat([pdf, Buffer.from("\n% another name painted over\n")]) });
  await says("invalid", "an altered file");
  await verification.byFile({ name: "photo.png", mimeType: "image/png", buffer: photo });
  await says("demonstration", "a photograph");
  await verification.byFile({ name: "credential.json", mimeType: "application/json", buffer: Buffer.from(json.replace("李学知", "李学和")) });
  await says("invalid", "a forged credential");
});
