// Takes a picture of every row of support/pages.mjs: npm run pictures, or of some: ZHIXING_PICTURES=room npm run pictures
import test, { after } from "node:test";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { KEPT, PAGES, bring } from "./support/pages.mjs";
import { barred } from "./support/barred.mjs";
import { strict } from "./support/happenings.mjs";
import { mailbox } from "./support/mailbox.mjs";
import { stage } from "./support/stage.mjs";
import { states } from "./support/states.mjs";
import { SCREENS } from "./support/walk.mjs";

const folder = fileURLToPath(new URL("./pictures/", import.meta.url));
mkdirSync(folder, { recursive: true });
const only = new RegExp(process.env.ZHIXING_PICTURES ?? "");
// nothing but colours differs in the dark: one language shows them
const KINDS = [["zh", 360], ["zh", 1280], ["en", 360], ["en", 1280], ["zh", 360, "dark"], ["zh", 1280, "dark"]];
/** The most of a long page that a picture shows. */
const TALL = { 360: 2_400, 1280: 1_800 };

const mail = await mailbox();
// the second server is started for the rows that need it alone
let other;
const prepare = async (server) => ({ ...(await states(server, mail)), strict: () => (other ??= strict()) });
const it = stage({ content: barred(), prepare, flags: mail.flags });
after(async () => {
  mail.close();
  await (await other)?.stop();
});

for (const page of PAGES.filter((p) => only.test(p.name))) {
  test(page.name, async () => {
    for (const [lang, width, theme] of KINDS) {
      const person = it.site.people[page.who];
      const visit = await it.visit({ lang, theme, as: person ? undefined : page.who, ...SCREENS[width] });
      visit.forgive(/./);
      if (person) await visit.context.addCookies(person.cookies(it.server.url));
      await bring(page, visit, it.site);
      const name = [page.name, lang, width, theme].filter(Boolean).join("-");
      const isKept = KEPT.includes(name);
      writeFileSync(`${folder}${isKept ? "kept-" : ""}${name}.webp`, await picture(visit, width));
      await visit.context.setOffline(false);
      await visit.page.close();
    }
  });
}

/** As WebP, a fifth of what a PNG takes; Playwright itself makes none. */
async function picture({ page, context }, width) {
  const client = await context.newCDPSession(page);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const clip = { x: 0, y: 0, width, height: Math.min(height, TALL[width]), scale: 1 };
  const { data } = await client.send("Page.captureScreenshot", { format: "webp", quality: 55, captureBeyondViewport: true, clip });
  return Buffer.from(data, "base64");
}
