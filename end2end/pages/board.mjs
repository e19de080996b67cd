/** The live board of an assessment, and what is done there to those who sit. */
export class Board {
  constructor({ page, say }) {
    Object.assign(this, { page, say: say.invigilation });
  }

  async open(plan, search = "") {
    await this.page.goto(`/invigilation/boards/${plan}${search}`);
  }

  row(attempt) {
    return this.page.locator(`[data-line="${attempt}"]`);
  }

  /** Does it to one person: a word of the form, a reason, minutes where it takes time. What is grave has a button of its own. */
  async measure(attempt, measure, reason, minutes) {
    await this.row(attempt).locator("input[type=checkbox]").check();
    await this.page.locator("#reason").fill(reason);
    const grave = this.page.locator(`button[name=grave][value=${measure}]`);
    if (await grave.count()) return grave.click();
    await this.page.locator("#measure").selectOption(measure);
    if (minutes) await this.page.locator("#minutes").fill(String(minutes));
    await this.page.getByRole("button", { name: this.say.carry_out, exact: true }).click();
  }

  async isDone() {
    await this.page.locator("main .notice--success").waitFor();
  }
}
