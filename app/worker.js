/* The exam room without a network: a reload shows the paper again, and the islands fill in what this device keeps.
 * It knows nothing but rooms (/attempts/att_…) and the built files of their pages; everything else goes to the network as if it were not here.
 * boot.js registers it in a room, and takes it away with all it keeps where nobody is signed in. */
const KEPT = "zhixing-room";
const PATIENCE_MS = 8_000;
const isRoom = (url) => url.origin === location.origin && /^\/attempts\/att_[0-9a-f]+$/.test(url.pathname);
const isBuilt = (url) => url.origin === location.origin && url.pathname.startsWith("/assets/");

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// A room says what it is made of: it was loaded before the worker was there. Rooms and files of earlier exams go.
self.addEventListener("message", (event) => {
  if (!Array.isArray(event.data)) return;
  const wanted = event.data.map((path) => new URL(path, location.origin)).filter((url) => isRoom(url) || isBuilt(url));
  event.waitUntil(keep(wanted).catch(() => {}));
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

/** A sign-in page or an error is no room. */
async function put(cache, url, reply) {
  if (reply.status === 200 && !reply.redirected) await cache.put(url.origin + url.pathname, reply);
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET") return;
  if (event.request.mode === "navigate" && isRoom(url)) event.respondWith(room(event, url));
  else if (isBuilt(url)) event.respondWith(built(event.request));
});

/** The server's page; the kept one when no reply comes, or none in time, or one that says that the server is down. */
async function room(event, url) {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(url.origin + url.pathname);
  const fresh = fetch(event.request);
  if (!kept) return fresh;
  const late = new Promise((give) => setTimeout(give, PATIENCE_MS));
  const reply = await Promise.race([fresh.catch(() => {}), late]);
  if (!reply || reply.status >= 500) return kept;
  // it leads elsewhere now: the exam is over, or somebody else asks
  if (reply.type === "opaqueredirect" || reply.status === 404) event.waitUntil(cache.delete(url.origin + url.pathname));
  if (reply.status === 200 && !reply.redirected) event.waitUntil(put(cache, url, reply.clone()));
  return reply;
}

/** Built files bear their content in their names, so a kept one is the right one. */
async function built(request) {
  return (await caches.match(request, { cacheName: KEPT })) ?? fetch(request);
}
