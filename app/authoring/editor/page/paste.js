/* What is pasted or dropped: a word processor's or a page's text comes as Markdown, a picture goes to the course's media once it is said what it shows. */

const PATIENCE = 5000;
const FORMED = /<(h[1-6]|[uo]l|table|strong|b|em|i|a|img|blockquote|math|svg)\b/i;

export function pasting(editor, pen, openFigure) {
  const { root, part, show } = editor;
  const { pastes } = root.dataset;

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

  async function pasted(html, plain) {
    const [from, to] = editor.field.range();
    const before = editor.field.value();
    const seen = (await asMarkdown(html)) ?? { text: plain, said: [] };
    // whoever typed meanwhile gets it where the caret is by now
    const [start, end] = editor.field.value() === before ? [from, to] : editor.field.range();
    editor.field.write(start, end, seen.text);
    editor.field.focus();
    part("pasted").textContent = seen.said.length ? part("pasted").dataset.pasted.replace("…", seen.said.join("; ")) : "";
    show("pasted", seen.said.length > 0);
  }

  const picture = (data) => [...(data?.files ?? [])].find((file) => file.type.startsWith("image/"));

  // before the component, which would take the plain text
  editor.form.addEventListener(
    "paste",
    (event) => {
      const html = event.clipboardData.getData("text/html");
      const file = picture(event.clipboardData);
      const isFormed = FORMED.test(html) && !/vscode|monaco/i.test(html);
      // a spreadsheet or a text with its picture beside it is a text
      if (!isFormed && !file) return;
      if (!isFormed && event.clipboardData.getData("text/plain")) return;
      event.preventDefault();
      event.stopPropagation();
      if (file && (!isFormed || /^\s*(<[^>]*>\s*)*$/.test(html.replace(/<!--.*?-->/gs, "")))) openFigure({ file });
      else pasted(html, event.clipboardData.getData("text/plain"));
    },
    true,
  );
  editor.form.addEventListener(
    "drop",
    (event) => {
      const file = picture(event.dataTransfer);
      if (!file) return;
      event.preventDefault();
      event.stopPropagation();
      openFigure({ file });
    },
    true,
  );
}
