// The editor component over the workshop's text area: CodeMirror, set up for Markdown and for prose. It gives the same field as page/field.js does of a plain
// text area, which stays the field of the form; what anything means, and every word, comes from outside.
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { markdown, markdownLanguage } from "@codemirror/lang-markdown";
import { syntaxHighlighting } from "@codemirror/language";
import { lintGutter, nextDiagnostic, setDiagnostics } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { marks, ours } from "./marks.mjs";

/**
 * Puts the component in the place of a text area. `attributes`: those of the field that is typed into; `phrases`: the component's own words by their
 * English; `changed(isComposing)`: something was typed; `mends(problem)`: what a button beside a problem does, with its `word`.
 */
export function mount(area, { attributes, phrases, changed, mends }) {
  const text = EditorState.create({
    doc: area.value,
    selection: { anchor: area.selectionStart, head: area.selectionEnd },
    extensions: [
      history(),
      lineNumbers(),
      highlightActiveLine(),
      lintGutter(),
      search({ top: true }),
      EditorView.lineWrapping,
      EditorState.tabSize.of(2),
      EditorState.phrases.of(phrases),
      EditorView.contentAttributes.of({ ...attributes, tabindex: "0" }),
      markdown({ base: markdownLanguage, extensions: ours, completeHTMLTags: false, pasteURLAsLink: false }),
      syntaxHighlighting(marks),
      keymap.of([{ key: "F8", run: nextDiagnostic }, ...searchKeymap, ...historyKeymap, indentWithTab, ...defaultKeymap]),
      EditorView.updateListener.of((update) => {
        if (!update.docChanged) return;
        area.value = update.state.doc.toString();
        changed(update.view.composing);
      }),
      EditorView.domEventHandlers({ beforeinput: overSelection }),
      // a word that an input method has made
      EditorView.domEventObservers({ compositionend: () => setTimeout(() => changed(false)) }),
    ],
  });
  const view = new EditorView({ state: text });
  // the tabulator leads on, as in every field; Ctrl-M makes it indent
  view.setTabFocusMode(true);
  const had = document.activeElement === area;
  area.before(view.dom);
  area.hidden = true;
  if (had) view.focus();
  return field(view, mends);
}

/** What is typed over a selection: a browser would write the look of what goes into the element, which the site's policy refuses and reports. */
function overSelection(event, view) {
  if (event.inputType !== "insertText" || !event.data || view.composing || view.state.selection.main.empty) return false;
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  event.preventDefault();
  return true;
}

function field(view, mends) {
  const inside = (at) => Math.max(0, Math.min(at, view.state.doc.length));
  const diagnostic = (problem) => {
    const line = view.state.doc.line(Math.max(1, Math.min(problem.line, view.state.doc.lines)));
    const actions = problem.fix ? [{ name: mends.word, apply: () => mends(problem) }] : [];
    return { from: line.from, to: line.to, severity: problem.error ? "error" : "warning", message: `${problem.words} ${problem.advice}`, actions };
  };
  return {
    element: view.contentDOM,
    value: () => view.state.doc.toString(),
    range: () => [view.state.selection.main.from, view.state.selection.main.to],
    select(from, to = from) {
      view.dispatch({ selection: { anchor: inside(from), head: inside(to) }, scrollIntoView: true });
    },
    write(from, to, text, start = from + text.length, end = start) {
      const changes = { from: inside(from), to: inside(to), insert: text };
      view.dispatch({ changes, userEvent: "input.paste", scrollIntoView: true });
      view.dispatch({ selection: { anchor: inside(start), head: inside(end) }, scrollIntoView: true });
    },
    focus: () => view.focus(),
    isComposing: () => view.composing,
    show(problems) {
      view.dispatch(setDiagnostics(view.state, problems.map(diagnostic)));
    },
  };
}
