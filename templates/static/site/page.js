// What only a script can do: copying, and opening what the reader came for. Pages are whole without any of these files.
(function () {
  "use strict";
  var agent = navigator.userAgent;

  function each(selector, use) {
    document.querySelectorAll(selector).forEach(use);
  }

  // A link to something in a fold opens that, also in browsers that do not by themselves.
  function unfold() {
    var place = location.hash && document.getElementById(location.hash.slice(1));
    var fold = place && place.closest("details");
    if (fold && !fold.open) {
      fold.open = true;
      place.scrollIntoView();
    }
  }

  // Of the steps for kinds of phone, those for this one are open.
  function own(fold) {
    return new RegExp(fold.dataset.agents).test(agent);
  }
  var folds = Array.from(document.querySelectorAll("[data-agents]"));
  if (folds.some(own)) {
    folds.forEach(function (fold) { fold.open = own(fold); });
  }

  // Android has nothing that such a link opens.
  if (/Android/.test(agent)) {
    each(".webcal", function (link) { link.hidden = true; });
  }

  // Where the page may not write to the clipboard, the address is text to select.
  if (navigator.clipboard && navigator.clipboard.writeText) {
    each("[data-copied]", function (button) {
      var said = button.parentNode.querySelector("[role=status]");
      button.hidden = false;
      button.addEventListener("click", function () {
        said.textContent = "";
        navigator.clipboard.writeText(button.value).then(
          function () { said.textContent = button.dataset.copied; },
          function () {
            var text = button.parentNode.parentNode.querySelector("textarea");
            button.hidden = true;
            if (text) {
              text.closest("details").open = true;
              text.select();
            } else {
              getSelection().selectAllChildren(button.parentNode.previousElementSibling);
            }
          }
        );
      });
    });
  }

  addEventListener("hashchange", unfold);
  unfold();
})();
