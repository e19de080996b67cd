// Draws the icons and the share card from the seal: `node server/http/src/icons/make.mjs`, with the browser of the tests. What it writes is checked in.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const here = import.meta.dirname;
const root = join(here, "../../../..");
const { chromium } = createRequire(join(root, "end2end/package.json"))("playwright-core");
const seal = readFileSync(join(here, "../favicon.svg"), "utf8");
const executablePath = process.env.ZHIXING_CHROMIUM ?? readFileSync(join(root, ".tools/chromium"), "utf8").trim();
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

async function draw(file, width, height, body, style, omitBackground = false) {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.setContent(`<style>body { margin: 0; display: grid; place-items: center; height: 100vh; } ${style}</style>${body}`);
  await page.screenshot({ path: join(here, file), omitBackground });
  await page.close();
}

const whole = "svg { width: 100%; height: 100%; }";
for (const size of [192, 512]) await draw(`${size}.png`, size, size, seal, whole, true);
// phones cut their own shape out of these: the red goes to the edge, and what is drawn stays within the middle
const full = "body { background: #a3352a; } svg { width: 82%; height: 82%; }";
await draw("180.png", 180, 180, seal, full);
await draw("maskable.png", 512, 512, seal, full);
await draw(
  "share.png",
  1200,
  630,
  `<main>${seal}<div><p class="zh" lang="zh-CN">知行</p><p class="line" lang="zh-CN">学而能行，行而有证</p><p class="en">Zhixing · Learn, do, and prove it</p></div></main>`,
  `body { background: #f3f7f4; color: #17242a; font-family: "Noto Serif CJK SC", serif; }
   main { display: flex; gap: 72px; align-items: center; } svg { width: 260px; } p { margin: 0; }
   .zh { font-size: 128px; font-weight: 700; letter-spacing: 0.14em; line-height: 1.15; }
   .line { font-size: 44px; margin-top: 18px; letter-spacing: 0.06em; } .en { font-size: 32px; margin-top: 14px; color: #47585c; }`,
);
await browser.close();
