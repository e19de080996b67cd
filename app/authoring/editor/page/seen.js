/* What learners will see and what is not right in it, while somebody types: one call at a time, the newest text next. It tells, too, that the server cannot be
 * reached, that the session has ended. */
import { lineAt } from "./field.js";

/** What stands between backticks is code. */
const coded = (words) => words.split("`").map((part, i) => (i % 2 ? Object.assign(document.createElement("code"), { textContent: part }) : part));

const PAUSE = 100;
// however steadily somebody types
const MOST = 150;
const RETRY = 3000;
const PATIENCE = 15000;

const STOPS = "a[href], button, input, select, textarea, summary, [tabindex]";

/** What is put in the place of what had the focus has it: at the same place of the order, or the last one. */
function keepingFocus(element, change) {
  const stops = () => [...element.querySelectorAll(STOPS)];
  const had = stops().indexOf(document.activeElement);
  change();
  if (had >= 0) stops().slice(0, had + 1).at(-1)?.focus({ preventScroll: true });
}

/** HTML as a browser writes it again. */
function asRead(html) {
  const read = document.createElement("template");
  read.innerHTML = html;
  return read.innerHTML;
}

export function seeing(editor) {
  const { root, form, part, show } = editor;
  const { path, previews, me, owner } = root.dataset;
  let timer;
  let running = false;
  let wanted = false;
  let ended = false;
  let last = part("preview").innerHTML;
  let late = null;

  // once it has ended, only who is signed in tells that it goes on: what anybody may see is answered to somebody else, too
  function tell(trouble) {
    ended ||= trouble === "ended";
    show("unreachable", trouble === "unreachable");
    show("ended", ended);
    if (trouble === "unreachable") again(RETRY);
    return !trouble;
  }
  const trouble = (status) => (status === 401 || status === 403 ? "ended" : status === 429 || status >= 500 ? "unreachable" : "");

  /** Asks the server; what it answers, or nothing where it cannot be asked, and the page says why. */
  async function ask(address, wish) {
    try {
      const reply = await fetch(address, { signal: AbortSignal.timeout(PATIENCE), ...wish });
      const said = await reply.json();
      return tell(trouble(reply.status)) ? { ok: reply.ok, said } : null;
    } catch {
      tell("unreachable");
      return null;
    }
  }

  async function refresh() {
    clearTimeout(late);
    late = null;
    wanted = true;
    if (running) return;
    running = true;
    try {
      while (wanted) {
        wanted = false;
        if (ended && !(await isOpen())) return;
        const text = editor.field.value();
        const body = JSON.stringify({ path, text, whole: false });
        const seen = await ask(previews, { method: "POST", headers: { "content-type": "application/json" }, body });
        if (seen?.ok) put(seen.said, text);
      }
    } finally {
      running = false;
    }
  }

  function again(pause) {
    clearTimeout(timer);
    timer = setTimeout(refresh, pause);
  }

  function soon() {
    late ??= setTimeout(refresh, MOST);
    again(PAUSE);
  }

  function put(seen, text) {
    // the same stays as it is: somebody may be trying an item of it
    const html = asRead(seen.preview);
    if (html !== last) keepingFocus(part("preview"), () => (part("preview").innerHTML = last = html));
    show("unshown", !seen.preview.trim());
    const list = part("problems");
    const problems = seen.problems.map((problem) => ({ ...problem, text }));
    keepingFocus(list, () => list.replaceChildren(...problems.map((problem) => entry(list.dataset, problem))));
    show("none", !problems.length);
    if (text === editor.field.value()) editor.field.show(problems);
    say("other", seen.rev !== Number(form.elements.seen.value), seen.edited_by ?? "");
  }

  function say(name, shown, words) {
    const line = part(name);
    line.hidden = !shown;
    line.querySelector("span").textContent = line.dataset[name].replace("…", words);
  }

  function entry(words, problem) {
    const make = (name, text, set = {}) => Object.assign(document.createElement(name), { textContent: text }, set);
    const link = make("a", words.lineWords.replace("…", problem.line), { href: "#text" });
    link.dataset.line = problem.line;
    const badge = make("span", problem.error ? words.error : words.advice, { className: `badge badge--${problem.error ? "wrong" : "warn"}` });
    const item = make("li", "");
    const [said, advice] = [make("span", ""), make("span", "", { className: "soft" })];
    said.append(...coded(problem.words));
    advice.append(...coded(problem.advice));
    item.append(badge, " ", link, " ", said, " ", advice);
    if (problem.fix) {
      const mend = make("button", words.mend, { type: "button", className: "button button--small", onclick: () => mends(problem) });
      item.append(" ", mend);
    }
    return item;
  }

  /** Writes what is right in the place of the lines that the problem is about, if they are still as they were looked at. */
  function mends({ fix, text }) {
    const now = editor.field.value();
    const place = (whole) => {
      const from = lineAt(whole, fix.from)[0];
      return [from, Math.max(from, fix.to > fix.from ? lineAt(whole, fix.to - 1)[1] : from)];
    };
    const [from, to] = place(now);
    if (now.slice(from, to) !== text.slice(...place(text))) return refresh();
    editor.field.write(from, to, fix.text);
    editor.field.focus();
  }
  mends.word = part("problems").dataset.mend;

  /** Whether a save would arrive, and in the name of who opened the page: somebody else may have signed in meanwhile. */
  async function isOpen() {
    const who = await ask(me);
    if (!who) return false;
    ended = who.said.account !== owner;
    return tell(ended ? "ended" : "");
  }

  // whoever signed in in another tab comes back to this one
  const comesBack = () => ended && !document.hidden && refresh();
  addEventListener("online", refresh);
  addEventListener("offline", () => tell("unreachable"));
  addEventListener("focus", comesBack);
  document.addEventListener("visibilitychange", comesBack);
  return { soon, refresh, mends, isOpen, hasEnded: () => ended };
}
