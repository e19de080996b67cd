// No page has a violation that axe finds: for everybody, in both languages and both themes.
import test, { before } from "node:test";
import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import { LITTLE, stage } from "../support/stage.mjs";
import { furnish, look } from "../support/tour.mjs";

const it = stage({ content: LITTLE });
let site;
before(async () => (site = await furnish(it.server)));

for (const [lang, theme] of [["zh", "light"], ["zh", "dark"], ["en", "light"], ["en", "dark"]]) {
  test(`axe finds nothing on any page (${lang}, ${theme})`, async () => {
    const found = [];
    for (const [as, paths] of Object.entries(site.paths)) {
      const visit = await it.visit({ lang, theme, as });
      visit.forgive(/status of (404|422)/);
      for (const path of paths) {
        await look(visit.page, path);
        const html = await visit.page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]);
        assert.deepEqual(html, [{ zh: "zh-CN", en: "en" }[lang], theme]);
        for (const v of (await new AxeBuilder({ page: visit.page }).analyze()).violations) {
          found.push(`${as || "visitor"} ${path}: ${v.id} (${v.impact}) ${v.nodes.map((n) => `${n.target} ${n.any[0]?.message ?? ""}`).slice(0, 3).join(" | ")}`);
        }
      }
    }
    assert.deepEqual(found, []);
  });
}
