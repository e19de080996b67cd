/* The script of the workshop's editor, loaded by its page alone. The page works without it: what learners see follows the typing (seen.js), what is not saved
 * stays on the device (kept.js), and Markdown is written for buttons and forms (bar.js, forms.js). What is saved goes by the page's own form. */
import { bar, writing } from "./bar.js";
import { component, lineAt, plain } from "./field.js";
import { figures } from "./figure.js";
import { forms } from "./forms.js";
import { keeper } from "./kept.js";
import { pasting } from "./paste.js";
import { seeing } from "./seen.js";

const root = document.querySelector("[data-editor]");
const form = root.querySelector(".editor__form");
const area = form.elements.text;
const part = (name) => root.querySelector(`[data-${name}]`);
const show = (name, shown) => (part(name).hidden = !shown);
const { path, owner } = root.dataset;

// whether the page asks somebody to decide: then what it shows is not saved either
const torn = document.getElementById("errors");
const stored = area.value;
let sent = false;

function typed(isComposing) {
  kept.keep();
  // a word that an input method is still making is none yet
  if (!isComposing) seen.soon();
}

const editor = { root, form, part, show, field: plain(area, typed) };
const seen = seeing(editor);
const kept = keeper({
  path,
  owner,
  full: (is) => show("unkept", is),
  now() {
    const text = editor.field.value();
    const { seen: rev, base } = form.elements;
    return text === stored && !torn ? null : { seen: rev.value, base: base.value, text, sent };
  },
});

async function offerWhatIsLeft() {
  const arrived = torn || new URLSearchParams(location.search).has("done");
  const left = await kept.left((draft) => draft.text === stored || (arrived && draft.sent));
  const offer = () => show("found", left.length > 0);
  part("put-back").addEventListener("click", async () => {
    const draft = left.shift();
    editor.field.write(0, editor.field.value().length, draft.text);
    form.elements.seen.value = draft.seen;
    form.elements.base.value = draft.base;
    offer();
    editor.field.focus();
    await kept.keep();
    await kept.forget(draft.key);
  });
  part("throw-away").addEventListener("click", async () => {
    await kept.forget(left.shift().key);
    offer();
    editor.field.focus();
  });
  offer();
}

// A save leaves the page only where it will arrive.
let leaves = false;
form.addEventListener("submit", async (event) => {
  if (leaves) return;
  const button = event.submitter;
  event.preventDefault();
  if (button?.value === "preview") return seen.refresh();
  if (!(await seen.isOpen())) return;
  [sent, leaves] = [true, true];
  await kept.keep();
  form.requestSubmit(button);
});
addEventListener("keydown", (event) => {
  if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector('[value="save"]'));
});

// The line of a problem is selected, and where it stands is shown.
root.addEventListener("click", (event) => {
  const at = event.target.closest("[data-line]")?.dataset.line;
  if (!at) return;
  event.preventDefault();
  editor.field.select(...lineAt(editor.field.value(), Number(at)));
  editor.field.focus();
});
root.querySelector('label[for="text"]').addEventListener("click", () => editor.field.focus());

// Theirs in the place of mine, where both changed a paragraph; it can be undone.
root.addEventListener("click", (event) => {
  const { mine, theirs } = event.target.closest("[data-theirs]")?.dataset ?? {};
  const from = mine === undefined ? -1 : editor.field.value().indexOf(mine);
  if (from < 0) return;
  editor.field.write(from, from + mine.length, theirs);
  editor.field.focus();
});

const pen = writing(editor);
const opens = forms(editor, pen, figures(editor));
bar(editor, pen, opens);
pasting(editor, pen, opens.figure);

const setting = {
  address: root.dataset.component,
  attributes: { "aria-labelledby": "text-label", "aria-describedby": "problems", lang: part("preview").lang, spellcheck: "true", autocapitalize: "sentences" },
  phrases: JSON.parse(root.dataset.phrases),
  changed: typed,
  mends: seen.mends,
  isComposing: () => editor.field.isComposing(),
};
const upgraded = component(area, setting).then((field) => field && (editor.field = field));
// without the component the plain field stays
Promise.allSettled([upgraded, kept.keep().then(offerWhatIsLeft)]).then(() => {
  root.dataset.ready = "";
  seen.refresh();
});
