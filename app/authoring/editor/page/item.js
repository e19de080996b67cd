/* The form of an item: its type decides what is asked; what is filled in becomes an item. Of types that no form asks for, one to be written over. */

const line = (words) => words.trim().replace(/\s+/g, " ");
const lines = (text) => text.split("\n").map(line).filter(Boolean);

/** The answer as Markdown; nothing where none is there. */
const answers = {
  single: options,
  multiple: options,
  truefalse: ({ truth, words }) => words.map((word, place) => `- [${String(place) === truth ? "x" : " "}] ${word}`).join("\n"),
  numeric: fence,
  short: fence,
  ordering: ({ order }) => (lines(order).length > 1 ? lines(order).map((step, place) => `${place + 1}. ${step}`).join("\n") : ""),
};

function options({ kind, options }) {
  const right = options.filter((option) => option.right).length;
  const fits = options.length > 1 && (kind === "single" ? right === 1 : right > 0);
  return fits ? options.map(({ right, text }) => `- [${right ? "x" : " "}] ${text}`).join("\n") : "";
}

function fence({ answer }) {
  return lines(answer).length ? `\`\`\`answer\n${lines(answer).join("\n")}\n\`\`\`` : "";
}

/** The stem: its first line is the heading, which has no mark of its own. */
function stemmed(stem, id, kind) {
  const [first, ...rest] = stem.trim().split("\n");
  const below = rest.join("\n").trim();
  return `### ${line(first)} {#${id} .${kind}}${below ? `\n\n${below}` : ""}`;
}

const quoted = (text) => text.trim().split("\n").map((l) => `> ${l}`.trimEnd()).join("\n");

/** In a lesson a line ends the item: what is written next stands behind it. */
const ended = (item, path) => (path.includes("/items/") ? item : `${item}\n\n---`);

export function items(dialog, path) {
  const kind = dialog.querySelector('[name="kind"]');
  const rows = dialog.querySelector("[data-options]");
  const refused = dialog.querySelector("[data-refused]");
  const asked = [...dialog.querySelectorAll("[data-asked]")];

  /** What the type asks for is shown, and alone is sent. */
  function follow() {
    for (const group of asked) group.hidden = group.disabled = !group.dataset.asked.split(" ").includes(kind.value);
    refused.textContent = "";
  }
  kind.addEventListener("change", follow);
  dialog.querySelector("[data-more]").addEventListener("click", () => {
    const row = rows.lastElementChild.cloneNode(true);
    const place = rows.children.length + 1;
    for (const field of row.querySelectorAll("input")) {
      Object.assign(field, { value: "", checked: false });
      field.setAttribute("aria-label", field.dataset.label.replace("…", place));
    }
    rows.append(row);
    row.querySelector('[name="option"]').focus();
  });

  return {
    begins() {
      while (rows.children.length > 4) rows.lastElementChild.remove();
      follow();
    },
    made({ stem, why = "", truth, answer = "", order = "" }) {
      const id = `q-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
      const chosen = kind.selectedOptions[0];
      const write = answers[kind.value];
      if (!write) return { block: ended(chosen.dataset.text.replace("{#new", `{#${id}`), path) };
      const options = [...rows.children]
        .map((row) => ({ right: row.querySelector('[type="checkbox"]').checked, text: line(row.querySelector('[name="option"]').value) }))
        .filter((option) => option.text);
      const words = [...dialog.querySelectorAll('[name="truth"] option')].map((option) => option.textContent);
      const written = write({ kind: kind.value, options, truth, words, answer, order });
      refused.textContent = written ? "" : refused.dataset[kind.value];
      if (!written) return null;
      return { block: ended([stemmed(stem, id, kind.value), written, ...(why.trim() ? [quoted(why)] : [])].join("\n\n"), path) };
    },
  };
}
