// A teacher's day: what is published, what is wrong with it, and how learners see it.
import { Door } from "../pages/door.mjs";
import { PASSWORD } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { walks } from "../support/walk.mjs";

const it = stage({ content: LITTLE });

walks(it, "a teacher", [], async ({ enter }) => {
  const teacher = await enter();
  const { page, sees } = teacher;
  const door = new Door(teacher);
  await door.signIn("teacher", PASSWORD);
  await page.goto("/desk");
  await sees("desk");
  await page.locator('main a[href="/teach"]').click();
  await page.waitForURL("**/teach");
  await sees("content");
  await page.goto("/courses/little");
  await sees("course");
  await page.locator(".syllabus__row a").last().click();
  await page.locator(".lesson").waitFor();
  await sees("last lesson");
  await page.goto("/standards/little");
  await sees("standard");
  await page.goto("/search");
  await sees("search");
  await page.goto("/style");
  await sees("style");
  await door.signOut();
});
