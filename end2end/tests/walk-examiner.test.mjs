// An examiner's day: what waits, marking by keyboard, the results before and after the release, the items.
import assert from "node:assert/strict";
import { Door } from "../pages/door.mjs";
import { Marking } from "../pages/marking.mjs";
import { Results } from "../pages/results.mjs";
import { PASSWORD, Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { walks } from "../support/walk.mjs";

const EXAM = "little/exam";
const it = stage({ content: LITTLE });

walks(it, "an examiner", ["李学知"], async ({ enter }) => {
  await (await new Person(it.server).signsIn("learner")).sits(EXAM);
  const examiner = await enter();
  const { page, say, sees } = examiner;
  const door = new Door(examiner);
  await door.signIn("examiner", PASSWORD);
  const marking = new Marking(examiner);
  await marking.desk();
  await sees("desk");
  await marking.begin();
  await sees("marking");
  await marking.markByKeyboard("Well done.");
  await page.getByText(say.marking.all_marked, { exact: true }).waitFor();
  await sees("all is marked");
  await page.getByRole("link", { name: say.marking.marked_by_me, exact: true }).click();
  await page.waitForURL(/\/marking\/marked$/);
  await sees("what was marked");

  const results = new Results(examiner);
  await results.open(EXAM);
  assert.match(await results.csv(), /\S/);
  await sees("results before the release");
  await results.release(1);
  await sees("release, asked");
  await results.reallyRelease(1);
  await sees("results");
  await page.getByRole("link", { name: say.results.item_statistics, exact: true }).click();
  await page.waitForURL(/\/marking\/items\//);
  await sees("items");
  await page.locator("main table tbody a").first().click();
  await page.waitForURL(/\/marking\/items\/[^/]+\/[^/]+\/./);
  await sees("one item");
  await marking.desk();
  await page.getByText(say.marking.nothing_waits).waitFor();
  await sees("desk, nothing waits");
  await door.signOut();
});
