/** Where teachers write, and what becomes of it. */
export class Workshop {
  constructor({ page, say }) {
    Object.assign(this, { page, say: say.workshop });
    this.text = page.locator(".cm-content");
  }

  /** Begins a course; its first lesson is open then, and awake. */
  async begin(title, name) {
    await this.page.goto("/teach/new");
    await this.page.locator("#title").fill(title);
    await this.page.locator("#name").fill(name);
    await this.page.locator("#name").press("Enter");
    await this.page.locator("[data-editor][data-ready]").waitFor();
  }

  /** Writes at the end. */
  async write(words) {
    await this.text.focus();
    await this.page.keyboard.press("Control+End");
    await this.page.keyboard.insertText(words);
  }

  /** Writes all of it anew: what a template says is no lesson. */
  async writesAnew(words) {
    await this.text.focus();
    await this.page.keyboard.press("Control+a");
    await this.page.keyboard.insertText(words);
  }

  async shows(words) {
    await this.page.locator("[data-preview]").getByText(words).first().waitFor({ state: "attached" });
    await this.page.getByText(this.say.no_problems).waitFor();
  }

  async save() {
    await this.text.press("Control+s");
    await this.page.getByText(this.say.saved, { exact: true }).waitFor();
  }

  async names(course, login, role) {
    await this.page.goto(`/teach/${course}/people`);
    await this.page.locator("#login").fill(login);
    await this.page.locator("#role").selectOption(role);
    await this.page.locator("form:has(#login) button").first().click();
    await this.page.waitForURL(`**/teach/${course}/people?done=yes*`);
  }

  async askColleague(course) {
    await this.page.goto(`/teach/${course}/publish`);
    await this.page.getByRole("button", { name: this.say.ask_review, exact: true }).click();
    await this.page.getByText(this.say.waits_for_colleague).waitFor();
  }

  /** What a colleague does meanwhile. */
  async approves(colleague, course) {
    const { text } = await colleague.ask("GET", `/teach/${course}/publish`);
    const digest = text.match(/name="digest" value="([^"]+)"/)[1];
    await colleague.ask("POST", `/teach/${course}/review`, { form: { do: "approve", digest } });
  }

  async publish(course) {
    await this.page.goto(`/teach/${course}/publish`);
    await this.page.getByRole("button", { name: this.say.publish_now, exact: true }).click();
    await this.page.getByText(this.say.published, { exact: true }).waitFor();
  }
}
