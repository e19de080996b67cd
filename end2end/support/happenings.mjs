// What the rows of moments.mjs begin with: people at doors, on lists, in letters, and a server for what hurts.
import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { PASSWORD, Person } from "./person.mjs";
import { LITTLE, serve } from "./server.mjs";
import { totp } from "./totp.mjs";

const EXAM = "little/exam";
const MOCK = "little/mock";

/** Brings it about; `mail` is the server's mailbox. */
export async function happenings(server, mail) {
  const [admin, ivy] = await Promise.all(["admin", "invigilator"].map((login) => new Person(server).signsIn(login)));
  const registers = () => new Person(server).registers("王芳");
  const [stepped, stays, closed, expecting, asked] = await Promise.all(Array.from({ length: 5 }, registers));
  await twoSteps(stepped);
  const [one, other] = await Promise.all([stays, closed].map(async (p) => (await p.ask("GET", "/api/v1/me")).json.account));
  await admin.ask("POST", `/api/v1/accounts/${one}/merger`, { json: { closed: other } });
  const given = await new Person(server).signsIn(await admin.opensAccount("王芳"));
  const colleague = await new Person(server).signsIn(await admin.opensAccount("郑考评", "examiner"));
  const own = await new Person(server).signsIn(await admin.opensAccount("冯监考", "invigilator"));
  const ownAttempt = await own.starts(EXAM);
  const letters = await lettersOf(expecting, asked, mail);
  const { to } = await ivy.ask("POST", "/invigilation", { form: { plan: MOCK, name: "第四场", place: "第三实训楼", opens: "2099-01-04 09:00", closes: "2099-01-04 11:00" } });
  await ivy.ask("POST", to, { form: { list: `${expecting.login},3-107` } });
  await ivy.ask("POST", `${to}/terms`, { form: { name: "第四场", place: "第三实训楼", opens: "2099-01-05 09:00", closes: "2099-01-05 11:00" } });
  await answered(expecting, server);
  const unsubscribe = await mail.link("/mail/unsubscribe/");
  return {
    stepped: stepped.login,
    merged: closed.login,
    ownAttempt,
    overtakes: (path) => overtakes(colleague, path),
    letters: { ...letters, unsubscribe },
    people: { given, own, expecting },
  };
}

/** Signing in takes a code from now on. */
async function twoSteps(person) {
  const page = (await person.ask("GET", "/profile/second-factor")).text;
  const secret = page.match(/<code>([A-Z2-7 ]+)/)[1].replaceAll(" ", "");
  const ticket = page.match(/name="ticket" value="([^"]+)"/)[1];
  await person.ask("POST", "/profile/second-factor", { form: { ticket, code: totp(secret), password: PASSWORD } });
}

/** One confirms an address and forgets the password; the other has not confirmed yet. */
async function lettersOf(sure, unsure, mail) {
  const asks = (person) => person.ask("POST", "/profile/mail/address", { form: { do: "ask", address: `${person.login}@example.org` } });
  await asks(sure);
  const confirms = await mail.link("/mail/confirm/");
  await sure.ask("POST", confirms, { form: {} });
  await sure.ask("POST", "/sign-in/recovery", { form: { who: sure.login } });
  const recovery = await mail.link("/sign-in/recovery/");
  await asks(unsure);
  return { recovery, confirm: await mail.link("/mail/confirm/", confirms) };
}

/** Asks about a lesson and gets an answer: news of a kind that may be ended, as that of a session may not. */
async function answered(person, server) {
  const { inquiry } = (await person.ask("POST", "/api/v1/courses/little/lessons/first/questions", { json: { words: "空白的格子要不要补？" } })).json;
  const teacher = await new Person(server).signsIn("teacher");
  await teacher.ask("PUT", `/api/v1/workshop/little/questions/${inquiry}`, { json: { answer: "先看它为什么是空的。", shown: false } });
}

/** A colleague gives an answer another mark than the one that counts. */
async function overtakes(colleague, path) {
  const { text } = await colleague.ask("GET", path);
  const seen = text.match(/name="seen" value="(\d+)"/)?.[1] ?? "";
  const tenths = text.match(/name="points\.0"[^>]*value="([^"]*)"/)?.[1];
  await colleague.ask("POST", path, { form: { "points.0": tenths === "3" ? "4" : "3", "points.1": "2", comment: "论证还可以再具体一些。 · More detail, please.", seen } });
}

/** A server of its own, whose teachers rest without a second step, whose disk fills and whose database goes. */
export async function strict() {
  const server = await serve({ content: LITTLE, flags: ["--require-second-factor", "teacher"], fills: true });
  const [here, away] = ["zhixing.db", "away.db"].map((name) => join(server.data, name));
  return { ...server, loses: () => existsSync(here) && renameSync(here, away) };
}
