/** Asks again and again until the answer is truthy, and gives it back: for states that no element shows. */
export async function until(what, probe, ms = 20_000) {
  const end = performance.now() + ms;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (performance.now() > end) throw new Error(`${what}: not within ${ms / 1000} s`);
    await new Promise((again) => setTimeout(again, 50));
  }
}
