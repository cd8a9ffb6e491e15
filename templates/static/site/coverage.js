// What was not announced in time, once that day is over in the campaign's zone; and lists that are there once to be read
// and to be copied. A browser that does not know the zone leaves the page as it is.
(function () {
  "use strict";
  const zone = document.currentScript.dataset.zone;

  function today() {
    const parts = {};
    const calendar = new Intl.DateTimeFormat("en", {timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit"});
    calendar.formatToParts(new Date()).forEach((each) => { parts[each.type] = each.value; });
    return parts.year + "-" + parts.month + "-" + parts.day;
  }

  document.querySelectorAll(".standing button").forEach((button) => {
    button.value = button.closest("details").querySelector("textarea").value;
  });
  try {
    document.querySelectorAll("[data-after]").forEach((place) => {
      if (today() > place.dataset.after) place.textContent = place.dataset.then;
    });
  } catch (unknown) {
    return;
  }
})();
