/** The public verification pages, as a stranger sees them. */
export class Verification {
  constructor({ page, say }) {
    Object.assign(this, { page, say: say.certificate });
    this.verdict = page.locator(".verdict");
  }

  async byNumber(number) {
    await this.page.goto("/verify");
    await this.page.getByLabel(this.say.number, { exact: true }).fill(number);
    await this.page.getByRole("button", { name: this.say.look_up, exact: true }).click();
    await this.verdict.waitFor();
  }

  /** `valid`, `demonstration`, `lapsed`, `revoked`, `invalid` or `unknown`. */
  state() {
    return this.verdict.getAttribute("data-state");
  }
}
