// What has a colour or a weight of its own in a text: the parser's names for it, and the classes that style/components/authoring/markdown.css knows.
import { tagHighlighter, tags } from "@lezer/highlight";

export const marks = tagHighlighter([
  { tag: tags.heading, class: "mark-heading" },
  { tag: tags.strong, class: "mark-strong" },
  { tag: tags.emphasis, class: "mark-emphasis" },
  { tag: tags.strikethrough, class: "mark-struck" },
  { tag: tags.link, class: "mark-link" },
  { tag: tags.url, class: "mark-address" },
  { tag: tags.monospace, class: "mark-code" },
  { tag: tags.special(tags.string), class: "mark-maths" },
  { tag: tags.quote, class: "mark-quote" },
  { tag: tags.meta, class: "mark-matter" },
  { tag: tags.labelName, class: "mark-label" },
  { tag: tags.atom, class: "mark-label" },
  { tag: tags.comment, class: "mark-comment" },
  { tag: tags.processingInstruction, class: "mark-sign" },
  { tag: tags.contentSeparator, class: "mark-sign" },
]);

/** Formulas within a text, `$…$` and `$$…$$`. */
const maths = {
  defineNodes: [{ name: "Maths", style: tags.special(tags.string) }],
  parseInline: [
    {
      name: "Maths",
      before: "Escape",
      parse(cx, next, pos) {
        if (next !== 36) return -1;
        const found = /^(?:\$\$[^$]+\$\$|\$[^\s$](?:[^$]*[^\s$\\])?\$(?!\d))/.exec(cx.slice(pos, cx.end));
        return found ? cx.addElement(cx.elt("Maths", pos, pos + found[0].length)) : -1;
      },
    },
  ],
};

/** What stands between two lines `+++` at the beginning of a file. */
const matter = {
  defineNodes: [{ name: "Matter", block: true, style: tags.meta }],
  parseBlock: [
    {
      name: "Matter",
      before: "HorizontalRule",
      parse(cx, line) {
        if (cx.lineStart !== 0 || line.text !== "+++") return false;
        let end = cx.lineStart + line.text.length;
        while (cx.nextLine()) {
          end = cx.lineStart + line.text.length;
          if (line.text !== "+++") continue;
          cx.nextLine();
          break;
        }
        cx.addElement(cx.elt("Matter", 0, end));
        return true;
      },
    },
  ],
};

export const ours = [maths, matter];
