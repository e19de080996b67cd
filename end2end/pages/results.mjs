/** The results of an assessment: their list, the release, the files. */
export class Results {
  constructor({ page, say }) {
    Object.assign(this, { page, say: say.results, marking: say.marking });
  }

  async open(plan) {
    await this.page.goto("/results");
    await this.page.locator(`main a[href="/results/${plan}"]`).first().click();
    await this.page.waitForURL(`**/results/${plan}`);
  }

  /** To the page that asks; `reallyRelease` goes on from there. */
  async release(n) {
    await this.page.getByRole("button", { name: this.say.release_n(n) }).click();
    await this.page.locator(".button--danger").waitFor();
  }

  async reallyRelease(n) {
    await this.page.getByRole("button", { name: this.marking.ask_release(n), exact: true }).click();
    await this.page.getByText(this.say.released_now(n)).waitFor();
  }

  /** The text of the file that a spreadsheet opens. */
  async csv() {
    const arrives = this.page.waitForEvent("download");
    await this.page.getByRole("link", { name: this.say.export_csv, exact: true }).click();
    const chunks = [];
    for await (const chunk of await (await arrives).createReadStream()) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  }
}
