// More than the tour has: people to whom something happened, for the pictures of unhappy states.
import { happenings } from "./happenings.mjs";
import { Person } from "./person.mjs";
import { furnish } from "./tour.mjs";

/** What the tour brings about, and beside it one person for each state. */
export async function states(server, mail) {
  const registers = () => new Person(server).registers("王芳");
  const failed = await registers();
  const failing = await failed.starts("little/parts");
  await failed.ask("POST", `/api/v1/attempts/${failing}/submission`);
  // passed, and the name is still one's own word
  const held = await registers();
  await held.ask("POST", "/profile", { form: { name: "王芳", legal_name: "王芳" } });
  const onHold = await held.sits("little/exam");
  const site = await furnish(server);
  const more = await happenings(server, mail);

  const [fresh, named, sitting, paused, late, cancelled, wrong, asking, coming, due] = await Promise.all(Array.from({ length: 10 }, registers));
  for (const [at, words] of [["p-single", "为什么采集不算清洗？"], ["", "表格里的缺失值要不要补？"]]) {
    await asking.ask("POST", "/courses/little/first/questions", { form: { at, words } });
  }
  await Promise.all([named, sitting].map((p) => p.ask("POST", "/profile", { form: { name: "王芳", legal_name: "王芳" } })));
  await wrong.ask("POST", "/practice/little/p-single", { form: { answer: "0" } });
  await due.ask("POST", "/practice/little/p-single", { form: { answer: "1" } });
  await server.makesDue(due.login);
  const ivy = await new Person(server).signsIn("invigilator");
  await sitting.ask("POST", "/practice/little/p-single", { form: { answer: "0" } });
  await server.makesDue(sitting.login);
  const running = await sitting.starts("little/exam");
  const still = await paused.starts("little/exam");
  await ivy.ask("POST", `/api/v1/attempts/${still}/measures`, { json: { measure: "pause", reason: "消防演习，请留在座位上 · fire drill, please stay seated" } });
  // nobody comes onto the list of a session that is over: it ends while other pictures are taken
  await session(ivy, "little/parts", { opens: shanghai(Date.now() - 3_600_000), closes: shanghai(Date.now() + 20_000) }, late);
  await session(ivy, "little/mock", { opens: shanghai(Date.now() + 18_000_000), closes: shanghai(Date.now() + 25_200_000) }, coming);
  const off = await session(ivy, "little/mock", { opens: "2099-01-03 09:00", closes: "2099-01-03 11:00" }, cancelled);
  await ivy.ask("POST", `${off}/cancel`, { form: { reason: "停电 · no power", confirmed: "yes" } });

  const learner = await new Person(server).signsIn("learner");
  const pdf = await learner.download(`/certificates/${site.valid}/certificate.pdf`);
  return {
    ...site,
    ...more,
    url: server.url,
    makesDue: server.makesDue,
    held: onHold,
    failed: failing,
    sitting: running,
    paused: still,
    altered: Buffer.concat([pdf, Buffer.from("\n% another name painted over\n")]),
    people: { ...more.people, held, failed, fresh, named, sitting, paused, late, cancelled, wrong, asking, coming, due },
  };
}

const shanghai = (ms) => new Date(ms).toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" });

async function session(ivy, plan, window, person) {
  const { to } = await ivy.ask("POST", "/invigilation", { form: { plan, name: "第三场", place: "第三实训楼", ...window } });
  await ivy.ask("POST", to, { form: { list: `${person.login},3-101` } });
  return to;
}
