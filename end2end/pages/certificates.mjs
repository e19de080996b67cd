/** The certificates as administrators see them: found, corrected, revoked. */
export class Certificates {
  constructor({ page, say }) {
    Object.assign(this, { page, say: say.certificate, names: say.name });
  }

  async find(words, number) {
    await this.page.goto("/admin/certificates");
    await this.page.locator("#q").fill(words);
    await this.page.getByRole("button", { name: this.say.find_button, exact: true }).click();
    await this.page.getByRole("link", { name: number, exact: true }).click();
    await this.page.locator("#revoke-reason").waitFor();
  }

  /** To the page that compares before and after. */
  async correct({ name, reason, evidence }) {
    for (const [field, value] of Object.entries({ name, reason, evidence })) await this.page.locator(`#${field}`).fill(value);
    await this.page.getByRole("button", { name: this.names.compare, exact: true }).click();
    await this.page.getByRole("button", { name: this.names.do_correct, exact: true }).waitFor();
  }

  async reallyCorrect() {
    await this.page.getByRole("button", { name: this.names.do_correct, exact: true }).click();
    await this.page.getByText(this.say.was_corrected(2), { exact: true }).waitFor();
  }

  /** To the page that asks. */
  async revoke(reason) {
    await this.page.locator("#revoke-reason").fill(reason);
    await this.page.getByRole("button", { name: this.say.revoke, exact: true }).click();
    await this.page.locator("h1", { hasText: this.say.ask_revoke("").trim() }).waitFor();
  }

  async reallyRevoke() {
    await this.page.locator("main .button--danger").click();
    await this.page.getByText(this.say.was_revoked, { exact: true }).waitFor();
  }
}
