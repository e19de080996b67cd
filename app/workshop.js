/* The script of the workshop's editor, loaded by its page alone. The page works without it: it refreshes the preview while somebody types, keeps what is
 * not saved on the device, and writes Markdown for the buttons. What it shows comes from one call; what is saved goes by the page's own form. */
(() => {
  const root = document.querySelector("[data-editor]");
  if (!root) return;
  const form = root.querySelector(".editor__form");
  const area = form.elements.text;
  const { path, previews, pastes } = root.dataset;
  const part = (name) => root.querySelector(`[data-${name}]`);
  const show = (name, shown) => (part(name).hidden = !shown);
  const PAUSE = 400;
  const RETRY = 3000;
  const PATIENCE = 5000;

  // What is not saved stays on this device, by path, with what it began from: saved later, it comes together with what others wrote meanwhile.
  const key = `workshop ${path}`;
  const stored = area.value;
  // whether the page asks somebody to decide: then what it shows is not saved either
  const torn = document.getElementById("errors");
  let sent = false;
  const keep = () => {
    try {
      const { seen, base } = form.elements;
      if (area.value === stored && !torn) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify({ seen: seen.value, base: base.value, text: area.value, sent }));
    } catch {
      // a device without room: the page itself still has it
    }
  };
  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };
  const found = kept();
  const arrived = found?.sent && new URLSearchParams(location.search).has("done");
  if (torn || !found || arrived || found.text === stored) keep();
  else show("found", true);
  part("put-back").addEventListener("click", () => {
    area.value = found.text;
    form.elements.seen.value = found.seen;
    form.elements.base.value = found.base;
    show("found", false);
    area.focus();
    changed();
  });
  part("throw-away").addEventListener("click", () => {
    localStorage.removeItem(key);
    show("found", false);
    area.focus();
  });

  let asked = 0;
  let timer;
  async function refresh() {
    const turn = (asked += 1);
    try {
      const body = JSON.stringify({ path, text: area.value });
      const reply = await fetch(previews, { method: "POST", headers: { "content-type": "application/json" }, body });
      const seen = reply.ok && (await reply.json());
      if (turn !== asked) return;
      const broken = !reply.ok && reply.status >= 500;
      show("unreachable", broken);
      if (broken) again();
      if (seen) tell(seen);
    } catch {
      if (turn !== asked) return;
      show("unreachable", true);
      again();
    }
  }

  // until it is there again, or something else is typed
  function again() {
    clearTimeout(timer);
    timer = setTimeout(refresh, RETRY);
  }

  function tell(seen) {
    part("preview").innerHTML = seen.preview;
    show("unshown", !seen.preview.trim());
    const list = part("problems");
    list.replaceChildren(...seen.problems.map((problem) => line(list.dataset, problem)));
    show("none", !seen.problems.length);
    const other = part("other");
    other.hidden = seen.rev === Number(form.elements.seen.value);
    other.querySelector("span").textContent = other.dataset.other.replace("…", seen.edited_by ?? "");
  }

  function line(words, problem) {
    const make = (name, text, set = {}) => Object.assign(document.createElement(name), { textContent: text }, set);
    const link = make("a", words.lineWords.replace("…", problem.line), { href: "#text" });
    link.dataset.line = problem.line;
    const badge = make("span", problem.error ? words.error : words.advice, { className: `badge badge--${problem.error ? "wrong" : "warn"}` });
    const item = make("li", "");
    item.append(badge, " ", link, " ", make("span", problem.words), " ", make("span", problem.advice, { className: "soft" }));
    return item;
  }

  function changed() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      keep();
      refresh();
    }, PAUSE);
  }
  // a word that an input method is still composing is none yet
  area.addEventListener("input", (event) => event.isComposing || changed());
  area.addEventListener("compositionend", changed);
  addEventListener("pagehide", keep);
  addEventListener("online", refresh);
  addEventListener("offline", () => (keep(), show("unreachable", true)));
  form.addEventListener("submit", (event) => {
    sent = navigator.onLine;
    keep();
    if (sent) return;
    event.preventDefault();
    show("unreachable", true);
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
    const lines = area.value.split("\n");
    const from = lines.slice(0, at - 1).join("\n").length + (at > 1 ? 1 : 0);
    area.setSelectionRange(from, from);
    area.blur();
    area.focus();
    area.setSelectionRange(from, from + (lines[at - 1] ?? "").length);
  });

  // The bar writes Markdown as a hand would: it can be undone.
  const bar = root.querySelector(".editor__bar");
  const { sample, callout, askAlt, askFile, askLink } = bar.dataset;
  function write(text, before = "", after = "") {
    area.focus();
    const from = area.selectionStart;
    if (!document.execCommand("insertText", false, before + text + after)) area.setRangeText(before + text + after);
    area.setSelectionRange(from + before.length, from + before.length + text.length);
    changed();
  }
  // Nothing where no answer comes in time.
  async function asMarkdown(html) {
    const signal = AbortSignal.timeout(PATIENCE);
    try {
      const reply = await fetch(pastes, { method: "POST", headers: { "content-type": "application/octet-stream" }, body: html, signal });
      return reply.ok ? await reply.json() : null;
    } catch {
      return null;
    }
  }
  // What was copied from a word processor or a page of the web comes as Markdown; a text without marks, or of an editor, as it is.
  area.addEventListener("paste", async (event) => {
    const html = event.clipboardData.getData("text/html");
    const plain = event.clipboardData.getData("text/plain");
    if (!/<(h[1-6]|[uo]l|table|strong|b|em|i|a|img|blockquote|math)\b/i.test(html) || /vscode|monaco/i.test(html)) return;
    event.preventDefault();
    const [from, to, before] = [area.selectionStart, area.selectionEnd, area.value];
    const seen = (await asMarkdown(html)) ?? { text: plain, said: [] };
    // whoever typed meanwhile gets it where the caret is by now
    if (area.value === before) area.setSelectionRange(from, to);
    const end = area.selectionStart + seen.text.length;
    write(seen.text);
    area.setSelectionRange(end, end);
    part("pasted").textContent = seen.said.length ? part("pasted").dataset.pasted.replace("…", seen.said.join("; ")) : "";
    show("pasted", seen.said.length > 0);
  });
  const chosen = () => area.value.slice(area.selectionStart, area.selectionEnd) || sample;
  const block = (text, before, after = "") => {
    const above = area.value.slice(0, area.selectionStart);
    const gap = !above || above.endsWith("\n\n") ? "" : above.endsWith("\n") ? "\n" : "\n\n";
    write(text, gap + before, `${after}\n\n`);
  };
  const inserts = {
    heading: () => block(chosen(), "## "),
    bold: () => write(chosen(), "**", "**"),
    list: () => block(chosen().split("\n").join("\n- "), "- "),
    table: () => block(sample, "| ", ` | ${sample} |\n|---|---|\n| ${sample} | ${sample} |`),
    callout: () => block(callout, "> [!TIP]\n> "),
    maths: () => write(area.selectionStart === area.selectionEnd ? "a^2" : chosen(), "$", "$"),
    code: () => block(chosen(), "```text\n", "\n```"),
    link: () => {
      const to = prompt(askLink, "https://");
      if (to) write(chosen(), "[", `](${to.trim()})`);
    },
    figure: () => {
      const alt = prompt(askAlt);
      const file = alt && prompt(askFile);
      if (file) block(alt.trim(), "![", `](media/${file.trim()})`);
    },
    note: () => {
      const taken = [...area.value.matchAll(/\[\^(\d+)\]/g)].map(([, n]) => Number(n));
      const n = Math.max(0, ...taken) + 1;
      write(`[^${n}]`);
      area.setSelectionRange(area.value.length, area.value.length);
      write(sample, `\n\n[^${n}]: `, "\n");
    },
  };
  bar.addEventListener("click", (event) => inserts[event.target.closest("[data-insert]")?.dataset.insert]?.());
  root.dataset.ready = "";
})();
