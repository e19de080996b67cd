/**
 * How long a state may take to come before a test fails. Nothing waits for it to pass: machines of one kind differ by a factor of three, and a busy one
 * by more, so it is far beyond what anything should take.
 */
export const PATIENCE = 15_000;

/** Asks again and again until the answer is truthy, and gives it back: for states that no element shows. */
export async function until(what, probe, ms = PATIENCE) {
  const end = performance.now() + ms;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (performance.now() > end) throw new Error(`${what}: not within ${ms / 1000} s`);
    await new Promise((again) => setTimeout(again, 50));
  }
}
