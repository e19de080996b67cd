// The workshop's editor as tests use it: the field that is typed into, and the field of the form that follows it.

/** The editor of a file, awake. `typed` is what is typed into, by the component or without it. */
export async function edit({ page }, path) {
  await page.goto(`/teach/${path.split("/")[0]}/edit?path=${path}`);
  await page.locator("[data-editor][data-ready]").waitFor();
  const typed = (await page.locator(".cm-content").count()) ? page.locator(".cm-content") : page.locator("#text");
  return { typed, focus: () => typed.focus(), inputValue: () => page.locator("#text").inputValue() };
}

export const preview = (page, text) => page.locator("[data-preview]").getByText(text).first().waitFor();

/** How many drafts the device keeps. */
export const kept = (page) => page.evaluate(counted);

/** In the page. */
const counted = () =>
  new Promise((done) => {
    const open = indexedDB.open("zhixing-workshop", 1);
    open.onupgradeneeded = () => open.result.createObjectStore("drafts");
    open.onsuccess = () => {
      const count = open.result.transaction("drafts").objectStore("drafts").count();
      count.onsuccess = () => (open.result.close(), done(count.result));
    };
  });

/** A save that is on its way until `words` were typed after it was sent and are on the device. Nothing can be asked of a page that is about to be left. */
export async function typesWhileItSaves(page, words) {
  let release;
  const held = new Promise((done) => (release = done));
  await page.route("**/typed-meanwhile", (route) => (release(), route.fulfill({ status: 204 })));
  await page.route("**/edit", async (route) => (route.request().method() === "POST" && (await held), await route.continue()));
  await page.evaluate(`window.countKept = ${counted}`);
  await page.evaluate(
    (words) => {
      document.querySelector(".editor__form").addEventListener("submit", (event) => {
        if (event.defaultPrevented) return;
        setTimeout(async () => {
          document.execCommand("insertText", false, words);
          while ((await window.countKept()) < 2);
          await fetch("/typed-meanwhile");
        });
      });
    },
    words,
  );
  await page.keyboard.press("Control+s");
}
