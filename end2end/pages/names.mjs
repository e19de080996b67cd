/** The list of names that wait for staff, and what is done about one. */
export class Names {
  constructor({ page, say }) {
    Object.assign(this, { page, say: say.name });
  }

  async confirm(login, name, note) {
    await this.page.goto("/invigilation/names");
    await this.page.getByRole("link", { name: login, exact: true }).click();
    await this.page.locator("#confirm-note").fill(note);
    await this.page.getByRole("button", { name }).first().click();
    await this.page.getByText(this.say.settled, { exact: true }).waitFor();
  }
}
