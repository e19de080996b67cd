/* The exam room and opened lessons without a network: a reload shows the page again, and the islands fill in what this device keeps.
 * What stands beside a room and cannot be reached leads back to it.
 * It knows rooms (/attempts/att_…), courses (/courses/…), and the built files and pictures of their pages; everything else goes to the network as if it
 * were not here, and where there is none a page tells what can be opened. boot.js registers it once for each of the three, and takes away what it keeps
 * where nobody is signed in. */
const KEPT = "zhixing-room";
/** Lessons of somebody who is signed in, which go when they sign out; and those that were read without an account. */
const LESSONS = "zhixing-lessons";
const OPEN = "zhixing-lessons-open";
const OFFLINE = "/offline";
const PATIENCE_MS = 8_000;
const LESSON_PATIENCE_MS = 4_000;
/** The newest are kept: pages, files of some builds, and pictures up to a size. */
const PAGES = 30;
const FILES = 12;
const PICTURES = 100;
const PICTURE_BYTES = 512 << 10;
const isOurs = (url) => url.origin === location.origin;
const isRoom = (url) => isOurs(url) && /^\/attempts\/att_[0-9a-f]+$/.test(url.pathname);
/** Pages and forms beside a room; not the form of its answers: what was typed is in that request alone, and the browser offers to send it again. */
const isBeside = (url) => isOurs(url) && /^\/attempts\/att_[0-9a-f]+\/(?!answers$)/.test(url.pathname);
const isBuilt = (url) => isOurs(url) && url.pathname.startsWith("/assets/");
const isCourse = (url) => isOurs(url) && url.pathname.startsWith("/courses/");
const isLesson = (url) => isOurs(url) && /^\/courses\/[^/]+(\/[^/]+)?$/.test(url.pathname);
/** Films, sound and data are not kept: players ask for parts of them, and they are long. */
const isPicture = (url) => isOurs(url) && /^\/media\/.+\.(svg|png|jpe?g|webp)$/.test(url.pathname);
const isOffline = (url) => isOurs(url) && url.pathname === OFFLINE;

self.addEventListener("install", () => self.skipWaiting());
// A lesson goes on as it was loaded; it is the next one that needs the worker.
self.addEventListener("activate", (event) => self.registration.scope.endsWith("/attempts/") && event.waitUntil(self.clients.claim()));

// A page says what it is made of: it was loaded before the worker was there. Of rooms, those of earlier exams go.
self.addEventListener("message", (event) => {
  const paths = event.data.lesson ?? event.data;
  if (!Array.isArray(paths)) return;
  const urls = paths.map((path) => new URL(path, location.origin));
  const work = event.data.lesson ? keepLesson(event.data.visitor ? OPEN : LESSONS, urls) : keep(urls.filter((url) => isRoom(url) || isBuilt(url)));
  event.waitUntil(work.catch(() => {}));
});

async function keep(wanted) {
  const cache = await caches.open(KEPT);
  for (const old of await cache.keys()) {
    if (!wanted.some((url) => url.href === old.url)) await cache.delete(old);
  }
  for (const url of wanted) {
    // the browser has just loaded them: nobody is asked again
    if (isRoom(url) || !(await cache.match(url))) await put(cache, url, await fetch(url, { cache: "force-cache" }));
  }
}

async function keepLesson(name, wanted) {
  const cache = await caches.open(name);
  for (const url of wanted) {
    const isPage = isLesson(url) || isOffline(url);
    if (isPage) await putPage(cache, url, await fetch(url, { cache: "force-cache" }));
    else if ((isBuilt(url) || isPicture(url)) && !(await cache.match(url))) await put(cache, url, await fetch(url, { cache: "force-cache" }), PICTURE_BYTES);
  }
  const kept = await cache.keys();
  for (const [is, most] of [[isLesson, PAGES], [isBuilt, FILES], [isPicture, PICTURES]]) {
    const own = kept.filter((request) => is(new URL(request.url)));
    for (const old of own.slice(0, Math.max(0, own.length - most))) await cache.delete(old);
  }
}

/** A sign-in page, an error, and what is not to be kept is no room. Pictures have a largest size. */
async function put(cache, url, reply, most = Infinity) {
  if (reply.status !== 200 || reply.redirected || /no-store/.test(reply.headers.get("cache-control"))) return;
  if (isPicture(url) && (await reply.clone().blob()).size > most) return;
  await cache.put(url.origin + url.pathname, reply);
}

