/* The script of every page (worker.js, passkey.js and those of the workshop are the others written by hand). It marks the page as scripted and fetches the islands when somebody needs them.
 * A classic script (not a module), because only those know their own tag: <script src defer data-app data-wasm>.
 * When anything here fails, the forms of the page still work: they never depended on it. */
(() => {
  const tag = document.currentScript;
  document.documentElement.dataset.script = "on";
  // Safe Exam Browser on macOS and iOS sends no headers: it proves itself to the page, and the page to the server.
  const seb = document.querySelector("[data-seb]");
  const security = window.SafeExamBrowser?.security;
  const prove = async () => {
    const page = location.pathname + location.search;
    const body = JSON.stringify({ page, config_key: security.configKey, browser_key: security.browserExamKey });
    const reply = await fetch(seb.dataset.seb, { method: "POST", headers: { "content-type": "application/json" }, body });
    if (reply.ok && seb.dataset.sebThen) location.replace(seb.dataset.sebThen);
  };
  const renew = () => new Promise((done) => {
    const proven = () => prove().then(done, done);
    security.updateKeys ? security.updateKeys(proven) : proven();
  });
  if (seb && security) {
    renew();
    // A session that is signed in to again in place (islands/room/reauthenticate.rs) is a new one: it proves itself before the room hears of it and saves.
    const plain = globalThis.fetch;
    globalThis.fetch = async (...asked) => {
      const reply = await plain(...asked);
      if (reply.ok && new URL(reply.url).pathname === "/api/v1/session") await renew();
      return reply;
    };
  }

  // How high the bar over an exam is now: what is scrolled to stands below it.
  const bar = document.querySelector(".exam-bar");
  if (bar && globalThis.ResizeObserver) {
    new ResizeObserver(() => document.documentElement.style.setProperty("--bar", `${bar.offsetHeight}px`)).observe(bar);
  }

  // How long until something opens, from what it was when the page was made: by the clock of the day, because the other one sleeps with the device.
  const ahead = document.querySelector("[data-opens-in]");
  if (ahead) count(ahead, Date.now() + Number(ahead.dataset.opensIn));

  function count(place, until) {
    const two = (number) => String(number).padStart(2, "0");
    const step = () => {
      const left = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      const [hours, minutes] = [Math.floor(left / 3600), Math.floor(left / 60) % 60];
      const clock = `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(left % 60)}`;
      place.textContent = left || !place.dataset.then ? place.dataset.says.replace("*", clock) : place.dataset.then;
      if (!left) clearInterval(ticks);
    };
    const ticks = setInterval(step, 1000);
    step();
  }

  // Escape closes a menu, and so does what is done elsewhere; who left it by a key is at its button again.
  document.addEventListener("keydown", ({ key }) => {
    const menu = key === "Escape" && document.querySelector("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  for (const elsewhere of ["click", "focusin"]) {
    document.addEventListener(elsewhere, ({ target }) => {
      for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(target)) menu.open = false;
    });
  }

  // One box for all of a form's boxes of a name.
  document.addEventListener("change", ({ target }) => {
    const boxes = target.dataset?.all ? target.form.querySelectorAll(`[name="${target.dataset.all}"]`) : [];
    for (const box of boxes) box.checked = target.checked;
  });

  // Where a keyboard types at once; on a phone one on the screen would cover what is to be read.
  const first = document.querySelector("[autofocus], [data-focus]");
  if (first?.dataset.focus !== undefined && !matchMedia("(pointer: coarse)").matches) first.focus();

  // A choice in full, where the closed list cuts it off.
  for (const list of document.querySelectorAll("[data-tells]")) {
    const tell = () => (document.getElementById(list.dataset.tells).textContent = list.selectedOptions[0]?.textContent ?? "");
    list.addEventListener("change", tell);
    tell();
  }

  // What the points of a rubric come to, while they are typed.
  const sum = document.querySelector("[data-sum]");
  if (sum) {
    const add = () => {
      const points = [...sum.form.querySelectorAll("[type=number]")].reduce((all, field) => all + (field.valueAsNumber || 0), 0);
      sum.value = sum.dataset.sum.replace("*", Math.round(points * 100) / 100);
    };
    sum.form.addEventListener("input", add);
    add();
  }

  // A paper that was handed in leaves nothing on this device. What never arrived goes to the server first, to be on record.
  const over = document.querySelector("[data-over]");
  if (over) leave(...over.dataset.over.split(" ")).catch(() => {});

  async function leave(account, attempt) {
    const room = await globalThis.caches?.open("zhixing-room").catch(() => {});
    await room?.delete(`/attempts/${attempt}`);
    const done = (request) => new Promise((good, bad) => Object.assign(request, { onsuccess: () => good(request.result), onerror: bad }));
    const opening = indexedDB.open("zhixing");
    // nothing was ever kept here: no database is made
    opening.onupgradeneeded = () => opening.transaction.abort();
    const database = await done(opening);
    const own = IDBKeyRange.bound([account, attempt], [account, attempt, []]);
    const store = (name) => database.transaction(name, "readwrite").objectStore(name);
    for (const name of ["writers", "flags", "saved"]) await done(store(name).delete(own));
    const [keys, waiting] = await Promise.all([done(store("operations").getAllKeys(own)), done(store("operations").getAll(own))]);
    // what the server says of this very operation to be on record leaves the device; a page of the network, or another word, is no such word
    const kept = ["applied", "late", "not_running", "paused", "superseded", "other_writer", "passed", "not_reached"];
    for (let at = 0; at < waiting.length; at += 200) {
      const body = `[${waiting.slice(at, at + 200)}]`;
      const reply = await fetch(`/api/v1/attempts/${attempt}/operations`, { method: "POST", headers: { "content-type": "application/json" }, body });
      const { results = [] } = await reply.json();
      const safe = new Set(results.filter((said) => kept.includes(said.status)).map((said) => said.op_id));
      for (const [n, key] of keys.entries()) if (safe.has(JSON.parse(waiting[n]).op_id)) await done(store("operations").delete(key));
    }
    database.close();
  }

  // What this device can show without a network, by the titles of its kept pages.
  async function listKept(section) {
    for (const name of ["zhixing-lessons", "zhixing-lessons-open"]) {
      if (!(await caches.has(name))) continue;
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const { pathname } = new URL(request.url);
        if (!/^\/courses\/[^/]+(\/[^/]+)?$/.test(pathname) || section.querySelector(`[href="${pathname}"]`)) continue;
        const page = new DOMParser().parseFromString(await (await cache.match(request)).text(), "text/html");
        const link = Object.assign(document.createElement("a"), { href: pathname, textContent: page.querySelector("h1")?.textContent ?? pathname });
        section.querySelector("ul").appendChild(document.createElement("li")).append(link);
        section.hidden = false;
      }
    }
  }

  // Where nobody is signed in, nothing of anybody's exam room or lessons stays on the device (worker.js).
  if (document.documentElement.dataset.visitor !== undefined) {
    for (const kept of ["zhixing-room", "zhixing-lessons"]) globalThis.caches?.delete(kept).catch(() => {});
    // what an author had not saved (kept.js) and what a learner typed go when they signed out, and stay where their session ended by itself
    try {
      if (sessionStorage.getItem("signed-out")) {
        indexedDB.deleteDatabase("zhixing-workshop");
        for (const key of Object.keys(sessionStorage)) if (key.startsWith("practice ")) sessionStorage.removeItem(key);
      }
      sessionStorage.removeItem("signed-out");
    } catch {
      // a browser that keeps nothing
    }
    navigator.serviceWorker?.getRegistration("/attempts/").then((worker) => worker?.unregister(), () => {});
  }
  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (defaultPrevented || !target.getAttribute("action")?.startsWith("/sign-out")) return;
    try {
      sessionStorage.setItem("signed-out", "yes");
    } catch {
      // a browser that keeps nothing
    }
  });
  // The page that is shown where a lesson is not kept on the device (worker.js): it gives way when the network is back.
  if (document.querySelector("[data-offline]")) {
    document.querySelector("[data-again]").addEventListener("click", () => location.reload());
    listKept(document.querySelector("[data-kept]")).catch(() => {});
    // what was sent is sent again by hand alone
    if (!location.pathname.endsWith("/done")) {
      // whoever chose a kept lesson meanwhile is on the way to it: to ask again would lead back here
      let isLeaving = false;
      // not so by a click that opens beside this page, stays on it, fetches a file, or is held back
      const leads = (event) => {
        const link = event.target.closest("a[href]");
        const isPlain = !event.defaultPrevented && !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
        return Boolean(link) && isPlain && !link.target && !link.hasAttribute("download") && link.href.split("#")[0] !== location.href.split("#")[0];
      };
      addEventListener("click", (event) => (isLeaving ||= leads(event)));
      const again = () => isLeaving || location.reload();
      addEventListener("online", again);
      // the network may be back before this script is: the server itself is asked, not the worker
      const ask = () => navigator.onLine && fetch(location.href, { method: "HEAD" }).then((reply) => reply.ok && again(), () => {});
      ask();
      // whoever came back to it is here again
      addEventListener("pageshow", ({ persisted }) => {
        if (!persisted) return;
        isLeaving = false;
        ask();
      });
    }
  }
  // How far somebody read is told when the page goes out of sight, and only what is further than was told: nothing is sent while they read.
  const read = document.querySelector("[data-reached]");
  if (read && globalThis.IntersectionObserver) tellReached(read.dataset.reached);

  function tellReached(to) {
    const headings = [...document.querySelectorAll(".toc--open a")].map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    const marks = [...headings, document.querySelector("[data-end]")];
    let [reached, told] = [0, 0];
    const seen = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) reached = Math.max(reached, marks.indexOf(target) + 1);
    });
    for (const mark of marks) if (mark) seen.observe(mark);
    const tell = () => {
      if (reached <= told || !navigator.onLine) return;
      told = reached;
      const body = JSON.stringify({ heading: reached });
      fetch(to, { method: "PUT", keepalive: true, headers: { "content-type": "application/json" }, body }).catch(() => {});
    };
    document.addEventListener("visibilitychange", () => document.hidden && tell());
    addEventListener("pagehide", tell);
  }

  // Built without islands (bundle --styles-only): nothing to fetch.
  if (!tag?.dataset.app || !tag.dataset.wasm) return;

  // A first touch is one of these. They are only listened to: nothing is held back or replayed.
  const signs = ["pointerdown", "focusin", "touchstart"];
  const how = { capture: true, passive: true };
  let ready = false;

  const touched = (event) => event.target.closest?.("leptos-island") && start();

  let starting;
  const start = () => (starting ??= begin());

  async function begin() {
    for (const sign of signs) document.removeEventListener(sign, touched, how);
    try {
      // The module is on its way while its glue is read; a failed fetch is reported once, by the await below.
      const wasm = fetch(tag.dataset.wasm);
      wasm.catch(() => {});
      const mod = await import(tag.dataset.app);
      await mod.default({ module_or_path: wasm });
      mod.hydrate();
      for (const island of document.querySelectorAll("leptos-island")) await hydrate(island, mod);
      document.dispatchEvent(new CustomEvent("zhixing:ready"));
      ready = true;
      keepPage();
    } catch (error) {
      starting = undefined;
      console.warn("zhixing: the page works without its script:", error);
    }
  }

  const keepPage = () => (document.getElementById("paper") ? keepRoom() : keepLesson()).catch(() => {});

  // An exam room can be read again without a network: the worker keeps the page and what it is made of.
  async function keepRoom() {
    if (!navigator.serviceWorker) return;
    await navigator.serviceWorker.register("/worker.js", { scope: "/attempts/" });
    const { active } = await navigator.serviceWorker.ready;
    const sheet = document.querySelector("link[rel=stylesheet]").href;
    active.postMessage([location.pathname, sheet, tag.src, tag.dataset.app, tag.dataset.wasm]);
  }

  // An opened lesson can be read again without a network: whoever is signed out finds none of those of before. The module is kept once it was needed.
  const isLesson = location.pathname.startsWith("/courses/") && !document.querySelector("[data-offline]");
  async function keepLesson() {
    if (!isLesson || !navigator.serviceWorker || !navigator.onLine) return;
    for (const scope of ["/", "/courses/"]) await navigator.serviceWorker.register("/worker.js", { scope });
    const { active } = await navigator.serviceWorker.ready;
    // as the browser chose, or will choose, among its sizes: no picture comes twice
    const wide = Math.min(innerWidth, 672) * devicePixelRatio;
    const fits = (offer) => parseInt(offer.split(" ")[1]) >= wide;
    const shown = (image) => image.currentSrc || image.srcset.split(", ").find(fits)?.split(" ")[0] || image.src;
    const pictures = [...document.querySelectorAll("main img")].map(shown);
    const module = ready ? [tag.dataset.app, tag.dataset.wasm] : [];
    const lesson = [location.pathname, "/offline", document.querySelector("link[rel=stylesheet]").href, tag.src, ...module, ...pictures];
    active.postMessage({ lesson, visitor: document.documentElement.dataset.visitor !== undefined });
  }

  // Where the browser knows that there is no network, a form that sends something would leave the page, and what was filled in with it: it stays, and says
  // so. One of practice or an exam is sent when the network is back; awake, its island does that. From beside a room the worker leads back to it, which says
  // what waits. The workshop's editor says so itself.
  const away = (form) => {
    const said = document.createElement("p");
    Object.assign(said, { className: "notice notice--caution", textContent: tag.dataset.away });
    said.setAttribute("role", "alert");
    said.dataset.notSent = "";
    form.append(said);
    addEventListener("online", () => said.remove(), { once: true });
    said.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const said = form.querySelector("[data-waits]");
    const isOurs = said ? !ready : form.method === "post" && !form.closest("leptos-island, [data-editor]") && !location.pathname.startsWith("/attempts/");
    if (navigator.onLine || !isOurs) return;
    event.preventDefault();
    if (!said) return form.querySelector(":scope > [data-not-sent]") ?? away(form);
    const again = () => {
      said.hidden = true;
      start().then(() => form.requestSubmit(event.submitter));
    };
    if (said.hidden) addEventListener("online", again, { once: true });
    said.hidden = false;
    said.scrollIntoView({ block: "nearest" });
  }, true);

  // Whoever asks about an item comes back to the lesson as it was: what they had answered, and what was said of it. So does whoever leaves it without a
  // network: what waits to be checked waits on.
  const kept = `practice ${location.pathname}`;
  const itemsOf = () => [...document.querySelectorAll(".practice:not(:has([data-move]))")];
  const waitsIn = (item) => item.querySelector("[data-waits]:not([hidden])") !== null;
  function keep(asked) {
    const items = itemsOf().map((item) => {
      const fields = [...item.querySelector("form").elements].map(({ value, checked }) => [value, checked]);
      return [item.id, fields, item.querySelector("[data-feedback]")?.outerHTML, waitsIn(item)];
    });
    try {
      if (items.length) sessionStorage.setItem(kept, JSON.stringify({ asked, items }));
    } catch {
      // a browser that keeps nothing: the lesson comes back as it is
    }
  }
  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (!defaultPrevented && target.action.endsWith("/questions")) keep(true);
  });
  addEventListener("pagehide", () => {
    if (!navigator.onLine || itemsOf().some(waitsIn)) keep(false);
  });
  function comeBack() {
    const { asked, items } = JSON.parse(sessionStorage.getItem(kept) ?? "{}");
    sessionStorage.removeItem(kept);
    if (!items || (asked && !location.search.includes("did=asked"))) return;
    const there = itemsOf();
    for (const [id, values, said, waits] of items) {
      const item = there.find((one) => one.id === id);
      const form = item?.querySelector("form");
      const fields = [...(form?.elements ?? [])];
      if (fields.length !== values.length) continue;
      fields.forEach((field, n) => ([field.value, field.checked] = values[n]));
      if (said && !item.querySelector("[data-feedback]")) item.querySelector(".practice__body")?.insertAdjacentHTML("beforeend", said);
      if (waits) (navigator.onLine ? start() : Promise.resolve()).then(() => form.requestSubmit());
    }
  }

  // What is to be taken elsewhere is copied by a button where the browser can.
  function offerCopies() {
    for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
        button.textContent = button.dataset.copied;
      });
    }
  }

  // As leptos does it: outer islands before inner ones (the order of the document), and an island that stands in
  // another one's children first wakes that one's context through the callback left on its element.
  async function hydrate(island, mod) {
    const wake = mod[island.dataset.component];
    if (!wake) return console.warn("zhixing: no such island:", island.dataset.component);
    island.parentElement?.closest("leptos-children")?.$$on_hydrate?.();
    await wake(island);
  }

  function choose() {
    // when the page is there: nothing of this is in its way
    const keep = () => (globalThis.requestIdleCallback ?? setTimeout)(() => keepLesson().catch(() => {}));
    // a network that went before all was kept comes back
    addEventListener("online", () => (ready || isLesson) && keepPage());
    document.readyState === "complete" ? keep() : addEventListener("load", keep);
    offerCopies();
    try {
      comeBack();
    } catch {
      // what cannot be read is not put back
    }
    if (document.querySelector("[data-eager]")) return start();
    for (const sign of signs) document.addEventListener(sign, touched, how);
    // The reader may have been quicker than this script.
    if (document.activeElement?.closest("leptos-island")) start();
  }
  // Right with and without `defer`.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", choose);
  else choose();
})();
