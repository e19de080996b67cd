/** The public verification pages, as a stranger sees them. */
export class Verification {
  constructor({ page, say }) {
    Object.assign(this, { page, say: say.certificate, verdicts: say.verification });
    this.verdict = page.locator(".verdict");
  }

  async byNumber(number) {
    await this.page.goto("/verify");
    await this.page.getByLabel(this.say.number, { exact: true }).fill(number);
    await this.page.getByRole("button", { name: this.say.look_up, exact: true }).click();
    await this.verdict.waitFor();
  }

  /** Shows all of it to whoever has the check code. */
  async withCode(code) {
    await this.page.locator("#code").fill(code);
    await this.page.getByRole("button", { name: this.verdicts.show_all, exact: true }).click();
    await this.page.locator("#facts").waitFor();
  }

  /** `file` as the browser takes it: name, mimeType, buffer. */
  async byFile(file) {
    await this.page.goto("/verify");
    await this.page.locator("#file").setInputFiles(file);
    await this.page.getByRole("button", { name: this.say.check, exact: true }).click();
    await this.verdict.waitFor();
  }

  /** `valid`, `demonstration`, `lapsed`, `revoked`, `invalid` or `unknown`. */
  state() {
    return this.verdict.getAttribute("data-state");
  }
}
