import { Room } from "./room.mjs";

/** The waiting page of an assessment. */
export class Waiting {
  constructor(visit) {
    Object.assign(this, { visit, page: visit.page, say: visit.say.exam });
  }

  async open(plan) {
    await this.page.goto(`/exams/${plan}`);
  }

  /** Three checks, all passed. */
  async deviceIsReady() {
    await this.page.locator('.checks__row[data-state="pass"]').nth(2).waitFor();
  }

  /** Gives the pledge, which a mock does not ask for, and starts the clock. */
  async start() {
    const pledge = this.page.getByLabel(this.say.honesty);
    if (await pledge.count()) await pledge.check();
    await this.page.getByRole("button", { name: this.say.start, exact: true }).click();
    await this.page.waitForURL(/\/attempts\/att_[0-9a-f]+$/);
    return new Room(this.visit);
  }
}
