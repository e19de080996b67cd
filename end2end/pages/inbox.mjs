/** The messages of somebody. */
export class Inbox {
  constructor({ page, say }) {
    Object.assign(this, { page, say: say.message });
  }

  async open() {
    await this.page.goto("/messages");
  }

  /** Opens what a message with this subject leads to. */
  async follow(subject) {
    await this.page.getByRole("button", { name: this.say.open_what(subject), exact: true }).click();
    await this.page.waitForURL((url) => url.pathname !== "/messages");
  }
}
