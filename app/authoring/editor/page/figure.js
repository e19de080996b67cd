/* The form of a figure: a file of the device, which goes to the course's media, or one that is there already; what it shows is asked. */

const line = (words) => words.trim().replace(/\s+/g, " ");

/** What a file is called there: a name of the device may be longer than the server takes. */
const called = ({ name }) => {
  const [, stem, ending = ""] = /^(.*?)(\.[^.]*)?$/s.exec(name || "picture.png");
  return stem.slice(0, 40) + ending;
};

export function figures(editor) {
  const { media } = editor.root.dataset;
  let brought = null;

  /** Puts a file beside the texts of the course; its name there, or why it is not taken. */
  async function taken(file) {
    const put = async (name) => {
      const address = `${media}?name=${encodeURIComponent(name)}`;
      const reply = await fetch(address, { method: "POST", headers: { "content-type": "application/octet-stream" }, body: file });
      return { ok: reply.ok, status: reply.status, ...(await reply.json()) };
    };
    const first = await put(called(file));
    if (first.status !== 409) return first;
    // there may be another file of this name
    const second = await put(`${Date.now().toString(36)}-${called(file)}`);
    return second.ok ? second : first;
  }

  /** The pictures that are there, to choose from. */
  async function listed(select) {
    const reply = await fetch(media).catch(() => null);
    const files = reply?.ok ? (await reply.json()).files : [];
    const options = files.filter((file) => file.kind === "picture").map(({ name }) => new Option(name, name));
    select.replaceChildren(select.options[0], ...options);
  }

  return {
    /** With a file that was pasted or dropped, the form asks only what it shows. */
    begins(dialog, file) {
      brought = file ?? null;
      dialog.querySelector("[data-brought]").textContent = file ? file.name : "";
      dialog.querySelector("[data-choice]").hidden = Boolean(file);
      dialog.querySelector("[data-refused]").textContent = "";
      listed(dialog.querySelector('[name="there"]'));
    },
    async made({ file, there, alt, caption }, dialog) {
      const refused = dialog.querySelector("[data-refused]");
      const chosen = brought ?? (file?.size ? file : null);
      if (!chosen && !there) {
        refused.textContent = refused.dataset.noPicture;
        return null;
      }
      let name = there;
      if (chosen) {
        const reply = await taken(chosen).catch(() => ({ ok: false, message: refused.dataset.noServer }));
        if (!reply.ok) {
          refused.textContent = reply.message ?? refused.dataset.noServer;
          return null;
        }
        name = reply.name;
      }
      const title = line(caption).replaceAll('"', "”");
      return { block: `![${line(alt).replace(/[[\]]/g, "\\$&")}](media/${name}${title ? ` "${title}"` : ""})` };
    },
  };
}
