// Small and large screens, paper, languages and themes.
import test from "node:test";
import assert from "node:assert/strict";
import { LITTLE, stage } from "../support/stage.mjs";
import { furnish, look } from "../support/tour.mjs";

const it = stage({ content: LITTLE, prepare: furnish });

const screens = {
  "a phone": { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  "a desktop": { viewport: { width: 1280, height: 800 } },
};

for (const [screen, device] of Object.entries(screens)) {
  test(`no page is wider than ${screen}, and what is touched is large enough`, async () => {
    const wide = [];
    const small = [];
    for (const lang of ["zh", "en"]) {
      for (const [as, paths] of Object.entries(it.site.paths)) {
        const { page, forgive } = await it.visit({ lang, as, ...device });
        forgive(/status of (404|422)/);
        for (const path of paths) {
          await look(page, path);
          const [width, room] = await page.evaluate(() => [document.scrollingElement.scrollWidth, innerWidth]);
          if (width > device.viewport.width || room > device.viewport.width) wide.push(`${lang} ${as} ${path}: ${width}`);
          if (!device.hasTouch) continue;
          const targets = await page.locator(".choice, .button:not(.button--small), .exam-bar__submit, .ordering__moves .button, .ordering__grip, .input--select").evaluateAll((all) =>
            all.filter((e) => e.checkVisibility()).map((e) => [e.className, e.getBoundingClientRect()]).filter(([, r]) => r.width > 0 && (r.height < 43.5 || r.width < 43.5)).map(([c, r]) => `${c} ${r.width.toFixed()}×${r.height.toFixed()}`));
          small.push(...new Set(targets.map((t) => `${lang} ${as} ${path}: ${t}`)));
        }
      }
    }
    assert.ok(wide.length === 0, `wider than the screen:\n${wide.join("\n")}`);
    assert.ok(small.length === 0, `smaller than 44 px:\n${small.join("\n")}`);
  });
}

test("at 360 px what is touched above and below every page is large enough, and a long name stays beside its tools", async () => {
  for (const lang of ["zh", "en"]) {
    const { page } = await it.visit({ lang, as: "learner", viewport: { width: 360, height: 740 } });
    for (const name of [null, "Wolfeschlegelsteinhausenbergerdorff the Elder of Somewhere"]) {
      await look(page, "/profile");
      if (name) {
        await page.locator('.menu__name').evaluate((span, text) => (span.textContent = text), name);
      }
      const small = await page.locator(".site-header a, .site-header button, .site-header summary, .site-footer a").evaluateAll((all) =>
        all.filter((e) => e.checkVisibility()).map((e) => [e.className || e.textContent, e.getBoundingClientRect()]).filter(([, r]) => r.width > 0 && (r.height < 43.5 || r.width < 43.5)).map(([c, r]) => `${c} ${r.width.toFixed()}×${r.height.toFixed()}`));
      assert.deepEqual(small, [], `${lang} ${name}`);
      const [brand, menu, wide] = await page.evaluate(() => [...[".brand", ".menu__button"].map((s) => document.querySelector(s).getBoundingClientRect()), document.scrollingElement.scrollWidth]);
      assert.ok(Math.abs(brand.top + brand.height / 2 - menu.top - menu.height / 2) < 8 && wide <= 360, `${lang} ${name}: in one row, ${wide} wide`);
    }
    assert.ok((await page.locator(".menu__button").getAttribute("title")).length > 0, "whole in the title");
  }
});

test("a lesson, a course, a result and a verification page print without navigation", async () => {
  for (const [as, path] of [["", "/courses/little/first"], ["", "/courses/little/print.html"], ["learner", `/attempts/${it.site.passed}/result`], ["", `/v/${it.site.valid}`]]) {
    const { page } = await it.visit({ as });
    await look(page, path);
    await page.emulateMedia({ media: "print" });
    for (const part of await page.locator(".site-header, .site-footer, .skip-link, .pager").all()) {
      assert.ok(!(await part.isVisible()), `${path}: ${await part.getAttribute("class")} is printed`);
    }
    assert.ok(await page.getByRole("heading", { level: 1 }).first().isVisible(), path);
    const sheet = await page.pdf({ format: "A4" });
    assert.ok(sheet.length > 10_000, `${path}: ${sheet.length} bytes`);
  }
});

test("nothing moves for whoever wants no motion, and figures are dimmed in the dark alone", async () => {
  const slow = (page) => page.evaluate(() => [...document.querySelectorAll("*")].filter((e) => {
    const { transitionDuration, animationDuration, animationName } = getComputedStyle(e);
    const seconds = (said) => Math.max(...said.split(",").map(parseFloat));
    return seconds(transitionDuration) > 0 || (animationName !== "none" && seconds(animationDuration) > 0);
  }).map((e) => e.className || e.tagName));
  for (const path of ["/", "/courses/little/first", "/style"]) {
    const still = await it.visit({ reducedMotion: "reduce" });
    await look(still.page, path);
    assert.deepEqual(await slow(still.page), [], `${path} moves`);
  }
  const moving = await it.visit({ reducedMotion: "no-preference" });
  await look(moving.page, "/style");
  assert.ok((await slow(moving.page)).length > 0, "somebody else sees motion: else the test above says nothing");
  const light = {};
  for (const theme of ["light", "dark"]) {
    const { page } = await it.visit({ theme });
    await look(page, "/courses/little/first");
    light[theme] = Number(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--figure-light")));
  }
  assert.ok(light.light === 1 && light.dark < 1, JSON.stringify(light));
});

test("language and theme are switched in place, on every page that can be", async () => {
  for (const as of ["", "learner"]) {
    const { page, say, forgive } = await it.visit({ as });
    forgive(/status of (404|422)/);
    for (const path of it.site.paths[as].filter((p) => !p.startsWith("/attempts/") && p !== "/no-such-page")) {
      await look(page, path);
      await page.getByRole("button", { name: say.site.other_language, exact: true }).click();
      await page.locator('html[lang="en"]').waitFor({ state: "attached" });
      assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, path);
      await page.locator('.site-header button[name="theme"]').click();
      await page.locator('html[data-theme="dark"]').waitFor({ state: "attached" });
      await page.locator('.site-header button[name="theme"]').click();
      await page.locator('html[data-theme="light"]').waitFor({ state: "attached" });
      await page.locator('.site-header button[name="language"]').click();
      await page.locator('html[lang="zh-CN"]').waitFor({ state: "attached" });
      assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, path);
    }
  }
  // a page that answered a form has no address of its own to come back to: the way back leads to one that has
  const { page } = await it.visit({ scripts: false });
  await page.goto("/courses/little/first");
  await page.locator(".practice").first().locator(".choice").first().click();
  await page.locator(".practice").first().locator("form button").last().click();
  await page.locator("[data-feedback]").waitFor();
  await page.locator('.site-header button[name="language"]').click();
  await page.locator('html[lang="en"] .lesson').waitFor();
});
