// What a row of the table of pages is made of.

/**
 * `who` is a login of the demonstration, a name of `people` in states.mjs, or "" for a visitor. `address` is a route as `tests/it/access.rs` has it.
 * Without `how`, the tour has a page of that person at that address; else `how(visit, site)` gives an address, or goes there itself.
 */
export const row = (name, what, who, address, how) => ({ name, what, who, address, how });
export const at = (path) => () => path;

/** Presses a form's button and waits for the page that answers; its status. */
export async function send(page, path, fill, button = "main form button:not([name])") {
  await page.goto(path);
  await fill();
  const [reply] = await Promise.all([page.waitForNavigation(), page.locator(button).first().click()]);
  return reply.status();
}
