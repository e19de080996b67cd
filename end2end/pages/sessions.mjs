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

  async save(n) {
    await this.page.getByRole("button", { name: this.say.save_list, exact: true }).click();
    await this.page.getByText(this.say.listed_n(n)).waitFor();
  }
}
