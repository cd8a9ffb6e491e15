"""Files of a site in; what a browser that no policy holds back finds in its pages that runs, or loads from elsewhere,
out.

The browser asks for everything through one server, which has the site's files and nothing else, and writes down what
it was asked for besides. Pages are opened in frames of one page, several at once.
"""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote, unquote

from playwright.sync_api import Error

SITE = "http://site.example/"
FRAMES = "frames"  # the page that the others are opened in
AT_ONCE = 6
SECONDS = 30  # for a page to come to an end, on a machine that is busy
ITS_OWN = {"CONNECT content-autofill.googleapis.com:443"}  # what the browser asks for itself, of any form

# What a page may hold, as the browser understood it: anything else has got in.
JUDGE = """
window.ran = [];
window.hostile = window.alert = window.confirm = window.prompt = (...all) => { window.ran.push('ran ' + all); };
window.judge = (frame) => {
  const {document, location, ran} = frame;
  const found = [];
  const schemes = ['http:', 'https:', 'mailto:', 'tel:', 'geo:', 'webcal:', ''];
  const leading = ['href', 'src', 'action', 'formaction', 'data', 'xlink:href', 'srcset', 'poster',
    'ping', 'background'];
  const ours = [...document.querySelectorAll('form.search')];
  if (location.pathname === '/404.html') ours.push(document.querySelector('head > style'));
  const all = [...document.querySelectorAll('*')];
  for (const each of all) {
    if (each.content instanceof frame.DocumentFragment) all.push(...each.content.querySelectorAll('*'));
    const is = each.localName;
    let active = /^(iframe|frame|object|embed|base|style|form|video|audio|math)$/.test(is) && !ours.includes(each);
    if (is === 'script') active = !each.getAttribute('src') && each.type !== 'application/ld+json';
    if (is === 'meta') active = /^(refresh|set-cookie)$/i.test(each.httpEquiv);
    for (const {name, value} of each.attributes) {
      if (name.startsWith('on') || name === 'style' || name === 'srcdoc') active = true;
      let scheme = '';
      try { scheme = leading.includes(name) ? new URL(value, location.href).protocol : ''; } catch { }
      if (!schemes.includes(scheme)) active = true;
    }
    if (active) found.push(each.outerHTML.slice(0, 2000));
  }
  return found.concat(ran || []);
};
"""
OPEN = """async ([site, paths, atOnce, seconds]) => {
  const found = [];
  const open = async () => {
    while (paths.length) {
      const path = paths.shift();
      const frame = document.createElement('iframe');
      const ended = new Promise((loaded, never) => {
        frame.onload = loaded;
        setTimeout(() => never('it never came to an end'), seconds * 1000);
      });
      frame.src = site + path;
      document.body.append(frame);
      try {
        await ended;
        const {href} = frame.contentWindow.location;
        if (href !== site + path) throw 'it went to ' + href;
        for (const each of judge(frame.contentWindow)) found.push(path + ': ' + each);
      } catch (left) {
        found.push(path + ': ' + left);
      }
      frame.remove();
    }
  };
  await Promise.all(Array.from({length: atOnce}, open));
  return found.concat(window.ran);
}"""


def active(files: Mapping[str, bytes], pages: Iterable[str], browser: Any) -> list[str]:
    """What is in those pages that must not be."""
    paths = sorted(map(quote, pages))
    with _served(files) as (proxy, asked):
        context = browser.new_context(bypass_csp=True, service_workers="block", proxy={"server": proxy})
        context.add_init_script(JUDGE)
        page = context.new_page()
        page.goto(SITE + FRAMES)
        try:
            found = page.evaluate(OPEN, [SITE, paths, AT_ONCE, SECONDS])
        except Error as left:  # a page took the place of the one that it was opened in
            found = [str(left)]
        context.close()
    return [*found, *(f"asked for {each}" for each in sorted(set(asked) - ITS_OWN))]


@contextmanager
def _served(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[str]]]:
    """The address of a proxy that has `files` and nothing else, and what it was asked for besides, as it comes in."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one piece

        def do_GET(self) -> None:
            address = self.path.partition("#")[0].partition("?")[0]
            path = unquote(address.removeprefix(SITE))
            if not address.startswith(SITE):
                self.elsewhere()
            elif path == FRAMES:
                self.answer(200, b"<!DOCTYPE html><title>Frames</title><body>", "text/html")
            elif path in files:
                kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
                self.answer(200, files[path], f"{kind}; charset=utf-8" if kind == "text/html" else kind)
            else:
                self.answer(404, b"", "text/plain")

        def elsewhere(self) -> None:
            asked.append(f"{self.command} {self.path}")
            self.close_connection = True
            self.answer(502, b"", "text/plain")

        do_CONNECT = do_POST = do_PUT = do_HEAD = do_OPTIONS = elsewhere

        def answer(self, status: int, body: bytes, kind: str) -> None:
            self.send_response_only(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=3600" if kind != "text/html" else "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
