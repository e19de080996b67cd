/* The script of the workshop's editor, loaded by its page alone. The page works without it: what learners see follows the typing (seen.js), what is not saved
 * stays on the device (kept.js), and Markdown is written for buttons and forms (bar.js, forms.js). What is saved goes by the page's own form. */
import { bar, writing } from "./bar.js";
import { component, lineAt, plain } from "./field.js";
import { figures } from "./figure.js";
import { forms } from "./forms.js";
import { keeper } from "./kept.js";
import { meeting } from "./others.js";
import { pasting } from "./paste.js";
import { seeing } from "./seen.js";
import { trying } from "./trial.js";

const root = document.querySelector("[data-editor]");
const form = root.querySelector(".editor__form");
const area = form.elements.text;
const part = (name) => root.querySelector(`[data-${name}]`);
const show = (name, shown) => (part(name).hidden = !shown);
const { path, owner } = root.dataset;

// nothing where the page shows what is not saved; a browser that comes back to a page fills in what was typed there
const stored = "stored" in root.dataset ? area.defaultValue : null;
// what a text began from, which goes with it
const ORIGIN = ["seen", "base", "takes_in"];

/** What is to be kept on the device, with what it began from; nothing where all of it is saved. */
function unsaved() {
  const text = editor.field.value();
  return text === stored ? null : { text, ...Object.fromEntries(ORIGIN.map((name) => [name, form.elements[name].value])) };
}

function typed(isComposing) {
  kept.keep();
  if (leaves) kept.stands(here());
  // a word that an input method is still making is none yet
  if (!isComposing) seen.soon();
}

const editor = { root, form, part, show, field: plain(area, typed) };
const seen = seeing(editor);
const kept = keeper({ path, owner, now: unsaved, full: (is) => show("unkept", is) });

async function offerWhatIsLeft() {
  // it is saved, or the page asks somebody to decide
  const done = new URLSearchParams(location.search).get("done");
  const left = await kept.left(stored, Boolean(done || root.querySelector(".editor__head #errors")));
  if (done) await goOn(left, done);
  const offer = () => show("found", left.length > 0);
  part("put-back").addEventListener("click", async () => {
    const draft = left.shift();
    editor.field.write(0, editor.field.value().length, draft.text);
    for (const name of ORIGIN) form.elements[name].value = draft[name];
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

/** Where this tab saved: what was typed meanwhile stands in the field again, and the caret where it was. */
async function goOn(left, done) {
  const { later, place } = kept.came();
  // what others wrote came in as well: then it is offered, and comes together when it is saved
  const at = done === "saved" ? left.findIndex((draft) => draft.key === later) : -1;
  if (at >= 0) {
    const [draft] = left.splice(at, 1);
    editor.field.write(0, editor.field.value().length, draft.text);
    await kept.keep();
    await kept.forget(draft.key);
  }
  if (!place || document.activeElement !== document.body) return;
  editor.field.select(...place.range);
  if (place.inText) editor.field.focus();
  else form.querySelector('[value="save"]').focus();
}

/** Where somebody is who saves. */
const here = () => ({ range: editor.field.range(), inText: document.activeElement === editor.field.element });

// A save leaves the page only where it will arrive.
let leaves = false;
form.addEventListener("submit", async (event) => {
  if (leaves) return;
  const button = event.submitter;
  event.preventDefault();
  // a fix that the server offered is offered again by the list that comes
  if (button?.value === "preview" || button?.name === "mend") return seen.refresh();
  if (!(await seen.isOpen())) return;
  leaves = true;
  await kept.keep();
  kept.sends();
  kept.stands(here());
  form.requestSubmit(button);
});
addEventListener("pageshow", () => (leaves = false));
addEventListener("keydown", (event) => {
  if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  // what stands in a form of the page would be lost
  if (!root.querySelector("dialog[open]")) form.requestSubmit(form.querySelector('[value="save"]'));
});

// Who signs out takes what is not saved off the device (boot.js), and is asked.
for (const leaving of document.querySelectorAll('form[action^="/sign-out"]')) {
  leaving.addEventListener("submit", (event) => unsaved() && !confirm(root.dataset.signsOut) && event.preventDefault());
}

// The line of a problem is selected, and where it stands is shown.
function shows(line) {
  editor.field.select(...lineAt(editor.field.value(), line));
  editor.field.focus();
}
root.addEventListener("click", (event) => {
  const at = event.target.closest("[data-line]")?.dataset.line;
  if (!at) return;
  event.preventDefault();
  shows(Number(at));
});
// An item of what is seen is opened in its form.
root.addEventListener("click", (event) => {
  const id = event.target.closest("[data-item-form]")?.dataset.itemForm;
  if (!id) return;
  event.preventDefault();
  opens["edit-item"](id);
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
trying(editor);
meeting(editor, seen.hasEnded);

const setting = {
  address: root.dataset.component,
  attributes: { "aria-labelledby": "text-label", "aria-describedby": "problems", lang: part("preview").lang, spellcheck: "false", autocapitalize: "sentences" },
  phrases: JSON.parse(root.dataset.phrases),
  changed: typed,
  mends: seen.mends,
  isComposing: () => editor.field.isComposing(),
};
const upgraded = component(area, setting).then((field) => field && (editor.field = field));
// without the component the plain field stays
Promise.allSettled([upgraded, kept.keep().then(offerWhatIsLeft)]).then(() => {
  root.dataset.ready = "";
  const line = Number(new URLSearchParams(location.search).get("line"));
  if (line > 0) shows(line);
  seen.refresh();
});
