/* What is typed in a form and not sent yet stays on this device, beside the drafts of the editor: a form that is opened again has it. */
import { drafts } from "./kept.js";

const fields = (form) => [...form.elements].filter((field) => field.matches("input:not([type=file], [type=hidden]), select, textarea"));
const stateOf = (form) => fields(form).map((field) => [field.name, ["checkbox", "radio"].includes(field.type) ? field.checked : field.value]);

/** Fields by their names and places among those; what a field decides about others is decided before they are filled in. */
function restore(form, state) {
  const seen = {};
  for (const [name, value] of state) {
    const at = (seen[name] = (seen[name] ?? -1) + 1);
    const all = () => fields(form).filter((field) => field.name === name);
    if (!all()[at]) all().at(-1)?.closest("fieldset")?.querySelector("[data-more]")?.click();
    const field = all()[at];
    if (!field) continue;
    if (typeof value === "boolean") field.checked = value;
    else field.value = value;
    if (field.matches("select, [type=number]")) field.dispatchEvent(new Event(field.matches("select") ? "change" : "input"));
  }
}

/** A form that is kept under a name; `begins(of, takes)` fills in what was typed when it stood for the same,
 * unless it begins with something else. A device without room keeps nothing. */
export function typing(form, owner, name) {
  const key = `${owner} form ${name}`;
  const last = { of: "" };
  const write = (work) => drafts("readwrite", work).catch(() => null);
  form.addEventListener("input", () => write((store) => store.put({ ...last, state: stateOf(form), at: Date.now() }, key)));
  return {
    async begins(of = "", takes = true) {
      last.of = of;
      const known = await drafts("readonly", (store) => store.get(key)).catch(() => null);
      if (takes && known?.of === of && !known.sent) restore(form, known.state);
      return known;
    },
    puts: ({ state }) => restore(form, state),
    sends: () => write((store) => store.put({ ...last, state: stateOf(form), sent: true, at: Date.now() }, key)),
    forget: () => write((store) => store.delete(key)),
  };
}
