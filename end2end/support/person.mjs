// Somebody who speaks HTTP without a browser: to bring about quickly what a test begins with.
export const PASSWORD = "zhixing-demo";
export const ESSAY = "先去掉重复的记录，再补上缺少的内容，最后改正写错的地方。\nCheck a sample by hand at the end.";

export class Person {
  #cookies = new Map();

  constructor(server) {
    this.server = server;
  }

  async ask(method, path, { form, json } = {}) {
    const headers = { cookie: [...this.#cookies].map((pair) => pair.join("=")).join("; ") };
    if (json !== undefined) headers["content-type"] = "application/json";
    const body = form ? new URLSearchParams(form) : json === undefined ? undefined : JSON.stringify(json);
    const reply = await fetch(this.server.url + path, { method, headers, body, redirect: "manual" });
    for (const cookie of reply.headers.getSetCookie()) {
      const [, name, value] = cookie.match(/^([^=]+)=([^;]*)/);
      this.#cookies.set(name, value);
    }
    const text = await reply.text();
    if (reply.status >= 400) throw new Error(`${method} ${path}: ${reply.status} ${text.slice(0, 300)}`);
    const isJson = /json/.test(reply.headers.get("content-type") ?? "");
    return { text, json: isJson && text ? JSON.parse(text) : null, to: reply.headers.get("location") };
  }

  /** The bytes of a file. */
  async download(path) {
    const headers = { cookie: [...this.#cookies].map((pair) => pair.join("=")).join("; ") };
    const reply = await fetch(this.server.url + path, { headers });
    if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
    return Buffer.from(await reply.arrayBuffer());
  }

  /** Sends a file as a form does. */
  async upload(path, name, text) {
    const form = new FormData();
    form.append("file", new Blob([text]), name);
    const headers = { cookie: [...this.#cookies].map((pair) => pair.join("=")).join("; ") };
    const reply = await fetch(this.server.url + path, { method: "POST", headers, body: form, redirect: "manual" });
    if (reply.status >= 400) throw new Error(`${path}: ${reply.status}`);
    return { to: reply.headers.get("location") };
  }

  /** The session, for a browser that goes on with it. */
  cookies(url) {
    return [...this.#cookies].map(([name, value]) => ({ name, value, url }));
  }

  async signsIn(login) {
    await this.ask("POST", "/api/v1/session", { json: { login, password: PASSWORD } });
    return this;
  }

  /** Opens an account of a new name, with the password of the demonstration's accounts. */
  async registers(name = "新学员") {
    this.login = `learner-${id("n").slice(-12)}`;
    await this.ask("POST", "/register", { form: { login: this.login, name, password: PASSWORD, agree: "yes" } });
    return this;
  }

  /** As an administrator: an account whose legal name was seen on a document; its login. */
  async opensAccount(name, role = "learner") {
    const login = `learner-${id("n").slice(-12)}`;
    await this.ask("POST", "/admin/accounts", { form: { login, name, legal_name: name, password: PASSWORD, role } });
    return login;
  }

  /** Starts, or resumes; the id of the attempt. */
  async starts(plan) {
    return (await this.ask("POST", `/api/v1/assessments/${plan}/attempts`)).json.attempt;
  }

  /** Answers everything as the key has it, and hands in. */
  async sits(plan) {
    const attempt = await this.starts(plan);
    const writer = id("wr");
    let seq = 0;
    const lines = Object.entries(await this.server.key(attempt)).map(([item, value]) => {
      seq += 1;
      return { op_id: id("op"), item, value: value ?? { type: "essay", text: ESSAY }, writer, seq };
    });
    await this.ask("POST", `/api/v1/attempts/${attempt}/operations`, { json: lines });
    await this.ask("POST", `/api/v1/attempts/${attempt}/submission`);
    return attempt;
  }

  /** Gives full marks to every essay that waits, and releases the results. */
  async marksAndReleases(plan) {
    for (;;) {
      const { to } = await this.ask("POST", "/marking", { form: { plan } });
      if (to.startsWith("/marking?")) break;
      const sheet = (await this.ask("GET", to)).text;
      const most = [...sheet.matchAll(/<input[^>]*type="number"[^>]*>/g)].map(([tag]) => tag.match(/max="([^"]*)"/)[1]);
      await this.ask("POST", to, { form: { comment: "", ...Object.fromEntries(most.map((m, i) => [`points.${i}`, m])) } });
    }
    await this.ask("POST", `/marking/release/${plan}`, { form: { confirmed: "yes" } });
  }

  /** Confirms the name that an attempt froze, as staff who saw a document. */
  async confirmsName(attempt, name) {
    await this.ask("POST", `/invigilation/attempts/${attempt}/name`, { form: { do: "confirm", name, note: "核对身份证原件" } });
  }

  async certificateOf(attempt) {
    return (await this.ask("GET", `/api/v1/attempts/${attempt}/result`)).json.certificate;
  }
}

/** An id as clients mint them: a prefix and a UUIDv7. */
export function id(prefix) {
  const time = Date.now().toString(16).padStart(12, "0");
  const dice = [...crypto.getRandomValues(new Uint8Array(9))].map((b) => b.toString(16).padStart(2, "0")).join("");
  return `${prefix}_${time}7${dice.slice(0, 3)}8${dice.slice(3, 18)}`;
}
