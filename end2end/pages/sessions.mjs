/** Planning an exam session, and the list of who sits in it. */
export class Sessions {
  constructor({ page, say }) {
    Object.assign(this, { page, say: say.invigilation, times: say.timetable });
  }

  async open() {
    await this.page.goto("/invigilation");
  }

  /** `opens` and `closes` as one types them; the page of the session is there then. */
  async plan({ plan, name, place, opens, closes }) {
    for (const [field, value] of Object.entries({ name, place, opens, closes })) await this.page.locator(`#${field}`).fill(value);
    await this.page.locator("#plan").selectOption(plan);
    await this.page.getByRole("button", { name: this.say.open_session, exact: true }).click();
    await this.page.waitForURL(/\/invigilation\/sessions\//);
  }

  /** Pastes a list and looks at what was read of it. */
  async paste(list) {
    await this.page.locator("#list").fill(list);
    await this.page.getByRole("button", { name: this.say.preview_list, exact: true }).first().click();
    await this.page.locator("#read").waitFor();
  }

  /** Reads a list from a file of a spreadsheet, which saves nothing either. */
  async upload(name, text) {
    await this.page.locator("#list-file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
    await this.page.getByRole("button", { name: this.say.preview_list, exact: true }).last().click();
    await this.page.locator("#read").waitFor();
  }

  /** Other times for a session that nobody has begun; `n` people on its list are told. */
  async move({ opens, closes }, n) {
    for (const [field, value] of Object.entries({ opens, closes })) await this.page.locator(`#${field}`).fill(value);
    await this.page.getByRole("button", { name: this.times.save, exact: true }).click();
    await this.page.getByText(this.times.changed_n(n)).waitFor();
  }

  /** Asks for the session to be cancelled: the page that asks back is there then. */
  async asksToCancel(reason) {
    const act = this.page.locator('form[action$="/cancel"] button');
    if (!(await act.isVisible())) await this.page.locator("summary", { hasText: this.times.cancel }).click();
    await this.page.locator("#reason").fill(reason);
    await act.click();
    await this.page.locator('main input[name="confirmed"]').waitFor({ state: "attached" });
  }

  async cancel(reason) {
    await this.page.getByRole("button", { name: this.times.cancel, exact: true }).click();
    await this.page.getByText(this.times.was_cancelled(reason)).waitFor();
  }

  async save(n) {
    await this.page.getByRole("button", { name: this.say.save_list, exact: true }).click();
    await this.page.getByText(this.say.listed_n(n)).waitFor();
  }
}
