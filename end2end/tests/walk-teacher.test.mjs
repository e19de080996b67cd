// A teacher's day: a lesson is written, seen as learners will see it, looked over by a colleague and published; a learner's question is answered.
import { Door } from "../pages/door.mjs";
import { Workshop } from "../pages/workshop.mjs";
import { PASSWORD, Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { walks } from "../support/walk.mjs";

const it = stage({ content: LITTLE, prepare });
const [COURSE, QUESTION] = ["清洗入门", "为什么采集不算清洗？"];
const WORDS = { zh: "先看一百行，再动手。", en: "Look at a hundred lines first." };
const WRITTEN = {
  zh: ["## 看", "", WORDS.zh, "", "### 二加二？ {#two .single}", "", "- [x] 四", "- [ ] 五", "", "> 数一数。"],
  en: ["## Look", "", WORDS.en, "", "### Two and two? {#two .single}", "", "- [x] Four", "- [ ] Five", "", "> Count."],
};

/** Publications need a colleague, and there is one. */
async function prepare(server) {
  const admin = await new Person(server).signsIn("admin");
  await admin.ask("PUT", "/api/v1/settings", { json: { review_publications: "true" } });
  const login = await admin.opensAccount("韩老师", "teacher");
  return { login, colleague: await new Person(server).signsIn(login) };
}

walks(it, "a teacher", [COURSE, QUESTION, "新学员", "陈老师", "韩老师", ...Object.values(WORDS)], async ({ lang, width, enter }) => {
  const learner = await new Person(it.server).registers();
  await learner.ask("POST", "/courses/little/first/questions", { form: { at: "", words: QUESTION } });
  const teacher = await enter();
  const { page, say, sees } = teacher;
  const door = new Door(teacher);
  await door.signIn("teacher", PASSWORD);
  await page.goto("/desk");
  await sees("desk");
  await page.locator('main a[href="/teach"]').click();
  await page.waitForURL("**/teach");
  await sees("content");

  // what learners will see, and what the template says, is in the language of the course
  teacher.spared = "[data-preview], [data-problems], .diff";
  const workshop = new Workshop(teacher);
  const course = `cleaning-${lang}-${width}`;
  await workshop.begin(COURSE, course);
  const named = WORDS[lang].slice(0, -1);
  const front = ["+++", `title = "${named}"`, `summary = "${named}"`, "minutes = 5", "+++"];
  await workshop.writesAnew([...front, "", ...WRITTEN[lang], ""].join("\n"));
  await workshop.shows(WORDS[lang]);
  await sees("editor with its preview");
  await workshop.save();
  // whoever makes a course owns it: a colleague sees it once they are named
  await workshop.names(course, it.site.login, "reviewer");
  await sees("people of the course");
  await workshop.askColleague(course);
  await sees("waiting for a colleague");
  await workshop.approves(it.site.colleague, course);
  await workshop.publish(course);
  await sees("published");
  await page.goto(`/courses/${course}/first`);
  await page.getByText(WORDS[lang]).first().waitFor();

  await page.goto("/teach/questions");
  await sees("questions");
  await page.getByRole("link", { name: QUESTION }).first().click();
  const asked = page.locator(".inquiry", { has: page.getByLabel(say.inquiry.your_answer) }).first();
  await asked.getByLabel(say.inquiry.your_answer).fill(WORDS[lang]);
  await asked.getByRole("button", { name: say.inquiry.answer, exact: true }).click();
  await page.locator(".inquiry", { hasText: WORDS[lang] }).first().waitFor();
  await sees("answered");
  await page.goto("/teach/little/readers");
  await sees("readers");
  await door.signOut();
});
