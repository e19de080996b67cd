// The two ways in which somebody uses a page: with a mouse, and with the keyboard alone. Both can do the same; words are typed in either.
import assert from "node:assert/strict";
import { until } from "./until.mjs";

/** A mouse. Nothing is reached by a key. */
export const mouse = ({ page }) => ({
  press: (target) => target.click(),
  fill: async (target, words) => {
    await target.click({ clickCount: 3 });
    await page.keyboard.insertText(words);
  },
  choose: (target, value) => target.selectOption(value),
  file: async (target, file) => {
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), target.click()]);
    await chooser.setFiles(file);
  },
  /** The caret at the end of the text. */
  end: async () => {
    const { width, height } = await page.locator(".cm-line").last().boundingBox();
    await page.locator(".cm-line").last().click({ position: { x: width - 2, y: height - 2 } });
  },
  save: (button) => button.click(),
  /** What a mouse does not ask for. */
  stays: async () => {},
});

/** A keyboard alone: every place is reached by Tab and arrows, and it has to be seen that it is reached. */
export const keyboard = ({ page }) => {
  const reach = async (target) => {
    await target.waitFor({ state: "attached" });
    let element = await target.elementHandle();
    for (let stops = 0; stops < 400; stops += 1) {
      // what is drawn anew while one is on the way is another element in the same place
      if (!(await element.evaluate((e) => e.isConnected))) element = await target.elementHandle();
      const key = await page.evaluate(way, element);
      if (!key) return seen(page);
      await page.keyboard.press(key);
    }
    throw new Error(`no key leads to ${target}`);
  };
  return {
    press: async (target) => {
      await reach(target);
      const isTicked = await target.evaluate((e) => ["checkbox", "radio"].includes(e.type));
      if (!isTicked) await page.keyboard.press("Enter");
      else if (!(await target.isChecked())) await page.keyboard.press("Space");
    },
    fill: async (target, words) => {
      await reach(target);
      await page.keyboard.press("Control+a");
      await page.keyboard.type(words);
    },
    choose: async (target, value) => {
      await reach(target);
      await page.keyboard.press("Home");
      for (let n = 0; (await target.inputValue()) !== value; n += 1) {
        assert.ok(n < 30, `arrows do not lead to ${value}`);
        await page.keyboard.press("ArrowDown");
      }
    },
    file: async (target, file) => {
      await reach(target);
      const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Space")]);
      await chooser.setFiles(file);
    },
    end: async () => {
      await reach(page.locator(".cm-content"));
      await page.keyboard.press("Control+End");
    },
    save: () => page.keyboard.press("Control+s"),
    /** The focus is somewhere, and it is seen where. */
    stays: () => seen(page),
  };
};

/** In the page: the key that leads towards an element from where the focus is; nothing where it is there. */
function way(target) {
  const now = document.activeElement;
  if (now === target) return null;
  const follows = now === document.body || Boolean(now.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING);
  // one stop of the tabulator, along which arrows lead
  const bar = target.closest('[role="toolbar"]');
  const isGroup = target.type === "radio" && now.type === "radio" && now.name === target.name && now.form === target.form;
  if (isGroup || bar?.contains(now)) return follows ? "ArrowRight" : "ArrowLeft";
  return follows ? "Tab" : "Shift+Tab";
}

/** That the focus is somewhere and is seen; a component may need a moment to show it. */
async function seen(page) {
  let fault;
  await until("the focus is seen", async () => !(fault = await page.evaluate(unseen)), 5_000).catch(() => assert.fail(fault));
}

/** In the page: why nobody sees where the focus is; nothing where it is seen. */
function unseen() {
  const focus = document.activeElement;
  if (!focus || focus === document.body) return "the focus is lost";
  const around = [focus, focus.parentElement, focus.closest(".choice"), focus.closest(".cm-editor"), focus.nextElementSibling].filter(Boolean);
  const isMarked = around.some((e) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(e);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  });
  if (!isMarked) return `nothing shows the focus: ${focus.outerHTML.slice(0, 120)}`;
  const { top, bottom } = focus.getBoundingClientRect();
  return bottom > 0 && top < innerHeight ? "" : `the focus is outside: ${focus.outerHTML.slice(0, 120)}`;
}
