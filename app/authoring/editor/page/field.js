/* The field that is typed into, as the other files of the page know it: here a plain text area; the component (component/index.mjs) gives the same. Places are
 * counted in the text with single line breaks, as both count them. */

/** A text area as a field; `changed(isComposing)`: something was typed. */
export function plain(area, changed) {
  let composing = false;
  area.addEventListener("compositionstart", () => (composing = true));
  area.addEventListener("compositionend", () => ((composing = false), changed(false)));
  area.addEventListener("input", (event) => changed(event.isComposing));
  return {
    element: area,
    value: () => area.value,
    range: () => [area.selectionStart, area.selectionEnd],
    select(from, to = from) {
      // taking the focus away and giving it back shows the place
      area.setSelectionRange(from, from);
      area.blur();
      area.focus();
      area.setSelectionRange(from, to);
    },
    /** Puts a text in the place of a range as a hand would, so that it can be undone, and selects a part of the whole. */
    write(from, to, text, start = from + text.length, end = start) {
      area.focus();
      area.setSelectionRange(from, to);
      if (!document.execCommand(text ? "insertText" : "delete", false, text)) {
        area.setRangeText(text);
        changed(false);
      }
      area.setSelectionRange(start, end);
    },
    focus: () => area.focus(),
    isComposing: () => composing,
    show() {},
  };
}

/** Where a line stands, from 1, without its line break. */
export function lineAt(text, number) {
  const lines = text.split("\n");
  const at = Math.max(1, Math.min(number, lines.length));
  const from = lines.slice(0, at - 1).reduce((sum, line) => sum + line.length + 1, 0);
  return [from, from + lines[at - 1].length];
}

/** The same component as a field, once it is there; nothing where a browser cannot show it. */
export async function component(area, { address, ...setting }) {
  if (!address || !("adoptedStyleSheets" in document)) return null;
  const { mount } = await import(address);
  // a word that an input method is making is not taken away
  while (setting.isComposing()) await new Promise((done) => area.addEventListener("compositionend", () => setTimeout(done), { once: true }));
  return mount(area, setting);
}
