/** A lesson and the practice in it. */
export class Lesson {
  constructor({ page, say }) {
    Object.assign(this, { page, say: say.course });
    this.practice = page.locator(".practice");
  }

  async open(course, slug) {
    await this.page.goto(`/courses/${course}/${slug}`);
  }

  /** Touches a practice item as a reader does, and waits until the islands are awake. */
  async touch(practice) {
    await practice.locator(".choice, input, select, button").first().focus();
    await this.page.waitForFunction(() => window.isReady);
  }

  async check(practice) {
    await practice.getByRole("button", { name: this.say.check }).click();
    const feedback = practice.locator("[data-feedback]");
    await feedback.waitFor();
    return feedback;
  }

  async markAsRead() {
    await this.page.getByRole("button", { name: this.say.mark_read }).click();
  }
}
