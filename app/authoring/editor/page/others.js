/* Who else has the file open: this page says that it has, again and again while it is seen, and is told of the others. */

const EVERY = 20000;

export function meeting({ root, part }, hasEnded) {
  const { path, editors } = root.dataset;
  const line = part("others");
  const words = line.querySelector("span");

  function put(who) {
    const said = who.length ? line.dataset.others.replace("…", () => who.join(line.dataset.between)) : "";
    if (words.textContent !== said) words.textContent = said;
    line.hidden = !said;
  }

  async function tell() {
    // nothing in the name of somebody who signed in meanwhile
    if (document.hidden || hasEnded()) return;
    try {
      const body = JSON.stringify({ path });
      const headers = { "content-type": "application/json" };
      const reply = await fetch(editors, { method: "PUT", headers, body, signal: AbortSignal.timeout(EVERY) });
      if (reply.ok) put((await reply.json()).others);
    } catch {
      // that the server cannot be reached is told with what learners see
    }
  }

  setInterval(tell, EVERY);
  document.addEventListener("visibilitychange", tell);
  tell();
}
