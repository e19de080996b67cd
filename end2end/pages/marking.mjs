/** The examiner's desk and the marking of essays. */
export class Marking {
  constructor({ page, say, scripts }) {
    Object.assign(this, { page, scripts, say: say.marking });
  }

  async desk() {
    await this.page.goto("/desk");
  }

  async begin(n = 1) {
    await this.page.getByRole("button", { name: this.say.mark_n(n) }).click();
    await this.page.locator(".marking").waitFor();
  }

  /** Full marks with the keyboard alone: digits, Tab, a comment, Tab, Enter. */
  async markByKeyboard(comment) {
    const fields = this.page.locator(".criterion input");
    // where one touches, nothing opens the keyboard over the answer; without a script nothing knows which it is
    const isLed = this.scripts && !(await this.page.evaluate(() => matchMedia("(pointer: coarse)").matches));
    if (!isLed) await fields.first().focus();
    for (let i = 0; i < (await fields.count()); i += 1) {
      const field = fields.nth(i);
      if (!(await field.evaluate((e) => e === document.activeElement))) throw new Error(`Tab did not lead to criterion ${i + 1}`);
      await this.page.keyboard.type(await field.getAttribute("max"));
      await this.page.keyboard.press("Tab");
    }
    await this.page.keyboard.type(comment);
    await this.page.keyboard.press("Tab");
    await this.page.keyboard.press("Enter");
  }

  async release(n = 1) {
    await this.page.getByRole("button", { name: this.say.release_n(n) }).click();
    await this.page.getByRole("button", { name: this.say.ask_release(n) }).click();
    // it leads to the results, and nothing waits at the desk
    await this.page.waitForURL(/[?]released=/);
    await this.desk();
    await this.page.getByText(this.say.nothing_waits).waitFor();
  }
}
