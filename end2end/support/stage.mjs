// What every test file begins with: its own server and one Chromium. Visits are closed after each test, and must have been quiet.
import { after, afterEach, before } from "node:test";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { PASSWORD } from "./person.mjs";
import { serve } from "./server.mjs";
import { PATIENCE } from "./until.mjs";
import { words } from "./words.mjs";

export { LITTLE } from "./server.mjs";

const ARGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
const LOCALES = { zh: "zh-CN", en: "en-GB" };

/** Sets a file's stage; `options` are those of `serve`. What `prepare(server)` brings about is `site`. */
export function stage({ prepare, ...options } = {}) {
  const visits = [];
  const it = {
    /**
     * A browser of somebody: `lang`, `theme`, `as` (the login of a demonstration account), `scripts`, and what Playwright knows of a device.
     * The visit has `page`, `context`, `scripts`, `say` (the words of its language), `api(path)` and `errors`, a list that must stay empty;
     * `forgive(pattern)` takes out what a test provokes.
     */
    async visit({ lang = "zh", theme, as, scripts = true, ...device } = {}) {
      const context = await it.browser.newContext({
        baseURL: it.server.url,
        locale: LOCALES[lang],
        javaScriptEnabled: scripts,
        viewport: { width: 1280, height: 800 },
        reducedMotion: "reduce",
        ...device,
      });
      context.setDefaultTimeout(PATIENCE);
      const cookies = { lang, theme };
      await context.addCookies(Object.entries(cookies).filter(([, v]) => v).map(([name, value]) => ({ name, value, url: it.server.url })));
      await context.addInitScript(() => document.addEventListener("zhixing:ready", () => (window.isReady = true)));
      const visit = { context, lang, scripts, say: words(lang), errors: [] };
      const forgiven = [];
      visit.forgive = (pattern) => forgiven.push(pattern);
      visit.complaints = () => visit.errors.filter((e) => !forgiven.some((f) => f.test(e)));
      context.on("page", (page) => {
        page.on("console", (m) => m.type() === "error" && visit.errors.push(`${page.url()}: ${m.text()} ${m.location().url ?? ""}`));
        page.on("pageerror", (e) => visit.errors.push(`${page.url()}: ${e.stack ?? e}`));
      });
      visit.api = async (path) => {
        const reply = await context.request.get(`/api/v1${path}`);
        assert.equal(reply.status(), 200, `GET /api/v1${path}`);
        return reply.json();
      };
      if (as) {
        const reply = await context.request.post("/api/v1/session", { data: { login: as, password: PASSWORD } });
        assert.equal(reply.status(), 200, `${as} signs in`);
      }
      visit.page = await context.newPage();
      visits.push(visit);
      return visit;
    },
  };
  before(async () => {
    const executablePath = process.env.ZHIXING_CHROMIUM ?? "/usr/bin/chromium";
    it.server = await serve(options);
    it.site = await prepare?.(it.server);
    it.browser = await chromium.launch({ executablePath, args: ARGS.split(" ") });
  });
  afterEach(async () => {
    const complaints = visits.flatMap((v) => v.complaints());
    for (const visit of visits.splice(0)) {
      // a request that a test held or forwards may still be open: what becomes of it is nobody's fault, and would fail the whole file
      for (const page of visit.context.pages()) await page.unrouteAll({ behavior: "ignoreErrors" });
      await visit.context.unrouteAll({ behavior: "ignoreErrors" });
      await visit.context.close();
    }
    assert.deepEqual(complaints, [], "the browser complained");
  });
  after(async () => {
    await it.browser?.close();
    await it.server?.stop();
  });
  return it;
}
