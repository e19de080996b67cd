/* The form of an item: its type decides what is asked. The server finds an item of the text, gives the form what it says, and makes a text of what was filled
 * in: what the form does not show stays as it was. */

export function items(dialog, editor) {
  const { path, itemForms } = editor.root.dataset;
  const field = (name) => dialog.querySelector(`[name="${name}"]`);
  const kind = field("kind");
  const lists = [...dialog.querySelectorAll("[data-rows]")];
  const refused = dialog.querySelector("[data-refused]");
  const inserts = dialog.querySelector('[value="insert"]');
  const groups = [...dialog.querySelectorAll("[data-asked]")];
  const FACTS = ["stem", "why", "points", "difficulty", "tags"];
  let place = {};
  let before = "";

  /** What the type asks for is shown, and alone is sent. */
  function follow() {
    for (const group of groups) group.hidden = group.disabled = !group.dataset.asked.split(" ").includes(kind.value);
    refused.textContent = "";
  }
  kind.addEventListener("change", follow);

  /** What is asked of this type, by a selector. */
  const asked = (what) => groups.find((group) => !group.hidden && group.querySelector(what))?.querySelector(what);

  function more(list) {
    const row = list.lastElementChild.cloneNode(true);
    const at = list.children.length;
    for (const part of row.querySelectorAll("[data-label]")) {
      if (part.type === "checkbox") Object.assign(part, { checked: false, value: at });
      else if (part.matches("input")) part.value = "";
      part.setAttribute("aria-label", part.dataset.label.replace("…", at + 1));
    }
    list.append(row);
    return row;
  }
  for (const list of lists) {
    const button = list.parentElement.querySelector("[data-more]");
    button.addEventListener("click", () => more(list).querySelector("[data-cell]").focus());
  }

  function fill({ form }) {
    for (const name of FACTS) if (field(name)) field(name).value = form[name];
    const [list, lines, truth] = [asked("[data-rows]"), asked("[data-lines] textarea"), asked("[data-truth]")];
    if (lines) lines.value = form.rows.map(({ cells }) => cells[0]).join("\n");
    if (truth) truth.value = String(form.rows.findIndex(({ marked }) => marked));
    while (list && list.children.length < form.rows.length) more(list);
    for (const [at, row] of (list ? form.rows : []).entries()) {
      const mark = list.children[at].querySelector("[data-mark]");
      if (mark?.matches("select")) mark.value = row.marked ? "chosen" : "typed";
      else if (mark) mark.checked = row.marked;
      list.children[at].querySelectorAll("[data-cell]").forEach((cell, n) => (cell.value = row.cells[n] ?? ""));
    }
  }

  function rows() {
    const [list, lines, truth] = [asked("[data-rows]"), asked("[data-lines] textarea"), asked("[data-truth]")];
    if (truth) return [0, 1].map((at) => ({ marked: truth.value === String(at), cells: [] }));
    if (lines) return lines.value.split("\n").map((line) => ({ cells: [line] }));
    return [...list.children].map((row) => {
      const mark = row.querySelector("[data-mark]");
      const marked = mark?.matches("select") ? mark.value === "chosen" : Boolean(mark?.checked);
      return { marked, cells: [...row.querySelectorAll("[data-cell]")].map((cell) => cell.value) };
    });
  }

  /** What the server makes of it; nothing where it cannot be reached. */
  async function ask(wish) {
    try {
      const body = JSON.stringify({ path, text: editor.field.value(), ...wish });
      const reply = await fetch(itemForms, { method: "POST", headers: { "content-type": "application/json" }, body });
      return { ok: reply.ok, field: "", ...(await reply.json()) };
    } catch {
      return null;
    }
  }

  function says(words) {
    refused.textContent = words;
    return null;
  }

  return {
    begins(_, found) {
      for (const list of lists) while (list.children.length > Number(list.dataset.rows)) list.lastElementChild.remove();
      before = editor.field.value();
      place = found ? { line: found.from } : {};
      if (found) kind.value = found.kind;
      kind.disabled = Boolean(found);
      inserts.textContent = found ? refused.dataset.writes : refused.dataset.inserts;
      follow();
      if (found) fill(found);
    },
    /** The item at a place of the text, `{ line }` or `{ item }`, as its form has it; nothing where there is none, and the page says why. */
    async finds(at) {
      const found = await ask(at);
      editor.show("unreachable", !found);
      editor.show("itemless", Boolean(found && !found.ok));
      return found?.ok ? found : null;
    },
    async made() {
      if (place.line && editor.field.value() !== before) return says(refused.dataset.changed);
      const form = { rows: rows(), ...Object.fromEntries(FACTS.filter((name) => field(name)).map((name) => [name, field(name).value])) };
      const made = await ask({ ...(place.line ? place : { kind: kind.value }), form });
      if (!made) return says(refused.dataset.noServer);
      if (!made.ok) return says(made.detail);
      return made.from ? { lines: made } : { block: made.text };
    },
  };
}
