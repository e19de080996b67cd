/** The accounts as administrators see them. */
export class Accounts {
  constructor({ page, say }) {
    Object.assign(this, { page, say: say.account, site: say.site });
  }

  async open() {
    await this.page.goto("/admin/accounts");
  }

  async create({ login, name, password }) {
    const form = this.page.locator('form[action="/admin/accounts"][method="post"]');
    await form.getByLabel(this.say.login, { exact: true }).fill(login);
    await form.getByLabel(this.say.name, { exact: true }).fill(name);
    await form.getByLabel(this.say.password, { exact: true }).fill(password);
    await form.locator('input[name="role"][value="learner"]').check();
    await form.getByRole("button", { name: this.say.open_account, exact: true }).click();
    await this.page.waitForURL(/\/admin\/accounts\/acc_/);
  }

  async find(login) {
    await this.page.locator("#q").fill(login);
    await this.page.getByRole("button", { name: this.say.find_button, exact: true }).click();
    await this.page.getByRole("link", { name: login, exact: true }).click();
    await this.page.waitForURL(/\/admin\/accounts\/acc_/);
  }

  /** The code by which somebody sets a new password; it is shown once. */
  async resetCode() {
    await this.page.getByRole("button", { name: this.say.reset_give, exact: true }).click();
    return (await this.page.locator(".spoken__words").innerText()).trim();
  }

  /** To the page that asks; `reallyDisable` goes on from there. */
  async disable(login) {
    await this.page.getByRole("button", { name: this.say.disable, exact: true }).click();
    await this.page.getByRole("button", { name: this.say.ask_disable(login), exact: true }).waitFor();
  }

  async reallyDisable(login) {
    await this.page.getByRole("button", { name: this.say.ask_disable(login), exact: true }).click();
    await this.page.getByRole("button", { name: this.say.enable, exact: true }).waitFor();
  }
}
