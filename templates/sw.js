{% if settings %}
{# Keeps the site readable without a network: a page comes from the network if that answers in time, else as it was
   last seen on this phone, and then says so. Files with a digest in their names are loaded once. #}
"use strict";
const SITE = {{ settings | safe }};
const ROOT = self.registration.scope;
const OURS = "campaign-calendar " + ROOT + " "; {# there may be other campaigns on the host #}
const SHELL = OURS + "shell"; {# what any reader may need #}
const SEEN = OURS + "seen"; {# what this one has opened #}
const MOST_SEEN = 30;
const PATIENCE = 3000; {# milliseconds #}
const FILE = /^(assets|media)\/[^/]+\.[0-9a-f]{10}\.(css|js|svg|jpg|png)$/;
const FRESH = { cache: "no-cache" }; {# the browser's own cache is asked whether it is still right #}

{# The path of a page within the site, where `/` and `/index.html` are one; nothing for all that is no page of it. #}
function pageAt(address) {
  const url = new URL(address);
  let path = url.origin + url.pathname;
  if (!path.startsWith(ROOT)) return;
  path = path.slice(ROOT.length);
  if (/(^|\/)$/.test(path)) path += "index.html";
  else if (!/\.[^/]*$/.test(path)) path += ".html"; {# some hosts leave that out #}
  if (path.endsWith(".html") && SITE.folders.includes(path.replace(/[^/]*$/, ""))) return path;
}

async function kept(path) {
  return (await caches.match(ROOT + path, { cacheName: SHELL })) || caches.match(ROOT + path, { cacheName: SEEN });
}

{# The latest stands last; of what not every reader needs, little stays, such as files of pages of before. #}
async function keep(path, response, shell) {
  const cache = await caches.open(shell ? SHELL : SEEN);
  await cache.put(ROOT + path, response);
  const more = (await cache.keys()).filter((key) => !SITE.shell.includes(key.url.slice(ROOT.length)));
  for (const key of more.slice(0, -MOST_SEEN)) await cache.delete(key);
}

async function keepPage(path, response) {
  const shell = SITE.shell.includes(path);
  if (response.status === 404) return (await caches.open(shell ? SHELL : SEEN)).delete(ROOT + path);
  if (response.status !== 200 || response.type !== "basic" || pageAt(response.url) !== path) return;
  if (!/^text\/html/.test(response.headers.get("content-type"))) return;
  const headers = { "content-type": "text/html; charset=utf-8", kept: Date.now() };
  await keep(path, new Response(await response.blob(), { headers }), shell);
}

async function file(path) {
  const copy = await kept(path);
  if (copy) return copy;
  const response = await fetch(ROOT + path);
  if (response.status === 200) keep(path, response.clone(), path.startsWith("assets/")).catch(() => {});
  return response;
}

async function page(event, path) {
  const network = fetch(event.request, FRESH);
  event.waitUntil(network.then((response) => keepPage(path, response.clone())).catch(() => {}));
  const copy = await kept(path);
  const patience = new Promise((enough) => copy && setTimeout(enough, PATIENCE));
  const answer = await Promise.race([network, patience]).catch(() => {});
  if (answer && (answer.status < 500 || !copy)) return answer;
  return copy ? asItWas(copy, languageOf(path)) : noNetwork(languageOf(path));
}

function languageOf(path) {
  return SITE.languages.find((each) => path.startsWith(each.folder)); {# the one at the root stands last #}
}

async function asItWas(copy, language) {
  const how = { day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" };
  const when = new Date(+copy.headers.get("kept")).toLocaleString(language.locale, how);
  const note = '<p class="stale">' + language.stale.replace("{when}", when) + ' <a href="">' + language.again + "</a></p>";
  const html = (await copy.text()).replace("</header>", (end) => note + end);
  return new Response(html, copy);
}

{# In place of a page that was never seen; it leads to those that were, in the same language. #}
async function noNetwork(language) {
  const copy = await kept(language.folder + "offline.html");
  if (!copy) return Response.error();
  let list = "";
  for (const name of [SHELL, SEEN]) {
    const cache = await caches.open(name);
    for (const key of await cache.keys()) {
      const path = pageAt(key.url);
      if (!path || languageOf(path) !== language || path.endsWith("offline.html")) continue;
      const title = /<h1[^>]*>([^]*?)<\/h1>/.exec(await (await cache.match(key)).text());
      if (title) list += '<li><a href="' + key.url + '">' + title[1].replace(/<[^>]*>/g, "") + "</a></li>";
    }
  }
  const html = (await copy.text())
    .replace(/ (href|src)="(?![a-z]+:|#|")/g, (start) => start + ROOT + language.folder)
    .replace(/<ul class="[^"]*kept">/, (start) => start + list);
  return new Response(html, { status: 503, headers: copy.headers });
}

{# One after the other, so that little of a slow network is taken; what it cannot have is tried at the next visit. #}
async function install() {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const seen = await (await caches.open(SEEN)).keys();
  const paths = new Set(open.concat(seen).map((each) => pageAt(each.url)));
  for (const path of SITE.shell) {
    if (!FILE.test(path)) paths.add(path);
    else await keep(path, (await kept(path)) || (await fetch(ROOT + path)), true);
  }
  for (const path of paths) if (path) await keepPage(path, await fetch(ROOT + path, FRESH));
}

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith(OURS) && name !== SHELL && name !== SEEN) await caches.delete(name);
  }
  await self.clients.claim();
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(install());
});
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.method !== "GET" || !request.url.startsWith(ROOT) || request.headers.has("range")) return;
  if (request.mode === "navigate") {
    const path = pageAt(request.url);
    if (path) event.respondWith(page(event, path));
  } else {
    const path = request.url.slice(ROOT.length);
    if (FILE.test(path)) event.respondWith(file(path));
  }
});
{% else %}
{# This site is no longer kept on phones: what an earlier worker kept goes, and so does this one. #}
"use strict";
const OURS = "campaign-calendar " + self.registration.scope + " ";
async function leave() {
  for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name);
  await self.registration.unregister();
}
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));
{% endif %}
