// Follows what is built: loads the page again when there is a new one, and lays over it what is wrong meanwhile.
(function () {
  "use strict";
  var version = document.currentScript.dataset.version;
  var stream = null;
  var overlay = null;

  function lay(trouble) {
    var page = document.title === trouble.title && document.getElementById("trouble");
    if (page) {
      page.textContent = trouble.lines.join("\n");
      return;
    }
    clear();
    overlay = document.createElement("section");
    overlay.lang = trouble.language;
    overlay.setAttribute("role", "alert");
    overlay.style.cssText = "position:fixed;inset:0 0 auto 0;max-height:80vh;overflow:auto;z-index:2147483647;" +
      "box-sizing:border-box;padding:16px;background:#2b0d0d;color:#fff;border-bottom:4px solid #ff6b6b;" +
      "font:16px/1.6 sans-serif;text-align:start;box-shadow:0 8px 24px #0008";
    var title = document.createElement("p");
    title.textContent = trouble.title;
    title.style.cssText = "margin:0 0 8px;font-weight:bold;color:#fff";
    var lines = document.createElement("pre");
    lines.textContent = trouble.lines.join("\n");
    lines.style.cssText = "margin:0;padding:0;white-space:pre-wrap;overflow-wrap:anywhere;background:none;color:#fff;border:0;font:14px/1.6 monospace";
    overlay.appendChild(title);
    overlay.appendChild(lines);
    document.body.appendChild(overlay);
  }

  function clear() {
    if (overlay) overlay.remove();
    overlay = null;
  }

  function follow() {
    if (stream || document.hidden) return;
    stream = new EventSource("/@serve/events");
    stream.onmessage = function (message) {
      var now = JSON.parse(message.data);
      if (now.version !== version) location.reload();
      else if (now.trouble) lay(now.trouble);
      else clear();
    };
  }

  function leave() {
    if (stream) stream.close();
    stream = null;
  }

  // Browsers open few connections to one host: a page that nobody looks at takes none.
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) leave();
    else follow();
  });
  addEventListener("pagehide", leave);
  addEventListener("pageshow", follow);
  follow();
})();
