// The table of pages in README.md has every page there is.
import test from "node:test";
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { NO_PAGES, PAGES } from "../support/pages.mjs";
import { readme } from "../support/table.mjs";

const read = (place) => readFileSync(new URL(place, import.meta.url), "utf8");
const files = (folder) => readdirSync(new URL(folder, import.meta.url), { recursive: true }).filter((f) => f.endsWith(".rs"));
const matrix = read("../../tests/it/access.rs") + read("../../tests/it/calls.rs");
const routes = [...matrix.matchAll(/^\s+\("GET",\s+"([^"]+)"/gm)].map(([, path]) => path);
const isNoPage = (route) => NO_PAGES.some(([place]) => (place.endsWith("/") ? route.startsWith(place) : route.endsWith(place)));

test("every address that gives a page has a row, or is said to give none", () => {
  assert.ok(routes.length > 60, "the matrix of access is read");
  const rows = new Set(PAGES.map((p) => p.address));
  const missing = routes.filter((route) => !rows.has(route) && !isNoPage(route));
  assert.deepEqual(missing, [], "add a line for each to end2end/support/pages.mjs, then npm --prefix end2end run table");
  const unknown = [...rows].filter((address) => address !== "/no-such-page" && !routes.includes(address));
  assert.deepEqual(unknown, [], "no such route");
  const idle = NO_PAGES.map(([place]) => place).filter((place) => !routes.some((r) => (place.endsWith("/") ? r.startsWith(place) : r.endsWith(place))));
  assert.deepEqual(idle, [], "what gives no page is no route");
  assert.equal(new Set(PAGES.map((p) => p.name)).size, PAGES.length, "pictures have names of their own");
});

test("the table in README.md is that of the rows", () => {
  const { text, wanted } = readme();
  assert.equal(text, wanted, "npm --prefix end2end run table writes it");
});

test("what EXPECTATIONS.md names is there: tests, walks, pages", () => {
  const text = read("../EXPECTATIONS.md");
  const stories = files("../../tests/it/").map((f) => read(`../../tests/it/${f}`)).join("\n");
  const names = [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
  const lost = names.filter((name) => {
    if (/^[a-z0-9]+(_[a-z0-9]+)+$/.test(name)) return !stories.includes(`fn ${name}(`);
    if (/^walk-\w+$/.test(name)) return !existsSync(new URL(`./${name}.test.mjs`, import.meta.url));
    if (name.endsWith(".test.mjs")) return !existsSync(new URL(name, import.meta.url));
    return /^[a-z]+(-[a-z]+)*$/.test(name) && !PAGES.some((p) => p.name === name);
  });
  assert.ok(names.length > 40, "the table is read");
  assert.deepEqual(lost, []);
});
