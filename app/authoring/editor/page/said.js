/* Remarks of a review and answers to learners: what is typed and did not arrive stands in its field again. */
import { typing } from "./typed.js";

const { keeps } = document.querySelector("script[data-keeps]").dataset;
const came = new URLSearchParams(location.search);
// the page says what was done: what was sent has arrived
const arrived = came.has("done") || came.has("did");

for (const form of document.querySelectorAll('form:has(textarea[name="text"])')) {
  const about = [...form.querySelectorAll('[type="hidden"]')].filter(({ name }) => name !== "digest").map(({ value }) => value);
  const kept = typing(form, keeps, [form.getAttribute("action"), form.elements.text.id, ...about].join(" "));
  kept.begins().then((known) => known?.sent && (arrived ? kept.forget() : kept.puts(known)));
  form.addEventListener("submit", kept.sends);
}
