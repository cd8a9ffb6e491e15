// What phones need to keep the site: a worker, where the campaign wants one, and how it is called on their screens.
(function () {
  "use strict";
  var script = document.currentScript;
  var workers = navigator.serviceWorker;
  var root = new URL("..", script.src).href;

  function keep() {
    return workers.register(root + script.dataset.worker);
  }

  // An earlier version of the site may have been kept.
  function leave() {
    return Promise.all([
      workers.getRegistration(root).then(function (found) {
        return found && found.scope === root && found.unregister();
      }),
      caches.keys().then(function (names) {
        return Promise.all(names.map(function (name) {
          return name.indexOf("campaign-calendar " + root + " ") === 0 && caches.delete(name);
        }));
      })
    ]);
  }

  // From a disk, browsers refuse both. And first of all comes the page.
  if (/^http/.test(location.protocol)) {
    addEventListener("load", function () {
      var manifest = document.createElement("link");
      manifest.rel = "manifest";
      manifest.href = root + script.dataset.manifest;
      document.head.appendChild(manifest);
      if (workers && window.caches) {
        (script.dataset.worker ? keep : leave)().catch(function () {});
      }
    });
  }
})();
