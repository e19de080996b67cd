// An invigilator's day: a session, its list from three hands, the board, what is done to those who sit, the end.
import assert from "node:assert/strict";
import { Board } from "../pages/board.mjs";
import { Door } from "../pages/door.mjs";
import { Room } from "../pages/room.mjs";
import { Sessions } from "../pages/sessions.mjs";
import { PASSWORD, Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { walks } from "../support/walk.mjs";

const PLAN = "little/mock";
const it = stage({ content: LITTLE });
const shanghai = (ms) => new Date(ms).toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" }).slice(0, 16);
const HOUR = 3_600_000;

walks(it, "an invigilator", ["赵一", "钱二", "孙三", "第三实训楼"], async ({ lang, enter }) => {
  const people = await Promise.all(["赵一", "钱二", "孙三"].map((name) => new Person(it.server).registers(name)));
  const [first, second, third] = people.map((p) => p.login);
  const said = { zh: "请再看一下第二题。", en: "Please look at item two again." }[lang];
  const invigilator = await enter();
  const { page, say, sees } = invigilator;
  // a list with a fault is refused
  invigilator.forgive(/status of 422/);
  const door = new Door(invigilator);
  await door.signIn("invigilator", PASSWORD);
  await page.goto("/desk");
  await sees("desk");

  // a session and its list: typed, from a spreadsheet's clipboard, from a file
  const sessions = new Sessions(invigilator);
  await sessions.open();
  await sees("sessions");
  const session = { plan: PLAN, name: "A1", place: "第三实训楼", opens: shanghai(Date.now() - HOUR), closes: shanghai(Date.now() + HOUR) };
  await sessions.plan(session);
  await sees("session without candidates");
  await sessions.paste(`${first},3-101\n${second},3-102,1.25\nnobody-here,3-103`);
  assert.equal(await page.getByRole("button", { name: say.invigilation.save_list, exact: true }).count(), 0, "a list with a fault is not saved");
  await sees("list with a fault");
  await sessions.paste(`${first},3-101\n${second},3-102,1.25`);
  await sees("list that was read");
  await sessions.save(2);
  const columns = { zh: ["账号", "考场"], en: ["login", "room"] }[lang];
  await sessions.paste(`${columns.join("\t")}\n${third}\t3-103`);
  await sessions.upload("list.csv", `${columns.join(",")}\n${third},3-103\n`);
  await sees("list from a file");
  await sessions.save(1);
  await sees("session");

  // another session is moved to another day, then cancelled, and who is on its list reads both
  const reason = { zh: "停电", en: "No power" }[lang];
  const day = 24 * HOUR;
  await sessions.open();
  await sessions.plan({ plan: "little/exam", name: "A2", place: "第三实训楼", opens: shanghai(Date.now() + day), closes: shanghai(Date.now() + day + HOUR) });
  await sessions.paste(`${first},3-104`);
  await sessions.save(1);
  await sessions.move({ opens: shanghai(Date.now() + 2 * day), closes: shanghai(Date.now() + 2 * day + HOUR) }, 1);
  await sees("session that was moved");
  await sessions.asksToCancel(reason);
  await sees("cancelling, asked");
  await sessions.cancel(reason);
  await sees("session that is cancelled");
  const told = (await people[0].ask("GET", "/messages")).text;
  assert.equal(told.split("A2").length > 2, true, "the one on its list was told twice");

  // they sit, and something happens to each
  const attempts = await Promise.all(people.map((p) => p.starts(PLAN)));
  const board = new Board(invigilator);
  await board.open(PLAN);
  for (const attempt of attempts) await board.row(attempt).waitFor();
  await sees("board");
  const candidate = await enter();
  await candidate.context.addCookies(people[0].cookies(it.server.url));
  const room = new Room(candidate);
  await room.open(attempts[0]);
  await board.measure(attempts[0], "message", said);
  await board.isDone();
  await candidate.page.getByText(said).first().waitFor();
  await candidate.sees("room with a message");
  await board.measure(attempts[0], "extend", "Network", 9);
  await board.isDone();
  await board.measure(attempts[0], "pause", "Fire alarm");
  await board.isDone();
  await room.pause.waitFor();
  await candidate.sees("room that stands still");
  await sees("board with a pause");
  await board.measure(attempts[0], "resume", "All clear");
  await board.isDone();
  await room.pause.waitFor({ state: "hidden" });

  // one attempt looked into, and the end for another, which is asked about
  await board.row(attempts[1]).getByRole("link").click();
  await page.waitForURL(/\/invigilation\/attempts\//);
  await sees("one attempt");
  await board.open(PLAN);
  await board.measure(attempts[2], "terminate", "Left the building");
  await page.getByRole("button", { name: say.invigilation.ask_terminate(1), exact: true }).waitFor();
  await sees("ending, asked");
  await page.getByRole("button", { name: say.invigilation.ask_terminate(1), exact: true }).click();
  await board.isDone();
  for (const person of people.slice(0, 2)) await person.ask("POST", `/api/v1/attempts/${attempts[people.indexOf(person)]}/submission`);
  await page.goto("/invigilation/names");
  await sees("names");
  await door.signOut();
});
