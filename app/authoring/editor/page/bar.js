/* The bar writes Markdown as a hand would. What needs to be asked is asked in a dialog (forms.js). */

export function writing(editor) {
  const chosen = () => {
    const [from, to] = editor.field.range();
    return editor.field.value().slice(from, to);
  };

  /** Puts a text in the place of what is chosen, between two marks, and chooses it. */
  function write(text, before = "", after = "") {
    const [from, to] = editor.field.range();
    const start = from + before.length;
    editor.field.write(from, to, before + text + after, start, start + text.length);
    editor.field.focus();
  }

  /** The same as a block of its own, with blank lines around it. */
  function block(text, before = "", after = "") {
    const [from, to] = editor.field.range();
    const all = editor.field.value();
    const [above, below] = [all.slice(0, from), all.slice(to)];
    const gap = !above || above.endsWith("\n\n") ? "" : above.endsWith("\n") ? "\n" : "\n\n";
    const end = below.startsWith("\n\n") ? "" : below.startsWith("\n") ? "\n" : "\n\n";
    write(text, gap + before, after + end);
  }

  return { chosen, write, block };
}

/** The buttons that ask nothing; `forms` has the others. */
export function bar(editor, pen, forms) {
  const buttons = editor.root.querySelector(".editor__bar");
  const { sample } = buttons.dataset;
  const inserts = {
    heading: () => pen.block(pen.chosen() || sample, "## "),
    bold: () => pen.write(pen.chosen() || sample, "**", "**"),
    list: () => pen.block((pen.chosen() || sample).split("\n").join("\n- "), "- "),
    ...forms,
  };
  buttons.addEventListener("click", (event) => {
    const name = event.target.closest("[data-insert]")?.dataset.insert;
    if (name) inserts[name]();
  });
  oneStop(buttons);
}

/** The bar is one stop of the tabulator; arrows lead along it. */
function oneStop(bar) {
  const all = [...bar.querySelectorAll("button")];
  const turn = (to) => all.forEach((button) => (button.tabIndex = button === to ? 0 : -1));
  bar.setAttribute("role", "toolbar");
  turn(all[0]);
  bar.addEventListener("focusin", ({ target }) => turn(target));
  bar.addEventListener("keydown", (event) => {
    const now = all.indexOf(event.target);
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: all.length - 1 }[event.key];
    if (now < 0 || next === undefined) return;
    event.preventDefault();
    all[(next + all.length) % all.length].focus();
  });
}
