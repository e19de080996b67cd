/* What is inserted by a form: each dialog of the page (dialogs.rs) becomes a piece of Markdown. */
import { lineAt } from "./field.js";
import { items } from "./item.js";
import { typing } from "./typed.js";

/** Words within a line: no line break, nothing that would end them. */
const line = (words) => words.trim().replace(/\s+/g, " ");
const cell = (words) => line(words).replaceAll("|", "\\|");
/** Signs that would begin a mark where only words are meant. */
const alt = (words) => line(words).replace(/[[\]]/g, "\\$&");
/** A fence longer than any in the text. */
const fence = (text) => "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));

/** What each form writes, from its fields: as a block, or within a line. */
const builds = {
  callout: ({ kind, text }) => ({ block: [`[!${kind}]`, ...text.trim().split("\n")].map((l) => `> ${l}`.trimEnd()).join("\n") }),
  fold: ({ summary, text }) => ({ block: [`[!FOLD] ${line(summary)}`, ...text.trim().split("\n")].map((l) => `> ${l}`.trimEnd()).join("\n") }),
  maths: ({ text, own }) => (own ? { block: `$$\n${text.trim()}\n$$` } : { words: `$${line(text)}$` }),
  code: ({ language, text }) => ({ block: `${fence(text)}${language}\n${text.replace(/\n$/, "")}\n${fence(text)}` }),
  link: ({ words, to }) => ({ words: `[${alt(words)}](${/[\s()]/.test(to.trim()) ? `<${to.trim()}>` : to.trim()})` }),
  table: (_, dialog) => ({ block: table(dialog) }),
};

function table(dialog) {
  const rows = [...dialog.querySelectorAll("[data-grid] tr")].map((row) => [...row.querySelectorAll("input")].map((field) => cell(field.value)));
  const written = rows.map((row) => `| ${row.join(" | ")} |`);
  written.splice(1, 0, `|${"---|".repeat(rows[0].length)}`);
  return written.join("\n");
}

/** The grid follows its two numbers; what is in it stays. */
function grid(dialog) {
  const body = dialog.querySelector("[data-grid] tbody");
  const count = (name) => Math.max(1, Math.min(Number(dialog.querySelector(`[name="${name}"]`).value) || 1, 12));
  const { cell: name, head } = dialog.querySelector("[data-grid]").dataset;
  const draw = () => {
    const [rows, columns] = [count("rows") + 1, count("columns")];
    while (body.rows.length > rows) body.deleteRow(-1);
    while (body.rows.length < rows) body.insertRow();
    for (const [y, row] of [...body.rows].entries()) {
      while (row.cells.length > columns) row.deleteCell(-1);
      while (row.cells.length < columns) {
        const field = Object.assign(document.createElement("input"), { className: "input", autocomplete: "off" });
        const words = y === 0 ? head : name;
        field.setAttribute("aria-label", words.replace("…", y === 0 ? row.cells.length + 1 : `${y}, ${row.cells.length + 1}`));
        row.insertCell().append(field);
      }
    }
  };
  for (const name of ["rows", "columns"]) dialog.querySelector(`[name="${name}"]`).addEventListener("input", draw);
  return draw;
}

/** The functions that open the dialogs, by name. */
export function forms(editor, pen, figure) {
  const dialogs = [...editor.root.querySelectorAll("dialog[data-form]")];
  const one = (dialog) => {
    const name = dialog.dataset.form;
    const form = dialog.querySelector("form");
    const draw = name === "table" ? grid(dialog) : () => {};
    const own = { figure: () => figure, item: () => items(dialog, editor) }[name]?.();
    const { owner, path } = editor.root.dataset;
    const kept = typing(form, owner, `${path} ${name}`);
    form.addEventListener("submit", async (event) => {
      if (event.submitter?.value === "cancel") return kept.forget();
      event.preventDefault();
      const fields = Object.fromEntries(new FormData(form));
      // a second Enter while a picture is on its way inserts nothing twice
      if (form.inert) return;
      form.inert = true;
      const made = await (own ? own.made(fields, dialog) : name === "note" ? note(editor, fields) : builds[name](fields, dialog));
      form.inert = false;
      if (!made) return form.querySelector("[data-refused]")?.focus();
      kept.forget();
      dialog.close();
      if (made.lines) return puts(editor, made.lines);
      if (made.block) pen.block(made.block);
      else pen.write(made.words);
      const [, end] = editor.field.range();
      // what is written next stands behind it: a block has an empty line below
      editor.field.select(made.block ? end + 2 : end);
      editor.field.focus();
    });
    const opens = async (given = {}) => {
      form.reset();
      draw();
      const takes = form.querySelector('[data-begins] :is(input, textarea)');
      if (takes) takes.value = pen.chosen();
      own?.begins(dialog, given.file ?? given.item);
      // what was typed when the page went away
      await kept.begins(given.item?.text, given.item || !(given.file || pen.chosen()));
      dialog.showModal();
    };
    opens.finds = own?.finds;
    return opens;
  };
  const opens = Object.fromEntries(dialogs.map((dialog) => [dialog.dataset.form, one(dialog)]));
  /** Opens an item of the text in its form: the one at the caret, or the one of this id. */
  opens["edit-item"] = async (id) => {
    const line = editor.field.value().slice(0, editor.field.range()[0]).split("\n").length;
    const item = await opens.item.finds(id ? { item: id } : { line });
    if (item) opens.item({ item });
  };
  return opens;
}

/** Lines of the text as they are told, where something in them changed; it can be undone. */
function puts(editor, { from, to, text }) {
  const whole = editor.field.value();
  const [start, end] = [lineAt(whole, from)[0], lineAt(whole, to - 1)[1]];
  if (whole.slice(start, end) !== text) editor.field.write(start, end, text, start, start);
  else editor.field.select(start);
  editor.field.focus();
}

/** A footnote: its mark where the caret is, its text at the end of the file. */
function note(editor, { text }) {
  const all = editor.field.value();
  const taken = [...all.matchAll(/\[\^(\d+)\]/g)].map(([, n]) => Number(n));
  const n = Math.max(0, ...taken) + 1;
  const [from, to] = editor.field.range();
  editor.field.write(all.length, all.length, `${all.endsWith("\n") ? "" : "\n"}\n[^${n}]: ${line(text)}\n`, from, to);
  return { words: `${all.slice(from, to)}[^${n}]` };
}
