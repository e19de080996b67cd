// What is printed after an exam says whose it is: nothing else on the table does.
import test from "node:test";
import assert from "node:assert/strict";
import { Person } from "../support/person.mjs";
import { LITTLE, stage } from "../support/stage.mjs";
import { look } from "../support/tour.mjs";

const it = stage({ content: LITTLE });

test("on paper a result and a receipt say whose they are and of which exam, and the result explains itself", async () => {
  const person = await new Person(it.server).registers("王小芳");
  const mock = await person.sits("little/mock");
  for (const lang of ["zh", "en"]) {
    const { page } = await it.visit({ lang, as: person.login });
    const exam = { zh: "小模拟", en: "Little mock" }[lang];
    const prints = async (path) => {
      await look(page, path);
      await page.emulateMedia({ media: "print" });
      // innerText has what is displayed alone
      const sheet = await page.locator("main").innerText();
      for (const said of [exam, "王小芳", person.login]) assert.ok(sheet.includes(said), `${path} in ${lang} does not say ${said}: ${sheet}`);
      return sheet;
    };
    await prints(`/attempts/${mock}/receipt`);
    await page.emulateMedia({ media: "screen" });
    await prints(`/attempts/${mock}/result`);
    const answers = page.locator(".answer__body");
    assert.equal(await answers.count(), 3, "a mock explains each of its items");
    for (const answer of await answers.all()) {
      assert.ok(await answer.evaluate((e) => e.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) && e.offsetHeight > 0), "an answer stays folded on paper");
    }
    assert.ok(await page.locator(".score__meter").isVisible(), "the score has its bar");
    await page.close();
  }
});
