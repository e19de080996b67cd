import { until } from "../support/until.mjs";

/** The exam room: one item at a time where scripts run, all of them where they do not. */
export class Room {
  constructor(visit) {
    Object.assign(this, { visit, page: visit.page, say: visit.say.exam });
    this.bar = this.page.locator(".exam-bar .save-state");
    this.time = this.page.getByRole("timer");
    this.countdown = this.page.locator(".countdown");
    this.alert = this.page.locator(".exam-bar__notice");
    this.pause = this.page.locator("dialog#paused");
  }

  /** What the device keeps of this page's attempts: operations that the server has not acknowledged. */
  async journal() {
    return (await this.kept("operations")).map((text) => JSON.parse(text));
  }

  /** The texts in one of the device's stores. */
  kept(store) {
    return this.page.evaluate((store) => new Promise((found, failed) => {
      const request = indexedDB.open("zhixing", 1);
      request.onerror = () => failed(request.error);
      request.onsuccess = () => {
        const all = request.result.transaction(store).objectStore(store).getAll();
        all.onsuccess = () => {
          request.result.close();
          found(all.result);
        };
      };
    }), store);
  }

  /** The dialog in which one signs in again. */
  get dialog() {
    return this.page.locator("dialog:has(#sign-in-title)");
  }

  async signInAgain(login, password) {
    await this.alert.getByRole("button", { name: this.say.sign_in_again }).click();
    await this.signInAs(login, password);
  }

  async signInAs(login, password) {
    await this.dialog.getByLabel(this.say.login, { exact: true }).fill(login);
    await this.dialog.getByLabel(this.visit.say.account.password, { exact: true }).fill(password);
    await this.dialog.getByRole("button", { name: this.visit.say.account.sign_in, exact: true }).click();
  }

  /** Asks the bar's menu for the answer file; its text. */
  async answerFile() {
    const download = this.page.waitForEvent("download");
    await this.page.locator(".exam-bar__more").click();
    await this.page.locator("[data-answer-file]").click();
    const file = await download;
    const chunks = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk);
    return { name: file.suggestedFilename(), text: Buffer.concat(chunks).toString() };
  }

  get attempt() {
    return this.page.url().match(/att_[0-9a-f]+/)[0];
  }

  async open(attempt, hash = "") {
    await this.page.goto(`/attempts/${attempt}${hash}`);
    await this.awake();
  }

  /** The islands have taken over the form, and filled in what the device kept. */
  async awake() {
    await this.page.locator('.exam[data-mode="one"][data-whole]').waitFor();
  }

  /** The worker keeps the page as it is now, and all that it is made of: it can be opened without a network. */
  isKept() {
    return until("the room is kept", () => this.page.evaluate(async () => {
      const room = await caches.open("zhixing-room");
      const page = await (await room.match(location.pathname))?.text();
      const items = [...document.querySelectorAll("section[data-item]")].map((item) => `data-item="${item.dataset.item}"`);
      return Boolean(page && items.every((item) => page.includes(item)) && (await room.keys()).length >= 5 && navigator.serviceWorker.controller);
    }));
  }

  item(key) {
    return this.page.locator(`section[data-item="${key}"]`);
  }

  /** Keys in the order of the paper. */
  keys() {
    return this.page.locator("section[data-item]").evaluateAll((all) => all.map((s) => s.dataset.item));
  }

  shown() {
    return this.page.locator("section[data-item]:not([hidden])");
  }

  async next() {
    await this.page.getByRole("button", { name: this.say.next_item }).click();
  }

  /** Opens an item by its cell of the answer sheet. */
  async turnTo(key) {
    await this.cell(key).click();
    await this.item(key).waitFor();
  }

  cell(key) {
    return this.page.locator(`[data-cell="${key}"]`);
  }

  /** Gives an answer through the item's own controls. */
  async answer(key, value) {
    const item = this.item(key);
    const part = (i) => item.locator(`[name="a.${key}.${i}"]`);
    const card = (v) => item.locator(`.choice:has(input[value="${v}"])`);
    switch (value.type) {
      case "single":
        return card(value.option).click();
      case "truefalse":
        return card(value.value).click();
      case "multiple":
        for (const input of await item.locator("input.choice__input").all()) {
          const place = Number(await input.inputValue());
          if ((await input.isChecked()) !== value.options.includes(place)) await card(place).click();
        }
        return;
      case "numeric":
      case "short":
      case "essay":
        return item.getByRole("textbox").fill(value.text);
      case "cloze":
        for (const [i, text] of value.gaps.entries()) {
          if ((await part(i).evaluate((e) => e.tagName)) === "SELECT") await part(i).selectOption({ value: text });
          else await part(i).fill(text);
        }
        return;
      case "ordering":
        for (const [i, place] of value.positions.entries()) await part(i).selectOption({ value: String(place) });
        return;
      case "matching":
        for (const [i, partner] of value.partners.entries()) await part(i).selectOption({ value: partner === null ? "" : String(partner) });
        return;
      default:
        throw new Error(`no such type: ${value.type}`);
    }
  }

  /** Puts the entries of an ordering item into the places wanted with the buttons alone. */
  async order(key, positions) {
    const item = this.item(key);
    const wanted = positions.map((place, entry) => [place, entry]).sort((a, b) => a[0] - b[0]).map(([, entry]) => entry);
    const shown = () => item.locator(".ordering select").evaluateAll((all) => all.map((s) => Number(s.name.split(".").at(-1))));
    for (const [place, entry] of wanted.entries()) {
      for (let at = (await shown()).indexOf(entry); at > place; at -= 1) {
        await item.locator(".ordering__row").nth(at).locator('[data-move="up"]').click();
      }
    }
  }

  /** What the form says to an item, as it would be sent. */
  says(key) {
    return this.page.evaluate((key) => {
      const fields = [...new FormData(document.getElementById("paper"))];
      return fields.filter(([name]) => name === `a.${key}` || name.startsWith(`a.${key}.`)).map(([name, value]) => `${name}=${value}`).sort();
    }, key);
  }

  foot(key, state) {
    return this.item(key).locator(`.question__foot .save-state[data-state="${state}"]`);
  }

  /** The line below an item says that the server has it. */
  async saved(key) {
    await this.foot(key, "saved").waitFor({ state: "attached" });
  }

  /** The bar says so of everything. */
  async allSaved() {
    await this.barSays(this.say.all_saved);
  }

  /** The bar says that so many items wait on this device. */
  async waits(n) {
    await this.barSays(this.say.waiting_n(n));
  }

  async barSays(text) {
    await this.bar.filter({ hasText: text }).waitFor();
  }

  /** What the server has: values by item. */
  async onServer(attempt = this.attempt) {
    const { answers } = await this.visit.api(`/attempts/${attempt}`);
    return Object.fromEntries(answers.map((a) => [a.item, a.value]));
  }

  async review() {
    await this.page.getByRole("button", { name: this.say.review_button }).first().click();
    await this.page.waitForURL(/\/review$/);
  }

  /** On the review page. */
  async handIn() {
    await this.page.locator('form[action$="/submit"] .button--primary').click();
    await this.page.waitForURL(/\/receipt$/);
  }
}
