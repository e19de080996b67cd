// Styles of the component, in the place of the package style-mod: one constructed sheet, which the site's policy allows where it refuses <style>, and in the
// layer `vendor`, so that what stands in style/components/authoring/markdown.css goes before it.
import { StyleModule as Theirs } from "../node_modules/style-mod/src/style-mod.js";

const sheets = new WeakMap();

export class StyleModule extends Theirs {
  static mount(root, modules) {
    if (!sheets.has(root)) {
      sheets.set(root, new CSSStyleSheet());
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheets.get(root)];
    }
    const rules = [modules].flat().map((module) => module.getRules());
    sheets.get(root).replaceSync(`@layer vendor {\n${rules.join("\n")}\n}`);
  }
}
