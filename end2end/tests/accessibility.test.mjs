// No page has a violation that axe finds: for everybody, in both languages, and in the dark.
import test from "node:test";
import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import { LITTLE, stage } from "../support/stage.mjs";
import { furnish, look } from "../support/tour.mjs";

const it = stage({ content: LITTLE, prepare: furnish });

test("axe finds nothing on any page, for anybody, in either language, and in the dark", async () => {
  const found = new Map();
  for (const [lang, theme] of [["zh", "light"], ["zh", "dark"], ["en", "light"]]) {
    for (const [as, paths] of Object.entries(it.site.paths)) {
      const visit = await it.visit({ lang, theme, as });
      visit.forgive(/status of (404|422)/);
      for (const path of paths) {
        await look(visit.page, path);
        const html = await visit.page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]);
        assert.deepEqual(html, [{ zh: "zh-CN", en: "en" }[lang], theme]);
        // a theme changes colours and nothing else, and a language none: the dark one is looked at once, for contrast alone
        const axe = new AxeBuilder({ page: visit.page });
        if (theme === "dark") axe.withRules(["color-contrast", "link-in-text-block"]);
        for (const v of (await axe.analyze()).violations) {
          const where = v.nodes.map((n) => `${n.target} ${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? ""}`);
          const fault = `${as || "visitor"} ${path.replace(/att_\w+|S\d+/, "…")}: ${v.id} (${v.impact}) ${where.slice(0, 3).join(" | ")}`;
          found.set(fault, [...(found.get(fault) ?? []), `${lang} ${theme}`]);
        }
      }
      await visit.page.close();
    }
  }
  assert.ok(found.size === 0, [`${found.size} violations`, ...[...found].map(([fault, where]) => `${fault} [${where.join(", ")}]`)].join("\n"));
});
