// README.md's table of pages and states, made of pages.mjs: `npm run table` writes it, a test compares.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { NO_PAGES, PAGES } from "./pages.mjs";

const README = new URL("../README.md", import.meta.url);
const [BEGIN, END] = ["<!-- made by npm run table -->", "<!-- to here -->"];
const ROLES = { "": "anybody", teacher: "teacher", examiner: "examiner", invigilator: "invigilator", admin: "administrator" };

/** The rows in Markdown, and what has none. */
export function table() {
  const line = (...cells) => `| ${cells.join(" | ")} |`;
  return [
    line("page, state", "who", "address", "pictures"),
    line("---", "---", "---", "---"),
    ...PAGES.map((p) => line(p.what, ROLES[p.who] ?? "learner", `\`${p.address}\``, `\`${p.name}-…\``)),
    "",
    "Not in the table, for they are no pages:",
    "",
    ...NO_PAGES.map(([place, why]) => `- \`${place}\`: ${why}`),
  ].join("\n");
}

/** README.md as it should be. */
export function readme() {
  const text = readFileSync(README, "utf8");
  const [before, rest] = text.split(BEGIN);
  return { text, wanted: `${before}${BEGIN}\n\n${table()}\n\n${END}${rest.split(END)[1]}` };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) writeFileSync(README, readme().wanted);
