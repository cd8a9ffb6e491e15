// The reader's clock, in the campaign's zone: past days fold away; today, what is on, what is next and what is over are
// said. Zone, days and all words come from the page. A browser that does not know the zone leaves the page as it is.
(function () {
  "use strict";
  const script = document.currentScript;
  const words = script.dataset;
  let calendar, now, today;

  function all(selector, place) {
    return Array.from((place || document).querySelectorAll(selector));
  }

  // The campaign's date at a moment: 2018-11-24.
  function dateAt(moment) {
    const parts = {};
    calendar.formatToParts(moment).forEach((each) => { parts[each.type] = each.value; });
    return parts.year + "-" + parts.month + "-" + parts.day;
  }

  // How an entry stands now. `start` is a date or a moment; `end` the last of several dates, a moment, or not known,
  // which is the end of its first date.
  function standing(start, end) {
    const first = start.slice(0, 10), timed = start.length > 10, until = end.length > 10 && Date.parse(end);
    const last = until ? dateAt(until - 1) : end || first;
    const begun = timed ? Date.parse(start) <= now : first <= today;
    const over = until ? until <= now : last < today;
    return {first, timed, over, long: last > first, on: begun && !over, coming: !begun && !over};
  }

  function standingOf(place, date) {
    const time = place.querySelector("time");
    return time ? standing(time.getAttribute("datetime"), time.dataset.end || "") : standing(date, "");
  }

  function isCalledOff(place) {
    return place.matches(".cancelled, .postponed");
  }

  function inNumbers(text, number) {
    return text.replace("{n}", new Intl.NumberFormat(document.documentElement.lang).format(number));
  }

  // "tomorrow", "in 5 days"
  function until(date) {
    const days = (Date.parse(date) - Date.parse(today)) / 864e5;
    const form = Intl.PluralRules ? new Intl.PluralRules(document.documentElement.lang).select(days) : "other";
    const text = script.getAttribute("data-in-" + form) || words.inOther;
    return days === 1 ? words.tomorrow : inNumbers(text, days);
  }

  // Says a word at a place, instead of the one that was said there before.
  function mark(place, word, before) {
    let said = place.querySelector(":scope > .mark");
    if (!said && word) {
      said = document.createElement("span");
      said.className = "mark";
      [" ", said, " "].forEach((each) => place.insertBefore(each === " " ? new Text(each) : each, before));
    }
    if (said && said.textContent !== word) {
      said.textContent = word;
      said.hidden = !word;
    }
  }

  // Among the facts of an entry, first; where a phase is listed, at its days.
  function markEntry(entry, word) {
    const place = entry.querySelector(":scope > time") || entry.querySelector(".facts");
    mark(place, word, place.matches("time") ? null : place.firstChild);
  }

  // The days of an agenda or a month, with what begins on them.
  const days = all(".dated .day, .dated td:not(.bar)").filter((place) => place.querySelector("time")).map((place) => {
    const heading = place.querySelector("h4, .date"), time = heading.querySelector("time");
    return {place, heading, date: time.getAttribute("datetime"), name: time.title, entries: all(".entry", place)};
  });

  function open(folded, opened) {
    folded.classList.toggle("folded", !opened);
    folded.querySelector(".past-days").setAttribute("aria-expanded", opened);
  }

  // Folds what is past in a list; the button for it stands before the first of its parts.
  function fold(list, count, first) {
    let button = list.querySelector(".past-days");
    if (!button && count) {
      button = document.createElement("button");
      button.type = "button";
      button.className = "past-days";
      button.addEventListener("click", () => open(list, list.classList.contains("folded")));
      const place = document.createElement(list.matches("dl") ? "dd" : "div");
      place.appendChild(button);
      first.parentNode.insertBefore(place, first);
      open(list, false);
    }
    if (button) {
      button.parentNode.hidden = !count;
      button.textContent = inNumbers(words.past, count);
    }
    if (!count) list.classList.remove("folded");
  }

  function showAgenda() {
    const entries = [];
    days.forEach((day) => day.entries.forEach((entry) => {
      entries.push({entry, day, ...standingOf(entry, day.date)});
    }));
    const next = entries.find((each) => each.coming && !isCalledOff(each.entry));
    entries.forEach(({entry, day, first, timed, long, over, on, coming}) => {
      const isToday = day.date === today;
      const word = on && (timed || long) ? words.now : over && isToday ? words.over
        : coming && isToday && entry === next.entry ? words.next : "";
      entry.classList.toggle("over", over);
      entry.classList.toggle("past", over && day.date < today);
      markEntry(entry, isCalledOff(entry) ? "" : word);
    });
    days.forEach((day) => {
      const past = day.date < today && (day.place.matches("td") || !day.entries.some((each) => !each.matches(".past")));
      const isNext = next && next.day === day && day.date > today;
      day.place.classList.toggle("past", past);
      day.place.classList.toggle("today", day.date === today);
      mark(day.heading, day.date === today ? words.today : isNext ? words.next : "", null);
    });
    all(".bar > .entry").forEach((entry) => {
      const {over, on} = standingOf(entry);
      entry.classList.toggle("over", over);
      entry.parentNode.classList.toggle("past", over);
      markEntry(entry, on && !isCalledOff(entry) ? words.now : "");
    });
    all(".dated").forEach((agenda) => {
      all("section", agenda).forEach((month) => {
        const own = all(".day", month);
        month.classList.toggle("past", own.length > 0 && own.every((each) => each.matches(".past")));
      });
      const inside = days.filter((day) => agenda.contains(day.place) && day.entries.length);
      const gone = inside.filter((day) => day.place.matches(".past") || day.place.querySelector(".past"));
      const archive = agenda.querySelector("table") && gone.length === inside.length;
      fold(agenda, archive ? 0 : gone.length, agenda.firstElementChild);
    });
    return entries;
  }

  function showPhases() {
    return all(".phases .entry").map((entry) => {
      const each = standingOf(entry);
      markEntry(entry, each.on ? words.now : each.over ? words.over : "");
      entry.classList.toggle("over", each.over);
      return {entry, ...each};
    });
  }

  // Of an agenda that is too long for a page, the months.
  function showMonths() {
    return all(".dated section[data-start]").map((month) => {
      const each = standing(month.dataset.start, month.dataset.end);
      mark(month.querySelector("h3"), each.on ? words.now : "", null);
      const entry = document.createElement("li"), facts = document.createElement("span");
      entry.className = "entry";
      facts.className = "facts";
      facts.textContent = month.querySelector("p").textContent;
      entry.appendChild(month.querySelector("a").cloneNode(true));
      entry.appendChild(facts);
      return {entry, ...each};
    });
  }

  // When an event or a phase is, on its own page.
  function showFacts() {
    const dates = all("dl.facts > dd > time, .hero > .days > time").map((time) => ({place: time.parentNode, time, ...standingOf(time.parentNode)}));
    const off = all("h1").some(isCalledOff);
    const next = dates.find((each) => each.coming && !off && !isCalledOff(each.place));
    dates.forEach((each) => {
      const {place, time, first, timed, long, over, on} = each;
      const word = over ? words.over : on ? (timed || long ? words.now : words.today)
        : first === today ? words.today : each === next ? until(first) : "";
      place.classList.toggle("over", over);
      place.classList.toggle("past", over);
      mark(place, off || isCalledOff(place) ? "" : word, time.nextSibling);
    });
    const gone = dates.filter((each) => each.over).length;
    if (dates.length) {
      all(".hero").forEach((each) => each.classList.toggle("over", gone === dates.length));
      fold(dates[0].place.parentNode, gone < dates.length ? gone : 0, dates[0].place);
    }
  }

  // What is on today and what comes next: three entries, one of them to come.
  function nowAndNext(held) {
    const coming = held.filter((each) => each.coming), on = held.filter((each) => each.on && !each.long);
    const chosen = on.slice(0, coming.length ? 2 : 3);
    return chosen.concat(coming.slice(0, 3 - chosen.length)).map((each) => {
      const item = each.entry.cloneNode(true), facts = item.querySelector(".facts");
      const word = each.on && each.timed ? words.now : each.first === today ? words.today : each === coming[0] ? words.next : "";
      all(".mark, .changed, .facts a", item).forEach((part) => part.remove());
      if (each.day && !each.long && each.first !== today) {
        const name = document.createElement("time");
        name.textContent = each.day.name;
        [new Text(" "), name].forEach((part) => facts.insertBefore(part, facts.firstChild));
      }
      markEntry(item, word);
      return item;
    });
  }

  function showNow(entries) {
    const template = document.getElementById("now");
    if (!template) return;
    const section = template.content.querySelector("section").cloneNode(true);
    const said = section.querySelector("p"), list = section.querySelector("ul"), days = template.dataset;
    const held = entries.filter((each) => !isCalledOff(each.entry)), running = held.filter((each) => each.on && each.long);
    nowAndNext(held).forEach((each) => list.appendChild(each));
    running.slice(-6).forEach((each) => {
      said.append(said.firstChild ? " · " : "", each.entry.querySelector("a").cloneNode(true));
    });
    if (running.length) mark(said, words.now, said.firstChild);
    else if (today < days.start) said.textContent = days.starts.replace("{when}", until(days.start));
    else if (!list.firstChild) said.textContent = days.end < today ? days.over : entries.length ? days.none : "";
    if (!list.firstChild) list.remove();
    if (!said.firstChild) said.remove();
    if (!list.firstChild && !running.length) all("h2, .onward", section).forEach((each) => each.remove());
    const before = template.previousElementSibling, old = before && before.matches(".now") ? before : null;
    if (old && old.outerHTML === section.outerHTML) return;
    if (old) old.remove();
    if (section.firstElementChild) template.parentNode.insertBefore(section, template);
  }

  function show() {
    now = Date.now();
    today = dateAt(now);
    const entries = showAgenda(), phases = showPhases(), months = showMonths();
    showFacts();
    showNow(entries.length ? entries : phases.concat(months));
  }

  // A link to a past day opens it, and leads there though what stood above has folded away.
  function lead() {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    const list = target && target.closest(".folded");
    if (list && target.closest(".past")) open(list, true);
    if (target && target.closest(".dated")) target.scrollIntoView();
  }

  try {
    if (!words.zone) return;
    calendar = new Intl.DateTimeFormat("en", {timeZone: words.zone, year: "numeric", month: "2-digit", day: "2-digit"});
    dateAt(0);
  } catch (unknown) {
    return;
  }
  show();
  lead();
  addEventListener("hashchange", lead);
  addEventListener("pageshow", (event) => { if (event.persisted) show(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) show(); });
  setInterval(show, 60000);
})();
