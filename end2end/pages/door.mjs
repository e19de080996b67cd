/** Signing in, registering, the profile, signing out. */
export class Door {
  constructor({ page, say }) {
    Object.assign(this, { page, say: say.account, site: say.site, names: say.name });
  }

  async register(login, name, password) {
    await this.page.goto("/register");
    await this.page.getByLabel(this.say.login, { exact: true }).fill(login);
    await this.page.getByLabel(this.say.name, { exact: true }).fill(name);
    await this.page.getByLabel(this.say.password, { exact: true }).fill(password);
    await this.page.locator("input[name=agree]").check();
    await this.page.getByRole("button", { name: this.say.create }).click();
    await this.page.locator(".menu__button", { hasText: name }).waitFor();
  }

  async signIn(login, password) {
    await this.page.goto("/sign-in");
    await this.page.getByLabel(this.say.login, { exact: true }).fill(login);
    await this.page.getByLabel(this.say.password, { exact: true }).fill(password);
    await this.page.locator("main").getByRole("button", { name: this.say.sign_in, exact: true }).click();
    await this.page.locator(".menu").waitFor();
  }

  /** On the waiting page of an exam that certifies, before anything can start. */
  async giveNameFirst(name) {
    await this.page.getByLabel(this.say.legal_name, { exact: true }).fill(name);
    await this.page.getByRole("button", { name: this.names.give, exact: true }).click();
    await this.page.locator("main strong", { hasText: name }).waitFor();
  }

  async signOut() {
    await this.page.locator(".menu__button").click();
    await this.page.getByRole("button", { name: this.site.sign_out, exact: true }).click();
    await this.page.locator(".menu").waitFor({ state: "detached" });
  }

  async giveLegalName(name) {
    await this.page.goto("/profile");
    await this.page.getByLabel(this.say.legal_name, { exact: true }).fill(name);
    await this.page.getByRole("button", { name: this.site.save }).click();
    await this.page.getByRole("status").filter({ hasText: this.site.saved }).waitFor();
  }
}