/** A page that is shown later does not say that nobody is signed in: that would take away what somebody else keeps. */
async function putPage(cache, url, reply) {
  if (reply.status !== 200 || reply.redirected) return;
  const text = (await reply.text()).replace(/(<html[^>]*?) data-visitor(="")?/, "$1");
  await cache.put(url.origin + url.pathname, new Response(text, { headers: { "content-type": "text/html; charset=utf-8" } }));
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const isPage = request.mode === "navigate";
  if (isPage && isCourse(url)) event.respondWith(request.method === "GET" && isLesson(url) ? lesson(event, url) : sent(request));
  else if (isPage && isBeside(url)) event.respondWith(beside(request, url));
  else if (request.method !== "GET") return;
  else if (isPage && isRoom(url)) event.respondWith(room(event, url));
  else if (isPage && isOurs(url) && self.registration.scope === `${location.origin}/`) event.respondWith(sent(request));
  else if (isBuilt(url) || isPicture(url)) event.respondWith(built(request));
});

const late = (ms) => new Promise((give) => setTimeout(give, ms));

/** The server's page; the kept one when no reply comes, or none in time, or one that says that the server is down. */
async function room(event, url) {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(url.origin + url.pathname);
  const fresh = fetch(event.request);
  if (!kept) return fresh;
  const reply = await Promise.race([fresh.catch(() => {}), late(PATIENCE_MS)]);
  if (!reply || reply.status >= 500) return marked(kept);
  // it leads elsewhere now: the exam is over, or somebody else asks
  if (reply.type === "opaqueredirect" || reply.status === 404) event.waitUntil(cache.delete(url.origin + url.pathname));
  if (reply.status === 200 && !reply.redirected) event.waitUntil(put(cache, url, reply.clone()));
  return reply;
}

/** Longer than the room itself waits for the clock (islands/room/sender.rs): else a slow review would lead back to the room again and again. */
const BESIDE_PATIENCE_MS = 20_000;

/** What stands beside a kept room, else the room itself, which says that there is no network and what waits (islands/room/review.rs). */
async function beside(request, url) {
  const room = location.origin + url.pathname.split("/", 3).join("/");
  const kept = await (await caches.open(KEPT)).match(room);
  const fresh = fetch(request);
  if (!kept) return fresh;
  // a form that was sent may have arrived: it is not given up
  const reply = await Promise.race([fresh.catch(() => {}), ...(request.method === "GET" ? [late(BESIDE_PATIENCE_MS)] : [])]);
  return reply ?? Response.redirect(`${room}#review-here`, 303);
}

/** A kept room says that it is one: the islands fill in what was saved after it was made (islands/room/sync.rs). */
async function marked(kept) {
  const text = (await kept.text()).replace("<html", '<html data-kept=""');
  const headers = new Headers(kept.headers);
  for (const name of ["content-length", "content-encoding"]) headers.delete(name);
  return new Response(text, { headers });
}

/** The newest that this device keeps of somebody who is signed in, else of anybody. */
async function found(path) {
  for (const name of [LESSONS, OPEN]) {
    const kept = (await caches.has(name)) && (await caches.match(location.origin + path, { cacheName: name }));
    if (kept) return kept;
  }
}

/** The server's lesson, else the kept one, else a page that says what is missing: never the browser's own. */
async function lesson(event, url) {
  const kept = await found(url.pathname);
  const fresh = fetch(event.request).catch(() => {});
  const reply = await (kept ? Promise.race([fresh, late(LESSON_PATIENCE_MS)]) : fresh);
  if (reply && (reply.status < 500 || !kept)) return reply;
  return kept ?? (await found(OFFLINE)) ?? Response.error();
}

/** What a form sent, or a page that is not kept. */
async function sent(request) {
  const reply = await fetch(request).catch(() => {});
  return reply ?? (await found(OFFLINE)) ?? Response.error();
}

/** Built files bear their content in their names, so a kept one is the right one. Pictures do not: the server goes first. */
async function built(request) {
  const url = new URL(request.url);
  if (isPicture(url)) return fetch(request).catch(async () => (await found(url.pathname)) ?? Response.error());
  return (await caches.match(request)) ?? fetch(request);
}
