/* What is typed and not saved stays on this device, letter by letter, with what it began from: saved later, it comes together with what others wrote
 * meanwhile. Each open page keeps its own; what a page left that is no longer open is offered to the next one of the same account. */

const [BASE, DRAFTS, PLACE] = ["zhixing-workshop", "drafts", "zhixing-workshop-place"];
const ANSWERS = 250;
const FORGOTTEN = 30 * 24 * 3600 * 1000;

const asked = (request) =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });

function open() {
  const request = indexedDB.open(BASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(DRAFTS);
  return asked(request);
}

/** Does one thing with the drafts, and is done when it is on the device. */
export async function drafts(mode, work) {
  const base = await open();
  try {
    const step = base.transaction(DRAFTS, mode, { durability: "strict" });
    const result = work(step.objectStore(DRAFTS));
    const finished = new Promise((done, fail) => {
      step.oncomplete = done;
      step.onabort = step.onerror = () => fail(step.error);
    });
    const [found] = await Promise.all([asked(result), finished]);
    return found;
  } finally {
    base.close();
  }
}

/** The pages of this file that are open in this browser and answer. */
function others(path, page) {
  const channel = new BroadcastChannel(BASE);
  const open = new Set();
  channel.onmessage = ({ data }) => {
    if (data.path !== path) return;
    if (data.asks) channel.postMessage({ path, here: page });
    if (data.here) open.add(data.here);
  };
  channel.postMessage({ path, asks: true });
  return new Promise((done) => setTimeout(() => done(open), ANSWERS));
}

/** What this tab sent last: a place that goes with the tab, and that a browser may refuse. */
const noted = (use) => {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
};

/** Also a build of before may have noted it, in words that are none of ours. */
const told = (name) => noted((tab) => JSON.parse(tab.getItem(name) ?? "null"));

/**
 * Keeps what a page has. `now()` gives what is to be kept, or nothing where all of it is saved; `full(is)` is told whether the device has no room.
 * `keep()` is called whenever something was typed, `sends()` before it is sent.
 */
export function keeper({ path, owner, now, full }) {
  const fresh = () => crypto.getRandomValues(new Uint32Array(2)).join("-");
  const page = fresh();
  let key = `${owner} ${path} ${page}`;
  const open = others(path, page);
  let waits = false;
  let writing = null;

  async function write() {
    while (waits) {
      waits = false;
      const draft = now();
      try {
        await drafts("readwrite", (store) => (draft ? store.put({ ...draft, at: Date.now() }, key) : store.delete(key)));
        full(false);
      } catch {
        full(Boolean(draft));
      }
    }
    writing = null;
  }

  return {
    keep() {
      waits = true;
      writing ??= write();
      return writing;
    },
    /** What is typed from now on did not go with it: the page that comes takes it over. */
    sends() {
      const sent = key;
      key = `${owner} ${path} ${fresh()}`;
      noted((tab) => tab.setItem(BASE, JSON.stringify({ sent, later: key })));
    },
    /** Where the page that comes goes on. */
    stands: (place) => noted((tab) => tab.setItem(PLACE, JSON.stringify(place))),
    /** What this tab noted when it sent last. */
    came: () => ({ ...told(BASE), place: told(PLACE) }),
    /** What closed pages of this file and account left, the newest first, without what is `stored`, and where it `arrived` without what this tab sent. */
    async left(stored, arrived) {
      const mine = `${owner} ${path} `;
      const alive = await open;
      const isClosed = (k) => k.startsWith(mine) && k !== key && !alive.has(k.slice(mine.length));
      const sent = arrived && this.came().sent;
      const found = [];
      for (const k of await drafts("readonly", (store) => store.getAllKeys())) {
        const draft = await drafts("readonly", (store) => store.get(k));
        const isOver = isClosed(k) && (draft.text === stored || k === sent);
        // whoever wrote it: nothing stays for ever
        if (isOver || draft.at < Date.now() - FORGOTTEN) await drafts("readwrite", (store) => store.delete(k));
        else if (isClosed(k)) found.push({ key: k, ...draft });
      }
      return found.sort((a, b) => b.at - a.at);
    },
    forget: (k) => drafts("readwrite", (store) => store.delete(k)),
  };
}
