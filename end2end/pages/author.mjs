import { until } from "../support/until.mjs";

/** Who writes a course through the forms of the workshop, with a mouse or the keyboard (support/hands.mjs). */
export class Author {
  constructor(visit, hand) {
    Object.assign(this, { page: visit.page, say: visit.say, hand });
  }

  get dialog() {
    return this.page.locator("dialog[open]");
  }

  button(name, within = this.page) {
    return within.getByRole("button", { name, exact: true });
  }

  link(name) {
    return this.page.getByRole("link", { name, exact: true });
  }

  async awake() {
    await this.page.locator("[data-editor][data-ready]").waitFor();
  }

  /** From the start of the workshop; the first lesson is open then. */
  async beginsCourse(title, name) {
    await this.hand.press(this.link(this.say.workshop.new_course));
    await this.page.waitForURL("**/teach/new");
    await this.names(title, name);
  }

  /** From anywhere within the course. */
  async beginsLesson(course, title, name) {
    await this.toWorkshop();
    await this.hand.press(this.page.locator(`a[href="/teach/${course}/new?kind=lesson"]`));
    await this.page.waitForURL(`**/teach/${course}/new?kind=lesson`);
    await this.names(title, name);
  }

  async names(title, name) {
    await this.hand.fill(this.page.locator("#title"), title);
    await this.hand.fill(this.page.locator("#name"), name);
    await this.hand.press(this.button(this.say.workshop.create));
    await this.awake();
    await this.writesOver();
  }

  /** What a template says is named as a problem: its link chooses the line, and what is typed takes its place. */
  async writesOver() {
    const links = this.page.locator("[data-problems] a");
    await links.first().waitFor();
    for (let left = await links.count(); left > 0; left -= 1) {
      await this.hand.press(links.first());
      const chosen = await this.page.evaluate(() => getSelection().toString());
      const own = chosen.startsWith("summary") ? 'summary = "先看再改。"' : `${chosen.startsWith(">") ? "> " : ""}先看一百行。`;
      await this.page.keyboard.insertText(own);
      await until("one problem less", async () => (await links.count()) < left);
    }
  }

  async toWorkshop() {
    await this.hand.press(this.page.locator('main a[href="/teach"]').first());
    await this.page.waitForURL("**/teach");
  }

  /** Opens a form of the bar, fills it in by `fills(dialog)`, and inserts it at the end of the text. */
  async inserts(word, fills) {
    await this.hand.end();
    await this.hand.press(this.button(word, this.page.locator(".editor__bar")));
    await this.dialog.waitFor();
    await this.hand.stays();
    await fills(this.dialog);
    await this.hand.press(this.button(this.say.editor.insert, this.dialog));
    await this.dialog.waitFor({ state: "hidden" });
    await this.hand.stays();
  }

  async figure(file, alt, caption) {
    await this.inserts(this.say.workshop.insert_figure, async (form) => {
      await this.hand.file(form.locator("#figure-file"), file);
      await this.hand.fill(form.locator("#figure-alt"), alt);
      await this.hand.fill(form.locator("#figure-caption"), caption);
    });
  }

  /** `rows` begin with the head. */
  async table(rows) {
    await this.inserts(this.say.workshop.insert_table, async (form) => {
      await this.hand.fill(form.locator("#table-rows"), String(rows.length - 1));
      await this.hand.fill(form.locator("#table-columns"), String(rows[0].length));
      for (const [at, words] of rows.flat().entries()) await this.hand.fill(form.locator("[data-grid] input").nth(at), words);
    });
  }

  async callout(kind, words) {
    await this.inserts(this.say.workshop.insert_callout, async (form) => {
      await this.hand.choose(form.locator("#callout-kind"), kind);
      await this.hand.fill(form.locator("#callout-text"), words);
    });
  }

  async maths(formula) {
    await this.inserts(this.say.workshop.insert_maths, async (form) => {
      await this.hand.fill(form.locator("#maths-text"), formula);
      await this.hand.press(form.locator('[name="own"]'));
    });
  }

  /** `answer` is what its type asks for: options by whether they are right, the place of what is true, lines. */
  async item({ kind, stem, options = [], truth, lines, why }) {
    await this.inserts(this.say.editor.item, async (form) => {
      await this.hand.choose(form.locator("#item-kind"), kind);
      await this.hand.fill(form.locator("#item-stem"), stem);
      for (const [at, [words, isRight]] of options.entries()) {
        if (isRight) await this.hand.press(form.locator('[name="right"]').nth(at));
        await this.hand.fill(form.locator('[name="option"]').nth(at), words);
      }
      if (truth) await this.hand.choose(form.locator("#item-truth"), truth);
      if (lines) await this.hand.fill(form.locator(kind === "ordering" ? "#item-order" : "#item-answer"), lines);
      await this.hand.fill(form.locator("#item-why"), why);
    });
  }

  /** A trial answer to a numeric item of the preview: first a wrong one. */
  async tries(item) {
    const tried = item.locator("xpath=..").locator("[data-tried]");
    for (const [answer, verdict] of [["8", "wrong"], ["7", "right"]]) {
      await this.hand.fill(item.locator('input[type="text"]'), answer);
      await this.hand.press(this.button(this.say.workshop.try_it, item));
      await tried.locator(`[data-verdict="${verdict}"]`).waitFor();
    }
  }

  async saves() {
    await this.page.getByText(this.say.workshop.no_problems).waitFor();
    await this.hand.save(this.button(this.say.workshop.save));
    await this.page.getByText(this.say.workshop.saved, { exact: true }).waitFor();
    await this.awake();
    await this.hand.stays();
  }
}
