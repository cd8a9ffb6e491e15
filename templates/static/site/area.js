// The reader's own area: kept on the device when they say so on its page, shown on the home page, and forgotten again.
(function () {
  "use strict";
  const template = document.getElementById("own-area");
  if (!template) return;
  const key = "own area: " + new URL(template.dataset.home, location.href).href;
  const here = template.dataset.area;

  // Some browsers refuse to keep anything; then nothing is offered.
  function kept(use) {
    try {
      return use(localStorage);
    } catch (refused) {
      return undefined;
    }
  }

  function read() {
    const own = kept((store) => JSON.parse(store.getItem(key)));
    return own && /^[a-z0-9-]+$/.test(own.id) ? own : null;
  }

  // The home page's own link to the area, or one with the name that was kept.
  function link(own) {
    const path = "areas/" + own.id + ".html";
    const there = document.querySelector('main a[href="' + path + '"]');
    if (there) return there.cloneNode(true);
    const made = document.createElement("a");
    made.href = path;
    made.textContent = own.name;
    made.lang = own.language;
    return made;
  }

  function show() {
    const own = read(), before = template.previousElementSibling;
    const [first, second] = template.content.children;
    const part = !here ? own && first : own && own.id === here ? second : first;
    if (before && before.matches(".own")) before.remove();
    if (!part) return null;
    const shown = part.cloneNode(true), button = shown.querySelector("button");
    const place = shown.querySelector("b");
    if (place) place.parentNode.replaceChild(link(own), place);
    button.addEventListener("click", button.value === "keep" ? keep : forget);
    template.parentNode.insertBefore(shown, template);
    return button;
  }

  function change(use) {
    if (kept(use) === undefined) return;
    const button = show();
    if (button) button.focus();
  }

  function keep() {
    const own = {id: here, name: document.querySelector("h1").textContent, language: document.documentElement.lang};
    change((store) => { store.setItem(key, JSON.stringify(own)); return true; });
  }

  function forget() {
    change((store) => { store.removeItem(key); return true; });
  }

  if (kept((store) => store.length + 1)) show();
})();
