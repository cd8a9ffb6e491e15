// The page: a form whose every change shows what fits, tells how much that is, and goes into the address.
(() => {
  if (!self.document || !self.searchIndex) return;
  const { find, rows, add } = self.search;
  const one = selector => document.querySelector(selector);
  const form = one("form"), status = one("[role=status]"), list = one("#results"), more = one("#more");
  const entry = one("template").content.firstElementChild, selects = [...form.querySelectorAll("select")];
  const fields = [form.q, ...selects];
  const STEP = 50; // records shown at once
  let found = [], waiting = [], first, saving;

  // Words in their language, where that is not the page's.
  function words(element, text, language) {
    element.textContent = text;
    if (language) Object.assign(element, { lang: language, dir: first.directions[language] });
    return element;
  }

  function shown(each) {
    const item = entry.cloneNode(true), part = selector => item.querySelector(selector);
    const { day, hours, status: [mark, said], venue: [venue, language] } = each;
    const phase = each.folder === "phases" ? each : each.phase, time = part("time"), facts = part(".facts");
    if (phase) item.classList.add("phase-" + phase.id);
    if (mark) item.classList.add(mark);
    words(part("a"), each.names[0], each.run).href = `${each.folder}/${each.id}.html`;
    words(part(".status"), said && said + ":");
    words(part(".label"), each.label);
    words(part(".changed"), each.changed);
    words(part(".when"), day && !day.machine ? day.words : "");
    if (day && day.machine) {
      words(time, hours ? first.time.replace("{day}", day.words).replace("{time}", hours.words) : day.words);
      time.dateTime = day.machine + (hours ? hours.machine : "");
    }
    [[venue, language], ...each.areas.map(area => [area.names[0], area.run])].forEach(place => {
      facts.append(" ", words(Object.assign(document.createElement("span"), { className: "place" }), ...place));
    });
    item.querySelectorAll(":empty").forEach(empty => empty.remove());
    return item;
  }

  function extend() {
    const from = list.children.length;
    list.append(...found.slice(from, from + STEP).map(shown));
    more.hidden = list.children.length >= found.length;
    return list.children[from];
  }

  function show() {
    const asked = new URLSearchParams(fields.map(each => [each.name, each.value.trim()]).filter(([, value]) => value));
    const query = String(asked), wanted = {};
    selects.forEach(each => {
      if (each.value) wanted[each.name] = rows.find(row => row.folder === each.name + "s" && row.id === each.value);
    });
    found = find(form.q.value, wanted);
    list.textContent = "";
    extend();
    one("#lists").hidden = found.length > 0;
    one("[type=reset]").hidden = !query;
    const others = found.length || !asked.get("q") ? 0 : find(form.q.value, {}).length;
    status.textContent = query && status.dataset[found.length ? "found" : others ? "filtered" : "none"]
      .replace("{n}", (found.length || others).toLocaleString(document.documentElement.lang));
    document.querySelectorAll(".languages a").forEach(link => { link.search = query; });
    clearTimeout(saving);
    saving = setTimeout(() => { // browsers refuse too many of them
      const kept = (query ? "?" + query : location.pathname) + location.hash;
      if (location.search.slice(1) !== query) history.replaceState(null, "", kept);
    }, 200);
    if (query && waiting.length) { // the next script with records; when it is there, they are shown too
      document.head.append(Object.assign(document.createElement("script"), { src: waiting.shift() }));
    }
  }

  // The form as the address has it.
  function read() {
    const asked = new URLSearchParams(location.search);
    fields.forEach(each => { each.value = asked.get(each.name) || ""; });
    show();
  }

  function offer(select) {
    const depth = area => area ? 1 + depth(area.areas[0]) : -1;
    const choices = rows.filter(row => row.folder === select.name + "s").map(row => {
      const indent = select.name === "area" ? "\u2003".repeat(depth(row)) : "";
      return words(new Option("", row.id), indent + row.names[0], row.run);
    });
    select.append(...choices);
    select.hidden = choices.length < 2;
  }

  function take(part) {
    add(part.columns);
    if (first) return show();
    first = part;
    waiting = part.more;
    selects.forEach(offer);
  }

  self.searchIndex.forEach(take);
  self.searchIndex = { push: take };
  form.oninput = show;
  form.onsubmit = event => { event.preventDefault(); form.q.blur(); };
  form.onreset = () => setTimeout(() => { show(); form.q.focus(); });
  more.onclick = () => extend().querySelector("a").focus();
  addEventListener("popstate", read);
  form.hidden = false;
  read();
})();
