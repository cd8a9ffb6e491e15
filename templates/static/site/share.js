// The text that a page offers to pass on: to the phone's other apps, and to the button that copies.
(function () {
  "use strict";
  document.querySelectorAll(".share").forEach(function (block) {
    var text = block.querySelector("textarea").value;
    var send = block.querySelector("[data-send]");
    block.querySelector("[data-copied]").value = text;
    if (!navigator.share) return;
    send.hidden = false;
    send.addEventListener("click", function () {
      // Who turns away from the list of apps has not failed.
      navigator.share({text: text}).catch(function () {});
    });
  });
})();
