/* The worker of the portal. It keeps our own static files, and pages the server marked as published knowledge shown to
   nobody in particular. Anything else is never stored: without a network it is answered with the offline page. */
"use strict";
const told = {{ settings|safe }};
const FILES = "files-{version}";
const PAGES = "pages-1";
const MOST_PAGES = 40;

const anonymous = (address) => new Request(address, { credentials: "omit", cache: "reload" });

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const files = await caches.open(FILES);
  await files.addAll(told.files);
  const pages = await caches.open(PAGES);
  await Promise.all(told.pages.map(async (address) => {
    const answer = await fetch(anonymous(address));
    if (mayKeep(answer)) { await pages.put(address, answer); }
  }));
  await self.skipWaiting();
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== FILES && name !== PAGES).map((name) => caches.delete(name)));
  await self.clients.claim();
})()));

const mayKeep = (answer) => answer.ok && !answer.redirected && answer.type === "basic"
  && answer.headers.get(told.header) === told.keep;

const ours = async (request) => {
  const found = await caches.match(request, { cacheName: FILES });
  return found || fetch(request);
};

const trimmed = async (pages) => {
  const kept = await pages.keys();
  const extra = kept.filter((one) => !told.pages.includes(new URL(one.url).pathname)).slice(0, Math.max(0, kept.length - MOST_PAGES));
  await Promise.all(extra.map((one) => pages.delete(one)));
};

const shown = async (event) => {
  const { request } = event;
  try {
    const answer = await fetch(request);
    if (request.method === "GET" && mayKeep(answer)) {
      const copy = answer.clone();
      event.waitUntil(caches.open(PAGES).then(async (pages) => { await pages.put(request.url, copy); await trimmed(pages); }));
    }
    return answer;
  } catch (lost) {
    const pages = await caches.open(PAGES);
    const kept = request.method === "GET" && await pages.match(request.url, { ignoreVary: true });
    return kept || await pages.match(told.offline, { ignoreVary: true }) || Response.error();
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) { return; }
  if (request.method === "GET" && address.pathname.startsWith(told.static)) { event.respondWith(ours(request)); return; }
  if (request.mode !== "navigate") { return; }
  if ((request.headers.get("Content-Type") || "").startsWith("multipart/")) { return; }
  event.respondWith(shown(event));
});
