/** What administrators do with many people: a list opened, a group made, two accounts made one. */
export class People {
  constructor({ page, say }) {
    Object.assign(this, { page, say });
  }

  /** Looks a list over, mends nothing and opens it; the codes are on the page then. */
  async imports(lines) {
    const { page, say } = this;
    await page.goto("/admin/accounts/import");
    await page.locator("#list").fill(["login,name", ...lines].join("\n"));
    await page.getByRole("button", { name: say.import.preview, exact: true }).first().click();
    await page.getByRole("button", { name: say.import.open_n(lines.length), exact: true }).click();
    await page.getByText(say.import.done_n(lines.length)).first().waitFor();
  }

  /** A group of these logins. */
  async groups(name, english, logins) {
    const { page, say } = this;
    await page.goto("/admin/groups");
    await page.locator("#name").fill(name);
    await page.locator("#english").fill(english);
    await page.getByRole("button", { name: say.group.make, exact: true }).click();
    await page.waitForURL(/\/admin\/groups\/grp_/);
    await page.locator("#list").fill(logins.join("\n"));
    await page.getByRole("button", { name: say.group.preview, exact: true }).first().click();
    await page.getByRole("button", { name: say.group.add_n(logins.length), exact: true }).click();
    await page.getByText(say.group.came_n(logins.length)).waitFor();
  }

  /** From the page of one account: the other one side by side; then it is asked. */
  async compares(stays, closed) {
    const { page, say } = this;
    await page.goto(`/admin/accounts?q=${stays}`);
    await page.getByRole("link", { name: stays, exact: true }).click();
    await page.waitForURL(/\/admin\/accounts\/acc_/);
    await page.goto(`${new URL(page.url()).pathname}/merge?with=${closed}`);
    await page.locator("#stays label", { hasText: stays }).click();
    await page.getByRole("button", { name: say.merge.merge, exact: true }).waitFor();
  }

  async merges(stays, closed) {
    const { page, say } = this;
    await page.getByRole("button", { name: say.merge.merge, exact: true }).click();
    await page.getByRole("button", { name: say.merge.ask(closed, stays), exact: true }).click();
    await page.waitForURL(/\/admin\/accounts\/acc_\w+\?done=merged$/);
  }
}
