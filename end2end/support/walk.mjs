// A working day: the same steps in both languages, on a phone and at a desk, and every page on the way is looked at.
import test from "node:test";
import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import { ESSAY } from "./person.mjs";

const PLACES = [["zh", 360], ["en", 1280], ["en", 360], ["zh", 1280]];
export const SCREENS = {
  360: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  1280: { viewport: { width: 1280, height: 800 } },
};

/**
 * Walks `day(walk)` four times. `walk.enter({ as })` opens somebody's browser; its visit has `sees(where)`, said of each page that came.
 * `data` are words that people wrote, which are in their own language on every page; `visit.spared` says where both languages stand side by side.
 */
export function walks(it, who, data, day) {
  for (const [lang, width] of PLACES) {
    test(`the day of ${who}, from the door to the end (${lang}, ${width} px)`, async () => {
      const faults = [];
      const enter = async (options = {}) => {
        const visit = await it.visit({ lang, ...SCREENS[width], ...options });
        visit.sees = async (where) => faults.push(...(await faultsOf(visit.page, { lang, width, data: [...data, ...ESSAY.split("\n")], spared: visit.spared, axe: true })).map((fault) => `${where}: ${fault}`));
        return visit;
      };
      await day({ lang, width, enter });
      assert.ok(faults.length === 0, `${faults.length} faults\n${faults.join("\n")}`);
    });
  }
}

/** What is wrong with a page: its width, its first heading, words of the other language; with `axe`, what axe finds. */
export async function faultsOf(page, { lang, width, data, spared, axe }) {
  const faults = await page.evaluate(examine, { lang: { zh: "zh-CN", en: "en" }[lang], width, data, spared });
  if (!axe) return faults;
  const { violations } = await new AxeBuilder({ page }).analyze();
  return [...faults, ...violations.map((v) => `${v.id} (${v.impact}) at ${v.nodes.map((n) => n.target).slice(0, 3).join(" | ")}`)];
}

/** In the page: what is too wide, what has no heading, which words are of the other language. */
function examine({ lang, width, data, spared }) {
  const faults = [];
  const root = document.documentElement;
  if (root.lang !== lang) faults.push(`the page is in ${root.lang}`);
  if (document.scrollingElement.scrollWidth > width || innerWidth > width) faults.push(`${document.scrollingElement.scrollWidth} px wide`);
  if (document.querySelectorAll("h1").length !== 1) faults.push(`${document.querySelectorAll("h1").length} first headings`);
  // of Chinese one character is enough; of English, names and codes stand on Chinese pages: four words in a row are a sentence
  const strange = lang === "en" ? /\p{Script=Han}+/u : /[A-Za-z]+(?:[ ,’]+[A-Za-z]+){3,}/;
  const own = (e) => e.closest("[lang]").lang === lang && !e.closest("script, style, code, pre, textarea, .mono, [aria-hidden=true], .menu__button") && !(spared && e.closest(spared)) && e.checkVisibility();
  const look = (text, e) => {
    const left = data.reduce((rest, known) => rest.replaceAll(known, ""), text);
    if (strange.test(left) && own(e)) faults.push(`in another language: ${text.trim().slice(0, 80)}`);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) look(walker.currentNode.textContent, walker.currentNode.parentElement);
  for (const name of ["aria-label", "alt", "placeholder", "title"]) for (const e of document.querySelectorAll(`[${name}]`)) look(e.getAttribute(name), e);
  look(document.title, document.body);
  return [...new Set(faults)];
}
