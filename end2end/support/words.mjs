// The interface's words, read from app/src/i18n: a test names a message (`say.exam.start`), so that polishing words breaks nothing.
import { readFileSync, readdirSync } from "node:fs";

const folder = new URL("../../app/src/i18n/", import.meta.url);
const text = /("(?:[^"\\]|\\[^])*")/.source;
// name(values): "中文" | "English"; or "one" / "many" by a value, for English; a long one stands on several lines
const line = new RegExp(`^\\s+(\\w+)(?:\\(([^)]*)\\))?: ${text}\\s+\\| ${text}(?:\\s+/ ${text} by (\\w+))?;`, "gm");
const read = (literal) => JSON.parse(literal.replaceAll(/\\\n\s*/g, ""));

function room(file, place) {
  const messages = {};
  for (const [, name, given, zh, one, many, count] of readFileSync(new URL(file, folder), "utf8").matchAll(line)) {
    const names = given?.split(",").map((n) => n.trim());
    const form = (values) => read(place === 0 ? zh : many && String(values[names.indexOf(count)]) !== "1" ? many : one);
    const fill = (...values) => names.reduce((said, name, i) => said.replaceAll(`{${name}}`, values[i]), form(values));
    messages[name] = names ? fill : form([]);
  }
  // a misspelt message must fail here, not as "undefined" in a selector
  return new Proxy(messages, {
    get(known, name) {
      if (!(name in known)) throw new Error(`${file} has no message "${String(name)}"`);
      return known[name];
    },
  });
}

/** Every room of words in `zh` or `en`. */
export function words(lang) {
  const files = readdirSync(folder).filter((f) => f.endsWith(".rs") && f !== "mod.rs");
  return Object.fromEntries(files.map((f) => [f.slice(0, -3), room(f, lang === "en" ? 1 : 0)]));
}
